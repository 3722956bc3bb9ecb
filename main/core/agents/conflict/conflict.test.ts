import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INCOMING, MATRIX, NO_CONFLICT, RUNNING, type Decision, type Incoming, type Running } from './matrix.ts';
import { compareClaims, PRIORITY, resolve, type Claim, type RunningAction } from './resolver.ts';

const claims: fc.Arbitrary<Claim> = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  priority: fc.integer({ min: 0, max: 4 }),
  confidence: fc.constantFrom(0, 0.25, 0.5, 1),
  since: fc.integer({ min: 0, max: 3 }),
});
const action: fc.Arbitrary<RunningAction> = fc.record({
  kind: fc.constantFrom(...RUNNING),
  label: fc.constantFrom('one', 'two', 'three'),
  claim: fc.option(claims, { nil: null }),
});
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

  /** Every cell once more, written apart from the matrix. */
  const P = 'proceed';
  const EXPECTED: Readonly<Record<Incoming, readonly (readonly [Running, Decision, string])[]>> = {
    'entry-same-side': [
      ['order', 'merge', 'C-01'],
      ['position', 'merge', 'C-31'],
      ['reduction', 'refuse', 'C-02'],
      ['replacement', 'queue', 'C-03'],
      ['configuration', 'queue', 'C-04'],
      ['vault', P, 'C-05'],
    ],
    'entry-opposite-side': [
      ['order', 'precedence', 'C-06'],
      ['position', 'refuse', 'C-32'],
      ['reduction', 'refuse', 'C-07'],
      ['replacement', 'refuse', 'C-08'],
      ['configuration', 'queue', 'C-09'],
      ['vault', 'queue', 'C-10'],
    ],
    reduction: [
      ['order', 'preempt', 'C-11'],
      ['position', P, 'C-33'],
      ['reduction', 'merge', 'C-12'],
      ['replacement', 'preempt', 'C-13'],
      ['configuration', P, 'C-14'],
      ['vault', P, 'C-15'],
    ],
    replacement: [
      ['order', 'queue', 'C-16'],
      ['position', 'queue', 'C-34'],
      ['reduction', 'queue', 'C-17'],
      ['replacement', 'refuse', 'C-18'],
      ['configuration', 'queue', 'C-19'],
      ['vault', P, 'C-20'],
    ],
    configuration: [
      ['order', P, 'C-21'],
      ['position', P, 'C-35'],
      ['reduction', 'queue', 'C-22'],
      ['replacement', 'queue', 'C-23'],
      ['configuration', 'refuse', 'C-24'],
      ['vault', P, 'C-25'],
    ],
    withdrawal: [
      ['order', 'queue', 'C-26'],
      ['position', P, 'C-36'],
      ['reduction', 'queue', 'C-27'],
      ['replacement', P, 'C-28'],
      ['configuration', P, 'C-29'],
      ['vault', 'queue', 'C-30'],
    ],
  };
  const cells = INCOMING.flatMap((incoming) => EXPECTED[incoming].map((cell) => [incoming, ...cell] as const));

  it('is tested in every cell', () => expect(cells).toHaveLength(rules.length));

  it.each(cells)('%s while %s: %s (%s)', (incoming, kind, decision, id) => {
    const made = resolve(incoming, [{ kind, label: 'it' }]);
    expect(made).toMatchObject({ rule: { id, decision }, running: { kind } });
    expect(made.outcome).toBe(decision === 'precedence' ? 'refuse' : decision);
  });
});

describe('precedence', () => {
  const claim = (more: Partial<Claim>): Claim => ({
    id: 'b',
    priority: PRIORITY.signal,
    confidence: 0.5,
    since: 10,
    ...more,
  });
  const against = (incoming: Claim | null, running: Claim | null): string =>
    resolve('entry-opposite-side', [{ kind: 'order', label: 'entry', claim: running }], incoming).outcome;

  it.each([
    ['risk before a person', { priority: PRIORITY.risk }, { priority: PRIORITY.person, confidence: 1 }],
    ['a person before a stop or target', { priority: PRIORITY.person }, { priority: PRIORITY.exit, confidence: 1 }],
    ['a stop or target before a signal', { priority: PRIORITY.exit }, { priority: PRIORITY.signal, confidence: 1 }],
    ['a signal before optimisation', {}, { priority: PRIORITY.optimisation, confidence: 1 }],
    ['the surer', { confidence: 0.6, since: 99 }, { since: 1 }],
    ['the older', { since: 9 }, { id: 'a' }],
    ['the smaller id', { id: 'a' }, { id: 'b' }],
  ])('%s', (_, first, second) => {
    expect(against(claim(first), claim(second))).toBe('preempt');
    expect(against(claim(second), claim(first))).toBe('refuse');
  });

  it('of one whose claim is not known never changes what runs', () => {
    expect(against(claim({ priority: PRIORITY.risk }), null)).toBe('refuse');
    expect(against(null, claim({}))).toBe('refuse');
  });
});

describe('resolving', () => {
  const places = fc.array(fc.nat(), { minLength: 6, maxLength: 6 });

  it('does not depend on the order in which the running actions are listed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...INCOMING),
        actions,
        places,
        fc.option(claims),
        (incoming, running, given, claim) => {
          const shuffled = running
            .map((one, i) => ({ one, place: given[i] ?? 0 }))
            .sort((a, b) => a.place - b.place)
            .map(({ one }) => one);
          expect(resolve(incoming, shuffled, claim)).toEqual(resolve(incoming, running, claim));
          expect(resolve(incoming, [...running].reverse(), claim)).toEqual(resolve(incoming, running, claim));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('applies the rule of an action that runs, and none of them is stricter', () => {
    const strict = ['refuse', 'queue', 'merge', 'preempt', 'proceed'];
    const outcomeOf = ({ decision }: { readonly decision: Decision }): string =>
      decision === 'precedence' ? 'refuse' : decision;
    fc.assert(
      fc.property(fc.constantFrom(...INCOMING), actions, (incoming, running) => {
        const made = resolve(incoming, running);
        const rules = running.map(({ kind }) => MATRIX[incoming][kind]);
        if (rules.length === 0) expect(made).toEqual({ rule: NO_CONFLICT, running: null, outcome: 'proceed' });
        else expect(rules).toContain(made.rule);
        for (const rule of rules) {
          expect(strict.indexOf(made.outcome)).toBeLessThanOrEqual(strict.indexOf(outcomeOf(rule)));
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
  it('is total: antisymmetric, transitive, and equal only for equal claims', () => {
    fc.assert(
      fc.property(claims, claims, claims, (a, b, c) => {
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
