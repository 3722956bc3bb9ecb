import type { ApiParts } from '../api-parts.ts';
import type { Handlers } from '../handler-types.ts';
import { accountHandlers } from './account-handlers.ts';
import { agentHandlers } from './agent-handlers.ts';
import { alertHandlers } from './alert-handlers.ts';
import { conflictHandlers } from './conflict-handlers.ts';
import { feedHandlers } from './feed-handlers.ts';
import { journalHandlers } from './journal-handlers.ts';
import { limitHandlers } from './limit-handlers.ts';
import { lockHandlers } from './lock-handlers.ts';
import { marketHandlers } from './market-handlers.ts';
import { orderHandlers } from './order-handlers.ts';
import { portfolioHandlers } from './portfolio-handlers.ts';
import { protectionHandlers } from './protection-handlers.ts';
import { reconcileHandlers } from './reconcile-handlers.ts';
import { replayHandlers } from './replay-handlers.ts';
import { riskFigureHandlers } from './risk-figure-handlers.ts';
import { riskHandlers } from './risk-handlers.ts';
import { scoreHandlers } from './score-handlers.ts';
import { signalHandlers } from './signal-handlers.ts';
import { throttleHandlers } from './throttle-handlers.ts';
import { systemHandlers, tradingHandlers } from './system-handlers.ts';
import { watchdogHandlers } from './watchdog-handlers.ts';

/** The function behind every call of the contract. */
export const createHandlers = (parts: ApiParts): Handlers => ({
  accounts: accountHandlers(parts),
  system: systemHandlers(parts),
  agents: agentHandlers(parts),
  trading: tradingHandlers(parts),
  risk: { ...riskHandlers(parts), ...riskFigureHandlers(parts) },
  watchdog: watchdogHandlers(parts),
  alerts: alertHandlers(parts),
  market: marketHandlers(parts),
  feeds: feedHandlers(parts),
  scores: scoreHandlers(parts),
  signals: signalHandlers(parts),
  throttle: throttleHandlers(parts),
  conflicts: conflictHandlers(parts),
  locks: lockHandlers(parts),
  limits: limitHandlers(parts),
  orders: orderHandlers(parts),
  portfolio: portfolioHandlers(parts),
  protections: protectionHandlers(parts),
  reconcile: reconcileHandlers(parts),
  journal: journalHandlers(parts),
  replay: replayHandlers(parts),
});
