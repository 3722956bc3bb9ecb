import type { ContractRouterClient } from '@orpc/contract';
import { accounts } from './accounts.ts';
import { agentCalls } from './agents.ts';
import { alerts } from './alerts.ts';
import { conflicts } from './conflicts.ts';
import { feeds } from './feeds.ts';
import { journal } from './journal.ts';
import { limits } from './limits.ts';
import { locks } from './locks.ts';
import { market } from './market.ts';
import { orders } from './order.ts';
import { portfolio } from './portfolio.ts';
import { protections } from './protections.ts';
import { reconcile } from './reconcile.ts';
import { replay } from './replay.ts';
import { riskFigures } from './risk-figures.ts';
import { risk } from './risk.ts';
import { scores } from './score.ts';
import { signals } from './signal.ts';
import { agents, system, trading } from './system.ts';
import { throttle } from './throttle.ts';
import { watchdog } from './watchdog.ts';
import { workedOrders } from './worked-order.ts';

/** Every call and stream of the workstation, grouped by noun. */
export const contract = {
  accounts,
  alerts,
  system,
  agents: { ...agents, ...agentCalls },
  trading,
  risk: { ...risk, ...riskFigures },
  watchdog,
  market,
  feeds,
  scores,
  signals,
  throttle,
  conflicts,
  locks,
  limits,
  orders: { ...orders, ...workedOrders },
  portfolio,
  protections,
  reconcile,
  journal,
  replay,
};
export type Contract = typeof contract;

/** A typed client of the contract, whatever carries it. */
export type Client = ContractRouterClient<Contract>;
