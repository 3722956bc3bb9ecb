import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { walk } from '#tests/support/path/sample-candles.ts';
import { FeatureRow } from '../../features/feature-row.ts';
import { modelOpinion, type ModelJudge, type ModelStanding } from './model-agent.ts';
import { MODEL_FEATURES, modelFeatures } from './model-features.ts';
import { modelVoice } from './model-voice.ts';
import { emptyReading, type TechnicalReading } from './reading.ts';
import { TechnicalBoard } from './technical-board.ts';

function readingOf(seed: number): TechnicalReading {
  const board = new TechnicalBoard(1);
  for (const { ts, open, high, low, close, volume } of walk(seed, 80, 0, HOUR))
    board.commit(0, ts + HOUR, open, high, low, close, volume);
  return board.closed(0);
}
const READING = readingOf(7);
/** A row in which no feature is known. */
const NOTHING = new FeatureRow();

const judge = (probability: number, baseline: number, values: readonly number[], accuracy = 0.55): ModelJudge => ({
  id: 'model-test',
  probability: () => probability,
  attribution: () => ({ baseline, values: Float64Array.from(values) }),
  accuracy,
});
const adopted = (of: ModelJudge): ModelStanding => ({ kind: 'adopted', judge: of });

const sizes = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
  minLength: MODEL_FEATURES.length,
  maxLength: MODEL_FEATURES.length,
});

describe('the opinion of a model', () => {
  it('is 200 × (p − ½), and its evidence adds up to it to the last digit whatever the model says', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        sizes,
        (p, baseline, values) => {
          const opinion = modelOpinion(READING, NOTHING, adopted(judge(p, baseline, values)));
          if (opinion.status !== 'ok') throw new Error(opinion.reason);
          const steps = opinion.evidence.reduce(
            (sum, { input, weight }) => sum + Math.round(input * 10) * Math.round(weight * 10_000),
            0,
          );
          expect(opinion.opinion).toBe(steps / 1e5);
          expect(Math.abs(opinion.opinion - 200 * (Math.min(0.9, Math.max(0.1, p)) - 0.5))).toBeLessThan(0.061);
          const shares = opinion.evidence.reduce((sum, { weight }) => sum + Math.round(weight * 10_000), 0);
          expect(shares).toBe(10_000);
          for (const { input, weight } of opinion.evidence) {
            expect(Math.abs(input)).toBeLessThanOrEqual(100);
            expect(input * 10).toBeCloseTo(Math.round(input * 10), 9);
            expect(weight).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('shows the features by what they added, in their proportion', () => {
    const values = MODEL_FEATURES.map((_, j) => (j === 0 ? 0.3 : j === 1 ? -0.1 : 0));
    const p = 1 / (1 + Math.exp(-0.2));
    const opinion = modelOpinion(READING, NOTHING, adopted(judge(p, 0, values)));
    if (opinion.status !== 'ok') throw new Error(opinion.reason);
    const [first, second] = opinion.evidence;
    expect([first?.name, second?.name]).toEqual([MODEL_FEATURES[0], MODEL_FEATURES[1]]);
    const points = opinion.evidence.map(({ input, weight }) => input * weight);
    expect((points[0] ?? NaN) / (points[1] ?? NaN)).toBeCloseTo(-3, 1);
    expect(opinion.confidence).toBe(0.55);
  });

  it('abstains without a model, while warming up and on a probability that is none', () => {
    const none: ModelStanding = { kind: 'none', reason: 'weight 0. Out of sample it is no better than the base rate.' };
    expect(modelOpinion(READING, NOTHING, none)).toMatchObject({ status: 'no-data', reason: none.reason });
    const speaking = adopted(judge(0.6, 0, []));
    expect(modelOpinion(emptyReading(), NOTHING, speaking).status).toBe('warming-up');
    expect(modelOpinion(READING, NOTHING, adopted(judge(NaN, 0, [])))).toMatchObject({ status: 'no-data' });
    expect(modelOpinion({ ...READING, atr: 0 }, NOTHING, speaking)).toMatchObject({ status: 'no-data' });
  });
});

it('every feature is finite and bounded on any market, and none is guessed', () => {
  const row = new Float64Array(MODEL_FEATURES.length);
  for (let seed = 1; seed < 30; seed++) {
    expect(modelFeatures(readingOf(seed), NOTHING, row)).toBe(true);
    for (const value of row) expect(Math.abs(value)).toBeLessThanOrEqual(100);
  }
  expect(modelFeatures({ ...READING, rsi: NaN }, NOTHING, row)).toBe(false);
});

it('a voice asks the model once per closed candle, and anew when another is adopted', () => {
  let asked = 0;
  let measured = 0;
  const counting = (): ModelStanding =>
    adopted({
      ...judge(0.6, 0, []),
      attribution: () => ({ baseline: (asked += 1) / 1e6, values: new Float64Array(MODEL_FEATURES.length) }),
    });
  let standing = counting();
  const voice = modelVoice(
    () => READING,
    (_symbol, _at, row) => {
      measured += 1;
      return row;
    },
    () => standing,
  );
  const symbol = contractSymbol('XBTUSDTM');
  expect(voice(symbol, '1h')).toBe(voice(symbol, '1h'));
  expect([asked, measured]).toEqual([1, 1]);
  standing = counting();
  voice(symbol, '1h');
  expect(asked).toBe(2);
});
