import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DENIALS, type DenialCode } from '#shared/domain/denial.ts';
import { HOUR } from '#shared/domain/time.ts';
import { GATE_CASES } from '#tests/support/path/gate-cases.ts';
import { entryOf } from '#tests/support/path/sample-gate.ts';
import { MATRIX } from '../conflict/matrix.ts';
import { passGate } from '../risk/gate.ts';
import { THROTTLE_DEFAULTS } from '../throttle/caps.ts';
import { Throttle } from '../throttle/throttle.ts';
import { COMPARISONS, holds, numberFlip } from './number-flips.ts';
import { conflictFlip, throttleFlips, type Admitted, type ThrottleRecord } from './path-flips.ts';

const T = Date.UTC(2025, 2, 11, 12);
const symbol = fc.constantFrom('SOLUSDTM', 'XBTUSDTM');
const source = fc.constantFrom('trend', 'breakout');
const limits = fc
  .record({ perSymbolHour: fc.integer({ min: 1, max: 4 }), perSourceHour: fc.integer({ min: 2, max: 6 }) })
  .map((caps) => ({ ...THROTTLE_DEFAULTS, ...caps, totalHour: 8, symbolSpacingMs: 60_000 }));

describe('the throttle', () => {
  it('asked again with the change that is told really admits, and with one less does not', () => {
    const seen = new Set<string>();
    const asks = fc.array(fc.tuple(symbol, source, fc.integer({ min: 1, max: 600 })), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(asks, limits, (wanted, set) => {
        const live = new Throttle(set);
        const before: Admitted[] = [];
        let at = T;
        for (const [of, from, seconds] of wanted) {
          at += seconds * 1_000;
          const answer = live.admit(of, from, at);
          if (answer.ok) {
            before.push({ symbol: of, source: from, at });
            continue;
          }
          const { code } = answer.error;
          const asked = { symbol: of, source: from, at, wall: at, limits: set, code };
          const record: ThrottleRecord = { ...asked, before: before.filter((one) => one.at > at - HOUR) };
          const found = throttleFlips(record);
          expect(found).not.toBeNull();
          for (const flip of found ?? []) {
            seen.add(`${code} ${flip.kind}`);
            expect(admits(record, flip.kind, flip.to)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['THROTTLE_SYMBOL_HOUR time', 'THROTTLE_SYMBOL_SPACING cap']));
    expect([...seen]).toEqual(expect.arrayContaining(['THROTTLE_SYMBOL_HOUR cap', 'THROTTLE_SOURCE_QUOTA cap']));
  });

  it('claims nothing where the records do not give the refusal again', () => {
    const asked = { symbol: 'SOLUSDTM', source: 'trend', at: T, wall: T, limits: THROTTLE_DEFAULTS, before: [] };
    expect(throttleFlips({ ...asked, code: 'THROTTLE_SYMBOL_HOUR' })).toBeNull();
  });
});

/** A throttle of its own, filled and asked by hand. */
function admits(record: ThrottleRecord, kind: 'cap' | 'time', to: number): boolean {
  const { limits: set, code, before } = record;
  const caps = {
    THROTTLE_SYMBOL_HOUR: { perSymbolHour: to },
    THROTTLE_SOURCE_QUOTA: { perSourceHour: to },
    THROTTLE_GLOBAL: { totalHour: to },
    THROTTLE_SYMBOL_SPACING: { symbolSpacingMs: to * 1_000 },
  } as const satisfies Partial<Record<DenialCode, object>>;
  const changed = kind === 'cap' ? { ...set, ...caps[code as keyof typeof caps] } : set;
  const throttle = new Throttle(changed);
  for (const one of before) throttle.recall(one.symbol, one.source, one.at);
  return throttle.admit(record.symbol, record.source, record.at + (kind === 'time' ? to * 1_000 : 0)).ok;
}

describe('the conflict matrix', () => {
  it('clears what it refused when nothing runs, for every rule that does not proceed', () => {
    for (const rules of Object.values(MATRIX)) {
      for (const { id, decision } of Object.values(rules)) {
        const flip = conflictFlip(id);
        if (decision === 'proceed') expect(flip).toBeNull();
        else expect(flip).toEqual({ rule: 'C-00', outcome: 'proceed' });
      }
    }
    expect(conflictFlip('C-99')).toBeNull();
  });
});

describe('a refusal by one number', () => {
  it('names figures that its sentence has', () => {
    for (const [code, { figure, limit }] of Object.entries(COMPARISONS)) {
      const { sentence } = DENIALS[code as DenialCode];
      expect(sentence).toContain(`{${figure}}`);
      expect(sentence).toContain(`{${limit}}`);
    }
  });

  it('is turned by the change: in every case of the gate that one number refuses', () => {
    const turned = new Set<string>();
    for (const [name, order, context, code] of GATE_CASES) {
      const result = passGate(entryOf(order), context);
      if (result.passed || result.denial.code !== code) continue;
      const comparison = COMPARISONS[result.denial.code];
      if (comparison === undefined) continue;
      const flip = numberFlip(result.denial.code, result.denial.numbers);
      if (flip === null) continue;
      turned.add(code);
      const limit = Number(String(result.denial.numbers[comparison.limit]).replace('−', '-'));
      expect(holds(comparison.passes, flip.from, limit), name).toBe(false);
      expect(holds(comparison.passes, flip.to, limit), name).toBe(true);
    }
    expect(turned.size).toBeGreaterThan(12);
  });

  it('claims nothing where the figure does not stand against the limit', () => {
    expect(numberFlip('RISK_NET_EXPOSURE', { exposure: 60, limit: 60 })).toBeNull();
    expect(numberFlip('RISK_NET_EXPOSURE', { exposure: 'much', limit: 60 })).toBeNull();
    expect(numberFlip('LOCK_HELD', { remainingMs: 3 })).toBeNull();
    expect(numberFlip('RISK_NET_EXPOSURE', { exposure: 60.5, limit: 60 })).toMatchObject({ from: 60.5, to: 60 });
    expect(numberFlip('RISK_OPEN_ORDERS', { count: 20, limit: 20 })).toMatchObject({ from: 20, to: 19 });
    expect(numberFlip('RISK_DAY_LOSS', { loss: -2, limit: -2 })).toMatchObject({ to: -1.99 });
  });
});
