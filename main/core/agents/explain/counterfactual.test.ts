import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contribution, Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { opinions } from '#tests/support/path/sample-opinions.ts';
import { compose } from '../scoring/composite.ts';
import { flips, recomputes, rerun } from './counterfactual.ts';

const scores = opinions.map((given) => compose(given));
const side = fc.constantFrom<Direction>(1, -1);
const RUNS = { numRuns: 400 };

/** Every input of a score by name. */
const inputsOf = (score: Score) =>
  score.contributions.flatMap(({ opinion }) =>
    opinion.status === 'ok'
      ? opinion.evidence.map((e) => ({ agent: opinion.agent, name: e.name, input: e.input }))
      : [],
  );

describe('the smallest change that turns the decision', () => {
  it('turns it, and one tenth less does not', () => {
    let listed = 0;
    fc.assert(
      fc.property(scores, side, fc.integer({ min: -90, max: 90 }), (score, direction, threshold) => {
        const admitted = score.score * direction >= threshold;
        for (const { agent, input, from, to, score: after } of flips(score, direction, threshold)) {
          listed += 1;
          expect(rerun(score, agent, input, to) * direction).toBe(after);
          expect(after >= threshold).toBe(!admitted);
          expect(Math.abs(to)).toBeLessThanOrEqual(100);
          expect(Math.round(to * 10) / 10).toBe(to);
          const less = (Math.round(to * 10) + (to > from ? -1 : 1)) / 10;
          expect(rerun(score, agent, input, less) * direction >= threshold).toBe(admitted);
        }
      }),
      RUNS,
    );
    expect(listed).toBeGreaterThan(100);
  });

  it('is listed for every input that can turn it, and for no other', () => {
    fc.assert(
      fc.property(scores, side, fc.integer({ min: -90, max: 90 }), (score, direction, threshold) => {
        const admitted = score.score * direction >= threshold;
        const turns = (agent: string, name: string, value: number): boolean =>
          rerun(score, agent, name, value) * direction >= threshold !== admitted;
        // The score is a line in each input, so its ends tell whether it can cross the threshold.
        const able = inputsOf(score).filter(({ agent, name }) => turns(agent, name, 100) || turns(agent, name, -100));
        const found = flips(score, direction, threshold).map(({ agent, input }) => `${agent}/${input}`);
        expect([...found].sort()).toEqual(able.map(({ agent, name }) => `${agent}/${name}`).sort());
      }),
      RUNS,
    );
  });

  it('comes smallest first', () => {
    fc.assert(
      fc.property(scores, side, (score, direction) => {
        const sizes = flips(score, direction, 20).map(({ from, to }) => Math.abs(to - from));
        expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('is found by hand for one agent with two inputs', () => {
    const evidence = [
      { name: 'trend', measured: '', input: 60, weight: 0.5, asOf: 1 },
      { name: 'momentum', measured: '', input: 30, weight: 0.5, asOf: 1 },
    ];
    const score = compose([
      { status: 'ok', agent: 'technical', opinion: 45, confidence: 0.9, evidence, veto: false, asOf: 1 },
    ]);
    expect(flips(score, 1, 50)).toEqual([
      { agent: 'technical', input: 'trend', from: 60, to: 70, score: 50 },
      { agent: 'technical', input: 'momentum', from: 30, to: 40, score: 50 },
    ]);
    expect(flips(score, 1, 45)).toEqual([
      { agent: 'technical', input: 'trend', from: 60, to: 59.9, score: 44.95 },
      { agent: 'technical', input: 'momentum', from: 30, to: 29.9, score: 44.95 },
    ]);
    expect(flips(score, 1, 99)).toEqual([]);
  });
});

describe('recomputing a recorded score', () => {
  const recorded = (score: Score): Score => JSON.parse(canonicalJson(score as unknown as Json)) as Score;
  const withPart = (score: Score, place: number, change: (part: Contribution) => Contribution): Score => ({
    ...score,
    contributions: score.contributions.map((part, i) => (i === place ? change(part) : part)),
  });

  it('gives it again after it was written and read', () => {
    fc.assert(
      fc.property(scores, (score) => recomputes(recorded(score))),
      RUNS,
    );
  });

  it('fails for any input altered by a tenth', () => {
    fc.assert(
      fc.property(scores, fc.nat(), fc.constantFrom(0.1, -0.1), (score, pick, change) => {
        const speaking = score.contributions.findIndex(({ opinion }) => opinion.status === 'ok');
        if (speaking < 0) return;
        const altered = withPart(score, speaking, (part) => {
          if (part.opinion.status !== 'ok') return part;
          const place = pick % part.opinion.evidence.length;
          const evidence = part.opinion.evidence.map((e, i) => (i === place ? { ...e, input: e.input + change } : e));
          return { ...part, opinion: { ...part.opinion, evidence } };
        });
        const share = altered.contributions[speaking];
        if (
          share?.opinion.status === 'ok' &&
          share.opinion.evidence[pick % share.opinion.evidence.length]?.weight === 0
        )
          return;
        expect(recomputes(altered)).toBe(false);
      }),
      RUNS,
    );
  });

  it('fails for any altered figure of the score or of a part', () => {
    fc.assert(
      fc.property(scores, (score) => {
        for (const figure of ['score', 'direction', 'strength', 'confidence', 'completeness'] as const) {
          expect(recomputes({ ...score, [figure]: score[figure] + 1e-6 })).toBe(false);
        }
        expect(recomputes({ ...score, asOf: score.asOf + 1 })).toBe(false);
        expect(recomputes({ ...score, veto: !score.veto })).toBe(false);
        for (const [place] of score.contributions.entries()) {
          expect(recomputes(withPart(score, place, (p) => ({ ...p, points: p.points + 1e-9 })))).toBe(false);
          expect(recomputes(withPart(score, place, (p) => ({ ...p, weight: p.weight + 1e-4 })))).toBe(false);
          expect(recomputes(withPart(score, place, (p) => ({ ...p, baseWeight: p.baseWeight / 2 })))).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('fails when an agent is left out or its opinion is not what its evidence says', () => {
    fc.assert(
      fc.property(scores, (score) => {
        const place = score.contributions.findIndex(({ opinion }) => opinion.status === 'ok');
        if (place < 0) return;
        expect(recomputes({ ...score, contributions: score.contributions.toSpliced(place, 1) })).toBe(false);
        const altered = withPart(score, place, (part) =>
          part.opinion.status === 'ok'
            ? { ...part, opinion: { ...part.opinion, opinion: part.opinion.opinion + 1 } }
            : part,
        );
        expect(recomputes(altered)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
