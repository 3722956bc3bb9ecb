import { describe, expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { GATE_CASES } from '#tests/support/path/gate-cases.ts';
import { contextOf, entryOf } from '#tests/support/path/sample-gate.ts';
import { checkUse, type CheckUse } from './check-uses.ts';
import { CHECKS } from './checks.ts';

/** Above 1 past the limit; rounding of the figures may hide less than this. */
const ROUNDING = 1e-6;
const past = ({ used, limit, floor }: CheckUse): number =>
  floor ? (limit - used) / Math.max(limit, 1) : (used - limit) / Math.max(limit, 1);

describe('the use of a limit', () => {
  it('is never inside the limit where the check refuses by it, nor beyond it where the check passes', () => {
    let refused = 0;
    let passed = 0;
    for (const [name, order, context] of GATE_CASES) {
      for (const { name: check, test } of CHECKS) {
        const use = checkUse(check, entryOf(order), context);
        if (use === null) continue;
        const refusal = test(entryOf(order), context);
        // A fact that cannot be believed refuses for itself.
        if (refusal?.code === 'RISK_INPUT_UNKNOWN' || refusal?.code === 'RISK_BOOK_THIN') continue;
        if (refusal === null) expect(past(use), `${check} passes: ${name}`).toBeLessThanOrEqual(ROUNDING);
        // Of day, week and drawdown the limit itself refuses.
        else expect(past(use), `${check} refuses: ${name}`).toBeGreaterThanOrEqual(-ROUNDING);
        if (refusal === null) passed += 1;
        else refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(20);
    expect(passed).toBeGreaterThan(1_000);
  });

  it('counts the order itself', () => {
    const context = contextOf({}, { gross: parseMoney('1400'), net: parseMoney('0') });
    const gross = checkUse('gross exposure', entryOf(), context);
    const before = checkUse(
      'gross exposure',
      entryOf(),
      contextOf({}, { gross: parseMoney('0'), net: parseMoney('0') }),
    );
    expect((gross?.used ?? 0) - (before?.used ?? 0)).toBeCloseTo(14, 6);
    expect(gross).toMatchObject({ unit: '%', floor: false });
  });

  it('is not told where a fact is missing, or the check has no figure', () => {
    expect(checkUse('order value', entryOf(), { ...contextOf(), account: null })).toBeNull();
    expect(
      checkUse('mark age', entryOf(), { ...contextOf(), market: { ...contextOf().market, markAgeMs: null } }),
    ).toBeNull();
    expect(checkUse('tick', entryOf(), contextOf())).toBeNull();
  });
});
