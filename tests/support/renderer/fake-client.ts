import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { TickerView } from '#shared/contract/market.ts';
import type { CellView } from '#shared/contract/score.ts';
import type { StatusView } from '#shared/contract/system.ts';
import type { JournalRecord, VerifyMessage } from '#shared/contract/journal.ts';
import { agentCalls } from './fake-agents.ts';
import { backupCalls } from './fake-backup.ts';
import { candleImportCalls } from './fake-candle-imports.ts';
import { chartCalls } from './fake-chart.ts';
import { configurationCalls } from './fake-configuration.ts';
import { conflictCalls, consoleCalls, createConsoleRows, lockCalls, throttleCalls } from './fake-console.ts';
import { createRiskRows, limitList, riskCalls } from './fake-risk.ts';
import { depthCalls } from './fake-depth.ts';
import { explainCalls } from './fake-explain.ts';
import { eventsOf, FakeRows } from './fake-rows.ts';
import { liquidationImportCalls } from './fake-liquidation-imports.ts';
import { liquidationAlertCalls } from './fake-liquidation-alerts.ts';
import { liquidationCalls } from './fake-liquidations.ts';
import { priceAlertCalls } from './fake-price-alerts.ts';
import { alertCalls, limitCalls, protectionWrites, watchdogCalls } from './fake-settings.ts';
import { accountCalls, createVenueRows, feedCalls, reconcileCalls } from './fake-venue.ts';
import { createOrders, type Standing } from './fake-orders.ts';
import { modelCalls, sampleSeries } from './fake-models.ts';
import { slotCalls } from './fake-slots.ts';
import { signalManagementCalls } from './fake-signal-management.ts';
import { sourceCalls } from './fake-sources.ts';
import { sampleRecord, SAMPLE_TYPES } from './sample-journal.ts';
import { sampleTickers } from './sample-market.ts';
import { sampleEquity, sampleOverview, samplePositions } from './sample-portfolio.ts';
import { sampleProtections } from './sample-protections.ts';
import { sampleCells, scoreCalls } from './sample-scores.ts';
import { sampleRandom } from './sample-random.ts';
import { sampleFunnel, sampleSignals } from './sample-signals.ts';
import { sampleAgents, sampleStatus } from './sample-system.ts';
import { sampleScenes, type Scene } from './sample-scenes.ts';

/** A client that answers from memory, and a way to stop its market. */
export interface FakeHost {
  readonly client: Client;
  stop(): void;
}

const HEAD = 1_204_881;

function createRows(scene: Scene, now: number, symbols: number | undefined) {
  const change = sampleScenes[scene];
  return {
    status: new FakeRows([change.status(sampleStatus(now))]),
    agents: new FakeRows(sampleAgents()),
    tickers: new FakeRows(sampleTickers(now)),
    signals: new FakeRows(change.signals(sampleSignals(now))),
    funnel: new FakeRows([change.funnel(sampleFunnel(now))]),
    overview: new FakeRows([change.overview(sampleOverview(now))]),
    positions: new FakeRows(change.positions(samplePositions(now))),
    scores: new FakeRows(scene === 'flat' || scene === 'unknown' ? [] : sampleCells(now, symbols)),
  };
}

type Rows = ReturnType<typeof createRows>;

function moveTicker(ticker: TickerView, random: () => number): TickerView {
  const last = ticker.last * (1 + (random() - 0.5) * 0.0004);
  return { ...ticker, last, mark: last, asOf: Date.now(), spark: [...ticker.spark.slice(0, -1), last] };
}

function moveCell(cell: CellView, random: () => number): CellView {
  if (cell.score === null) return cell;
  return { ...cell, score: Math.max(-100, Math.min(100, cell.score + (random() - 0.5) * 9)), asOf: Date.now() };
}

function startMoving(rows: Rows, beatMs: number, scored: boolean): () => void {
  const random = sampleRandom(99);
  const timer = setInterval(() => {
    rows.tickers.put(rows.tickers.rows.filter(() => random() < 0.4).map((row) => moveTicker(row, random)));
    if (scored) rows.scores.put(rows.scores.rows.filter(() => random() < 0.1).map((row) => moveCell(row, random)));
    rows.status.put(
      rows.status.rows.map((row) => ({
        ...row,
        now: Date.now(),
        journal: { ...row.journal, records: row.journal.records + 1 },
      })),
    );
    rows.overview.put(rows.overview.rows.map((row) => ({ ...row, asOf: Date.now() })));
  }, beatMs);
  return () => clearInterval(timer);
}

function startGrowing(grown: { head: number }): () => void {
  const timer = setInterval(() => (grown.head += 1), 740);
  return () => clearInterval(timer);
}

interface PageQuery {
  readonly before: number;
  readonly limit: number;
  readonly types: readonly string[];
  readonly text: string;
  readonly subject: string;
}

function samplePage({ before, limit, types, text, subject }: PageQuery, head: number): JournalRecord[] {
  const records: JournalRecord[] = [];
  const now = Date.now();
  for (let seq = before - 1; seq > 0 && records.length < limit && before - seq < 5_000; seq -= 1) {
    const record = sampleRecord(seq, head, now);
    const typed = types.length === 0 || types.some((type) => record.type.startsWith(type));
    if (typed && JSON.stringify(record).includes(text) && record.subject.includes(subject)) records.push(record);
  }
  return records;
}

async function* sampleVerification(head: number): AsyncGenerator<VerifyMessage> {
  for (let done = 0; done <= head; done += 60_000) {
    yield { kind: 'progress', done, total: head };
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  yield { kind: 'ok', records: head, rootHash: sampleRecord(head, head, 0).hash, tookMs: 1_320, at: Date.now() };
}

function journalCalls(head: () => number): Client['journal'] {
  return {
    page: async ({ before, limit, types = [], text = '', subject = '' } = {}) => {
      const query = { before: Number(before ?? head() + 1), limit: Number(limit ?? 100), types, text, subject };
      return { records: samplePage(query, head()), head: head(), types: [...SAMPLE_TYPES] };
    },
    verify: async () => eventsOf(sampleVerification(head())),
  };
}

function tradingCalls(rows: Rows): Client['trading'] {
  const set = (state: 'ACTIVE' | 'HALTED', cause: string) => {
    rows.status.put(rows.status.rows.map((row) => ({ ...row, trading: { state, cause, since: Date.now() } })));
    return { state };
  };
  const pause = (paused: boolean, reason: string) => {
    rows.status.put(rows.status.rows.map((row) => ({ ...row, intake: { paused, reason } })));
    return { paused };
  };
  return {
    halt: async ({ reason }) => set('HALTED', reason),
    resume: async ({ confirmation }) => {
      if (confirmation !== 'RESUME')
        throw new ORPCError('NOT_CONFIRMED', { message: 'The confirmation does not match' });
      return set('ACTIVE', '');
    },
    pauseIntake: async ({ reason }) => pause(true, reason),
    resumeIntake: async () => pause(false, ''),
  };
}

const refuse = async (): Promise<never> => {
  throw new ORPCError('NOT_FOUND', { message: 'The sample host has none of these' });
};

/** The status of a host that trades real money, on paper, or not at all. */
function statusIn(status: StatusView, standing: Standing): StatusView {
  if (standing === 'live') return { ...status, mode: 'live', simulated: false };
  if (standing === 'paper') return { ...status, mode: 'paper' };
  return { ...status, journal: { ...status.journal, readOnly: standing === 'read-only' } };
}

interface HostSettings {
  readonly standing?: Standing;
  /** Null: nothing moves, so that pictures of the same screen are the same. */
  readonly beatMs?: number | null;
  /** How many symbols are scored; some of their cells then move with every beat. */
  readonly symbols?: number | undefined;
}

/** A whole host in memory with sample data, for looking at the screens. */
export function createFakeHost(
  scene: Scene = 'day',
  { standing = 'demo', beatMs = 400, symbols }: HostSettings = {},
): FakeHost {
  const rows = createRows(scene, Date.now(), symbols);
  rows.status.put(rows.status.rows.map((row) => statusIn(row, standing)));
  const venue = createVenueRows(scene, Date.now(), beatMs !== null);
  if (standing === 'live') venue.accounts.put(venue.accounts.rows.slice(0, 1).map((row) => ({ ...row, live: true })));
  const trading = createOrders(scene, standing, () => rows.tickers.rows);
  const console = createConsoleRows(scene, Date.now());
  const protections = new FakeRows(sampleProtections(Date.now()));
  const risk = createRiskRows(scene, Date.now(), rows.status.rows[0]);
  const { explanation, ...explain } = explainCalls(() => rows.signals.rows);
  const { liquidations, candles } = liquidationCalls(scene);
  const grown = { head: HEAD };
  const stopMoving = beatMs === null ? () => undefined : startMoving(rows, beatMs, symbols !== undefined);
  const stopGrowing = beatMs === null ? () => undefined : startGrowing(grown);
  const client: Client = {
    accounts: accountCalls(venue),
    feeds: feedCalls(venue),
    reconcile: reconcileCalls(venue),
    system: {
      status: async () => rows.status.rows[0] ?? sampleStatus(Date.now()),
      watch: async (_, options) => rows.status.watch(options?.signal),
    },
    agents: {
      list: async () => [...rows.agents.rows],
      watch: async (_, options) => rows.agents.watch(options?.signal),
      ...agentCalls(rows.agents),
    },
    trading: tradingCalls(rows),
    risk: riskCalls(risk, rows.status, scene),
    watchdog: watchdogCalls(scene),
    alerts: alertCalls(scene),
    backup: backupCalls(),
    candleImports: candleImportCalls(),
    limits: limitCalls(limitList(scene)),
    depth: depthCalls(scene, beatMs !== null),
    liquidations,
    liquidationAlerts: liquidationAlertCalls(scene),
    priceAlerts: priceAlertCalls(scene),
    liquidationImports: liquidationImportCalls(),
    settings: configurationCalls(scene),
    protections: {
      breakers: async (_, options) => risk.breakers.watch(options?.signal),
      watch: async (_, options) => protections.watch(options?.signal),
      rearm: refuse,
      ...protectionWrites(protections),
    },
    market: {
      instruments: trading.instruments,
      candles,
      ...chartCalls(() => rows.tickers.rows),
      watch: async (_, options) => rows.tickers.watch(options?.signal),
      series: async () => sampleSeries(scene, Date.now()),
    },
    scores: {
      ...scoreCalls(Date.now(), scene === 'flat' || scene === 'unknown', symbols),
      watch: async (_, options) => rows.scores.watch(options?.signal),
    },
    signals: {
      list: async () => [...rows.signals.rows],
      watch: async (_, options) => rows.signals.watch(options?.signal),
      funnel: async (_, options) => rows.funnel.watch(options?.signal),
      explain: explanation,
      ...signalManagementCalls(Date.now(), scene),
      ...consoleCalls(console),
    },
    models: modelCalls(Date.now(), scene),
    management: {
      health: refuse,
      status: refuse,
      agents: async () => [],
      discovery: refuse,
      sync: refuse,
      explainSignal: refuse,
      explainSymbol: refuse,
      audit: refuse,
      auditVerify: refuse,
      export: refuse,
      sampleData: refuse,
      initializeSampleData: refuse,
    },
    slots: slotCalls(Date.now(), scene),
    sources: sourceCalls(scene),
    throttle: throttleCalls(console),
    conflicts: conflictCalls(console),
    explain,
    locks: lockCalls(console),
    orders: trading.orders,
    portfolio: {
      overview: async (_, options) => rows.overview.watch(options?.signal),
      positions: async (_, options) => rows.positions.watch(options?.signal),
      fills: trading.fills,
      funding: trading.funding,
      equity: async ({ span } = {}) => sampleScenes[scene].equity(sampleEquity(Date.now(), span ?? 'all')),
    },
    journal: journalCalls(() => grown.head),
    replay: { start: refuse, watch: refuse, cancel: refuse, list: async () => [], report: refuse },
  };
  const stop = () => {
    stopMoving();
    venue.stop();
    stopGrowing();
  };
  return { client, stop };
}
