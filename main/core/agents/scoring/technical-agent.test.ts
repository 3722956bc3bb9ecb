import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { emptyReading, TECHNICAL_WARM_UP, type TechnicalReading } from './reading.ts';
import { judgeScore } from '../evaluation/evaluate.ts';
import { scoreOf } from './scoring.ts';
import { opinionOfEvidence, quickOpinion, technicalOpinion, type QuickOpinion } from './technical-agent.ts';

const price = fc.double({ min: 1, max: 200, noNaN: true });
const percent = fc.double({ min: 0, max: 100, noNaN: true });
const small = fc.double({ min: -50, max: 50, noNaN: true });

/** Any complete reading, ordinary or absurd; its band lies evenly around the middle, as a Bollinger band does. */
const complete: fc.Arbitrary<TechnicalReading> = fc
  .record({
    asOf: fc.constant(1),
    open: price,
    close: price,
    volume: fc.double({ min: 0, max: 1e9, noNaN: true }),
    rsi: percent,
    histogram: small,
    previousHistogram: small,
    middle: price,
    previousUpper: price,
    previousLower: price,
    previousClose: price,
    atr: fc.double({ min: 1e-6, max: 50, noNaN: true }),
    ema: price,
    slowEma: price,
    adx: percent,
    plusDi: percent,
    minusDi: percent,
    channelHigh: price,
    channelLow: price,
    meanVolume: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e9, noNaN: true })),
    missing: fc.constant(0),
    halfBand: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 50, noNaN: true })),
  })
  .map(({ halfBand, ...reading }) => ({
    ...reading,
    upper: reading.middle + halfBand,
    lower: reading.middle - halfBand,
  }));

const quick = (reading: TechnicalReading): QuickOpinion | null => {
  const into = { opinionSteps: 0, confidence: 0 };
  return quickOpinion(reading, into) ? into : null;
};

describe('a complete reading', () => {
  it('gives bounded inputs in tenths whose shares sum to 1, and the opinion is their sum to the last digit', () => {
    fc.assert(
      fc.property(complete, (reading) => {
        const opinion = technicalOpinion(reading);
        if (opinion.status !== 'ok') throw new Error(opinion.reason);
        let shares = 0;
        for (const { input, weight, asOf, measured } of opinion.evidence) {
          expect(Math.abs(input)).toBeLessThanOrEqual(100);
          expect(Math.round(input * 10) / 10).toBe(input);
          expect(asOf).toBe(reading.asOf);
          expect(measured).not.toMatch(/NaN|Infinity/);
          shares += Math.round(weight * 10_000);
        }
        expect(shares).toBe(10_000);
        expect(opinion.opinion).toBe(opinionOfEvidence(opinion.evidence));
        expect(opinion.confidence).toBeGreaterThanOrEqual(0.3);
        expect(opinion.confidence).toBeLessThanOrEqual(0.95);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the same by the quick way as by the full way', () => {
    fc.assert(
      fc.property(complete, (reading) => {
        const full = technicalOpinion(reading);
        expect(full.status === 'ok' ? [full.opinion, full.confidence] : null).toEqual([
          (quick(reading)?.opinionSteps ?? Number.NaN) / 1e5,
          quick(reading)?.confidence,
        ]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the same figures without the evidence as with it', () => {
    fc.assert(
      fc.property(complete, (reading) => {
        expect(technicalOpinion(reading, false)).toEqual({ ...technicalOpinion(reading), evidence: [] });
      }),
      { numRuns: 200 },
    );
  });

  it('moves little when an input moves little: no mapping has a step', () => {
    const names = Object.keys(emptyReading()).filter((name) => !['asOf', 'missing'].includes(name));
    fc.assert(
      fc.property(
        // A volume of ten thousand times the mean makes a step of a hair of the candle's body.
        complete.filter(({ atr, volume, meanVolume }) => atr > 0.01 && volume <= 1_000 * meanVolume),
        fc.constantFrom(...(names as (keyof TechnicalReading)[])),
        (reading, name) => {
          const before = quick(reading);
          const after = quick({ ...reading, [name]: reading[name] * (1 + 1e-9) });
          // Every input is rounded to 0.1, and all of them may be at the edge of that.
          expect(Math.abs((before?.opinionSteps ?? 0) - (after?.opinionSteps ?? Number.NaN))).toBeLessThanOrEqual(
            10_000,
          );
          expect(Math.abs((before?.confidence ?? 0) - (after?.confidence ?? Number.NaN))).toBeLessThanOrEqual(0.035);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is turned around by the market turned around', () => {
    const up: TechnicalReading = {
      ...emptyReading(),
      missing: 0,
      asOf: 1,
      open: 100,
      close: 103,
      volume: 200,
      meanVolume: 100,
      rsi: 65,
      histogram: 0.4,
      upper: 104,
      middle: 100,
      lower: 96,
      atr: 2,
      ema: 102,
      slowEma: 100,
      adx: 30,
      plusDi: 30,
      minusDi: 10,
      channelHigh: 103,
      channelLow: 97,
    };
    const down: TechnicalReading = {
      ...up,
      open: 100,
      close: 97,
      rsi: 35,
      histogram: -0.4,
      ema: 98,
      plusDi: 10,
      minusDi: 30,
    };
    expect(quick(up)?.opinionSteps).toBeGreaterThan(0);
    expect(quick(down)?.opinionSteps).toBe(-(quick(up)?.opinionSteps ?? 0));
    expect(quick(down)?.confidence).toBe(quick(up)?.confidence);
  });
});

describe('what is not known', () => {
  it('gives no number while warming up', () => {
    fc.assert(
      fc.property(complete, fc.integer({ min: 1, max: TECHNICAL_WARM_UP }), (reading, missing) => {
        const opinion = technicalOpinion({ ...reading, missing });
        expect(opinion).toEqual({
          status: 'warming-up',
          agent: 'technical',
          reason: `${String(missing)} more closed candles are needed`,
          missing,
        });
        expect(quick({ ...reading, missing })).toBeNull();
        const score = scoreOf({ ...reading, missing });
        expect(score.completeness).toBe(0);
        expect(judgeScore(score, 1, 'XBTUSDTM', '1h')?.code).toBe('SCORE_UNKNOWN');
      }),
    );
  });

  it('never counts as 0: an input that cannot be measured makes the agent abstain', () => {
    const inputs = [
      'ema',
      'slowEma',
      'histogram',
      'adx',
      'plusDi',
      'minusDi',
      'rsi',
      'channelHigh',
      'upper',
      'meanVolume',
      'atr',
    ] as const;
    fc.assert(
      fc.property(complete, fc.constantFrom(...inputs), (reading, input) => {
        expect(technicalOpinion({ ...reading, [input]: Number.NaN }).status).toBe('no-data');
        expect(() => canonicalJson(scoreOf({ ...reading, [input]: Number.NaN }) as unknown as Json)).not.toThrow();
      }),
    );
  });

  it('says so when the price has not moved', () => {
    const [reading] = fc.sample(complete, 1);
    if (reading === undefined) throw new Error('no sample');
    expect(technicalOpinion({ ...reading, atr: 0 })).toMatchObject({
      status: 'no-data',
      reason: 'the price has not moved: no range to measure by',
    });
  });
});
