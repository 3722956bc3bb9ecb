import { expect, it } from 'vitest';
import { afterStart } from './after-start.ts';

it('holds the calls named back until the start, and no others', async () => {
  let begin: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (begin = resolve));
  const asked: string[] = [];
  const handlers = {
    now: async (input: string) => {
      asked.push(input);
      return `now ${input}`;
    },
    past: async (input: string) => `past ${input}`,
  };
  const guarded = afterStart(started, handlers, ['now']);
  const waiting = guarded.now('a');
  expect(await guarded.past('b')).toBe('past b');
  expect(asked).toEqual([]);
  begin();
  expect(await waiting).toBe('now a');
  expect(asked).toEqual(['a']);
});
