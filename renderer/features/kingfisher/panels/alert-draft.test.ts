import { describe, expect, test } from 'vitest';
import { newLiquidationAlert } from '#shared/contract/liquidation-alerts.ts';
import { LIQUIDATION_ALERT_KINDS } from '#shared/domain/liquidation-alert.ts';
import {
  alertProblem,
  newDraft,
  readThreshold,
  ruleOf,
  ruleWords,
  thresholdText,
  typedThreshold,
} from './alert-draft.ts';

describe('a rule as typed', () => {
  test('begins with values that the contract accepts, for every kind', () => {
    for (const kind of LIQUIDATION_ALERT_KINDS) {
      const rule = ruleOf(newDraft(kind, null));
      expect(newLiquidationAlert.safeParse(rule).success).toBe(true);
    }
  });

  test('reads per cent for shares and sizes for worths, and writes them back', () => {
    expect(readThreshold('cluster-reached', '0.3')).toBe(0.003);
    expect(readThreshold('large-liquidation', '1.5M')).toBe(1_500_000);
    expect(readThreshold('large-liquidation', '250,000')).toBe(250_000);
    expect(readThreshold('ratio-flip', 'much')).toBeNull();
    expect(typedThreshold('cluster-reached', 0.003)).toBe('0.3');
    expect(thresholdText('cascade-imminent', 0.005)).toBe('0.5\u202F%');
    expect(thresholdText('large-liquidation', 1e6)).toBe('1.0\u202FM\u202FUSDT');
  });

  test('says what is wrong and in which range it would be right', () => {
    const draft = newDraft('ratio-flip', 'XBTUSDTM');
    expect(alertProblem({ ...draft, threshold: '40' })).toBe('Ratio flip: the threshold is set from 51 % to 90 %.');
    expect(alertProblem({ ...draft, threshold: '' })).toBe('Dominant from: give a number.');
    for (const cooldown of ['0', '1441', '2.5', ''])
      expect(alertProblem({ ...draft, cooldown })).toContain('1 to 1,440');
    expect(ruleOf({ ...draft, cooldown: '0' })).toBeNull();
  });

  test('is one line', () => {
    expect(ruleWords({ kind: 'cluster-reached', threshold: 0.003 })).toBe('distance up to 0.3\u202F%');
  });
});
