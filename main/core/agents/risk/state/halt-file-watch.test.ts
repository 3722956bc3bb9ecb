import { beforeEach, expect, it } from 'vitest';
import type { HaltFileContent } from '../../../ports/halt-file.ts';
import { HaltFileWatch } from './halt-file-watch.ts';

let content: HaltFileContent | null;
let engaged: boolean;
let used: unknown[];
let timers: { readonly ms: number; readonly run: () => void; disposed: boolean }[];
let refusesRemoval: boolean;

type Parts = ConstructorParameters<typeof HaltFileWatch>;

function watch(): HaltFileWatch {
  const remove = (): void => {
    if (refusesRemoval) throw new Error('read-only disk');
    content = null;
  };
  const file = { read: () => content, write: () => undefined, remove } as Parts[0];
  const kill = {
    get engaged() {
      return engaged;
    },
    engage: (request: unknown) => {
      used.push(request);
      engaged = true;
    },
  } as unknown as Parts[1];
  const every = (ms: number, run: () => void) => {
    const timer = { ms, run, disposed: false };
    timers.push(timer);
    return { dispose: () => void (timer.disposed = true) };
  };
  return new HaltFileWatch(file, kill, { every } as unknown as Parts[2]);
}

beforeEach(() => {
  content = null;
  engaged = false;
  used = [];
  timers = [];
  refusesRemoval = false;
});

it('looks at once and then five times a second, with one timer', () => {
  content = { reason: 'by hand', flatten: false };
  const watching = watch();
  watching.start();
  expect(used).toEqual([{ by: 'halt file', reason: 'by hand', flatten: false }]);
  watching.start();
  expect(timers.map(({ ms }) => ms)).toEqual([200]);
  watching.dispose();
  watching.dispose();
  expect(timers.map(({ disposed }) => disposed)).toEqual([true]);
  watching.start();
  expect(timers).toHaveLength(2);
});

it('acts once on a file that stays, and again when it was gone', () => {
  const watching = watch();
  watching.start();
  expect(used).toEqual([]);
  content = { reason: 'by hand', flatten: false };
  timers[0]?.run();
  timers[0]?.run();
  expect(used).toHaveLength(1);
  content = null;
  watching.look();
  content = { reason: 'again', flatten: false };
  watching.look();
  expect(used).toHaveLength(2);
});

it('acts again when positions are to be closed too, or when trading was re-armed beside the file', () => {
  const watching = watch();
  content = { reason: 'by hand', flatten: false };
  watching.look();
  content = { reason: 'by hand', flatten: true };
  watching.look();
  watching.look();
  expect(used).toHaveLength(2);
  engaged = false;
  watching.look();
  expect(used).toHaveLength(3);
});

it('forgets the file it took away, and not one it could not', () => {
  const watching = watch();
  content = { reason: 'by hand', flatten: false };
  watching.look();
  refusesRemoval = true;
  expect(() => {
    watching.remove();
  }).toThrow('read-only disk');
  watching.look();
  expect(used).toHaveLength(1);
  refusesRemoval = false;
  watching.remove();
  content = { reason: 'by hand', flatten: false };
  watching.look();
  expect(used).toHaveLength(2);
});
