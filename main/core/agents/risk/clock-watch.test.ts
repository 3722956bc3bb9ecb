import { expect, it } from 'vitest';
import { ClockWatch } from './clock-watch.ts';
import { NOT_APPLICABLE, type Fact } from './context.ts';

/** A watch that is shown these distances in turn; what it did. */
function watched(offsets: readonly Fact<number>[]): readonly string[] {
  const done: string[] = [];
  let offset: Fact<number> = null;
  const watch = new ClockWatch({
    offsetMs: () => offset,
    state: {
      raise: ({ level, reason, latched }) => void done.push(`${level} ${String(latched)} ${reason}`),
      clear: (kind) => done.push(`cleared ${kind}`) > 0,
    },
    notifier: { notify: ({ level, body }) => void done.push(`${level} ${body}`) },
  });
  for (offset of offsets) watch.onTime();
  return done;
}

const WARNING = 'warning This clock is 0.5 s behind the venue’s. Set it by a time server.';
const HALT = 'HALTED true this clock is 3 s ahead of the venue’s';

it.each([
  ['half a second is good', [500, -500], []],
  ['more is told, once', [501, 502, 2_999, 3_000], [WARNING]],
  ['more than three seconds halt, on either side, once', [-3_001, -9_000], [HALT]],
  ['coming back takes the cause away, not the halt', [-3_001, -2_000, 0], [HALT, 'cleared clock']],
  ['a new departure is told again', [501, 0, 501], [WARNING, WARNING]],
  ['what is not known changes nothing', [null, NOT_APPLICABLE, Number.NaN, Number.POSITIVE_INFINITY], []],
  ['nor ends a halt', [-3_001, null, NOT_APPLICABLE], [HALT]],
] as const)('%s', (_, offsets, done) => {
  expect(watched(offsets)).toEqual(done);
});
