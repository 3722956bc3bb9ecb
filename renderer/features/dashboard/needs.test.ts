import { describe, expect, it } from 'vitest';
import { samplePositions } from '#tests/support/renderer/sample-portfolio.ts';
import { sampleScenes } from '#tests/support/renderer/sample-scenes.ts';
import { sampleAgents, sampleStatus } from '#tests/support/renderer/sample-system.ts';
import { needsOf } from './needs.ts';

const now = 1_750_000_000_000;

describe('needsOf', () => {
  it('asks nothing when all is well', () => {
    expect(needsOf(sampleStatus(now), [], sampleAgents())).toEqual([]);
  });

  it('puts what stops the machine first', () => {
    const halted = sampleScenes.halted.status(sampleStatus(now));
    const ids = needsOf(halted, samplePositions(now), sampleAgents()).map(({ id }) => id);
    expect(ids).toEqual(['trading', 'journal', 'feed', 'intake', 'stop-SUIUSDTM']);
  });

  it('names the share a stop covers, and takes no stop at all as the worse case', () => {
    const [position] = samplePositions(now);
    if (position === undefined) throw new Error('The sample has positions');
    const [bare] = needsOf(sampleStatus(now), [{ ...position, stopLots: 0 }], []);
    expect(bare).toMatchObject({ level: 'stop', title: 'The stop of ETH covers 0\u202F%' });
  });

  it('names a failed agent', () => {
    const agents = sampleAgents().map((agent) =>
      agent.key === 'model' ? { ...agent, state: 'error' as const, reason: 'Weights unreadable', errors: 3 } : agent,
    );
    expect(needsOf(sampleStatus(now), [], agents)).toMatchObject([{ id: 'agent-model', title: 'Model failed' }]);
  });
});
