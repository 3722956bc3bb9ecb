import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCORING_AGENTS } from '#shared/domain/agent.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { absent, opinions } from '#tests/support/path/sample-opinions.ts';
import { apportion, BASE_WEIGHTS, compose } from './composite.ts';

const RUNS = { numRuns: 1_000 };
const steps = (weight: number): number => Math.round(weight * 10_000);

it('the base weights sum to 1', () => {
  const sum = SCORING_AGENTS.reduce((total, agent) => total + steps(BASE_WEIGHTS[agent]), 0);
  expect(sum).toBe(10_000);
});

describe('any set of opinions', () => {
  it('has contributions that sum to the score to 1e-9, and a score within its range', () => {
    fc.assert(
      fc.property(opinions, (given) => {
        const { score, contributions, direction, strength } = compose(given);
        const sum = contributions.reduce((total, { points }) => total + points, 0);
        expect(Math.abs(sum - score)).toBeLessThan(1e-9);
        expect(Math.abs(score)).toBeLessThanOrEqual(100);
        expect(direction).toBe(score / 100);
        expect(strength).toBe(Math.abs(score));
      }),
      RUNS,
    );
  });

  it('has used weights that sum to exactly 1 in whole ten-thousandths, or are all 0', () => {
    fc.assert(
      fc.property(opinions, (given) => {
        const { contributions } = compose(given);
        const used = contributions.map(({ weight }) => steps(weight));
        for (const [i, { weight }] of contributions.entries()) expect(weight).toBe((used[i] ?? 0) / 10_000);
        const anyData = given.some(({ status }) => status === 'ok');
        expect(used.reduce((a, b) => a + b, 0)).toBe(anyData ? 10_000 : 0);
        for (const { opinion, weight, points } of contributions) {
          if (opinion.status !== 'ok') expect([weight, points]).toEqual([0, 0]);
        }
      }),
      RUNS,
    );
  });

  it('is less complete and not more confident without any one agent', () => {
    fc.assert(
      fc.property(opinions, fc.constantFrom(...SCORING_AGENTS), (given, agent) => {
        const all = compose(given);
        const without = compose(given.map((opinion) => (opinion.agent === agent ? absent(agent) : opinion)));
        expect(without.confidence).toBeLessThanOrEqual(all.confidence);
        expect(without.completeness).toBeLessThanOrEqual(all.completeness);
        const spoke = given.some((opinion) => opinion.agent === agent && opinion.status === 'ok');
        if (spoke) expect(without.completeness).toBeLessThan(all.completeness);
        if (without.veto) expect(all.veto).toBe(true);
      }),
      RUNS,
    );
  });

  it('gives the same text of score for the same opinions', () => {
    fc.assert(
      fc.property(opinions, (given) => {
        const text = (): string => canonicalJson(compose(structuredClone(given)) as unknown as Json);
        expect(text()).toBe(text());
      }),
    );
  });

  it('keeps confidence and completeness between 0 and 1', () => {
    fc.assert(
      fc.property(opinions, (given) => {
        const { confidence, completeness } = compose(given);
        for (const share of [confidence, completeness]) expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
  });
});

it('an agent that is less sure than the others does not make the whole less sure', () => {
  const agent = (name: 'technical' | 'fundamental', confidence: number) =>
    ({ status: 'ok', agent: name, opinion: 50, confidence, evidence: [], veto: false, asOf: 1 }) as const;
  const alone = compose([agent('technical', 0.9), absent('fundamental')]);
  const both = compose([agent('technical', 0.9), agent('fundamental', 0.45)]);
  expect(both.confidence).toBeGreaterThan(alone.confidence);
});

it('says nothing when nobody has data', () => {
  expect(compose(SCORING_AGENTS.map(absent))).toMatchObject({
    score: 0,
    confidence: 0,
    completeness: 0,
    veto: false,
    asOf: 0,
  });
});

describe('apportioning', () => {
  it('hands out exactly the total, each within one step of its exact share', () => {
    const shares = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 10, noNaN: true })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 10_000 }), (given, total) => {
        const sum = given.reduce((a, b) => a + b, 0);
        const made = apportion(given, total);
        expect(made.reduce((a, b) => a + b, 0)).toBe(sum > 0 ? total : 0);
        for (const [i, share] of given.entries()) {
          expect(Math.abs((made[i] ?? 0) - (sum > 0 ? (share / sum) * total : 0))).toBeLessThan(1 + 1e-6);
          if (share === 0) expect(made[i]).toBe(0);
        }
      }),
      RUNS,
    );
  });

  it('gives a tie to the one named first', () => {
    expect(apportion([1, 1, 1], 10_000)).toEqual([3_334, 3_333, 3_333]);
    expect(apportion([0, 0], 10_000)).toEqual([0, 0]);
  });
});
