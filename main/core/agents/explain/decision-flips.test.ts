import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Opinion } from '#shared/domain/agent.ts';
import { NO_EVIDENCE } from '#shared/domain/reliability.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { opinions } from '#tests/support/path/sample-opinions.ts';
import { evaluate, type Evaluation } from '../evaluation/evaluate.ts';
import { EVALUATION_DEFAULTS, type EvaluationSettings } from '../evaluation/evaluation-settings.ts';
import { voteRecord } from '../evaluation/vote-record.ts';
import { compose } from '../scoring/composite.ts';
import { decisionFlips, withInput, wouldPass, type RecordedDecision } from './decision-flips.ts';

const NOW = Date.UTC(2025, 2, 11);
const ASKED = { symbol: 'XBTUSDTM', timeframe: '1h', strength: 1, confidence: 1 } as const;

function decided(given: readonly Opinion[], direction: Direction, settings: EvaluationSettings) {
  const score = compose(given);
  const context = { now: NOW, reliability: NO_EVIDENCE, settings };
  const made: Evaluation = evaluate(score, { ...ASKED, direction }, context);
  const votes = voteRecord(made, settings);
  const code = made.refusal?.code ?? null;
  const decision: RecordedDecision = { score, direction, threshold: settings.score, votes, code };
  return { decision, context, made };
}

const settings = fc
  .record({ score: fc.constantFrom(-20, 0, 20, 50), conditionalFrom: fc.constantFrom(0.2, 0.4, 0.6) })
  .map((change) => ({ ...EVALUATION_DEFAULTS, confidence: 0, ...change }));
const spoken = opinions.map((given) => given.map((one) => (one.status === 'ok' ? { ...one, veto: false } : one)));

it('every change that is listed turns the real decision when it is applied, and a tenth less does not', () => {
  let listed = 0;
  fc.assert(
    fc.property(spoken, fc.constantFrom<Direction>(1, -1), settings, (given, direction, set) => {
      const { decision, context, made } = decided(given, direction, set);
      const rejected = (to: number, agent: string, input: string): boolean => {
        const contributions = withInput(decision.score.contributions, agent, input, to);
        const changed = evaluate({ ...decision.score, contributions }, { ...ASKED, direction }, context);
        return changed.outcome === 'REJECTED';
      };
      for (const { agent, input, from, to } of decisionFlips(decision)) {
        listed += 1;
        expect(rejected(to, agent, input)).toBe(made.outcome !== 'REJECTED');
        const less = (Math.round(to * 10) + (to > from ? -1 : 1)) / 10;
        expect(rejected(less, agent, input)).toBe(made.outcome === 'REJECTED');
        expect(Math.abs(to)).toBeLessThanOrEqual(100);
      }
    }),
    { numRuns: 500 },
  );
  expect(listed).toBeGreaterThan(200);
});

it('the records alone give the decision again', () => {
  fc.assert(
    fc.property(spoken, fc.constantFrom<Direction>(1, -1), settings, (given, direction, set) => {
      const { decision, made } = decided(given, direction, set);
      if (made.refusal !== null && !['SCORE_BELOW_THRESHOLD', 'EVALUATION_NO_CONSENSUS'].includes(made.refusal.code))
        return;
      expect(wouldPass(decision.score.contributions, decision)).toBe(made.outcome !== 'REJECTED');
    }),
  );
});

it('nothing is listed where no reading would have helped', () => {
  fc.assert(
    fc.property(opinions, (given) => {
      const { decision } = decided(given, 1, EVALUATION_DEFAULTS);
      if (decision.code === 'SCORE_VETO') expect(decisionFlips(decision)).toEqual([]);
    }),
  );
});

it('nothing is listed where the agents were not sure enough: no input changes that', () => {
  let low = 0;
  fc.assert(
    fc.property(spoken, fc.constantFrom<Direction>(1, -1), (given, direction) => {
      const { decision, made } = decided(given, direction, { ...EVALUATION_DEFAULTS, confidence: 0.99 });
      if (made.refusal?.code !== 'SCORE_BELOW_THRESHOLD') return;
      low += 1;
      expect(decisionFlips(decision)).toEqual([]);
    }),
    { numRuns: 100 },
  );
  expect(low).toBeGreaterThan(20);
});
