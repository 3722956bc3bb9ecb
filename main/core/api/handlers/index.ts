import type { ApiParts } from '../api-parts.ts';
import type { Handlers } from '../handler-types.ts';
import { accountHandlers } from './account-handlers.ts';
import { feedHandlers } from './feed-handlers.ts';
import { journalHandlers } from './journal-handlers.ts';
import { marketHandlers } from './market-handlers.ts';
import { orderHandlers } from './order-handlers.ts';
import { portfolioHandlers } from './portfolio-handlers.ts';
import { reconcileHandlers } from './reconcile-handlers.ts';
import { replayHandlers } from './replay-handlers.ts';
import { scoreHandlers } from './score-handlers.ts';
import { signalHandlers } from './signal-handlers.ts';
import { agentHandlers, systemHandlers, tradingHandlers } from './system-handlers.ts';

/** The function behind every call of the contract. */
export const createHandlers = (parts: ApiParts): Handlers => ({
  accounts: accountHandlers(parts),
  system: systemHandlers(parts),
  agents: agentHandlers(parts),
  trading: tradingHandlers(parts),
  market: marketHandlers(parts),
  feeds: feedHandlers(parts),
  scores: scoreHandlers(parts),
  signals: signalHandlers(parts),
  orders: orderHandlers(parts),
  portfolio: portfolioHandlers(parts),
  reconcile: reconcileHandlers(parts),
  journal: journalHandlers(parts),
  replay: replayHandlers(parts),
});
