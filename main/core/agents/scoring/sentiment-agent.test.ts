import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/domain/time.ts';
import { onchainOpinion, type OnchainInputs } from './onchain-agent.ts';
import { sentimentOpinion, type Missing, type SentimentInputs } from './sentiment-agent.ts';

const AT = 1_700_000_000_000;
const OFF: Missing = { known: false, state: 'off', reason: 'off: nothing is set up' };
const RUNS = { numRuns: 500 };

const missing = fc.constantFrom<Missing>(
  OFF,
  { known: false, state: 'no-data', reason: 'too few' },
  { known: false, state: 'warming-up', reason: 'too young' },
);
const asOf = fc.integer({ min: AT - 200 * HOUR, max: AT });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const positive = fc.double({ min: 0, max: 1e12, noNaN: true });
const known = fc.constant(true as const);
const news = fc.record({
  known,
  score: fc.double({ min: -1, max: 1, noNaN: true }),
  effective: fc.double({ min: 0, max: 500, noNaN: true }),
  asOf,
});
const mood = fc.record({ known, value: fc.integer({ min: 0, max: 100 }), percentile: share, n: fc.nat(365), asOf });
const days = fc.double({ min: 7, max: 40, noNaN: true });
const sentiment: fc.Arbitrary<SentimentInputs> = fc.record({
  coin: fc.oneof(news, missing),
  market: fc.oneof(news, missing),
  fearGreed: fc.oneof(mood, missing),
});
const onchain: fc.Arbitrary<OnchainInputs> = fc.record({
  flow: fc.oneof(
    fc.record({ known, net: fc.double({ noNaN: true, noDefaultInfinity: true }), usual: positive, days, asOf }),
    missing,
  ),
  transfers: fc.oneof(fc.record({ known, rate: positive, usual: positive, days, asOf }), missing),
  gas: fc.oneof(fc.record({ known, gwei: positive, percentile: share, days, asOf }), missing),
});
const opinions = fc.oneof(
  sentiment.map((inputs) => sentimentOpinion(inputs, AT)),
  onchain.map((inputs) => onchainOpinion(inputs, AT)),
);

describe('both agents', () => {
  it('have evidence that sums to the opinion, weights that sum to 1 and inputs in steps of 0.1', () => {
    fc.assert(
      fc.property(opinions, (made) => {
        if (made.status !== 'ok') return;
        const sum = made.evidence.reduce(
          (total, { input, weight }) => total + Math.round(input * 10) * Math.round(weight * 1e4),
          0,
        );
        expect(made.opinion).toBe(sum / 1e5 + 0);
        expect(made.evidence.reduce((total, { weight }) => total + Math.round(weight * 1e4), 0)).toBe(10_000);
        for (const { input } of made.evidence) expect(input).toBe(Math.round(input * 10) / 10);
        expect(Math.abs(made.opinion)).toBeLessThanOrEqual(100);
        expect(made.confidence >= 0 && made.confidence <= 0.7).toBe(true);
        expect(made.asOf).toBeLessThanOrEqual(AT);
      }),
      RUNS,
    );
  });

  it('are never surer without an input', () => {
    const surety = (made: ReturnType<typeof sentimentOpinion>): number => (made.status === 'ok' ? made.confidence : 0);
    fc.assert(
      fc.property(sentiment, fc.constantFrom('coin', 'market', 'fearGreed'), (inputs, gone) => {
        expect(surety(sentimentOpinion({ ...inputs, [gone]: OFF }, AT))).toBeLessThanOrEqual(
          surety(sentimentOpinion(inputs, AT)),
        );
      }),
      RUNS,
    );
    fc.assert(
      fc.property(onchain, fc.constantFrom('flow', 'transfers', 'gas'), (inputs, gone) => {
        expect(surety(onchainOpinion({ ...inputs, [gone]: OFF }, AT))).toBeLessThanOrEqual(
          surety(onchainOpinion(inputs, AT)),
        );
      }),
      RUNS,
    );
  });

  it('give the same opinion on the same inputs', () => {
    fc.assert(
      fc.property(sentiment, onchain, (a, b) => {
        expect(sentimentOpinion(structuredClone(a), AT)).toEqual(sentimentOpinion(a, AT));
        expect(onchainOpinion(structuredClone(b), AT)).toEqual(onchainOpinion(b, AT));
      }),
    );
  });
});

describe('the sentiment agent', () => {
  const input = { known: true, score: 0.25, effective: 10, asOf: AT } as const;
  const with_ = (change: Partial<SentimentInputs>) =>
    sentimentOpinion({ coin: OFF, market: OFF, fearGreed: OFF, ...change }, AT);

  it('is off when nothing is set up, and says so', () => {
    expect(with_({})).toMatchObject({ status: 'no-data', reason: expect.stringContaining('off:') as string });
  });

  it('follows good news, half as far when they are half as good', () => {
    expect(with_({ coin: input })).toMatchObject({ status: 'ok', opinion: 50 });
    expect(with_({ coin: { ...input, score: -0.125 } })).toMatchObject({ opinion: -25 });
  });

  it('is less sure of few articles and of old ones', () => {
    const surety = (change: object) => {
      const made = with_({ coin: { ...input, ...change } });
      return made.status === 'ok' ? made.confidence : Number.NaN;
    };
    // ½ × 0.7 × 10 ÷ 20; then 5 ÷ 15; then a half-life later.
    expect(surety({})).toBe(0.175);
    expect(surety({ effective: 5 })).toBe(0.117);
    expect(surety({ asOf: AT - 2 * HOUR })).toBe(0.088);
  });

  it('reads extreme greed against the crowd and the middle not at all', () => {
    const mood = (percentile: number) => with_({ fearGreed: { known: true, value: 50, percentile, n: 365, asOf: AT } });
    expect(mood(1)).toMatchObject({ opinion: -100 });
    expect(mood(0)).toMatchObject({ opinion: 100 });
    expect(mood(0.5)).toMatchObject({ opinion: 0 });
    expect(mood(0.75)).toMatchObject({ opinion: -12.5 });
  });

  it('calls what is too old stale', () => {
    expect(with_({ coin: { ...input, asOf: AT - 7 * HOUR } })).toMatchObject({
      status: 'stale',
      reason: 'news of the coin is 7 h old',
    });
  });
});

describe('the on-chain agent', () => {
  const flow = { known: true, net: 300, usual: 100, days: 30, asOf: AT } as const;
  const gas = { known: true, gwei: 10, percentile: 1, days: 30, asOf: AT } as const;
  const with_ = (change: Partial<OnchainInputs>) =>
    onchainOpinion({ flow: OFF, transfers: OFF, gas: OFF, ...change }, AT);

  it('takes an inflow to exchanges for bearish, and an outflow for bullish', () => {
    expect(with_({ flow })).toMatchObject({ opinion: -100 });
    expect(with_({ flow: { ...flow, net: -150 } })).toMatchObject({ opinion: 50 });
  });

  it('takes twice the usual transfers for as strong as they get', () => {
    const transfers = { known: true, rate: 200, usual: 100, days: 30, asOf: AT } as const;
    expect(with_({ transfers })).toMatchObject({ opinion: 100 });
    expect(with_({ transfers: { ...transfers, rate: 100 } })).toMatchObject({ opinion: 0 });
  });

  it('says nothing of a coin by gas alone, which is of the whole chain', () => {
    expect(with_({ gas })).toMatchObject({ status: 'no-data' });
    expect(with_({ flow: { ...flow, net: 0 }, gas })).toMatchObject({ status: 'ok', opinion: 14.29 });
  });

  it('has nothing to measure by when nothing ever moved', () => {
    expect(with_({ flow: { ...flow, usual: 0 } })).toMatchObject({ status: 'no-data' });
  });
});
