import { afterStart } from '../after-start.ts';
import type { ApiParts } from '../api-parts.ts';
import type { Handlers } from '../handler-types.ts';
import { accountHandlers } from './account-handlers.ts';
import { agentHandlers } from './agent-handlers.ts';
import { alertHandlers } from './alert-handlers.ts';
import { bookedHandlers } from './booked-handlers.ts';
import { candleImportHandlers } from './candle-import-handlers.ts';
import { chartHandlers } from './chart-handlers.ts';
import { backupHandlers } from './backup-handlers.ts';
import { conflictHandlers } from './conflict-handlers.ts';
import { depthHandlers } from './depth-handlers.ts';
import { explainHandlers } from './explain-handlers.ts';
import { feedHandlers } from './feed-handlers.ts';
import { journalHandlers } from './journal-handlers.ts';
import { liquidationAlertHandlers } from './liquidation-alert-handlers.ts';
import { liquidationImportHandlers } from './liquidation-import-handlers.ts';
import { liquidationHandlers } from './liquidation-handlers.ts';
import { limitHandlers } from './limit-handlers.ts';
import { lockHandlers } from './lock-handlers.ts';
import { marketHandlers } from './market-handlers.ts';
import { modelHandlers } from './model-handlers.ts';
import { orderHandlers } from './order-handlers.ts';
import { portfolioHandlers } from './portfolio-handlers.ts';
import { priceAlertHandlers } from './price-alert-handlers.ts';
import { protectionHandlers } from './protection-handlers.ts';
import { reconcileHandlers } from './reconcile-handlers.ts';
import { replayHandlers } from './replay-handlers.ts';
import { riskFigureHandlers } from './risk-figure-handlers.ts';
import { riskHandlers } from './risk-handlers.ts';
import { scoreHandlers } from './score-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { slotHandlers } from './slot-handlers.ts';
import { signalManagementHandlers } from './signal-management-handlers.ts';
import { signalHandlers } from './signal-handlers.ts';
import { sourceHandlers } from './source-handlers.ts';
import { throttleHandlers } from './throttle-handlers.ts';
import { symbolManagementHandlers } from './symbol-management-handlers.ts';
import { systemHandlers, tradingHandlers } from './system-handlers.ts';
import { watchdogHandlers } from './watchdog-handlers.ts';

const nounHandlers = (parts: ApiParts): Omit<Handlers, 'management'> => ({
  accounts: accountHandlers(parts),
  system: systemHandlers(parts),
  agents: agentHandlers(parts),
  trading: tradingHandlers(parts),
  risk: { ...riskHandlers(parts), ...riskFigureHandlers(parts) },
  watchdog: watchdogHandlers(parts),
  alerts: alertHandlers(parts),
  backup: backupHandlers(parts),
  candleImports: candleImportHandlers(parts),
  market: { ...marketHandlers(parts), ...chartHandlers(parts) },
  depth: depthHandlers(parts),
  feeds: feedHandlers(parts),
  scores: scoreHandlers(parts),
  sources: sourceHandlers(parts),
  signals: { ...signalHandlers(parts), ...signalManagementHandlers(parts) },
  throttle: throttleHandlers(parts),
  conflicts: conflictHandlers(parts),
  explain: explainHandlers(parts),
  liquidations: liquidationHandlers(parts),
  liquidationImports: liquidationImportHandlers(parts),
  liquidationAlerts: liquidationAlertHandlers(parts),
  locks: lockHandlers(parts),
  models: modelHandlers(parts),
  limits: limitHandlers(parts),
  settings: settingsHandlers(parts),
  orders: orderHandlers(parts),
  portfolio: { ...portfolioHandlers(parts), ...bookedHandlers(parts) },
  slots: slotHandlers(parts),
  priceAlerts: priceAlertHandlers(parts),
  protections: protectionHandlers(parts),
  reconcile: reconcileHandlers(parts),
  journal: journalHandlers(parts),
  replay: replayHandlers(parts),
});

/** The function behind every call of the contract. */
export function createHandlers(parts: ApiParts): Handlers {
  const made = nounHandlers(parts);
  const { started } = parts.live;
  const streams = new Set(['status', 'watch', 'bench']);
  const slotCalls = (Object.keys(made.slots) as (keyof typeof made.slots)[]).filter((name) => !streams.has(name));
  const nouns = {
    ...made,
    slots: afterStart(started, made.slots, slotCalls),
    scores: afterStart(started, made.scores, ['explain', 'calculate', 'rankings', 'symbolScores', 'features']),
    settings: afterStart(started, made.settings, ['get', 'whatIf']),
    signals: afterStart(started, made.signals, ['processed', 'statistics', 'sources', 'trackRecord', 'whyNot']),
    explain: afterStart(started, made.explain, ['ask']),
  };
  return { ...nouns, management: symbolManagementHandlers(parts, nouns) };
}
