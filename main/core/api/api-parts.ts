import type { Instrument } from '#shared/domain/instrument.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { ReplayRunner } from '../ports/replay-runner.ts';
import type { Store } from '../ports/store.ts';
import type { TradingCore } from '../trading-core.ts';
import type { AccountsBoard } from './accounts-board.ts';
import type { AgentsBoard } from './agents-board.ts';
import type { AlertsBoard } from './alerts-board.ts';
import type { FeedsView } from './feeds-view.ts';
import type { LiveView } from './live-view.ts';
import type { LocksBoard } from './locks-board.ts';
import type { OrdersBoard } from './orders-board.ts';
import type { ProtectionsBoard } from './protections-board.ts';
import type { ReconcileBoard } from './reconcile-board.ts';
import type { RiskBoard } from './risk-board.ts';
import type { WatchdogBoard } from './watchdog-board.ts';

/** What the handlers of the contract work with. */
export interface ApiParts {
  readonly accounts: AccountsBoard;
  readonly agents: AgentsBoard;
  readonly alerts: AlertsBoard;
  readonly core: TradingCore;
  readonly live: LiveView;
  readonly feeds: FeedsView;
  readonly orders: OrdersBoard;
  readonly locks: LocksBoard;
  readonly protections: ProtectionsBoard;
  readonly reconcile: ReconcileBoard;
  readonly risk: RiskBoard;
  readonly watchdog: WatchdogBoard;
  readonly store: Store;
  readonly replays: ReplayRunner;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  /** Shown when something cannot be written because another process holds the folder. */
  readonly dataFolder: string;
}
