import type { Instrument } from '#shared/domain/instrument.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { ContractsRead } from '../gate-surroundings.ts';
import type { ReplayRunner } from '../ports/replay-runner.ts';
import type { SampleMaker } from '../ports/sample-maker.ts';
import type { Store } from '../ports/store.ts';
import type { TradingCore } from '../trading-core.ts';
import type { AccountsBoard } from './accounts-board.ts';
import type { AgentsBoard } from './agents-board.ts';
import type { AlertsBoard } from './alerts-board.ts';
import type { ChartBoard } from './chart/chart-board.ts';
import type { DepthBoard } from './depth-board.ts';
import type { BackupBoard } from './backup-board.ts';
import type { CandleImportsBoard } from './candle-imports-board.ts';
import type { FeedsView } from './feeds-view.ts';
import type { LiquidationAlertsBoard } from './liquidation-alerts-board.ts';
import type { ImportsBoard } from './imports-board.ts';
import type { LiquidationsBoard } from './liquidations-board.ts';
import type { LiveView } from './live-view.ts';
import type { LocksBoard } from './locks-board.ts';
import type { ModelsBoard } from './models-board.ts';
import type { OutsideBoard } from './outside-board.ts';
import type { OrdersBoard } from './orders-board.ts';
import type { PriceAlertsBoard } from './price-alerts-board.ts';
import type { ProtectionsBoard } from './protections-board.ts';
import type { ReconcileBoard } from './reconcile-board.ts';
import type { RiskBoard } from './risk-board.ts';
import type { SlotsBoard } from './slots-board.ts';
import type { SourcesBoard } from './sources-board.ts';
import type { WatchdogBoard } from './watchdog-board.ts';

/** What the handlers of the contract work with. */
export interface ApiParts {
  readonly accounts: AccountsBoard;
  readonly agents: AgentsBoard;
  readonly alerts: AlertsBoard;
  readonly backup: BackupBoard;
  readonly candleImports: CandleImportsBoard;
  readonly charts: ChartBoard;
  readonly core: TradingCore;
  readonly live: LiveView;
  readonly depth: DepthBoard;
  readonly feeds: FeedsView;
  readonly outside: OutsideBoard;
  readonly orders: OrdersBoard;
  readonly liquidations: LiquidationsBoard;
  /** Null where nothing is imported. */
  readonly imports: ImportsBoard | null;
  readonly liquidationAlerts: LiquidationAlertsBoard;
  readonly locks: LocksBoard;
  readonly models: ModelsBoard;
  readonly priceAlerts: PriceAlertsBoard;
  readonly protections: ProtectionsBoard;
  readonly reconcile: ReconcileBoard;
  readonly risk: RiskBoard;
  readonly slots: SlotsBoard;
  readonly watchdog: WatchdogBoard;
  readonly sources: SourcesBoard;
  readonly store: Store;
  readonly replays: ReplayRunner;
  /** Null where no sample data are made. */
  readonly samples: SampleMaker | null;
  /** What the venue said of its contracts last, and how it is asked again; null where they are built in. */
  readonly contracts: { readonly read: () => ContractsRead | null; readonly again: (() => Promise<void>) | null };
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  /** Shown when something cannot be written because another process holds the folder. */
  readonly dataFolder: string;
}
