import { contractSymbol } from '#shared/domain/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { NOT_APPLICABLE } from '../../agents/risk/context.ts';
import type { LimitProblem } from '../../agents/risk/limits-desk.ts';
import { PathRules } from '../../signals/path-rules.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { gateLimitViews, versionViews } from '../views/gate-limit-views.ts';

/** The limits of the gate: what is in force, what was, and who changed it. */
export function limitHandlers({ core, store, dataFolder }: ApiParts): HandlersOf<'limits'> {
  const { gateDesk: desk } = core;
  const rules = new PathRules(core);
  const writable = (): void => {
    if (store.journal.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
  };
  const told = (result: Result<number, LimitProblem>): { readonly version: number } => {
    if (result.ok) return { version: result.value };
    const { code, sentence, expected } = result.error;
    throw contractError('LIMIT_REFUSED', { code, sentence, expected }, sentence);
  };
  return {
    list: () => {
      const [symbol] = core.parts.config.symbols;
      const account = symbol === undefined ? null : rules.gate({ symbol }).account;
      const approval = desk.approval();
      return Promise.resolve({
        version: desk.limits.version,
        limits: gateLimitViews(desk.limits.current, account),
        approval: approval === NOT_APPLICABLE ? null : approval,
        disabled: desk.repeats.disabled(),
        at: core.parts.clock.now(),
      });
    },
    history: () => Promise.resolve(versionViews(desk.limits.history())),
    change: async ({ values, reason, confirmation }, { role }) => {
      writable();
      return Promise.resolve(told(desk.changeLimits(values, { by: role, reason, confirmation })));
    },
    rollback: async ({ version, reason, confirmation }, { role }) => {
      writable();
      return Promise.resolve(told(desk.rollbackLimits(version, { by: role, reason, confirmation })));
    },
    // Both hashes are given back, so that nobody approves what came after the look at it.
    approve: async ({ reason, build, rules: seen }, { role }) => {
      writable();
      const running = desk.approval();
      if (running === null || running === NOT_APPLICABLE || running.build !== build || running.rules !== seen) {
        const expected =
          running === null || running === NOT_APPLICABLE ? 'nothing' : `${running.build} ${running.rules}`;
        throw contractError('NOT_CONFIRMED', { expected });
      }
      desk.approve(role, reason);
      return Promise.resolve({ approved: true });
    },
    enable: async ({ strategy, symbol, reason }, { role }) => {
      writable();
      if (!desk.repeats.enable(strategy, contractSymbol(symbol), role, reason)) {
        const what = `disabled strategy ${strategy} on ${symbol}`;
        throw contractError('NOT_FOUND', { what }, `${strategy} is not disabled on ${symbol}`);
      }
      return Promise.resolve({ enabled: true });
    },
  };
}
