import { describe, expect, it } from 'vitest';
import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import { THIN } from '#renderer/ui/format.ts';
import { inCapOrder, intakeWords, placeWords, waitingWords } from './cap-words.ts';

const NOW = 1_000_000;

const cap = (kind: CapView['kind'], name: string, used: number, limit: number, nextFreeAt: number | null = null) => ({
  key: `${kind}:${name}`,
  asOf: NOW,
  kind,
  name,
  used,
  limit,
  nextFreeAt,
});

const view = (part: Partial<ThrottleView>): ThrottleView => ({
  key: 'throttle',
  asOf: NOW,
  pause: { paused: false, reason: '', by: '', since: null },
  version: 0,
  caps: {
    perSymbolHour: 6,
    perSourceHour: 60,
    totalHour: 100,
    symbolSpacingMs: 60_000,
    schedule: [],
    overflow: 'refuse',
    places: 20,
    maxWaitMs: 600_000,
  },
  hardCaps: { perSymbolHour: 60, perSourceHour: 600, totalHour: 1_000, symbolSpacingMs: 0, places: 0, maxWaitMs: 0 },
  waiting: [],
  ...part,
});

describe('the caps', () => {
  it('stand with all together first, then sources, then symbols, the fullest first', () => {
    const caps = [
      cap('symbol', 'B', 1, 6),
      cap('symbol', 'A', 5, 6),
      cap('source', 's', 1, 60),
      cap('total', '', 7, 100),
    ];
    expect(inCapOrder(caps).map(({ key }) => key)).toEqual(['total:', 'source:s', 'symbol:A', 'symbol:B']);
  });

  it('say when the next place is free', () => {
    expect(placeWords(cap('total', '', 1, 2), NOW)).toBe('free');
    expect(placeWords(cap('total', '', 2, 2, NOW + 42_000), NOW)).toBe(`in 42${THIN}s`);
    expect(placeWords(cap('total', '', 2, 2, NOW - 1), NOW)).toBe('free');
  });
});

describe('intakeWords', () => {
  it('tells the caps and what becomes of what is over them', () => {
    expect(intakeWords(view({}), NOW)).toEqual({
      level: 'ok',
      sentence: 'Signals are taken',
      detail: '6 signals a symbol and hour, 1 m between two. What is over a cap is refused.',
    });
  });

  it('names who paused it, since when and why', () => {
    const pause = { paused: true, reason: 'news at 14:30', by: 'trader', since: NOW - 720_000 };
    expect(intakeWords(view({ pause }), NOW)).toEqual({
      level: 'stop',
      sentence: 'Paused, all refused',
      detail: 'By trader for 12 m: news at 14:30',
    });
  });
});

it('a wait says for what, and both of its ends', () => {
  const one = {
    id: 's',
    symbol: 'SOLUSDTM',
    source: 'trend',
    at: 'conflict',
    dueAt: NOW + 5_000,
    until: NOW + 300_000,
  } as const;
  expect(waitingWords(one, NOW)).toBe(`for a conflict to end, asked again in 5.0${THIN}s, gives up in 5${THIN}m`);
});
