import type { ContractRouterClient } from '@orpc/contract';
import { journal } from './journal.ts';
import { market } from './market.ts';
import { portfolio } from './portfolio.ts';
import { replay } from './replay.ts';
import { scores } from './score.ts';
import { signals } from './signal.ts';
import { agents, system, trading } from './system.ts';

/** Every call and stream of the workstation, grouped by noun. */
export const contract = { system, agents, trading, market, scores, signals, portfolio, journal, replay };
export type Contract = typeof contract;

/** A typed client of the contract, whatever carries it. */
export type Client = ContractRouterClient<Contract>;
