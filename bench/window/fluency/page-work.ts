import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { heapSnapshot } from '#tests/support/browser/heap-snapshot.ts';
import { heapKinds, type HeapKinds } from './heap-kinds.ts';

const SIZE = { width: 1_920, height: 1_080 };
/** A task longer than this is felt. */
export const LONG_TASK_MS = 50;
/** After the screen stands: queries are answered, canvases drawn, transitions over. */
const SETTLE_MS = 6_000;

const CATEGORIES = ['toplevel', 'disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];

/** What the main thread did in one go, and how the frames came out. */
export interface Traced {
  /** Own time of the thread in each task, ms, longest first: what others took from the processor is not in it. */
  readonly tasks: readonly number[];
  /** The same by the clock on the wall. */
  readonly wall: readonly number[];
  readonly frames: number;
  readonly dropped: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const descending = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => b - a);

/** The main thread of the page is the renderer's that did most. */
function tasksOf(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const place = ({ pid, tid }: TraceEvent): string => `${String(pid)} ${String(tid)}`;
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(place);
  const of = mains.map((main) => events.filter((event) => event.name === 'RunTask' && place(event) === main));
  return of.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** Waits until an expression of the page is true, looking with each frame; the page forbids the eval that Playwright waits by. */
export async function until(page: Page, expression: string): Promise<void> {
  const look = `const look = () => ((${expression}) ? done() : requestAnimationFrame(look)); look();`;
  await page.evaluate(`new Promise((done) => { ${look} })`);
}

/** A page of the program as one who looks at it has it, and what its main thread does. */
export class WatchedPage {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #session: CDPSession;

  constructor(browser: Browser, page: Page, session: CDPSession) {
    this.page = page;
    this.#browser = browser;
    this.#session = session;
  }

  /** Goes to a screen and waits until it stands. */
  async show(path: string, ready: string): Promise<void> {
    await this.page.evaluate(`location.hash = ${JSON.stringify(path)}`);
    await until(this.page, ready);
    await this.page.waitForTimeout(SETTLE_MS);
  }

  /** Share of one core that the main thread takes over so many ms: its own time, not what it waited for the processor. */
  async share(ms: number): Promise<number> {
    const from = await this.#metrics();
    await this.page.waitForTimeout(ms);
    const to = await this.#metrics();
    return (to('TaskDuration') - from('TaskDuration')) / (to('Timestamp') - from('Timestamp'));
  }

  /** Every task and frame of so many ms. */
  async trace(ms: number): Promise<Traced> {
    await this.#browser.startTracing(this.page, { categories: CATEGORIES });
    await this.page.waitForTimeout(ms);
    const trace = JSON.parse((await this.#browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    const tasks = tasksOf(trace.traceEvents);
    const count = (wanted: string): number => trace.traceEvents.filter(({ name }) => name === wanted).length;
    return {
      tasks: descending(tasks.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1_000)),
      wall: descending(tasks.map(({ dur }) => (dur ?? 0) / 1_000)),
      frames: count('DrawFrame'),
      dropped: count('DroppedFrame'),
    };
  }

  /** Bytes, elements and listeners that are still there. */
  async heap(): Promise<HeapKinds & { readonly nodes: number; readonly listeners: number }> {
    // Counted at once after a collection: while a snapshot is written, new ones come that are let go of again.
    for (let n = 0; n < 3; n += 1) await this.#session.send('HeapProfiler.collectGarbage');
    const metric = await this.#metrics();
    const kinds = heapKinds(await heapSnapshot(this.#session));
    return { ...kinds, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
  }

  async #metrics(): Promise<(name: string) => number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return (name) => {
      const found = metrics.find((metric) => metric.name === name);
      if (found === undefined) throw new Error(`The browser tells no ${name}`);
      return found.value;
    };
  }
}

/** A browser that has put the first steps away. */
export async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: SIZE });
  await context.addInitScript(`localStorage.setItem('zmart-first-run', '{"state":{"welcomed":true},"version":0}')`);
  return context;
}

/** Opens the program at its address. */
export async function watchPage(browser: Browser, address: string): Promise<WatchedPage> {
  const page = await (await newContext(browser)).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address);
  return new WatchedPage(browser, page, session);
}
