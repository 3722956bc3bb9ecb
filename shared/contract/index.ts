import type { ContractRouterClient } from '@orpc/contract';
import { accounts } from './accounts.ts';
import { feeds } from './feeds.ts';
import { journal } from './journal.ts';
import { market } from './market.ts';
import { orders } from './order.ts';
import { portfolio } from './portfolio.ts';
import { reconcile } from './reconcile.ts';
import { replay } from './replay.ts';
import { scores } from './score.ts';
import { signals } from './signal.ts';
import { agents, system, trading } from './system.ts';

/** Every call and stream of the workstation, grouped by noun. */
export const contract = {
  accounts,
  system,
  agents,
  trading,
  market,
  feeds,
  scores,
  signals,
  orders,
  portfolio,
  reconcile,
  journal,
  replay,
};
export type Contract = typeof contract;

/** A typed client of the contract, whatever carries it. */
export type Client = ContractRouterClient<Contract>;
