import { describe, expect, it } from 'vitest';
import type { Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import { noteOldest } from './outside-ages.ts';

const opinion = (agent: ScoringAgentName, asOf: number, evidence: readonly number[]): Opinion => ({
  ...{ status: 'ok', agent, opinion: 10, confidence: 0.5, veto: false, asOf },
  evidence: evidence.map((at) => ({ name: 'news', measured: 'x', input: 10, weight: 1, asOf: at })),
});
const contribution = (one: Opinion) => ({ opinion: one, weight: 0, effective: 0, points: 0 });

describe('noteOldest', () => {
  it('keeps the oldest datum of each agent that reads outside the market, over all scores', () => {
    const oldest = new Map<ScoringAgentName, number>();
    const scores = [
      [opinion('sentiment', 900, [900, 400]), opinion('technical', 10, [10])],
      [opinion('sentiment', 800, [800]), opinion('onchain', 700, [])],
    ];
    for (const opinions of scores)
      noteOldest(oldest, { contributions: opinions.map(contribution) } as unknown as Parameters<typeof noteOldest>[1]);
    expect([...oldest]).toEqual([
      ['sentiment', 400],
      ['onchain', 700],
    ]);
  });

  it('tells nothing of an agent that abstains', () => {
    const oldest = new Map<ScoringAgentName, number>();
    const off: Opinion = { status: 'no-data', agent: 'sentiment', reason: 'off', missing: null };
    noteOldest(oldest, { contributions: [contribution(off)] } as unknown as Parameters<typeof noteOldest>[1]);
    expect(oldest.size).toBe(0);
  });
});
