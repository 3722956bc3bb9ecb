import { describe, expect, it } from 'vitest';
import type { ScoreView } from '#shared/contract/score.ts';
import { contributionSheet } from './contribution-sheet.ts';

const evidence = (name: string, input: number, weight: number) => ({ name, measured: name, input, weight, asOf: 5 });

const score: ScoreView = {
  score: 38.725,
  direction: 0.38725,
  strength: 38.725,
  confidence: 0.4,
  completeness: 0.4,
  veto: false,
  asOf: 5,
  contributions: [
    {
      opinion: {
        status: 'ok',
        agent: 'technical',
        opinion: 60.45,
        confidence: 0.8,
        veto: false,
        asOf: 5,
        evidence: [evidence('trend', 90.1, 0.5), evidence('momentum', 40.3, 0.4), evidence('volume', -7.2, 0.1)],
      },
      baseWeight: 0.25,
      weight: 0.7,
      points: 42.315,
    },
    {
      opinion: { status: 'ok', agent: 'risk', opinion: -12, confidence: 0.5, veto: false, asOf: 5, evidence: [] },
      baseWeight: 0.15,
      weight: 0.3,
      points: -3.59,
    },
    {
      opinion: { status: 'no-data', agent: 'sentiment', reason: 'No source is connected', missing: null },
      baseWeight: 0.1,
      weight: 0,
      points: 0,
    },
  ],
};

describe('contributionSheet', () => {
  it('prints agents whose points add up to the printed score', () => {
    const sheet = contributionSheet(score, false);
    expect(sheet.rows.map(({ id }) => id)).toEqual(['technical', 'risk']);
    expect(sheet.totalTenths).toBe(387);
    expect(sheet.rows.reduce((sum, { tenths }) => sum + tenths, 0)).toBe(387);
    expect(sheet.addsUp).toBe(true);
    expect(sheet.abstaining).toEqual([
      { agent: 'sentiment', status: 'no-data', reason: 'No source is connected', baseWeight: 0.1 },
    ]);
  });

  it('splits an agent into its evidence only when that is what its opinion is made of', () => {
    const other = {
      ...score,
      contributions: score.contributions.map((each) =>
        each.opinion.agent === 'technical' ? { ...each, points: each.points + 0.5 } : each,
      ),
    };
    expect(contributionSheet(score, true).rows.map(({ evidence: name }) => name)).toEqual([
      'trend',
      'momentum',
      'volume',
      null,
    ]);
    expect(contributionSheet(other, true).rows.map(({ id }) => id)).toEqual(['technical', 'risk']);
  });

  it('says when the contributions are not the score', () => {
    expect(contributionSheet({ ...score, score: 50 }, false).addsUp).toBe(false);
  });
});
