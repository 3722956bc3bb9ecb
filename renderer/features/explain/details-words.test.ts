import { describe, expect, it } from 'vitest';
import type { SignalView } from '#shared/contract/signal.ts';
import { sampleDetails, sampleExplanation } from '#tests/support/renderer/sample-explanation.ts';
import { sampleSignals } from '#tests/support/renderer/sample-signals.ts';
import { curveFrame, movedValue, stackCases, steppedValue } from './curve-geometry.ts';
import {
  consensusWords,
  decidingWords,
  flipWords,
  hasInputs,
  plainWords,
  recordWords,
  similarWords,
} from './details-words.ts';
import { exportText } from './export-explanation.ts';
import { pointsSheet } from './points-sheet.ts';

const NOW = Date.UTC(2025, 7, 8, 14, 5);
const found = (code: SignalView['code']): SignalView => {
  const view = sampleSignals(NOW).find((one) => one.code === code);
  if (view === undefined) throw new Error('the sample is missing');
  return view;
};
const refused = found('SCORE_BELOW_THRESHOLD');
const explanation = sampleExplanation(refused);
const details = sampleDetails(refused);

const figures = (text: string): readonly string[] =>
  (text.match(/[+−]?\d[\d,.]*\d|\d/g) ?? []).map((figure) => figure.replace(/^[+−]/, ''));

describe('plain words', () => {
  it('hold no figure that is not among those on the screen', () => {
    const { score } = explanation;
    if (score === null || details.votes === null) throw new Error('the sample has no score');
    const sheet = pointsSheet(score, 'effect');
    const shown = [
      explanation.question,
      explanation.signal.timeframe,
      ...explanation.way.map(({ sentence }) => sentence),
      ...explanation.counterfactuals.map(({ sentence }) => sentence),
      decidingWords(explanation, details) ?? '',
      consensusWords(details.votes) ?? '',
      similarWords(details.similar) ?? '',
      String(Math.round(score.completeness * 100)),
      score.confidence.toFixed(2),
      score.score.toFixed(2),
      ...sheet.rows.flatMap(({ measured, points }) => [measured, points.toFixed(1)]),
    ];
    const known = new Set(shown.flatMap(figures));
    for (const figure of figures(plainWords(explanation, details))) expect(known).toContain(figure);
  });

  it('are those of the record alone until the details have come', () => {
    expect(plainWords(explanation, undefined)).toBe(explanation.words);
  });

  it('say which score decided, and how far it was from the one needed', () => {
    expect(decidingWords(explanation, details)).toMatch(/^\d+\.\d+ decides, .* 50 needed, short by \d/);
    expect(decidingWords({ ...explanation, score: null }, details)).toBeNull();
  });
});

describe('figures in words', () => {
  it('tell a record of under a hundred cases by its number alone', () => {
    const [first] = details.votes?.rows ?? [];
    if (first === undefined) throw new Error('nobody voted');
    expect(recordWords(first)).toMatch(/^41.4.% \[.*\], n 948$/);
    expect(recordWords({ ...first, hits: null, n: 64 })).toBe('n 64, too few');
    expect(recordWords({ ...first, hits: null, n: 0 })).toBe('no case yet');
  });

  it('tell a weight that flips, and one that does not', () => {
    expect(flipWords(-0.3)).toMatch(/^−30.%$/);
    expect(flipWords(null)).toBe('not within 2×');
  });

  it('tell few cases by their number alone', () => {
    const { similar } = details;
    if (similar === null) throw new Error('the sample has no cases');
    const few = { ...similar, cases: similar.cases.slice(0, 4), meanR: null, wins: null };
    expect(similarWords(few)).toContain('too few');
    expect(similarWords({ ...few, cases: [] })).toBeNull();
  });

  it('know whether the record holds its inputs', () => {
    expect(hasInputs(explanation)).toBe(true);
    const journal = explanation.journal.map((one) => ({ ...one, data: { ...one.data, inputs: undefined } }));
    expect(hasInputs({ journal })).toBe(false);
  });

  it('are all in the exported file, with the hashes', () => {
    const text = exportText(explanation, details);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ explanation, details })));
    expect(text).toContain(explanation.journal[0]?.hash ?? 'no hash');
  });
});

describe('the curve', () => {
  const frame = curveFrame({ width: 300, height: 160, scores: [40, 60] });

  it('gives the value under a pixel back, in tenths and within ±100', () => {
    for (const value of [-100, -33.3, 0, 12.5, 100]) expect(frame.valueAt(frame.x(value))).toBe(value);
    expect(frame.valueAt(-500)).toBe(-100);
    expect(frame.valueAt(5_000)).toBe(100);
    expect(frame.y(60)).toBeLessThan(frame.y(40));
  });

  it('is walked with the keys', () => {
    expect(movedValue('ArrowRight', false, 4.5)).toBe(5.5);
    expect(movedValue('ArrowLeft', true, 4.5)).toBe(-5.5);
    expect(movedValue('End', false, 4.5)).toBe(100);
    expect(movedValue('ArrowRight', true, 95)).toBe(100);
    expect(movedValue('x', false, 0)).toBeNull();
    expect(steppedValue(-0.04)).toBe(0);
  });

  it('cases of one result stand on top of each other', () => {
    expect(stackCases([-1, 1, -1, 5], -1, 1, 4)).toEqual([
      { index: 0, column: 0, level: 0 },
      { index: 1, column: 3, level: 0 },
      { index: 2, column: 0, level: 1 },
      { index: 3, column: 3, level: 1 },
    ]);
  });
});
