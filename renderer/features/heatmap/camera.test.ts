import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Camera } from './camera.ts';

describe('Camera', () => {
  let frames: (() => void)[] = [];
  const run = (): void => frames.splice(0).forEach((frame) => frame());

  beforeEach(() => {
    frames = [];
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
    vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
  });
  afterEach(() => vi.unstubAllGlobals());

  function open(ratio = 1) {
    const camera = new Camera(() => ratio);
    camera.size(400, 300, 2_000, 1_000);
    const seen: [number, number][] = [];
    const stop = camera.follow((left, top) => seen.push([left, top]));
    seen.length = 0;
    return { camera, seen, stop };
  }

  it('tells many moves of a frame once, and never leaves the matrix', () => {
    const { camera, seen } = open();
    camera.moveTo(100, 50);
    camera.moveTo(5_000, -20);
    expect(seen).toEqual([]);
    run();
    expect(seen).toEqual([[1_600, 0]]);
    camera.moveTo(1_700, 0);
    expect(frames).toHaveLength(0);
  });

  it('tells whole pixels of the display', () => {
    const { camera, seen } = open(1.5);
    camera.moveTo(10.4, 20.5);
    run();
    expect(seen).toEqual([[16 / 1.5, 31 / 1.5]]);
  });

  it('keeps what lies under the anchor in place when the matrix grows', () => {
    const { camera } = open();
    camera.moveTo(300, 100);
    camera.anchor(100, 50);
    camera.size(400, 300, 4_000, 3_000);
    expect([camera.left, camera.top]).toEqual([700, 400]);
    camera.size(400, 300, 8_000, 3_000);
    expect([camera.left, camera.top]).toEqual([700, 400]);
  });

  it('reveals a box by the least move', () => {
    const { camera } = open();
    camera.reveal(500, 0, 20, 26);
    expect([camera.left, camera.top]).toEqual([120, 0]);
    camera.reveal(300, 900, 20, 26);
    expect([camera.left, camera.top]).toEqual([120, 626]);
    camera.reveal(10, 0, 20, 26);
    expect([camera.left, camera.top]).toEqual([10, 0]);
  });

  it('tells nobody who left', () => {
    const { camera, seen, stop } = open();
    stop();
    camera.moveTo(10, 10);
    run();
    expect(seen).toEqual([]);
  });
});
