import type { AccountView } from '#shared/contract/accounts.ts';
import type { BusEventView, TaskView } from '#shared/contract/agents.ts';
import type { AlertChannelView } from '#shared/contract/alerts.ts';
import type { BackupView } from '#shared/contract/backup.ts';
import type { CandleImportView } from '#shared/contract/candle-imports.ts';
import type { FeedChannelView, FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import type { Client } from '#shared/contract/index.ts';
import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import type { LockEventView, LockView } from '#shared/contract/locks.ts';
import type { ModelRow } from '#shared/contract/models.ts';
import type { OrderView } from '#shared/contract/order.ts';
import type { OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import type { BenchView, SlotsStatus, SlotView } from '#shared/contract/portfolio-manager.ts';
import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import type { BreakerView, ProtectionView } from '#shared/contract/protections.ts';
import type { DifferenceView, ReconcileView } from '#shared/contract/reconcile.ts';
import type { RiskFiguresView } from '#shared/contract/risk-figures.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import type { CellView } from '#shared/contract/score.ts';
import type { FunnelView, SignalView } from '#shared/contract/signal.ts';
import type { StreamMessage } from '#shared/contract/base.ts';
import type { SourceView } from '#shared/contract/sources.ts';
import type { AgentView, StatusView } from '#shared/contract/system.ts';
import type { TickerView } from '#shared/contract/market.ts';
import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import type { WatchdogView } from '#shared/contract/watchdog.ts';
import type { WorkedOrderView } from '#shared/contract/worked-order.ts';

/** Every live topic and the rows it carries. */
export interface TopicRows {
  readonly status: StatusView;
  readonly risk: RiskStatusView;
  readonly riskFigures: RiskFiguresView;
  readonly breakers: BreakerView;
  readonly agents: AgentView;
  readonly agentTasks: TaskView;
  readonly agentEvents: BusEventView;
  readonly tickers: TickerView;
  readonly scores: CellView;
  readonly signals: SignalView;
  readonly funnel: FunnelView;
  readonly throttle: ThrottleView;
  readonly caps: CapView;
  readonly locks: LockView;
  readonly lockEvents: LockEventView;
  readonly overview: OverviewView;
  readonly positions: PositionView;
  readonly orders: OrderView;
  readonly workedOrders: WorkedOrderView;
  readonly slotsStatus: SlotsStatus;
  readonly slots: SlotView;
  readonly slotsBench: BenchView;
  readonly accounts: AccountView;
  readonly alerts: AlertChannelView;
  readonly backup: BackupView;
  readonly candleImport: CandleImportView;
  readonly protections: ProtectionView;
  readonly watchdog: WatchdogView;
  readonly feeds: FeedView;
  readonly feedSymbols: FeedSymbolView;
  readonly feedChannels: FeedChannelView;
  readonly reconcile: ReconcileView;
  readonly differences: DifferenceView;
  readonly sources: SourceView;
  readonly models: ModelRow;
  readonly liquidations: LiquidationRow;
  readonly liquidationAlerts: LiquidationAlertView;
  readonly priceAlerts: PriceAlertView;
}

export type Topic = keyof TopicRows;

/** Opens one subscription of a topic; aborting the signal ends it. */
export type OpenStream<Row> = (signal: AbortSignal) => Promise<AsyncIterable<StreamMessage<Row>>>;

/** Which call of the contract feeds which topic. */
export function openTopic(client: Client): { readonly [T in Topic]: OpenStream<TopicRows[T]> } {
  return {
    status: (signal) => client.system.watch(undefined, { signal }),
    risk: (signal) => client.risk.watch(undefined, { signal }),
    riskFigures: (signal) => client.risk.figures(undefined, { signal }),
    breakers: (signal) => client.protections.breakers(undefined, { signal }),
    agents: (signal) => client.agents.watch(undefined, { signal }),
    agentTasks: (signal) => client.agents.tasks(undefined, { signal }),
    agentEvents: (signal) => client.agents.events(undefined, { signal }),
    tickers: (signal) => client.market.watch(undefined, { signal }),
    scores: (signal) => client.scores.watch(undefined, { signal }),
    signals: (signal) => client.signals.watch(undefined, { signal }),
    funnel: (signal) => client.signals.funnel(undefined, { signal }),
    throttle: (signal) => client.throttle.watch(undefined, { signal }),
    caps: (signal) => client.throttle.watchFill(undefined, { signal }),
    locks: (signal) => client.locks.watch(undefined, { signal }),
    lockEvents: (signal) => client.locks.events(undefined, { signal }),
    overview: (signal) => client.portfolio.overview(undefined, { signal }),
    positions: (signal) => client.portfolio.positions(undefined, { signal }),
    orders: (signal) => client.orders.watch(undefined, { signal }),
    workedOrders: (signal) => client.orders.watchWorked(undefined, { signal }),
    slotsStatus: (signal) => client.slots.status(undefined, { signal }),
    slots: (signal) => client.slots.watch(undefined, { signal }),
    slotsBench: (signal) => client.slots.bench(undefined, { signal }),
    accounts: (signal) => client.accounts.watch(undefined, { signal }),
    protections: (signal) => client.protections.watch(undefined, { signal }),
    candleImport: (signal) => client.candleImports.watch(undefined, { signal }),
    backup: (signal) => client.backup.watch(undefined, { signal }),
    alerts: (signal) => client.alerts.watch(undefined, { signal }),
    watchdog: (signal) => client.watchdog.watch(undefined, { signal }),
    feeds: (signal) => client.feeds.watch(undefined, { signal }),
    feedSymbols: (signal) => client.feeds.symbols(undefined, { signal }),
    feedChannels: (signal) => client.feeds.channels(undefined, { signal }),
    reconcile: (signal) => client.reconcile.watch(undefined, { signal }),
    differences: (signal) => client.reconcile.differences(undefined, { signal }),
    sources: (signal) => client.sources.watch(undefined, { signal }),
    models: (signal) => client.models.watchList(undefined, { signal }),
    liquidations: (signal) => client.liquidations.watch(undefined, { signal }),
    liquidationAlerts: (signal) => client.liquidationAlerts.watch(undefined, { signal }),
    priceAlerts: (signal) => client.priceAlerts.watch(undefined, { signal }),
  };
}
