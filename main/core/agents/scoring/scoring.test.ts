import { describe, expect, it } from 'vitest';
import { SCORING_AGENTS, type Opinion, type ScoringAgentName } from '#shared/domain/agent.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { absent } from '#tests/support/path/sample-opinions.ts';
import { compose } from './composite.ts';
import { emptyReading } from './reading.ts';
import { judgeScore, opinionsOn, WITHOUT_SOURCE } from './scoring.ts';

const speaking = (agent: ScoringAgentName, opinion: number, confidence: number, veto = false): Opinion => ({
  status: 'ok',
  agent,
  opinion,
  confidence,
  evidence: [],
  veto,
  asOf: 1,
});

const judged = (direction: Direction, ...opinions: readonly Opinion[]): string | null =>
  judgeScore(compose(opinions), direction, 'XBTUSDTM', '1h')?.code ?? null;

describe('the verdict on a score', () => {
  it.each([
    [50, 1, null],
    [49.99999, 1, 'SCORE_BELOW_THRESHOLD'],
    [-50, -1, null],
    [-49.99999, -1, 'SCORE_BELOW_THRESHOLD'],
    [-80, 1, 'SCORE_BELOW_THRESHOLD'],
  ] as const)('at %d for side %d is %s', (opinion, direction, code) => {
    expect(judged(direction, speaking('technical', opinion, 0.9))).toBe(code);
  });

  it.each([
    [0.64, null],
    [0.63, 'SCORE_LOW_CONFIDENCE'],
  ])('needs confidence: %d of the only agent', (confidence, code) => {
    expect(judged(1, speaking('technical', 80, confidence))).toBe(code);
  });

  it('needs enough of the agents', () => {
    expect(judged(1, speaking('fundamental', 80, 1))).toBe('SCORE_INCOMPLETE');
    expect(judged(1, ...SCORING_AGENTS.map(absent))).toBe('SCORE_UNKNOWN');
  });

  it('is a refusal under any veto, however good the score', () => {
    const opinions = [speaking('technical', 100, 1), speaking('risk', 100, 1, true)];
    expect(judged(1, ...opinions)).toBe('SCORE_VETO');
    expect(judgeScore(compose(opinions), 1, 'XBTUSDTM', '1h')?.sentence).toBe(
      'The risk agent vetoes new risk on XBTUSDTM.',
    );
  });

  it('prints the figures that decided', () => {
    const low = judgeScore(compose([speaking('technical', -12.3456, 0.9)]), 1, 'XBTUSDTM', '1h');
    expect(low?.sentence).toBe('The score for this side is −12.35; 50 is needed.');
    const few = judgeScore(compose([speaking('fundamental', 80, 1)]), 1, 'XBTUSDTM', '1h');
    expect(few?.sentence).toBe("Only 15 % of the agents' weight had data; 20 % is needed.");
  });
});

it('every agent is asked, in the order of the screens, and those without a source say what is missing', () => {
  const opinions = opinionsOn(emptyReading());
  expect(opinions.map(({ agent }) => agent)).toEqual(SCORING_AGENTS);
  for (const opinion of opinions) {
    if (opinion.agent === 'technical') expect(opinion.status).toBe('warming-up');
    else expect(opinion).toMatchObject({ status: 'no-data', reason: WITHOUT_SOURCE.get(opinion.agent) });
  }
});
