import type { TickerView } from '#shared/contract/market.ts';
import type { SignalView } from '#shared/contract/signal.ts';
import type { StatusView } from '#shared/contract/system.ts';
import { denial } from '#shared/domain/denial.ts';
import { contractError } from '#core/api/contract-error.ts';
import type { Handlers, HandlersOf } from '#core/api/handler-types.ts';
import { implementContract, type ApiRouter } from '#core/api/implement.ts';
import { refusalView } from '#core/api/views/order-views.ts';
import type { StopSignal } from '#core/api/stop-signal.ts';
import { Topic } from '#core/api/topic.ts';
import { sampleAccountHandlers } from '#tests/support/accounts/sample-account-handlers.ts';
import { sampleTickers } from '#tests/support/renderer/sample-market.ts';
import { sampleSignals } from '#tests/support/renderer/sample-signals.ts';
import { sampleBusEvents, sampleMailboxes, sampleTasks } from '#tests/support/renderer/sample-agents.ts';
import { sampleAgents, sampleRisk, sampleStatus } from '#tests/support/renderer/sample-system.ts';
import { sampleSlotHandlers } from '#tests/support/portfolio/sample-slot-handlers.ts';
import { sampleModelHandlers } from '#tests/support/model/sample-model-handlers.ts';
import { sampleManagementHandlers } from './sample-management.ts';
import { sampleSignalManagement } from './sample-signal-management.ts';
import { sampleSourceHandlers } from './sample-sources.ts';
import { sampleConflictHandlers, sampleThrottleHandlers } from './sample-throttle.ts';
import { sampleBackup } from '#tests/support/renderer/fake-backup.ts';
import { sampleCandleImportHandlers } from './sample-candle-imports.ts';
import { sampleAlertChannels } from '#tests/support/renderer/sample-alerts.ts';
import { sampleWatchdog } from '#tests/support/renderer/sample-watchdog.ts';
import { sampleLiquidationImportHandlers } from './sample-liquidation-imports.ts';
import { sampleLiquidationAlertHandlers } from './sample-liquidation-alerts.ts';
import { sampleLiquidationHandlers } from './sample-liquidations.ts';
import { samplePriceAlertHandlers } from './sample-price-alerts.ts';
import { ManualScheduler } from './manual-scheduler.ts';
import { RecordingLog } from './recording-log.ts';

export const NOW = 1_763_000_000_000;
/** What a defect knows and nobody outside may see. */
export const DEFECT = 'cannot read /home/trader/keys/kucoin.pem of account 4711';

/** A whole contract over a few topics, and what its calls did. */
export interface SampleApi {
  readonly router: ApiRouter;
  readonly handlers: Handlers;
  readonly scheduler: ManualScheduler;
  readonly tickers: Topic<TickerView>;
  readonly status: Topic<StatusView>;
  readonly log: RecordingLog;
  /** Calls that change something, in order. */
  readonly writes: string[];
  /** Answered calls per input of `journal.page`. */
  readonly pages: Map<number, number>;
  /** Messages handed to readers of the tickers. */
  sentTickers: number;
  /** Generators of `journal.verify` that are running. */
  openVerifications: number;
  /** Lets `journal.verify` go on from where it waits. */
  readonly wakeVerification: () => void;
}

const missing = (what: string): never => {
  throw contractError('NOT_FOUND', { what });
};

const never = (signal: StopSignal | undefined): Promise<void> =>
  new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));

function tradingHandlers(writes: string[]): HandlersOf<'trading'> {
  return {
    halt: async ({ reason }) => {
      writes.push(`halt ${reason}`);
      return { state: 'HALTED' };
    },
    resume: async ({ confirmation }) => {
      if (confirmation !== 'RESUME') throw contractError('NOT_CONFIRMED', { expected: 'RESUME' });
      writes.push('resume');
      return { state: 'ACTIVE' };
    },
    // Undeclared for this call: a defect.
    pauseIntake: async () => {
      throw contractError('BUSY', { running: DEFECT });
    },
    resumeIntake: async () => {
      writes.push('resumeIntake');
      return { paused: false };
    },
  };
}

function sampleRiskHandlers(writes: string[]): HandlersOf<'risk'> {
  const status = async () => sampleRisk(sampleStatus(NOW));
  return {
    status,
    watch: async function* () {
      yield { kind: 'snapshot', seq: 1, rows: [await status()] };
    },
    halt: async ({ reason, flatten }) => {
      writes.push(`kill ${reason}`);
      return { state: 'HALTED', cancels: 3, exits: flatten ? 2 : 0 };
    },
    rearm: async ({ phrase }) => {
      if (phrase !== 'RESUME') throw contractError('NOT_CONFIRMED', { expected: 'RESUME' });
      writes.push('rearm');
      return status();
    },
    pause: status,
    resume: async ({ target }) => missing(`pause of ${target}`),
    flatten: async () => ({ state: 'ACTIVE', cancels: 0, exits: 0 }),
    acknowledge: async ({ id }) => missing(`alarm ${String(id)}`),
    figures: async function* () {},
    levels: async () => ({
      ...{ ts: [], equity: [], peak: [], yellow: [], orange: [], red: [], transfers: [], states: [] },
      provenance: 'simulated',
    }),
    denials: async () => ({ from: NOW - 86_400_000, to: NOW, signals: 0, executed: 0, denied: 0, groups: [] }),
  };
}

function sampleOrderHandlers(writes: string[]): HandlersOf<'orders'> {
  const refused = async (): Promise<never> => {
    const refusal = denial('RISK_HALTED', { cause: 'a sample' });
    throw contractError('REFUSED', refusalView(refusal), refusal.sentence);
  };
  return {
    watch: async function* () {},
    preview: async ({ symbol }) => missing(symbol),
    place: refused,
    amend: async ({ id }) => missing(id),
    cancel: async ({ id }) => missing(id),
    cancelAll: async () => ({ outcome: 'done', sentence: 'No entry is open.', orderIds: [] }),
    close: refused,
    moveStop: refused,
    moveTarget: refused,
    watchWorked: async function* () {},
    work: refused,
    resumeWorked: refused,
    cancelWorked: refused,
    trailStop: refused,
    flatten: async () => {
      writes.push('flatten');
      return { outcome: 'done', sentence: 'Nothing is held.', orderIds: [] };
    },
  };
}

function streamOf<Message>(topic: { subscribe(signal?: StopSignal): AsyncGenerator<Message, void, void> }) {
  return (_input: unknown, { signal }: { readonly signal: StopSignal | undefined }) => topic.subscribe(signal);
}

/** The sample contract; the topics' time stands still until a test moves it. */
export function createSampleApi({ checkStreams = true } = {}): SampleApi {
  const scheduler = new ManualScheduler();
  const log = new RecordingLog();
  const tickers = new Topic<TickerView>(scheduler);
  tickers.put(sampleTickers(NOW));
  const status = new Topic<StatusView>(scheduler);
  status.put([sampleStatus(NOW)]);
  const writes: string[] = [];
  const [firstSignal] = sampleSignals(NOW) as [SignalView];
  const pages = new Map<number, number>();

  const handlers: Handlers = {
    accounts: sampleAccountHandlers(writes),
    system: { status: async () => sampleStatus(NOW), watch: streamOf(status) },
    agents: {
      list: async () => {
        throw new Error(DEFECT);
      },
      // One good message, then a defect.
      watch: async function* () {
        yield { kind: 'snapshot', seq: 1, rows: sampleAgents() };
        throw new Error(DEFECT);
      },
      tasks: async function* () {
        yield { kind: 'snapshot', seq: 1, rows: sampleTasks(NOW) };
      },
      events: async function* () {
        yield { kind: 'snapshot', seq: 1, rows: sampleBusEvents(NOW) };
      },
      mailboxes: async () => sampleMailboxes(),
      pause: async ({ agent }) => missing(agent),
      resume: async ({ agent }) => missing(agent),
      restart: async ({ agent }) => missing(agent),
    },
    trading: tradingHandlers(writes),
    risk: sampleRiskHandlers(writes),
    backup: {
      watch: async function* () {
        yield { kind: 'snapshot', seq: 1, rows: [sampleBackup(NOW)] };
      },
      start: async () => ({ startedAt: NOW }),
      cancel: async () => ({ canceled: true }),
    },
    candleImports: sampleCandleImportHandlers(NOW),
    alerts: {
      list: async () => ({ channels: sampleAlertChannels(NOW), quiet: null }),
      watch: async function* () {
        yield { kind: 'snapshot', seq: 1, rows: sampleAlertChannels(NOW) };
      },
      add: async ({ name }) => missing(name),
      change: async ({ id }) => missing(id),
      remove: async ({ id }) => missing(id),
      test: async ({ id }) => missing(id),
      setQuietHours: async ({ quiet }) => ({ channels: [], quiet }),
    },
    watchdog: {
      watch: async function* () {
        yield { kind: 'snapshot', seq: 1, rows: [sampleWatchdog(NOW)] };
      },
      leaveOut: async () => sampleWatchdog(NOW),
      resume: async () => sampleWatchdog(NOW),
    },
    market: {
      // An answer the contract does not allow.
      instruments: async () => [{ symbol: DEFECT }] as never,
      candles: async ({ symbol }) => missing(symbol),
      chart: async ({ symbol }) => missing(symbol),
      watchChart: async function* () {},
      watch: async function* (_input, { signal }) {
        for await (const message of tickers.subscribe(signal)) {
          api.sentTickers += 1;
          yield message;
        }
      },
      // Never answers.
      series: async (_input, { signal }) => {
        await never(signal);
        return [];
      },
    },
    depth: { book: async function* () {}, trades: async function* () {} },
    feeds: { watch: async function* () {}, symbols: async function* () {}, channels: async function* () {} },
    protections: {
      breakers: async function* () {},
      watch: async function* () {},
      rearm: async ({ id }) => missing(id),
      configure: async ({ id }) => missing(id),
      unlock: async ({ id }) => missing(id),
    },
    reconcile: {
      watch: async function* () {},
      differences: async function* () {},
      resolve: async ({ id }) => missing(id),
      runNow: async () => ({ started: true }),
    },
    limits: {
      list: async () => ({ version: 0, limits: [], approval: null, disabled: [], at: NOW }),
      history: async () => [],
      change: async () => ({ version: 1 }),
      rollback: async ({ version }) => missing(`version ${String(version)}`),
      approve: async () => ({ approved: true }),
      enable: async ({ strategy }) => missing(strategy),
    },
    settings: {
      get: async () => ({ version: 0, hash: '', readOnly: false, sections: [], at: NOW }),
      set: async () => ({ version: 1 }),
      versions: async () => [],
      rollback: async ({ version }) => missing(`version ${String(version)}`),
      export: async () => ({ format: 'zmart-settings', formatVersion: 1, version: 0, sections: {} }),
      import: async () => ({ version: 1 }),
      whatIf: async ({ section }) => missing(section),
      algorithms: async () => [],
      updateAlgorithm: async ({ id }) => missing(id),
    },
    sources: sampleSourceHandlers(),
    models: sampleModelHandlers(NOW),
    slots: sampleSlotHandlers(NOW, writes),
    management: sampleManagementHandlers(NOW),
    liquidations: sampleLiquidationHandlers(),
    liquidationAlerts: sampleLiquidationAlertHandlers(NOW),
    priceAlerts: samplePriceAlertHandlers(NOW),
    liquidationImports: sampleLiquidationImportHandlers(NOW),
    locks: { watch: async function* () {}, events: async function* () {} },
    orders: sampleOrderHandlers(writes),
    scores: {
      matrix: async () => [],
      // A message the contract does not allow.
      watch: async function* () {
        yield { kind: 'delta', seq: 1, put: [{ key: DEFECT }], drop: [] } as never;
      },
      explain: async ({ symbol }) => missing(symbol),
      calculate: async () => [],
      rankings: async () => [],
      symbolScores: async ({ symbol }) => missing(symbol),
      past: async ({ at }) => ({ at, cells: [] }),
      day: async () => ({ timeframe: '4h', from: NOW, stepMs: 300_000, known: [], long: [], short: [] }),
      times: async () => ({ timeframe: '4h', span: 'day', from: NOW, stepMs: 300_000, steps: 0, rows: [] }),
      features: async ({ symbol }) => missing(symbol),
    },
    signals: {
      ...sampleSignalManagement(NOW),
      // About 40 kB.
      list: async () => Array.from({ length: 100 }, (_, n) => ({ ...firstSignal, key: `s${n}` })),
      watch: async function* () {},
      funnel: async function* () {},
      explain: async ({ signalId }) => missing(signalId),
      console: async () => ({ rows: [], next: null }),
      unreadable: async () => [],
      whyNot: async ({ symbol }) => missing(symbol),
      whyNotAll: async () => [],
    },
    throttle: sampleThrottleHandlers(NOW),
    conflicts: sampleConflictHandlers(NOW),
    explain: {
      details: async () => missing('explanation'),
      whatIf: async () => missing('explanation'),
      ask: async () => missing('contract'),
    },
    portfolio: {
      fills: async () => ({ rows: [], next: null }),
      funding: async () => ({ rows: [], next: null }),
      overview: async function* () {},
      positions: async function* () {},
      equity: async () => missing('equity'),
    },
    journal: {
      page: async ({ before = 0 }) => {
        pages.set(before, (pages.get(before) ?? 0) + 1);
        return { records: [], head: before, types: [] };
      },
      // Waits for good without looking at its signal.
      verify: async function* () {
        api.openVerifications += 1;
        try {
          for (let done = 0; ; done += 1) {
            yield { kind: 'progress', done, total: 10 };
            if (done === 2) await new Promise((resolve) => (wakeVerification = resolve));
          }
        } finally {
          api.openVerifications -= 1;
        }
      },
    },
    replay: {
      start: async () => ({ id: 'r1' }),
      watch: async function* ({ id }) {
        yield missing(id);
      },
      cancel: async ({ id }) => missing(id),
      list: async () => [],
      report: async ({ id }) => missing(id),
    },
  };
  let wakeVerification: (value: unknown) => void = () => undefined;
  const router = implementContract(handlers, { log, checkStreams });
  const api: SampleApi = {
    router,
    handlers,
    scheduler,
    tickers,
    status,
    log,
    writes,
    pages,
    sentTickers: 0,
    openVerifications: 0,
    wakeVerification: () => wakeVerification(undefined),
  };
  return api;
}
