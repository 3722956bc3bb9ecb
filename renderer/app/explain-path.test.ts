import { describe, expect, it } from 'vitest';
import { explainedSignal, screenPath } from './explain-path.ts';

describe('explain path', () => {
  it('reads the signal of an explanation', () => {
    expect(explainedSignal('/explain/signal-12')).toBe('signal-12');
    expect(explainedSignal('/explain/a%2Fb')).toBe('a/b');
    expect(explainedSignal('/explain/')).toBeNull();
    expect(explainedSignal('/journal')).toBeNull();
  });

  it('keeps the screen behind an explanation', () => {
    expect(screenPath('/explain/x', '/journal')).toBe('/journal');
    expect(screenPath('/heatmap', '/journal')).toBe('/heatmap');
  });
});
