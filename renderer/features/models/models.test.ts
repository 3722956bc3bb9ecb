import { describe, expect, it } from 'vitest';
import { modelCard, modelTraining } from '#shared/contract/models.ts';
import { sampleCard, sampleModels } from '#tests/support/renderer/sample-models.ts';
import {
  binWords,
  intervalWords,
  leftWords,
  measuresOf,
  millinats,
  parameterText,
  spanWords,
  weightVerdict,
} from './model-words.ts';
import {
  firstTimeframe,
  freshTraining,
  trainableSeries,
  trainableTimeframes,
  trainingEnd,
  trainingPlan,
} from './training-plan.ts';
import type { SeriesView } from '#shared/contract/market.ts';

const DAY = 86_400_000;
const model = {
  state: 'trained',
  mayWeigh: false,
  reason: 'No better.',
  outOfSampleCases: 4_000,
  timeframe: '1h',
} as const;

describe('weightVerdict', () => {
  it('says in one sentence why a weight is 0', () => {
    expect(weightVerdict(model)).toEqual({ weighs: false, answer: 'Weight 0', why: 'No better.' });
    expect(weightVerdict({ ...model, outOfSampleCases: 99 }).why).toBe(
      'Not enough evidence: 99 cases out of sample, under 100.',
    );
    expect(weightVerdict({ ...model, state: 'unusable', reason: 'Gone.' }).why).toBe('Gone.');
    expect(weightVerdict({ ...model, mayWeigh: true }).why).toMatch(/waits for a person/);
    expect(weightVerdict({ ...model, mayWeigh: true, state: 'retired' }).why).toMatch(/out of use/);
  });

  it('says where an adopted one speaks', () => {
    const said = weightVerdict({ ...model, mayWeigh: true, state: 'adopted' });
    expect([said.weighs, said.answer]).toEqual([true, 'It speaks on 1h']);
  });
});

describe('words of a card', () => {
  const { outOfSample } = sampleCard(sampleModels(400 * DAY)[0] ?? raise());

  it('puts each measure beside the base rate and says which is better', () => {
    const rows = measuresOf(outOfSample);
    expect(rows.map(({ name, better }) => [name, better])).toEqual([
      ['Log loss, nats', true],
      ['Brier score', true],
      ['Accuracy', true],
      ['Area under the curve', true],
      ['Calibration error', null],
    ]);
    const worse = measuresOf({ ...outOfSample, model: { ...outOfSample.baseRate, brier: 0.26 }, auc: null });
    expect(worse.map(({ better }) => better)).toEqual([false, false, false, null, null]);
    expect(worse[3]?.model).toBe('–');
  });

  it('writes figures as they are read', () => {
    expect(millinats(-0.00207)).toBe('−2.07');
    expect(millinats(null)).toBe('–');
    expect(intervalWords({ lower: -0.0054, upper: 0.0014 })).toBe('95\u202F%: −5.40 to +1.40');
    expect(leftWords({ missing: 1_208, open: 0, even: 3 })).toBe('1,208 lacked a feature, 3 touched both barriers');
    expect(leftWords({ missing: 0, open: 0, even: 0 })).toBe('none');
    expect(parameterText('embargoMs', DAY)).toBe('embargo 1 d 0 h');
    expect(parameterText('minLeaf', 40)).toBe('min leaf 40');
    expect(parameterText('shrinkage', 0.05)).toBe('shrinkage 0.05');
    expect(parameterText('calibration', 'platt')).toBe('calibration platt');
    expect(spanWords(0, 9 * DAY)).toBe('1 Jan to 10 Jan 1970');
    expect(spanWords(0, 400 * DAY)).toBe('1 Jan 1970 to 5 Feb 1971');
    const bin = { said: 0.5, happened: 0.5 };
    expect(binWords([{ n: 5, ...bin }])).toBe('1 bin of 5 cases');
    expect(
      binWords([
        { n: 5, ...bin },
        { n: 6, ...bin },
      ]),
    ).toMatch(/^2 bins of 5 to 6 cases/);
  });

  it('are of samples that fit the contract', () => {
    for (const row of sampleModels(400 * DAY)) expect(modelCard.parse(sampleCard(row)).id).toBe(row.key);
  });
});

describe('a training as it is asked for', () => {
  const stored = (symbol: string, timeframe: SeriesView['timeframe'], from: number, days: number): SeriesView => ({
    ...{
      symbol,
      coin: symbol.slice(0, 3),
      timeframe,
      from,
      to: from + days * DAY,
      count: 0,
      gaps: 0,
      origin: 'test',
      of: 'market',
    },
  });
  const series = [
    stored('XBTUSDTM', '4h', 0, 300),
    stored('XBTUSDTM', '1h', 0, 300),
    stored('ETHUSDTM', '1h', 200 * DAY, 100),
  ];

  it('begins with everything stored on the hour', () => {
    expect(firstTimeframe(series)).toBe('1h');
    expect(firstTimeframe(series.slice(0, 1))).toBe('4h');
    const draft = freshTraining(series, '1h');
    expect([[...draft.symbols], draft.fromDay, draft.toDay]).toEqual([
      ['XBTUSDTM', 'ETHUSDTM'],
      '1970-01-01',
      '1970-10-27',
    ]);
  });

  it('is offered on longer timeframes than are stored, never on shorter ones', () => {
    const made = trainableSeries(series.slice(0, 1));
    expect(trainableTimeframes(made)).toEqual(['4h', '1d']);
    expect(trainableTimeframes(trainableSeries([stored('XBTUSDTM', '1m', 0, 30)]))).toEqual([
      '1m',
      '5m',
      '15m',
      '1h',
      '4h',
      '1d',
    ]);
    expect(trainableSeries(series).filter(({ timeframe }) => timeframe === '1d')).toHaveLength(2);
  });

  it('becomes a request the contract takes, with about as many cases as there will be', () => {
    const plan = trainingPlan(series, freshTraining(series, '1h'));
    if (!plan.ok) throw new Error(plan.problem);
    expect(modelTraining.parse(plan.request)).toEqual(plan.request);
    expect([plan.request.from, plan.request.to]).toEqual([0, 300 * DAY]);
    // (7,200 − 84) ÷ 4 of one and (2,400 − 84) ÷ 4 of the other.
    expect(plan.cases).toBe(1_779 + 579);
    expect(plan.outOfSample).toBe(1_965);
  });

  it('is refused with a sentence', () => {
    const draft = freshTraining(series, '1h');
    const problem = (change: Partial<typeof draft>) => {
      const plan = trainingPlan(series, { ...draft, ...change });
      return plan.ok ? null : plan.problem;
    };
    expect(problem({ symbols: new Set() })).toMatch(/at least one symbol/);
    expect(problem({ fromDay: '27/10/1970' })).toMatch(/year-month-day/);
    expect(problem({ fromDay: '1970-10-27', toDay: '1970-10-01' })).toMatch(/before the first/);
    expect(problem({ kind: 'onnx' })).toMatch(/file/);
    expect(problem({ fromDay: '1999-01-01', toDay: '1999-02-01' })).toMatch(/No case/);
    expect(problem({ kind: 'onnx', file: ' own.onnx ' })).toBeNull();
  });

  it('tells how it ended, once it has', () => {
    expect(trainingEnd({ kind: 'progress', done: 1, total: 2, what: 'folds' })).toBeNull();
    expect(trainingEnd({ kind: 'trained', id: 'm' })?.tone).toBe('info');
    expect(trainingEnd({ kind: 'canceled' })?.text).toMatch(/nothing was kept/);
    expect(trainingEnd({ kind: 'failed', problem: 'too few' })).toEqual({
      text: 'The training failed: too few',
      tone: 'problem',
    });
  });
});

function raise(): never {
  throw new Error('There is no sample');
}
