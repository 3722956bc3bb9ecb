import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INCOMING, MATRIX, NO_CONFLICT, RUNNING } from './matrix.ts';
import { compareClaims, resolve, type Claim, type RunningAction } from './resolver.ts';

const action = fc.record({ kind: fc.constantFrom(...RUNNING), label: fc.constantFrom('one', 'two', 'three') });
const actions = fc.array(action, { maxLength: 6 });

describe('the matrix', () => {
  const rules = INCOMING.flatMap((incoming) => RUNNING.map((running) => MATRIX[incoming][running]));

  it('has a rule for every pair, each with its own id and a reason', () => {
    expect(rules).toHaveLength(INCOMING.length * RUNNING.length);
    const ids = [...rules, NO_CONFLICT].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, because } of rules) {
      expect(id).toMatch(/^C-\d\d$/);
      expect(because.length).toBeGreaterThan(5);
    }
  });

  it('lets risk go first: a reduction never waits for anything', () => {
    for (const running of RUNNING)
      expect(['preempt', 'merge', 'proceed']).toContain(MATRIX.reduction[running].decision);
    for (const entry of ['entry-same-side', 'entry-opposite-side'] as const) {
      expect(MATRIX[entry].reduction.decision).toBe('refuse');
    }
  });

  it('lets no second entry proceed while an order or a position is there', () => {
    expect(MATRIX['entry-same-side'].order.decision).toBe('merge');
    expect(MATRIX['entry-opposite-side'].order.decision).toBe('refuse');
  });
});

describe('resolving', () => {
  const places = fc.array(fc.nat(), { minLength: 6, maxLength: 6 });

  it('does not depend on the order in which the running actions are listed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...INCOMING), actions, places, (incoming, running, given) => {
        const shuffled = running
          .map((one, i) => ({ one, place: given[i] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(resolve(incoming, shuffled)).toEqual(resolve(incoming, running));
        expect(resolve(incoming, [...running].reverse())).toEqual(resolve(incoming, running));
      }),
      { numRuns: 1_000 },
    );
  });

  it('applies the rule of an action that runs, and none of them is stricter', () => {
    const strict = ['refuse', 'queue', 'merge', 'preempt', 'proceed'];
    fc.assert(
      fc.property(fc.constantFrom(...INCOMING), actions, (incoming, running) => {
        const made = resolve(incoming, running);
        const rules = running.map(({ kind }) => MATRIX[incoming][kind]);
        if (rules.length === 0) expect(made).toEqual({ rule: NO_CONFLICT, running: null });
        else expect(rules).toContain(made.rule);
        for (const { decision } of rules) {
          expect(strict.indexOf(made.rule.decision)).toBeLessThanOrEqual(strict.indexOf(decision));
        }
        if (made.running !== null) expect(MATRIX[incoming][made.running.kind]).toBe(made.rule);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not change the list it is given', () => {
    const running: readonly RunningAction[] = Object.freeze([
      { kind: 'vault', label: 'b' } as const,
      { kind: 'order', label: 'a' } as const,
    ]);
    expect(resolve('reduction', running).rule.id).toBe('C-11');
  });
});

describe('the order of claims', () => {
  const claim: fc.Arbitrary<Claim> = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    priority: fc.integer({ min: 0, max: 4 }),
    confidence: fc.constantFrom(0, 0.25, 0.5, 1),
    since: fc.integer({ min: 0, max: 3 }),
  });

  it('is total: antisymmetric, transitive, and equal only for equal claims', () => {
    fc.assert(
      fc.property(claim, claim, claim, (a, b, c) => {
        expect(Math.sign(compareClaims(a, b))).toBe(-Math.sign(compareClaims(b, a)) + 0);
        if (compareClaims(a, b) <= 0 && compareClaims(b, c) <= 0) expect(compareClaims(a, c)).toBeLessThanOrEqual(0);
        if (compareClaims(a, b) === 0) expect(a).toEqual(b);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is risk before a person before a signal, then the surer, then the older', () => {
    const base: Claim = { id: 'x', priority: 3, confidence: 0.5, since: 10 };
    const sorted = [
      { ...base, id: 'young', since: 20 },
      { ...base, id: 'risk', priority: 0, confidence: 0 },
      { ...base, id: 'sure', confidence: 0.9, since: 30 },
      { ...base, id: 'person', priority: 1 },
      base,
    ].sort(compareClaims);
    expect(sorted.map(({ id }) => id)).toEqual(['risk', 'person', 'sure', 'x', 'young']);
  });
});
