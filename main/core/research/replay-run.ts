import type { ReplayReport, ReplayRequest } from '#shared/contract/replay.ts';
import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { parseMoney, toPlot } from '#shared/domain/money.ts';
import { timeframeMs, TIMEFRAMES } from '#shared/domain/timeframe.ts';
import { CONFIG_DEFAULTS, type CoreConfig } from '../config.ts';
import { DEFAULT_PAPER_CONFIG } from '../execution/paper-config.ts';
import { PaperVenue } from '../execution/paper-venue.ts';
import { Journal } from '../journal/journal.ts';
import { GENESIS_HASH } from '../journal/event.ts';
import { Fold } from '../journal/fold.ts';
import { verifyJournal } from '../journal/verify.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { Log } from '../ports/log.ts';
import type { JournalStore } from '../ports/store.ts';
import { TradingCore, type TradingParts } from '../trading-core.ts';
import { DeterministicIds } from './deterministic-ids.ts';
import type { ReplayInput } from './replay-input.ts';
import { buildReport } from './replay-report.ts';
import { ReplayCursor, seriesFingerprint } from './replay-feed.ts';
import { ResumedStore } from './resumed-store.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Records written per transaction unless told otherwise: nothing leaves the process, so nothing waits for the disk. */
const RECORDS_PER_COMMIT = 2_000;
const HOUR_MS = 3_600_000;
/** Bars between two chances for the host to do something else. */
const BREATHE_EVERY = 64;

/** What a replay needs of its surroundings. */
export interface ReplayHost {
  readonly store: JournalStore;
  readonly hasher: Hasher;
  readonly log: Log;
  /** Real time in ms, for the report's speed only; it decides nothing. */
  readonly stopwatch: () => number;
  /** Called now and then with the progress; lets the host breathe and may tell to stop. */
  readonly onProgress: (progress: ReplayProgress) => Promise<'go on' | 'cancel'>;
}

export interface ReplayProgress {
  readonly done: number;
  readonly total: number;
  /** Simulated time. */
  readonly at: number;
  readonly equity: number;
  readonly signals: number;
}

/** The configuration a request stands for. */
export function replayConfig(request: ReplayRequest, symbols: readonly ContractSymbol[], version: string): CoreConfig {
  const from = TIMEFRAMES.indexOf(request.timeframe);
  const upTo = TIMEFRAMES.indexOf('1d');
  const barMs = timeframeMs(request.timeframe);
  return {
    ...CONFIG_DEFAULTS,
    mode: 'replay',
    simulated: true,
    version,
    baseTimeframe: request.timeframe,
    scoreTimeframes: TIMEFRAMES.slice(from, upTo + 1),
    signalTimeframes: TIMEFRAMES.filter(
      (t) => timeframeMs(t) >= Math.max(barMs, HOUR_MS) && timeframeMs(t) <= 4 * HOUR_MS,
    ),
    capital: parseMoney(request.capital),
    symbols,
    equitySampleMs: HOUR_MS,
    maxMarkAgeMs: 4 * barMs,
    limits: {
      ...CONFIG_DEFAULTS.limits,
      // The newest price of a replay is that of the last candle.
      maxDataAgeMs: barMs,
      maxMarkAgeMs: barMs,
      drawdownPpm: BigInt(Math.round(request.drawdownLimit * 1e6)),
    },
    keepScoreHistory: false,
  };
}

/**
 * Replays recorded candles through the whole path with paper fills. Deterministic: the same request and the same candles
 * give the same journal, byte for byte. A run that was cut off continues in the same store.
 * @returns the report, or null when it was cancelled.
 * @throws RunDiffers when the store holds another run; StoreFailure when the disk fails.
 */
export async function runReplay(input: ReplayInput, host: ReplayHost): Promise<ReplayReport | null> {
  const from = host.stopwatch();
  const clock = new VirtualClock(input.request.from);
  const { core, venue, journal } = build(input, host, clock);
  const cursor = new ReplayCursor(input.series);
  const dataHash = host.hasher.sha256(
    input.series.map((one) => seriesFingerprint(one, (text) => host.hasher.sha256(text))).join(''),
  );
  const { symbols, timeframe, seed, to } = input.request;
  journal.append({
    type: 'replay.started',
    subject: 'replay',
    data: { from: input.request.from, to, symbols, timeframe, seed, dataHash },
  });
  core.start();
  const finished = await drive(cursor, core, venue, clock, input, host);
  if (!finished) return null;
  core.sampleEquity(clock.now());
  journal.append({ type: 'replay.finished', subject: 'replay', data: { candles: cursor.done } });
  journal.commit();
  return buildReport({
    input,
    journal,
    dataHash,
    tookMs: host.stopwatch() - from,
    candles: cursor.done,
  });
}

function build(
  input: ReplayInput,
  host: ReplayHost,
  clock: VirtualClock,
): { core: TradingCore; venue: PaperVenue; journal: Journal } {
  const known = host.store.head();
  const integrity =
    known === null
      ? ({ ok: true, records: 0, rootHash: GENESIS_HASH } as const)
      : verifyJournal(host.store, host.hasher, () => undefined, new Fold('all'));
  if (!integrity.ok) throw new Error(`The journal of this replay is damaged. ${integrity.problem}`);
  const store = known === null ? host.store : new ResumedStore(host.store);
  const journal = new Journal({
    store,
    hasher: host.hasher,
    clock,
    scheduler: clock,
    fold: new Fold('all'),
    grouping: { kind: 'count', events: input.recordsPerCommit ?? RECORDS_PER_COMMIT },
    integrity,
  });
  const venue = new PaperVenue({ instruments: input.instruments, clock, config: DEFAULT_PAPER_CONFIG });
  const symbols = input.series.map(({ symbol }) => symbol);
  const rules = input.portfolio?.settings;
  const config = {
    ...replayConfig(input.request, symbols, input.version),
    ...(rules === undefined ? {} : { portfolio: rules }),
  };
  const core = new TradingCore({
    journal,
    clock,
    scheduler: clock,
    ids: new DeterministicIds(input.request.seed),
    hasher: host.hasher,
    log: host.log,
    notifier: { notify: ({ title, body }) => host.log.error(title, { body }) },
    venue,
    instruments: input.instruments,
    config,
    ...outsideOf(input),
    feedName: 'recorded candles',
    barrier: 'grouped',
  });
  return { core, venue, journal };
}

/** What a replay ranks its symbols by, where it is not the score board. */
function outsideOf({ portfolio }: ReplayInput): Pick<TradingParts, 'standings' | 'universe'> {
  const { standings, universe } = portfolio ?? {};
  return {
    ...(standings === undefined ? {} : { standings }),
    ...(universe === undefined ? {} : { universe: () => universe }),
  };
}

async function drive(
  cursor: ReplayCursor,
  core: TradingCore,
  venue: PaperVenue,
  clock: VirtualClock,
  { request, onBar }: Pick<ReplayInput, 'request' | 'onBar'>,
  host: ReplayHost,
): Promise<boolean> {
  const barMs = timeframeMs(request.timeframe);
  const candle: { -readonly [K in keyof Candle]: Candle[K] } = { ts: 0, open: 0, high: 0, low: 0, close: 0, volume: 0 };
  let bars = 0;
  for (let ts = cursor.nextTs; ts !== null; ts = cursor.nextTs) {
    const closeTs = ts + barMs;
    clock.moveTo(closeTs);
    cursor.take(ts, ({ symbol, columns }, i) => {
      candle.ts = columns.ts[i] ?? 0;
      candle.open = columns.open[i] ?? 0;
      candle.high = columns.high[i] ?? 0;
      candle.low = columns.low[i] ?? 0;
      candle.close = columns.close[i] ?? 0;
      candle.volume = columns.volume[i] ?? 0;
      core.onMark(symbol, candle.close, closeTs);
      venue.onCandle(symbol, candle);
      core.onCandle(symbol, candle, closeTs);
    });
    if (!core.quiet) await settle(core);
    core.onTime(clock.now());
    if (!core.quiet) await settle(core);
    if (onBar !== undefined) {
      await onBar(core, clock.now());
      if (!core.quiet) await settle(core);
    }
    bars += 1;
    if (bars % BREATHE_EVERY === 0 && (await report(cursor, core, clock, host)) === 'cancel') return false;
  }
  return true;
}

/** Lets every decision and every send of this moment come to its end; simulated venues answer within microtasks. */
async function settle(core: TradingCore): Promise<void> {
  while (!core.quiet) {
    await core.decide();
    await core.desk.quiescent();
  }
}

function report(
  cursor: ReplayCursor,
  core: TradingCore,
  clock: VirtualClock,
  host: ReplayHost,
): Promise<'go on' | 'cancel'> {
  const { equity } = core.guard;
  return host.onProgress({
    done: cursor.done,
    total: cursor.total,
    at: clock.now(),
    equity: equity === null ? Number.NaN : toPlot(equity),
    signals: core.decided,
  });
}
