import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opinion } from '#shared/domain/agent.ts';
import { FeatureRow } from '../../features/feature-row.ts';
import { FEATURES, type FeatureName, type MissingReason } from '../../features/feature-table.ts';
import { BASE_WEIGHTS } from './composite.ts';
import { CYCLE } from './cycle-agent.ts';
import { featureOpinion, featuresOf, type FeatureAgent } from './feature-agent.ts';
import { FUNDAMENTAL } from './fundamental-agent.ts';
import { regimeOf } from './regime.ts';
import { RISK, vetoOf } from './risk-agent.ts';
import { FEATURE_AGENTS, weightsIn } from './scoring.ts';
import { STRUCTURE } from './structure-agent.ts';
import { opinionOfEvidence } from './technical-agent.ts';

const NOW = 1e12;
type Values = Readonly<Partial<Record<FeatureName, number>>>;

/** An ordinary symbol with everything known. */
const ORDINARY: Required<Values> = {
  return24h: 0.02,
  volatility: 0.6,
  volatilityPercentile: 0.5,
  volumeGrowth: 1.1,
  turnover24h: 2e7,
  efficiency: 0.2,
  impact: 15,
  spreadEstimate: 20,
  asymmetry: 0.1,
  drawdown: 0.1,
  rangePlace: 0.3,
  correlation: 0.6,
  spreadBook: 2,
  depth10: 1e5,
  depth25: 4e5,
  depth50: 9e5,
  depthImbalance: 0.1,
  flowImbalance: 0.05,
  vpinPercentile: 0.5,
  openInterestChange: 0.03,
  funding: 1e-4,
  fundingDeviation: 5e-5,
  liquidationImbalance: 0,
  liquidationDistance: 0.2,
  cyclePercentile: 0.4,
};

function rowOf(values: Values, missing: MissingReason = 'no-source'): FeatureRow {
  const row = new FeatureRow();
  for (const { name } of FEATURES) {
    const value = values[name];
    if (value === undefined) row.miss(name, missing);
    else row.set(name, value, NOW);
  }
  return row;
}

/** Ordinary and absurd values of every feature, in its range. */
const RANGES: Readonly<Record<FeatureName, readonly [number, number]>> = {
  return24h: [-0.5, 0.5],
  volatility: [0.01, 6],
  volatilityPercentile: [0, 1],
  volumeGrowth: [0.05, 20],
  turnover24h: [1e3, 1e10],
  efficiency: [-1, 1],
  impact: [0, 500],
  spreadEstimate: [0, 200],
  asymmetry: [-1, 1],
  drawdown: [0, 1],
  rangePlace: [-1, 1],
  correlation: [-1, 1],
  spreadBook: [0, 100],
  depth10: [0, 1e7],
  depth25: [0, 1e7],
  depth50: [0, 1e7],
  depthImbalance: [-1, 1],
  flowImbalance: [-1, 1],
  vpinPercentile: [0, 1],
  openInterestChange: [-0.5, 1],
  funding: [-0.003, 0.003],
  fundingDeviation: [0, 0.003],
  liquidationImbalance: [-1, 1],
  liquidationDistance: [0.01, 1],
  cyclePercentile: [0, 1],
};
const anyValues: fc.Arbitrary<Required<Values>> = fc.record(
  Object.fromEntries(
    Object.entries(RANGES).map(([name, [min, max]]) => [name, fc.double({ min, max, noNaN: true })]),
  ) as Record<FeatureName, fc.Arbitrary<number>>,
);
const anyAgent = fc.constantFrom<FeatureAgent>(...FEATURE_AGENTS);

const ok = (opinion: Opinion): Extract<Opinion, { status: 'ok' }> => {
  if (opinion.status !== 'ok') throw new Error(opinion.reason);
  return opinion;
};

/** Moves one feature of any row a little; no more may change than what inputs and confidence are rounded to. */
const movesLittle = (agents: readonly FeatureAgent[]) =>
  fc.property(
    fc.constantFrom(...agents),
    anyValues,
    fc.constantFrom(...FEATURES.map(({ name }) => name)),
    (agent, values, name) => {
      const [min, max] = RANGES[name];
      const nudge = (max - min) * 1e-7 * (values[name] * 2 > min + max ? -1 : 1);
      const before = ok(featureOpinion(agent, rowOf(values)));
      const after = ok(featureOpinion(agent, rowOf({ ...values, [name]: values[name] + nudge })));
      for (const [i, { input }] of before.evidence.entries())
        expect(Math.abs(input - (after.evidence[i]?.input ?? Number.NaN))).toBeLessThanOrEqual(0.1 + 1e-9);
      expect(Math.abs(before.opinion - after.opinion)).toBeLessThanOrEqual(0.1 + 1e-9);
      expect(Math.abs(before.confidence - after.confidence)).toBeLessThanOrEqual(0.0025);
    },
  );

describe('any agent on any features', () => {
  it('moves little when an input moves little: no mapping has a step', () => {
    fc.assert(movesLittle(FEATURE_AGENTS), { numRuns: 2_000 });
  });

  it('would be found out by that if a mapping had one', () => {
    const [input] = CYCLE.inputs;
    if (input === undefined) throw new Error('no input');
    // Steps every hundred-thousandth: a nudge crosses one of them about every hundredth time.
    const stepped = {
      ...input,
      value: (f: FeatureRow) => (Math.floor(f.get('cyclePercentile') * 1e5) % 2 === 0 ? 1 : -1),
    };
    const details = fc.check(movesLittle([{ ...CYCLE, inputs: [stepped] }]), { numRuns: 20_000, seed: 1 });
    expect(details.failed).toBe(true);
  });

  it('gives inputs in tenths whose shares sum to 1, and the opinion is their sum to the last digit', () => {
    fc.assert(
      fc.property(anyAgent, anyValues, fc.subarray(FEATURES.map(({ name }) => name)), (agent, values, gone) => {
        const left = Object.fromEntries(Object.entries(values).filter(([name]) => !gone.includes(name as FeatureName)));
        const opinion = featureOpinion(agent, rowOf(left));
        if (opinion.status !== 'ok') return;
        const shares = opinion.evidence.reduce((sum, { weight }) => sum + Math.round(weight * 10_000), 0);
        expect(shares).toBe(10_000);
        expect(opinion.opinion).toBe(opinionOfEvidence(opinion.evidence));
        for (const { input, measured } of opinion.evidence) {
          expect(Math.abs(input)).toBeLessThanOrEqual(100);
          expect(measured).not.toMatch(/NaN|Infinity/);
        }
        expect(opinion.confidence).toBeGreaterThanOrEqual(0);
        expect(opinion.confidence).toBeLessThanOrEqual(0.8);
      }),
      { numRuns: 1_000 },
    );
  });

  it('abstains without a required input and says which, never with a number', () => {
    for (const agent of FEATURE_AGENTS) {
      for (const name of agent.required) {
        for (const [missing, status] of [
          ['no-source', 'no-data'],
          ['stale', 'stale'],
          ['warming-up', 'warming-up'],
        ] as const) {
          const row = rowOf(ORDINARY);
          row.miss(name, missing);
          const opinion = featureOpinion(agent, row);
          expect(opinion.status).toBe(status);
          expect(opinion.status === 'ok' ? '' : opinion.reason).toContain(name);
        }
      }
    }
  });

  it('is less sure when an optional input is missing', () => {
    fc.assert(
      fc.property(anyAgent, anyValues, (agent, values) => {
        const optional = featuresOf(agent).filter(
          (name) => !agent.required.includes(name) && name !== 'liquidationDistance',
        );
        // The same opinion with and without, so that only what is missing changes the confidence.
        const certain = { ...agent, inputs: agent.inputs.map((input) => ({ ...input, value: () => 1 })) };
        const all = ok(featureOpinion(certain, rowOf(values)));
        for (const name of optional) {
          const row = rowOf(values);
          row.miss(name, 'no-source');
          const less = featureOpinion(certain, row);
          const shareless = agent.inputs.every(({ needs, share }) => share === 0 || !needs.includes(name));
          if (less.status === 'ok' && !shareless) expect(less.confidence).toBeLessThanOrEqual(all.confidence);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('says the same of the same features', () => {
    for (const agent of FEATURE_AGENTS)
      expect(featureOpinion(agent, rowOf(ORDINARY))).toEqual(featureOpinion(agent, rowOf(ORDINARY)));
  });

  it('gives the same figures without the evidence as with it', () => {
    fc.assert(
      fc.property(anyAgent, anyValues, (agent, values) => {
        const full = ok(featureOpinion(agent, rowOf(values)));
        expect(featureOpinion(agent, rowOf(values), false)).toEqual({ ...full, evidence: [] });
      }),
      { numRuns: 200 },
    );
  });

  it('has no feature that is not in the table, and shares that sum to 1', () => {
    for (const agent of FEATURE_AGENTS) {
      expect(agent.inputs.reduce((sum, { share }) => sum + share, 0)).toBe(10_000);
      for (const name of featuresOf(agent)) expect(FEATURES.map((feature) => feature.name)).toContain(name);
    }
  });
});

describe('by hand', () => {
  it('fundamental: a rise of two deviations on doubled volume, interest up 10 %, no funding', () => {
    const day = Math.sqrt(24 / 8760) * 0.6;
    const values = { ...ORDINARY, return24h: 2 * day, volumeGrowth: 2, openInterestChange: 0.1, funding: 0 };
    const { opinion, evidence, confidence } = ok(featureOpinion(FUNDAMENTAL, rowOf(values)));
    expect(evidence.map(({ input, weight }) => [input, weight]).slice(0, 3)).toEqual([
      [100, 0.3],
      [100, 0.3],
      [0, 0.4],
    ]);
    expect(opinion).toBe(60);
    const liquidity = 0.25 + 0.75 * (Math.log(200) / Math.log(1000));
    expect(confidence).toBeCloseTo(0.8 * liquidity, 3);
  });

  it('fundamental: crowded longs that pay steadily speak against a long', () => {
    const { evidence } = ok(featureOpinion(FUNDAMENTAL, rowOf({ ...ORDINARY, funding: 5e-4, fundingDeviation: 0 })));
    expect(evidence.find(({ name }) => name === 'funding')?.input).toBe(-100);
    const jumpy = ok(featureOpinion(FUNDAMENTAL, rowOf({ ...ORDINARY, funding: 5e-4, fundingDeviation: 3e-4 })));
    expect(jumpy.evidence.find(({ name }) => name === 'funding')?.input).toBe(-50);
  });

  it('fundamental and structure abstain on candles alone', () => {
    const candles = Object.fromEntries(
      FEATURES.filter(({ sources }) => sources[0] === 'candles').map(({ name }) => [name, ORDINARY[name]]),
    );
    expect(featureOpinion(FUNDAMENTAL, rowOf(candles))).toMatchObject({
      status: 'no-data',
      reason: 'neither funding nor open interest is known',
    });
    expect(featureOpinion(STRUCTURE, rowOf(candles))).toMatchObject({
      status: 'no-data',
      reason: 'neither trades nor an order book are known',
    });
    expect(featureOpinion(RISK, rowOf(candles)).status).toBe('ok');
  });

  it('structure: buyers at 30 %, an even book, no efficiency, VPIN at the median', () => {
    const values = { ...ORDINARY, efficiency: 0, flowImbalance: 0.3, depthImbalance: 0, vpinPercentile: 0.5 };
    expect(ok(featureOpinion(STRUCTURE, rowOf(values))).opinion).toBe(35 + 7.5);
  });

  it('risk: a long near its liquidation speaks against it, a short for the other way', () => {
    const input = (distance: number): number | undefined => {
      const row = rowOf({ ...ORDINARY, volatility: Math.sqrt(365) * 0.02, liquidationDistance: distance });
      return ok(featureOpinion(RISK, row)).evidence.find(({ name }) => name === 'liquidation')?.input;
    };
    expect([input(0.05), input(-0.05), input(0.2)]).toEqual([-50, 50, 0]);
    const free = rowOf(ORDINARY);
    free.miss('liquidationDistance', 'not-held');
    expect(ok(featureOpinion(RISK, free)).evidence.map(({ name }) => name)).not.toContain('liquidation');
  });

  it.each([
    ['volatility', { volatility: 4.01 }],
    ['drawdown', { drawdown: 0.81 }],
    ['turnover', { turnover24h: 99_999 }],
    ['liquidation-distance', { liquidationDistance: 0.004, volatility: 0.6 }],
    [null, {}],
  ] as const)('risk: vetoes for %s', (cause, change) => {
    const row = rowOf({ ...ORDINARY, ...change });
    expect(vetoOf(row)).toBe(cause);
    expect(ok(featureOpinion(RISK, row)).veto).toBe(cause !== null);
  });

  it('cycle: the top of it speaks against a long', () => {
    expect(ok(featureOpinion(CYCLE, rowOf({ cyclePercentile: 0.95 }))).opinion).toBe(-90);
    const young = rowOf({}, 'short-history');
    expect(featureOpinion(CYCLE, young)).toMatchObject({ reason: 'cyclePercentile: insufficient history' });
  });
});

describe('the regime', () => {
  it.each([
    [{ volatilityPercentile: 0.95, efficiency: 0.9 }, 'high-volatility'],
    [{ volatilityPercentile: 0.5, efficiency: -0.4 }, 'trend'],
    [{ volatilityPercentile: 0.1, efficiency: 0.1 }, 'calm'],
    [{ volatilityPercentile: 0.5, efficiency: 0.1 }, 'range'],
    [{ efficiency: 0.9 }, 'unknown'],
  ] as const)('of %j is %s', (values, regime) => {
    expect(regimeOf(rowOf(values))).toBe(regime);
  });

  it('changes no weight by default, and keeps their sum where it does', () => {
    const row = rowOf({ volatilityPercentile: 0.5, efficiency: 0.5 });
    expect(weightsIn(row)).toBe(BASE_WEIGHTS);
    const changed = weightsIn(row, BASE_WEIGHTS, { trend: { technical: 2 } });
    expect(Object.values(changed).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(changed.technical).toBeCloseTo(0.4, 12);
    expect(weightsIn(rowOf({}), BASE_WEIGHTS, { trend: { technical: 2 } })).toBe(BASE_WEIGHTS);
  });
});
