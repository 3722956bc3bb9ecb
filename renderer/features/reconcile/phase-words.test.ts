import { describe, expect, it } from 'vitest';
import type { ReconcileView } from '#shared/contract/reconcile.ts';
import { sampleDifferences, sampleReconcile, SIMULATED } from '#tests/support/renderer/sample-reconcile.ts';
import { comparedWords, phaseWords } from './phase-words.ts';

const NOW = 1_763_000_000_000;
type Comparing = Extract<ReconcileView, { applies: true }>;
const at = (change: Partial<Comparing>, differences = 0): Comparing => {
  const view = sampleReconcile(NOW, sampleDifferences(NOW, differences));
  if (!view.applies) throw new Error('The sample compares nothing');
  return { ...view, ...change };
};

describe('the phase in words', () => {
  it('says agreement only when both sides agree', () => {
    const sentences = (['never', 'running', 'observing', 'failed'] as const).map((phase) => phaseWords(at({ phase })));
    expect(sentences.map(({ level }) => level)).not.toContain('ok');
    expect(phaseWords(at({ phase: 'agreed' }))).toMatchObject({ level: 'ok', sentence: 'Both sides agree' });
  });

  it('does not hide behind agreement what is in doubt or was left as it is', () => {
    expect(phaseWords(at({ working: 2 }))).toMatchObject({
      level: 'wait',
      sentence: 'Both sides agree but for 2 orders in doubt',
    });
    expect(phaseWords(at({ ignored: 1 }))).toMatchObject({
      sentence: 'Every difference is decided',
      detail: '1 difference left as decided.',
    });
  });

  it('counts what waits, in the singular too', () => {
    expect(phaseWords(at({}, 6)).sentence).toBe('4 differences wait for you');
    expect(phaseWords(at({}, 1)).sentence).toBe('1 difference waits for you');
    expect(phaseWords(at({ phase: 'observing', open: 0, working: 1 })).sentence).toBe('1 difference being settled');
  });

  it('says of a simulated venue that there is nothing to compare, with the reason', () => {
    expect(phaseWords(SIMULATED)).toMatchObject({ level: 'none', sentence: 'Nothing to compare' });
    expect(phaseWords(SIMULATED).detail).toContain('simulated');
  });

  it('tells what was compared, when and how long it took', () => {
    expect(comparedWords(at({ finishedAt: NOW, tookMs: 1_184 }))).toBe(
      'Compared 14 orders, 312 fills, 8 positions on 13 Nov 2025 02:13:20 UTC, in 1.2 s.',
    );
    expect(comparedWords(at({ finishedAt: NOW, tookMs: 310, positionsCompared: 1 }))).toContain('1 position on');
    expect(comparedWords(at({ finishedAt: null }))).toBe('No comparison has ended yet.');
  });
});
