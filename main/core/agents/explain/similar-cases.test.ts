import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neighboursAsked, similarCases, type InputVector, type PastCase } from './similar-cases.ts';

const NAMES = ['technical/trend', 'technical/momentum', 'risk/range', 'cycle/cycle'] as const;
const vector: fc.Arbitrary<InputVector> = fc
  .array(fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: null }), { minLength: 4, maxLength: 4 })
  .map((values) => new Map(values.flatMap((v, i) => (v === null ? [] : [[NAMES[i] ?? '', v / 10] as const]))));
const pool = fc
  .array(fc.record({ inputs: vector, resolvedAt: fc.integer({ min: 0, max: 200 }) }), { maxLength: 60 })
  .map((cases) => cases.map((one, i): PastCase => ({ ...one, id: `s${String(i).padStart(3, '0')}` })));

describe('cases alike', () => {
  it('are the same whatever the order they are listed in', () => {
    fc.assert(
      fc.property(vector, pool, fc.infiniteStream(fc.nat()), (subject, cases, random) => {
        const shuffled = cases.map((one) => ({ one, at: Number(random.next().value) })).sort((a, b) => a.at - b.at);
        const again = similarCases(
          subject,
          100,
          shuffled.map(({ one }) => one),
        );
        expect(again.map(({ id }) => id)).toEqual(similarCases(subject, 100, cases).map(({ id }) => id));
      }),
    );
  });

  it('know nothing of outcomes after the decision: neither as a case nor in the scale', () => {
    fc.assert(
      fc.property(vector, pool, (subject, cases) => {
        const ended = cases.filter(({ resolvedAt }) => resolvedAt <= 100);
        const found = similarCases(subject, 100, cases);
        expect(found).toEqual(similarCases(subject, 100, ended));
        for (const { id } of found) expect(cases.find((one) => one.id === id)?.resolvedAt).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('come nearest first, at most twenty, and share half of the inputs at least', () => {
    fc.assert(
      fc.property(vector, pool, (subject, cases) => {
        const found = similarCases(subject, 200, cases);
        expect(found.length).toBeLessThanOrEqual(neighboursAsked(cases.length));
        const distances = found.map(({ distance }) => distance);
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
        for (const { id } of found) {
          const inputs: InputVector = cases.find((one) => one.id === id)?.inputs ?? new Map<string, number>();
          const shared = [...subject.keys()].filter((name) => inputs.has(name)).length;
          expect(shared).toBeGreaterThanOrEqual(subject.size / 2);
        }
      }),
    );
  });

  it('are found by hand: one standard deviation away in one of two inputs', () => {
    const of = (trend: number, range: number): InputVector =>
      new Map([
        [NAMES[0], trend],
        [NAMES[2], range],
      ]);
    const cases = [of(-20, 0), of(20, 0), of(40, 40), of(-40, -40)].map((inputs, i) => ({
      id: String(i),
      resolvedAt: 0,
      inputs,
    }));
    // Standard deviations: √(4000 ÷ 3) of the trend, √(3200 ÷ 3) of the range.
    const [first] = similarCases(of(20, 0), 1, cases);
    expect(first).toEqual({ id: '1', distance: 0 });
    const away = similarCases(of(20, 0), 1, cases).find(({ id }) => id === '0');
    expect(away?.distance).toBeCloseTo(Math.sqrt((40 / Math.sqrt(4000 / 3)) ** 2 / 2), 6);
  });

  it('are asked for as the root of the cases, 8 to 20', () => {
    expect([0, 64, 144, 10_000].map(neighboursAsked)).toEqual([8, 8, 12, 20]);
  });
});
