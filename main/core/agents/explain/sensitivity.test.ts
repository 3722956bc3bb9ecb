import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opinion } from '#shared/domain/agent.ts';
import { NO_EVIDENCE } from '#shared/domain/reliability.ts';
import type { Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { opinions } from '#tests/support/path/sample-opinions.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { EVALUATION_DEFAULTS, type EvaluationSettings } from '../evaluation/evaluation-settings.ts';
import { voteRecord } from '../evaluation/vote-record.ts';
import { compose } from '../scoring/composite.ts';
import { withInput } from './decision-flips.ts';
import { sensitivity } from './sensitivity.ts';
import { judge, type DecisionRecord } from './what-if.ts';

const NOW = Date.UTC(2025, 2, 11);
const ASKED = { symbol: 'XBTUSDTM', timeframe: '1h', strength: 1, confidence: 1 } as const;
const BY_SCORE_AND_VOTES = ['SCORE_BELOW_THRESHOLD', 'EVALUATION_NO_CONSENSUS'];
const side = fc.constantFrom<Direction>(1, -1);
const settings = fc
  .record({ score: fc.constantFrom(-20, 0, 20, 50), conditionalFrom: fc.constantFrom(0.2, 0.4, 0.6) })
  .map((change) => ({ ...EVALUATION_DEFAULTS, confidence: 0, quorum: 0, ...change }));
const spoken = opinions.map((given) => given.map((one) => (one.status === 'ok' ? { ...one, veto: false } : one)));

function decided(given: readonly Opinion[], direction: Direction, set: EvaluationSettings) {
  const score = compose(given);
  const ask = (changed: Score) =>
    evaluate(changed, { ...ASKED, direction }, { now: NOW, reliability: NO_EVIDENCE, settings: set });
  const made = ask(score);
  const decision: DecisionRecord = { score, direction, threshold: set.score, votes: voteRecord(made, set) };
  const code = made.refusal?.code ?? null;
  return { decision, made, ask, decidable: code === null || BY_SCORE_AND_VOTES.includes(code) };
}

describe('a decision judged again', () => {
  it('comes out as it did, and as the real one does with any input changed', () => {
    let compared = 0;
    fc.assert(
      fc.property(spoken, side, settings, fc.integer({ min: -1000, max: 1000 }), (given, direction, set, tenths) => {
        const { decision, made, ask, decidable } = decided(given, direction, set);
        if (!decidable) return;
        expect(judge(decision).passes).toBe(made.outcome !== 'REJECTED');
        expect(judge(decision).composite).toBe(decision.score.score);
        for (const { opinion } of decision.score.contributions) {
          if (opinion.status !== 'ok') continue;
          const name = opinion.evidence[0]?.name ?? '';
          const value = tenths / 10;
          const contributions = withInput(decision.score.contributions, opinion.agent, name, value);
          const real = ask({ ...decision.score, contributions });
          const again = judge(decision, { kind: 'input', agent: opinion.agent, name, value });
          expect(again.passes).toBe(real.outcome !== 'REJECTED');
          expect(again.score).toBe(real.cautious);
          compared += 1;
        }
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it('without votes on record goes by the composite alone', () => {
    fc.assert(
      fc.property(spoken, side, fc.integer({ min: -60, max: 60 }), (given, direction, threshold) => {
        const score = compose(given);
        const { passes, consensus } = judge({ score, direction, threshold, votes: null });
        expect(consensus).toBeNull();
        expect(passes).toBe(score.score * direction >= threshold);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a decision hangs on', () => {
  it('an agent whose weight flips it really flips the real decision, and a hundredth less does not', () => {
    let flipped = 0;
    fc.assert(
      fc.property(spoken, side, settings, (given, direction, set) => {
        const { decision, made, ask, decidable } = decided(given, direction, set);
        if (!decidable) return;
        const rejected = (agent: string, factor: number): boolean => {
          const contributions = decision.score.contributions.map((part) =>
            part.opinion.agent === agent ? { ...part, baseWeight: part.baseWeight * factor } : part,
          );
          return ask({ ...decision.score, contributions }).outcome === 'REJECTED';
        };
        for (const { agent, flipsAt } of sensitivity(decision)?.weights ?? []) {
          if (flipsAt === null) {
            for (const factor of [0.01, 0.5, 0.8, 1.2, 2]) {
              expect(judge(decision, { kind: 'weight', agent, factor }).passes).toBe(judge(decision).passes);
            }
            continue;
          }
          flipped += 1;
          // Without any weight nobody votes; the real decision then has no quorum, which this does not look at.
          if (flipsAt > -1) expect(rejected(agent, 1 + flipsAt)).toBe(made.outcome !== 'REJECTED');
          const less = Math.round((flipsAt - Math.sign(flipsAt) / 100) * 100) / 100;
          expect(judge(decision, { kind: 'weight', agent, factor: 1 + less }).passes).toBe(judge(decision).passes);
        }
      }),
      { numRuns: 60 },
    );
    expect(flipped).toBeGreaterThan(10);
  });

  it('the curve rises by value, holds the present point and turns at the point it names', () => {
    let turning = 0;
    fc.assert(
      fc.property(spoken, side, settings, (given, direction, set) => {
        const { decision } = decided(given, direction, set);
        const found = sensitivity(decision);
        if (found === null) return;
        const values = found.curve.map(({ value }) => value);
        expect(values).toEqual([...values].sort((a, b) => a - b));
        expect(found.curve).toContainEqual(found.now);
        expect(found.now.passes).toBe(judge(decision).passes);
        const at = found.curve.find(({ value }) => value === found.flipsAt);
        if (found.flipsAt === null) return;
        turning += 1;
        expect(at?.passes).toBe(!found.now.passes);
      }),
      { numRuns: 60 },
    );
    expect(turning).toBeGreaterThan(10);
  });
});
