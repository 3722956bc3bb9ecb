import type { ContractRouterClient } from '@orpc/contract';
import { accounts } from './accounts.ts';
import { agentCalls } from './agents.ts';
import { alerts } from './alerts.ts';
import { candleImports } from './candle-imports.ts';
import { chartCalls } from './chart.ts';
import { backup } from './backup.ts';
import { conflicts } from './conflicts.ts';
import { depth } from './depth.ts';
import { explain } from './explain.ts';
import { feeds } from './feeds.ts';
import { bookedCalls } from './fills.ts';
import { journal } from './journal.ts';
import { limits } from './limits.ts';
import { liquidationAlerts } from './liquidation-alerts.ts';
import { liquidationImports } from './liquidation-imports.ts';
import { liquidations } from './liquidations.ts';
import { locks } from './locks.ts';
import { market } from './market.ts';
import { models } from './models.ts';
import { orders } from './order.ts';
import { slots } from './portfolio-manager.ts';
import { portfolio } from './portfolio.ts';
import { priceAlerts } from './price-alerts.ts';
import { protections } from './protections.ts';
import { reconcile } from './reconcile.ts';
import { replay } from './replay.ts';
import { riskFigures } from './risk-figures.ts';
import { risk } from './risk.ts';
import { scores } from './score.ts';
import { scoringCalls } from './scoring.ts';
import { signalManagement } from './signal-management.ts';
import { signals } from './signal.ts';
import { settings } from './settings.ts';
import { agents, system, trading } from './system.ts';
import { sources } from './sources.ts';
import { symbolManagement } from './symbol-management.ts';
import { throttle } from './throttle.ts';
import { watchdog } from './watchdog.ts';
import { workedOrders } from './worked-order.ts';

/** Every call and stream of the workstation, grouped by noun. */
export const contract = {
  accounts,
  alerts,
  backup,
  candleImports,
  system,
  agents: { ...agents, ...agentCalls },
  trading,
  risk: { ...risk, ...riskFigures },
  watchdog,
  market: { ...market, ...chartCalls },
  depth,
  feeds,
  scores: { ...scores, ...scoringCalls },
  sources,
  signals: { ...signals, ...signalManagement },
  throttle,
  conflicts,
  explain,
  liquidationAlerts,
  liquidations,
  liquidationImports,
  locks,
  models,
  limits,
  settings,
  orders: { ...orders, ...workedOrders },
  portfolio: { ...portfolio, ...bookedCalls },
  slots,
  priceAlerts,
  protections,
  reconcile,
  journal,
  management: symbolManagement,
  replay,
};
export type Contract = typeof contract;

/** A typed client of the contract, whatever carries it. */
export type Client = ContractRouterClient<Contract>;
