import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '#shared/kernel/emitter.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Exposure } from '#shared/domain/exposure.ts';
import type { Mode } from '#shared/domain/signal.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { stayAwakeWhileExposed } from './power-guard.ts';

const held = vi.hoisted(() => ({ ids: new Set<number>(), next: 0, types: [] as string[] }));
vi.mock('electron', () => ({
  powerSaveBlocker: {
    start: (type: string) => {
      held.types.push(type);
      held.ids.add((held.next += 1));
      return held.next;
    },
    stop: (id: number) => held.ids.delete(id),
  },
}));

beforeEach(() => held.ids.clear());

const NOTHING: Exposure = { positions: [], entries: 0, exits: 0 };
const POSITION: Exposure = { ...NOTHING, positions: [{ symbol: contractSymbol('XBTUSDTM'), stopped: true }] };

function watched(mode: Mode, first: Exposure) {
  const changed = new Emitter<void>();
  const open = { now: first };
  const exposure = { now: () => open.now, onChange: (listener: () => void) => changed.on(listener) };
  const guard = stayAwakeWhileExposed({ mode, exposure, log: new RecordingLog() });
  const become = (now: Exposure): void => {
    open.now = now;
    changed.emit();
  };
  return { guard, become, changed };
}

describe.each(['paper', 'live'] as const)('in the mode %s the computer', (mode) => {
  it('is kept awake exactly while something is open', () => {
    const { become } = watched(mode, NOTHING);
    expect(held.ids.size).toBe(0);
    become({ ...NOTHING, entries: 1 });
    expect(held.ids.size).toBe(1);
    become(POSITION);
    expect(held.ids.size).toBe(1);
    become({ ...NOTHING, exits: 1 });
    expect(held.ids.size).toBe(1);
    become(NOTHING);
    expect(held.ids.size).toBe(0);
    become(POSITION);
    expect(held.ids.size).toBe(1);
    expect(new Set(held.types)).toEqual(new Set(['prevent-app-suspension']));
  });

  it('is kept awake from the start where something is open, and no longer than the program runs', () => {
    const { guard, changed } = watched(mode, POSITION);
    expect(held.ids.size).toBe(1);
    guard.dispose();
    expect([held.ids.size, changed.size]).toEqual([0, 0]);
  });
});

it.each(['demo', 'replay'] as const)('in the mode %s the computer may sleep', (mode) => {
  const { become, changed } = watched(mode, POSITION);
  become({ ...POSITION, entries: 2 });
  expect([held.ids.size, changed.size]).toEqual([0, 0]);
});
