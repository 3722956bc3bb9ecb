import type { RearmRequest } from '../agents/risk/state/trading-state-owner.ts';
import type { TradingCore } from '../trading-core.ts';
import { contractError } from './contract-error.ts';

/** Re-arms trading for a caller, or throws the failure that tells the caller why not. */
export function rearm(core: TradingCore, request: RearmRequest): void {
  const { integrity } = core.parts.journal;
  if (!integrity.ok) throw contractError('NOT_AVAILABLE', { reason: integrity.problem }, integrity.problem);
  const done = core.rearm(request);
  if (done.ok) return;
  const refusal = done.error;
  if (refusal.kind === 'phrase') throw contractError('NOT_CONFIRMED', { expected: refusal.expected });
  throw contractError('NOT_AVAILABLE', { reason: refusal.sentence }, refusal.sentence);
}
