import type { ContractSymbol } from '#shared/domain/ids.ts';
import { type AccountDesk } from './accounts/account-desk.ts';
import { AccountsBoard } from './api/accounts-board.ts';
import { AgentsBoard } from './api/agents-board.ts';
import { AlertsBoard } from './api/alerts-board.ts';
import { BackupBoard } from './api/backup-board.ts';
import { CandleImportsBoard } from './api/candle-imports-board.ts';
import { ChartBoard } from './api/chart/chart-board.ts';
import { DepthBoard } from './api/depth-board.ts';
import { ImportsBoard } from './api/imports-board.ts';
import { LiquidationAlertsBoard } from './api/liquidation-alerts-board.ts';
import { LiquidationsBoard } from './api/liquidations-board.ts';
import { type LiveView } from './api/live-view.ts';
import { LocksBoard } from './api/locks-board.ts';
import { ModelsBoard } from './api/models-board.ts';
import { OrderQueues } from './api/order-queues.ts';
import { OrdersBoard } from './api/orders-board.ts';
import { ProtectionsBoard } from './api/protections-board.ts';
import { modelVoice } from './agents/scoring/model-voice.ts';
import { marketSettingsOf } from './settings/sections/liquidation.ts';
import { SourcesBoard } from './api/sources-board.ts';
import { RiskBoard } from './api/risk-board.ts';
import { SlotsBoard } from './api/slots-board.ts';
import { WatchdogBoard } from './api/watchdog-board.ts';
import { WatchdogDesk } from './agents/risk/watchdog/watchdog-desk.ts';
import { LiquidationAlertRules } from './liquidation/alerts/alert-rules.ts';
import { LiquidationMarkets } from './liquidation/liquidation-markets.ts';
import { type MarketSession } from './market-session.ts';
import { priceAlertsBoardOf } from './price-alerting.ts';
import { ModelDesk } from './research/model/model-desk.ts';
import { ModelSchedule } from './research/model/model-schedule.ts';
import type { Watchdog } from './ports/watchdog.ts';
import { SourceLife } from './sources/source-life.ts';
import { type TradingCore } from './trading-core.ts';
import type { CoreInstruments, CorePorts } from './core-ports.ts';
import type { Foundation } from './foundation.ts';

/** Only who holds the folder trades, and only what trades is guarded. */
function watchdogDesk(watchdog: Watchdog | null, { state, alarms, parts }: TradingCore): WatchdogDesk | null {
  if (watchdog === null || parts.journal.notWritable !== null) return null;
  return new WatchdogDesk({ watchdog, state, journal: parts.journal, notifier: alarms });
}

/** The trained models, and their voice among the agents. */
function modelsBoardOf(ports: CorePorts, { journal, clock }: Foundation, trading: TradingCore): ModelsBoard {
  const { models, hasher, log, scheduler, store } = ports;
  if (models === undefined) return new ModelsBoard(null, scheduler);
  const desk = new ModelDesk({ ...models, journal, hasher, log });
  const { scores } = trading;
  scores.provide(
    'model',
    modelVoice(
      (symbol, timeframe) => scores.closed(symbol, timeframe),
      (symbol, at, into) => scores.features.row(symbol, at, into),
      (timeframe) => desk.standing(timeframe),
    ),
  );
  const schedule = new ModelSchedule({
    desk,
    clock,
    scheduler,
    settings: () => trading.settings.values('models'),
    symbols: () => [...new Set(store.candles.series().map(({ symbol }) => symbol))],
    writable: () => journal.notWritable === null,
  });
  return new ModelsBoard(desk, scheduler, schedule);
}

/** Feeds, moods and chains, with the voices of the two agents that judge by them. */
function sourceLifeOf(ports: CorePorts, { journal, clock }: Foundation, trading: TradingCore): SourceLife {
  const { scheduler, hasher, ids, outside, secrets, store } = ports;
  const life = new SourceLife({
    ...outside,
    journal,
    secrets,
    store: store.external,
    clock,
    scheduler,
    hasher,
    instruments: trading.parts.instruments,
    hide: (secret) => ports.knownSecrets.add({ key: '', secret, passphrase: null }),
    newId: () => ids.order(),
  });
  life.attach(trading.orchestrator);
  for (const agent of ['sentiment', 'onchain'] as const)
    trading.scores.provide(agent, (symbol, _, at) => life.opinions.opinion(agent, symbol, at));
  return life;
}

/** The liquidation maps, and the voice of the agent that judges by them. */
function liquidationsBoardOf(
  { store, scheduler }: CorePorts,
  base: Foundation,
  trading: TradingCore,
): LiquidationsBoard {
  const { feed, clock } = base;
  const { scores } = trading;
  const { instruments, config } = trading.parts;
  const markets = new LiquidationMarkets({
    instruments,
    symbols: config.symbols,
    venue: feed.name,
    baseTimeframe: feed.baseTimeframe,
    candles: store.candles,
    flows: store.flows,
    clock,
    scheduler,
    settings: () => marketSettingsOf(trading.settings.values('liquidation')),
  });
  trading.settings.onChange.on(({ sections }) => {
    if (sections.includes('liquidation')) markets.rebuild();
  });
  const board = new LiquidationsBoard({ markets, scores, simulated: feed.simulated, clock, scheduler });
  scores.provide('liquidation', (symbol, _, at) => board.opinion(symbol, at));
  return board;
}

/** Levels and liquidations of sources outside, beside the maps. */
export function importsBoardOf(
  { imports, hasher, ids, clock, scheduler }: CorePorts,
  { journal }: Foundation,
  liquidations: LiquidationsBoard,
  instruments: CoreInstruments,
): ImportsBoard | null {
  if (imports === undefined) return null;
  const named = (text: string): ContractSymbol | null =>
    [...instruments.values()].find(({ symbol, coin }) => symbol === text || coin === text)?.symbol ?? null;
  return new ImportsBoard({
    ...imports,
    journal,
    hasher,
    scheduler,
    now: () => clock.now(),
    symbolOf: named,
    newId: () => ids.order(),
    price: (symbol) => liquidations.parts.markets.of(symbol)?.price ?? null,
  });
}

/** Price charts of what the feed tells and the store keeps. */
function chartBoardOf({ scheduler, store }: CorePorts, { clock, feed }: Foundation, trading: TradingCore) {
  const { instruments } = trading.parts;
  return new ChartBoard({ feed, instruments, store: store.candles, clock, scheduler });
}

/** The alert rules on the liquidation maps; what rings as an alarm waits until a person acknowledges it. */
function liquidationAlertsOf(
  { scheduler, ids }: CorePorts,
  { journal, clock }: Foundation,
  { alarms }: TradingCore,
  liquidations: LiquidationsBoard,
): LiquidationAlertsBoard {
  const rules = new LiquidationAlertRules({
    journal,
    markets: liquidations.parts.markets,
    book: (symbol) => liquidations.book(symbol),
    notifier: alarms,
    clock,
    scheduler,
    newId: () => ids.order(),
  });
  return new LiquidationAlertsBoard(rules, clock, scheduler);
}

/** The order book with the places of own orders in its queues. */
function depthBoardOf({ scheduler }: CorePorts, { journal, feed, paper, clock }: Foundation, session: MarketSession) {
  const queues = new OrderQueues({
    openOrders: () => journal.state.openOrders(),
    lotsAt: (symbol, side, ticks) => feed.books?.lotsAt(symbol, side, ticks) ?? null,
    known: (id) => paper?.queueOf(id) ?? null,
  });
  return new DepthBoard({ feed, health: session.health, queues, clock, scheduler });
}

/** What the screens read, each noun of the contract its own. */
export function boardsOf(
  ports: CorePorts,
  base: Foundation,
  {
    trading,
    accounts,
    live,
    session,
  }: {
    readonly trading: TradingCore;
    readonly accounts: AccountDesk;
    readonly live: LiveView;
    readonly session: MarketSession;
  },
) {
  const { scheduler } = ports;
  const { started } = live;
  const liquidations = liquidationsBoardOf(ports, base, trading);
  return {
    accounts: new AccountsBoard(accounts, scheduler, started),
    agents: new AgentsBoard(trading, started),
    orders: new OrdersBoard(trading, started, base.feed.books ?? null),
    models: modelsBoardOf(ports, base, trading),
    sources: new SourcesBoard(sourceLifeOf(ports, base, trading), scheduler),
    liquidations,
    liquidationAlerts: liquidationAlertsOf(ports, base, trading, liquidations),
    locks: new LocksBoard(trading.locks, base.clock, scheduler, started),
    protections: new ProtectionsBoard(trading.guard, trading.guarding.time, scheduler, started),
    risk: new RiskBoard(trading, started),
    slots: new SlotsBoard(trading, started),
    watchdog: new WatchdogBoard(watchdogDesk(ports.watchdog, trading), scheduler),
    alerts: new AlertsBoard(base.alertDesk, scheduler),
    backup: new BackupBoard({
      maker: ports.backups ?? null,
      journal: ports.store.journal,
      clock: ports.clock,
      scheduler,
      dataFolder: ports.dataFolder,
    }),
    candleImports: new CandleImportsBoard({
      importer: ports.candleImporter ?? null,
      journal: base.journal,
      market: ports.store.candles,
      instruments: trading.parts.instruments,
      scheduler,
    }),
    charts: chartBoardOf(ports, base, trading),
    depth: depthBoardOf(ports, base, session),
    priceAlerts: priceAlertsBoardOf(trading, session, ports.ids),
  };
}
