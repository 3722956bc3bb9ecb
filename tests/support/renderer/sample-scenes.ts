import type { EquityCurve, OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import type { FunnelView, SignalView } from '#shared/contract/signal.ts';
import type { StatusView } from '#shared/contract/system.ts';

interface SceneChange {
  readonly status: (status: StatusView) => StatusView;
  readonly overview: (overview: OverviewView) => OverviewView;
  readonly positions: (positions: PositionView[]) => PositionView[];
  readonly signals: (signals: SignalView[]) => SignalView[];
  readonly funnel: (funnel: FunnelView) => FunnelView;
  readonly equity: (curve: EquityCurve) => EquityCurve;
}

const same = <Value>(value: Value): Value => value;

const day: SceneChange = { status: same, overview: same, positions: same, signals: same, funnel: same, equity: same };

const halted: SceneChange = {
  ...day,
  status: (status) => ({
    ...status,
    trading: {
      state: 'HALTED',
      cause: 'equity is 3.09 % below the start of the day (99696.38 of 102876.22 USDT)',
      since: status.now - 840_000,
    },
    intake: { paused: true, reason: 'news at 14:30' },
    feed: { ...status.feed, status: 'stale', ageMs: 14_200, reason: 'No ticker for more than 3000 ms.' },
    journal: {
      ...status.journal,
      integrity: 'broken',
      problem:
        'Record 88102 is not as it was written: its hash is not 32 bytes. Records 1 to 88101 are intact; restore the database from a backup that holds record 88102.',
    },
  }),
  overview: (overview) => ({
    ...overview,
    today: { total: '-3180.40', closed: '-2299.44', open: '-838.30', fees: '-38.91', funding: '-3.75', share: -0.031 },
    verdict: {
      level: 'stop',
      sentence: 'Halted',
      detail: 'equity is 3.09 % below the start of the day (99696.38 of 102876.22 USDT)',
    },
  }),
};

const flat: SceneChange = {
  status: (status) => ({ ...status, journal: { ...status.journal, records: 41 } }),
  overview: (overview) => ({
    ...overview,
    equity: '100000',
    peak: '100000',
    drawdown: 0,
    today: { total: '0', closed: '0', open: '0', fees: '0', funding: '0', share: 0 },
    week: { total: '0', share: 0 },
    all: { total: '0', share: 0, since: overview.asOf - 60_000 },
    trades: { closed: 0, won: 0, hitRate: null, profitFactor: null },
    exposure: { long: '0', short: '0', gross: 0, net: 0, bySymbol: [] },
    limits: overview.limits.map((limit) => ({ ...limit, used: 0, share: 0 })),
    verdict: { level: 'ok', sentence: 'Inside every limit', detail: 'Nearest limit: net exposure, 0 % used' },
  }),
  positions: () => [],
  signals: () => [],
  funnel: (funnel) => ({
    ...funnel,
    stages: funnel.stages.map(({ key }) => ({ key, received: 0, stopped: 0, inWork: 0, passed: 0, reasons: [] })),
    outcomes: { target: 0, stop: 0, timeOut: 0, hitRate: null, meanR: null },
  }),
  equity: (curve) => ({ ...curve, ts: [], equity: [], peak: [], trades: [] }),
};

const unknown: SceneChange = {
  ...flat,
  status: (status) => ({ ...status, account: { known: false, reason: 'The account has not been read yet' } }),
  overview: (overview) => ({
    ...flat.overview(overview),
    known: false,
    reason: 'The account has not been read yet',
    equity: null,
    peak: null,
    drawdown: null,
    today: null,
    week: null,
    all: null,
    exposure: null,
    limits: overview.limits.map((limit) => ({ ...limit, used: null, share: null })),
    verdict: { level: 'unknown', sentence: 'Cannot tell', detail: 'The account has not been read yet' },
  }),
};

/** Situations to look at: a good day, everything wrong at once, a fresh start, an account not yet known. */
export const sampleScenes = { day, halted, flat, unknown };
export type Scene = keyof typeof sampleScenes;
