import { tell } from '#renderer/data/notices.ts';
import { undoBy } from '#renderer/data/undo.ts';
import type { Client } from '#shared/contract/index.ts';
import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';
import { LIQUIDATION_ALERTS } from '#shared/domain/liquidation-alert.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

type Rules = Pick<Client['liquidationAlerts'], 'create' | 'change'>;

/** Tells that a rule was removed; taken back it is set again, switched off if it was. */
export function tellRuleRemoved(rules: Rules, rule: LiquidationAlertView): void {
  const { kind, symbol, threshold, cooldownMinutes, level, enabled } = rule;
  tell(say('The rule {rule} was removed.', { rule: told(LIQUIDATION_ALERTS[kind].label) }), {
    undo: undoBy(async () => {
      const { key: id } = await rules.create({ kind, symbol, threshold, cooldownMinutes, level });
      if (!enabled) await rules.change({ id, enabled });
    }),
  });
}
