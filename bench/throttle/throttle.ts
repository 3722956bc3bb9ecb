import { RateLimiterMemory } from 'rate-limiter-flexible';
import { THROTTLE_DEFAULTS } from '#core/agents/throttle/caps.ts';
import { SlidingLog } from '#core/agents/throttle/sliding-log.ts';
import { Throttle } from '#core/agents/throttle/throttle.ts';
import { compare, measure, printTimes, type BenchResult } from '../harness.ts';

/** Three caps in one decision of ours against three of the peer's limiters, and one cap against one. */
const GOALS = { whole: 5, single: 20 };
const DECISIONS = 60_000;
/** Ours is over too soon to be timed once. */
const REPEATS = 5;
const HOUR_MS = 3_600_000;
const LIMITS = { ...THROTTLE_DEFAULTS, symbolSpacingMs: 0 };
const SYMBOLS = Array.from({ length: 12 }, (_, i) => `SYM${String(i)}USDTM`);
const SOURCES = ['trend', 'breakout', 'reversion'];

const symbolAt = (i: number): string => SYMBOLS[i % SYMBOLS.length] ?? '';
const sourceAt = (i: number): string => SOURCES[i % SOURCES.length] ?? '';

/** Demand far above the caps, on a steady clock that moves a second per decision. */
function ours(): number {
  const throttle = new Throttle(LIMITS);
  let admitted = 0;
  for (let i = 0; i < DECISIONS; i++) if (throttle.admit(symbolAt(i), sourceAt(i), i * 1_000).ok) admitted += 1;
  return admitted;
}

async function consumes(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch {
    return false;
  }
}

/** The same caps in fixed windows: one limiter per cap, asked one after the other as its documentation shows. */
async function peers(): Promise<number> {
  const duration = HOUR_MS / 1_000;
  const perSymbol = new RateLimiterMemory({ points: LIMITS.perSymbolHour, duration });
  const perSource = new RateLimiterMemory({ points: LIMITS.perSourceHour, duration });
  const total = new RateLimiterMemory({ points: LIMITS.totalHour, duration });
  let admitted = 0;
  for (let i = 0; i < DECISIONS; i++) {
    const passed =
      (await consumes(perSymbol, symbolAt(i))) &&
      (await consumes(perSource, sourceAt(i))) &&
      (await consumes(total, ''));
    if (passed) admitted += 1;
  }
  // Its keys expire by timers, which would keep the process.
  for (const name of SYMBOLS) await perSymbol.delete(name);
  for (const name of SOURCES) await perSource.delete(name);
  await total.delete('');
  return admitted;
}

function oneLog(): number {
  const log = new SlidingLog(LIMITS.totalHour, HOUR_MS);
  let admitted = 0;
  for (let i = 0; i < DECISIONS; i++) {
    if (log.wait(i * 1_000, LIMITS.totalHour) > 0) continue;
    log.take(i * 1_000);
    admitted += 1;
  }
  return admitted;
}

async function onePeer(): Promise<number> {
  const total = new RateLimiterMemory({ points: LIMITS.totalHour, duration: HOUR_MS / 1_000 });
  let admitted = 0;
  for (let i = 0; i < DECISIONS; i++) if (await consumes(total, '')) admitted += 1;
  await total.delete('');
  return admitted;
}

/** Both hold the caps: ours over each hour of simulated time, the peer over the one real moment it saw. */
async function check(): Promise<string> {
  const hours = Math.ceil((DECISIONS * 1_000) / HOUR_MS);
  const single = oneLog();
  if (single !== hours * LIMITS.totalHour) return `${String(single)} admitted in ${String(hours)} h by one cap`;
  const whole = ours();
  if (whole > hours * LIMITS.totalHour || whole < hours * SYMBOLS.length * LIMITS.perSymbolHour * 0.99) {
    return `${String(whole)} admitted in ${String(hours)} h by three caps`;
  }
  const peer = await onePeer();
  return peer === LIMITS.totalHour ? 'equal' : `the peer admitted ${String(peer)} at once`;
}

function repeat(run: () => number): void {
  for (let i = 0; i < REPEATS; i++) run();
}

/** Decisions of the throttle per second, against rate-limiter-flexible in memory. */
export async function run(): Promise<BenchResult[]> {
  const found = await check();
  const measured = await measure([
    { name: 'throttle', units: REPEATS * DECISIONS, run: () => repeat(ours) },
    { name: 'three limiters', units: DECISIONS, run: async () => void (await peers()) },
    { name: 'sliding log', units: REPEATS * DECISIONS, run: () => repeat(oneLog) },
    { name: 'one limiter', units: DECISIONS, run: async () => void (await onePeer()) },
  ]);
  printTimes(measured, 'decision');
  const line = { area: 'throttle', check: found };
  const peer = (name: string): string => `rate-limiter-flexible, ${name}`;
  const result = (subject: string, name: string, goal: number): BenchResult => ({
    ...compare(measured, { ...line, subject, peer: name, goal }),
    peer: peer(name),
  });
  return [result('throttle', 'three limiters', GOALS.whole), result('sliding log', 'one limiter', GOALS.single)];
}
