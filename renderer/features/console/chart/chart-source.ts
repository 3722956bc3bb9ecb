import type { ChartBar } from '#shared/contract/chart.ts';
import type { Client } from '#shared/contract/index.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import { describeError, type Failure } from '#renderer/data/describe-error.ts';
import { followRows } from '#renderer/data/reconnect-rows.ts';
import { joinNewer, joinOlder, takeBar, windowOf, type BarWindow } from './bar-window.ts';
import type { Interval } from './chart-settings.ts';

/** What the chart is asked to show. */
interface ChartQuestion {
  readonly symbol: string;
  readonly interval: Interval;
  /** See the contract `market.chart`. */
  readonly studies: string;
}

/** How the bars stand. `stale`: the last picture stays while the stream is down. */
export interface ChartState {
  readonly status: 'loading' | 'live' | 'stale' | 'failed';
  readonly error: Failure | null;
  readonly receivedAt: number | null;
  readonly window: BarWindow | null;
}

/** Told of changed bars: `all` means to draw anew, `shift` by how many bars places moved to the right. */
interface BarListener {
  all(window: BarWindow, shift: number): void;
  bar(bar: ChartBar): void;
}

const FIRST_PAGE = 1_500;
const PAGE = 1_000;
const LOADING: ChartState = { status: 'loading', error: null, receivedAt: null, window: null };
/** A hole that the host could not fill is not asked about at every tick. */
const MEND_EVERY_MS = 5_000;

/** The bars of one chart: a window of pages and the live bar, told to one listener as they change. */
export class ChartSource {
  readonly #client: Client;
  readonly #question: ChartQuestion;
  readonly #listener: BarListener;
  readonly #abort = new AbortController();
  readonly #watchers = new Set<() => void>();
  #state = LOADING;
  #asking = false;
  /** True when there is nothing older. */
  #complete = false;
  #mendedAt = -Infinity;
  /** The rows taken last: one that did not change keeps its identity and draws nothing. */
  #taken: readonly ChartBar[] = [];

  constructor(client: Client, question: ChartQuestion, listener: BarListener) {
    this.#client = client;
    this.#question = question;
    this.#listener = listener;
  }

  readonly snapshot = (): ChartState => this.#state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  start(): void {
    void this.#load().then(() => this.#follow());
  }

  stop(): void {
    this.#abort.abort();
  }

  readonly retry = (): void => {
    this.#set(LOADING);
    void this.#load();
  };

  /** Asks for what lies before the first bar, once at a time. */
  older(): void {
    const { window } = this.#state;
    const before = window?.ts[0];
    if (window === null || before === undefined || this.#complete) return;
    this.#ask({ limit: PAGE, before }, (page) => {
      if (page.ts.length === 0) this.#complete = true;
      else this.#show(joinOlder(window, page), page.ts.length);
    });
  }

  /** Asks for what lies behind the last bar, after the newest were let go. */
  newer(): void {
    const { window } = this.#state;
    const last = window?.ts.at(-1);
    if (window === null || last === undefined || window.reachesNow) return;
    const length = timeframeMs(this.#question.interval);
    const before = last + (PAGE + 1) * length;
    this.#ask({ limit: PAGE, before }, (page) => {
      const next = joinNewer(window, page, before >= Date.now());
      this.#show(next, window.ts.length + page.ts.length > next.ts.length ? -page.ts.length : 0);
    });
  }

  /** Back to the newest bars. */
  readonly toNow = (): void => {
    if (this.#state.window?.reachesNow === false) void this.#load();
  };

  async #load(): Promise<void> {
    try {
      const page = await this.#client.market.chart(
        { ...this.#asked(), limit: FIRST_PAGE },
        { signal: this.#abort.signal },
      );
      this.#complete = false;
      this.#show(windowOf(page, true), 0);
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#set({ ...this.#state, status: 'failed', error: describeError(error) });
    }
  }

  #follow(): void {
    if (this.#abort.signal.aborted) return;
    const open = (signal: AbortSignal) => this.#client.market.watchChart(this.#asked(), { signal });
    void followRows<ChartBar>(
      open,
      ({ status, rows }) => {
        if (status === 'live') this.#take(rows);
        else if (this.#state.window !== null) this.#set({ ...this.#state, status: 'stale' });
      },
      this.#abort.signal,
    );
  }

  #take(rows: readonly ChartBar[]): void {
    const fresh = rows.filter((row) => !this.#taken.includes(row));
    if (fresh.length === 0 && this.#state.status === 'live') return;
    for (const bar of fresh.toSorted((a, b) => a.ts - b.ts)) {
      const { window } = this.#state;
      if (window === null) return;
      const taken = takeBar(window, bar, timeframeMs(this.#question.interval));
      if (taken.kind === 'gap') {
        this.#mend();
        return;
      }
      if (taken.kind !== 'changed') continue;
      this.#state = { ...this.#state, window: taken.window };
      this.#listener.bar(bar);
    }
    this.#taken = rows;
    this.#set({ ...this.#state, status: 'live', error: null, receivedAt: Date.now() });
  }

  /** Bars are missing between the window and the live one: they are asked for, never made up. */
  #mend(): void {
    if (Date.now() - this.#mendedAt < MEND_EVERY_MS) return;
    this.#mendedAt = Date.now();
    void this.#load();
  }

  #ask(part: { limit: number; before: number }, then: (page: Awaited<ReturnType<Client['market']['chart']>>) => void) {
    if (this.#asking) return;
    this.#asking = true;
    const done = (): void => {
      this.#asking = false;
    };
    this.#client.market
      .chart({ ...this.#asked(), ...part }, { signal: this.#abort.signal })
      .then(then)
      .then(done, done);
  }

  #asked() {
    const { symbol, interval, studies } = this.#question;
    return { symbol, timeframe: interval, studies };
  }

  #show(window: BarWindow, shift: number): void {
    this.#listener.all(window, shift);
    this.#set({ ...this.#state, window, error: null, status: this.#state.status === 'stale' ? 'stale' : 'live' });
  }

  #set(state: ChartState): void {
    this.#state = state;
    this.#watchers.forEach((watcher) => watcher());
  }
}
