import { describe, expect, it } from 'vitest';
import type { SignalView } from '#shared/contract/signal.ts';
import type { TrackRow } from '#shared/contract/signal-management.ts';
import { casesOf } from './cases.ts';
import { curvePoints, wilson } from './curve-points.ts';
import { stateRows } from './life-rows.ts';
import { filterTrack, nextTrackSort, NO_FILTER, orderTrack } from './track-filter.ts';
import { baseLineOf, calibrationSentence, recordSentence, tooFew, verdictOf, whoName } from './track-words.ts';

type Figures = TrackRow['figures'];

const FIGURES: Figures = {
  ...{ n: 400, hits: 220, reliability: { n: 400, rate: 0.55, lower: 0.501, upper: 0.598 }, meanR: 0.08 },
  ...{ followed: 400, breakEven: 0.46, forecasts: 400, brier: 0.24, calibrationError: 0.031, miscalibrated: false },
  curve: [],
};
const FEW: Partial<Figures> = { n: 37, reliability: null, meanR: null, breakEven: null, calibrationError: null };

const row = (who: string, figures: Partial<Figures> = {}): TrackRow => ({
  ...{ key: who, who, direction: null, timeframe: null },
  figures: { ...FIGURES, ...figures },
});

describe('a record in words', () => {
  it('names whose it is', () => {
    expect(['score', 'agents', 'agent:onchain', 'source:trend'].map(whoName)).toEqual([
      'Score',
      'All agents',
      'On-chain',
      'trend',
    ]);
  });

  it('tells nothing but the count under 100 cases', () => {
    expect(tooFew(37)).toBe('not enough evidence: 37 of 100 cases');
    const few = row('source:trend', FEW);
    expect(recordSentence(few, null)).toBe('trend: not enough evidence: 37 of 100 cases.');
    expect(verdictOf(few.figures, { rate: 0.5, name: 'break-even' })).toBeNull();
    expect(calibrationSentence(few.figures)).toBeNull();
  });

  it('holds a source against break-even and an agent against all agents', () => {
    expect(baseLineOf(row('source:trend'), 0.52)).toEqual({ rate: 0.46, name: 'break-even' });
    expect(baseLineOf(row('agent:risk'), 0.52)).toEqual({ rate: 0.52, name: 'all agents' });
    expect(baseLineOf(row('agents'), 0.52)).toBeNull();
    expect(baseLineOf(row('agent:risk'), null)).toBeNull();
  });

  it('says above or below only when the whole interval is', () => {
    const word = (rate: number) => verdictOf(FIGURES, { rate, name: 'break-even' })?.word;
    expect([0.5, 0.55, 0.599].map(word)).toEqual(['above break-even', 'near break-even', 'below break-even']);
  });

  it('carries its figures, the interval and the result after costs', () => {
    expect(recordSentence(row('score'), { rate: 0.46, name: 'break-even' }).replaceAll('\u202F', ' ')).toBe(
      'Right in 55.0 % of 400 cases (95 % interval 50.1 % to 59.8 %; break-even is 46.0 %). ' +
        'Following it brought +0.08 R a case after costs, over 400 cases.',
    );
    expect(calibrationSentence({ ...FIGURES, miscalibrated: true })).toContain('more than chance explains');
  });
});

describe('the lines of the record', () => {
  const rows = [
    row('source:trend', { n: 10 }),
    row('agent:risk', { meanR: -0.1 }),
    row('agents', FEW),
    row('score', { meanR: 0.3 }),
  ];

  it('come score first, all agents before each, sources last', () => {
    expect(orderTrack(rows, null).map(({ who }) => who)).toEqual(['score', 'agents', 'agent:risk', 'source:trend']);
  });

  it('are sorted by a figure, the unknown last either way', () => {
    const by = (falling: boolean) => orderTrack(rows, { by: 'meanR', falling }).map(({ who }) => who);
    expect(by(true)).toEqual(['score', 'source:trend', 'agent:risk', 'agents']);
    expect(by(false)).toEqual(['agent:risk', 'source:trend', 'score', 'agents']);
  });

  it('begin with the better end of a column, then the other, then as usual', () => {
    const first = nextTrackSort(null, 'brier');
    expect(first).toEqual({ by: 'brier', falling: false });
    const second = nextTrackSort(first, 'brier');
    expect(second).toEqual({ by: 'brier', falling: true });
    expect(nextTrackSort(second, 'brier')).toBeNull();
    expect(nextTrackSort(first, 'rate')).toEqual({ by: 'rate', falling: true });
  });

  it('are filtered by kind', () => {
    expect(filterTrack(rows, { ...NO_FILTER, kind: 'agent' }).map(({ who }) => who)).toEqual(['agent:risk', 'agents']);
    expect(filterTrack(rows, NO_FILTER)).toHaveLength(4);
  });
});

describe('the reliability curve', () => {
  it('draws the bins that hold a case, with the interval of their rates', () => {
    const bin = { from: 0.5, to: 0.6 };
    const points = curvePoints([
      { ...bin, n: 0, forecast: null, rate: null },
      { ...bin, n: 10, forecast: 0.55, rate: 0.8 },
    ]);
    expect(points).toHaveLength(1);
    // Wilson, 8 of 10: 0.4902 to 0.9433, a case printed in textbooks.
    expect(points[0]?.low).toBeCloseTo(0.4902, 4);
    expect(points[0]?.high).toBeCloseTo(0.9433, 4);
    expect(wilson(0, 5).low).toBe(0);
    expect(wilson(1, 5).high).toBe(1);
  });
});

describe('the cases behind a record', () => {
  const signal = (part: Partial<SignalView>): SignalView =>
    ({ source: 'trend', direction: 1, timeframe: '1h', score: 60, r: 1, ...part }) as SignalView;
  const all = [signal({}), signal({ source: 'rest' }), signal({ r: null }), signal({ direction: -1, score: null })];

  it('are resolved, of the source, or scored for agents and the score', () => {
    expect(casesOf(all, 'source:trend', NO_FILTER)).toEqual([all[0], all[3]]);
    expect(casesOf(all, 'agent:risk', NO_FILTER)).toEqual([all[0], all[1]]);
    expect(casesOf(all, 'source:trend', { ...NO_FILTER, direction: '-1' })).toEqual([all[3]]);
    expect(casesOf(all, null, { ...NO_FILTER, timeframe: '4h' })).toEqual([]);
  });
});

describe('where signals end', () => {
  it('is told in the order of their life, without what holds none', () => {
    const counts = [
      { state: 'RESOLVED' as const, count: 3 },
      { state: 'FAILED' as const, count: 0 },
      { state: 'QUEUED' as const, count: 1 },
    ];
    expect(stateRows(counts).map(({ state }) => state)).toEqual(['QUEUED', 'RESOLVED']);
  });
});
