import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HARD_CAPS } from '#shared/domain/signal-caps.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { THROTTLE_DEFAULTS, type ThrottleLimits } from './caps.ts';
import { Throttle } from './throttle.ts';

const LIMITS: ThrottleLimits = {
  ...THROTTLE_DEFAULTS,
  perSymbolHour: 3,
  perSourceHour: 5,
  totalHour: 8,
  symbolSpacingMs: 0,
};
const START = Date.UTC(2025, 2, 11);

const codeOf = (throttle: Throttle, symbol: string, source: string, now: number): string => {
  const result = throttle.admit(symbol, source, now);
  return result.ok ? 'admitted' : result.error.code;
};

describe('the caps', () => {
  it('of a symbol', () => {
    const throttle = new Throttle(LIMITS);
    const codes = [1, 2, 3, 4].map((i) => codeOf(throttle, 'XBTUSDTM', `s${String(i)}`, START + i));
    expect(codes).toEqual(['admitted', 'admitted', 'admitted', 'THROTTLE_SYMBOL_HOUR']);
    expect(codeOf(throttle, 'ETHUSDTM', 's4', START + 4)).toBe('admitted');
  });

  it('of a source', () => {
    const throttle = new Throttle(LIMITS);
    const codes = [1, 2, 3, 4, 5, 6].map((i) => codeOf(throttle, `SYM${String(i)}`, 'trend', START));
    expect(codes.at(-1)).toBe('THROTTLE_SOURCE_QUOTA');
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'admitted'));
  });

  it('of all together', () => {
    const throttle = new Throttle(LIMITS);
    const codes = Array.from({ length: 9 }, (_, i) => codeOf(throttle, `SYM${String(i)}`, `s${String(i)}`, START));
    expect(codes.filter((code) => code === 'admitted')).toHaveLength(8);
    expect(codes.at(-1)).toBe('THROTTLE_GLOBAL');
  });

  it('on the time between two signals of a symbol', () => {
    const throttle = new Throttle(THROTTLE_DEFAULTS);
    expect(codeOf(throttle, 'XBTUSDTM', 'a', START)).toBe('admitted');
    expect(codeOf(throttle, 'XBTUSDTM', 'b', START + MINUTE - 1)).toBe('THROTTLE_SYMBOL_SPACING');
    expect(codeOf(throttle, 'XBTUSDTM', 'b', START - 1)).toBe('THROTTLE_SYMBOL_SPACING');
    expect(codeOf(throttle, 'XBTUSDTM', 'b', START + MINUTE)).toBe('admitted');
  });

  it('take no place for what is refused', () => {
    const throttle = new Throttle(LIMITS);
    for (let i = 0; i < 3; i++) codeOf(throttle, 'XBTUSDTM', 'a', START);
    for (let i = 0; i < 50; i++) expect(codeOf(throttle, 'XBTUSDTM', 'a', START)).toBe('THROTTLE_SYMBOL_HOUR');
    expect(codeOf(throttle, 'ETHUSDTM', 'a', START)).toBe('admitted');
    expect(codeOf(throttle, 'SOLUSDTM', 'a', START)).toBe('admitted');
    expect(codeOf(throttle, 'ADAUSDTM', 'a', START)).toBe('THROTTLE_SOURCE_QUOTA');
  });

  it('tell when the next place is free, and it is', () => {
    const throttle = new Throttle(LIMITS);
    for (let i = 0; i < 3; i++) codeOf(throttle, 'XBTUSDTM', 'a', START);
    const refused = throttle.admit('XBTUSDTM', 'a', START);
    const wait = refused.ok ? 0 : Number(refused.error.numbers['waitSeconds']);
    expect(codeOf(throttle, 'XBTUSDTM', 'a', START + (wait - 1) * 1000)).toBe('THROTTLE_SYMBOL_HOUR');
    expect(codeOf(throttle, 'XBTUSDTM', 'a', START + wait * 1000)).toBe('admitted');
  });

  it('say how full they are', () => {
    const throttle = new Throttle(LIMITS);
    throttle.admit('XBTUSDTM', 'a', START);
    expect(throttle.admit('XBTUSDTM', 'b', START)).toEqual({
      ok: true,
      value: { symbolHour: 2, symbolLimit: 3, sourceHour: 1, sourceLimit: 5, totalHour: 2, totalLimit: 8 },
    });
  });
});

it('a pause refuses everything with its reason until resumed, and takes no places', () => {
  const throttle = new Throttle(LIMITS);
  throttle.pause('news');
  for (let i = 0; i < 20; i++) {
    const result = throttle.admit('XBTUSDTM', 'a', START);
    expect(result.ok ? null : result.error).toMatchObject({ code: 'THROTTLE_PAUSED', numbers: { reason: 'news' } });
  }
  expect(throttle.paused).toBe('news');
  throttle.resume();
  expect(throttle.paused).toBeNull();
  expect(codeOf(throttle, 'XBTUSDTM', 'a', START)).toBe('admitted');
});

const visits = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 30 * MINUTE }),
    symbol: fc.constantFrom('XBTUSDTM', 'ETHUSDTM', 'SOLUSDTM'),
    source: fc.constantFrom('trend', 'breakout'),
  }),
  { maxLength: 120 },
);

it('no hour holds more than any cap', () => {
  fc.assert(
    fc.property(visits, (made) => {
      const throttle = new Throttle(LIMITS);
      const log: { at: number; symbol: string; source: string }[] = [];
      let at = START;
      for (const { gap, symbol, source } of made) {
        at += gap;
        const free = throttle.waitFor(symbol, source, at) === 0;
        const admitted = throttle.admit(symbol, source, at).ok;
        expect(admitted).toBe(free);
        if (admitted) log.push({ at, symbol, source });
      }
      const most = (which: (entry: (typeof log)[number]) => boolean): number => {
        const times = log.filter(which).map((entry) => entry.at);
        return Math.max(0, ...times.map((to) => times.filter((from) => from > to - HOUR && from <= to).length));
      };
      for (const name of ['XBTUSDTM', 'ETHUSDTM', 'SOLUSDTM']) {
        expect(most(({ symbol }) => symbol === name)).toBeLessThanOrEqual(3);
      }
      for (const name of ['trend', 'breakout']) expect(most(({ source }) => source === name)).toBeLessThanOrEqual(5);
      expect(most(() => true)).toBeLessThanOrEqual(8);
    }),
    { numRuns: 1_000 },
  );
});

describe('by the hour of the day', () => {
  const hours = (fromHour: number, untilHour: number, perSymbolHour: number | null) => ({
    ...{ fromHour, untilHour, perSymbolHour },
    perSourceHour: null,
    totalHour: null,
  });
  const limits = { ...LIMITS, schedule: [hours(22, 2, 1), hours(8, 9, 0)] };

  it('other caps hold, over midnight too', () => {
    const passed = (hour: number): number => {
      const throttle = new Throttle(limits);
      const at = START + hour * HOUR;
      return [1, 2, 3, 4].filter((i) => throttle.admit('XBTUSDTM', 'a', at + i).ok).length;
    };
    expect([0, 1, 2, 8, 9, 21, 22, 23].map(passed)).toEqual([1, 1, 3, 0, 3, 3, 1, 1]);
  });

  it('a cap of 0 says when it opens', () => {
    const throttle = new Throttle(limits);
    const at = START + 8 * HOUR + 15 * MINUTE;
    const refused = throttle.admit('XBTUSDTM', 'a', at);
    expect(refused.ok ? null : refused.error.numbers['waitSeconds']).toBe(45 * 60);
    expect(throttle.waitFor('XBTUSDTM', 'a', at)).toBe(45 * MINUTE);
    expect(codeOf(throttle, 'XBTUSDTM', 'a', START + 9 * HOUR)).toBe('admitted');
  });
});

describe('other caps', () => {
  it('hold at once and count what was admitted before', () => {
    const throttle = new Throttle(LIMITS);
    for (let i = 0; i < 3; i++) codeOf(throttle, 'XBTUSDTM', 'a', START);
    throttle.change({ ...LIMITS, perSymbolHour: 5 });
    expect(codeOf(throttle, 'XBTUSDTM', 'a', START)).toBe('admitted');
    throttle.change({ ...LIMITS, perSymbolHour: 2 });
    expect(codeOf(throttle, 'XBTUSDTM', 'b', START)).toBe('THROTTLE_SYMBOL_HOUR');
    expect(throttle.states(START).find(({ kind }) => kind === 'symbol')).toMatchObject({ used: 4, limit: 2 });
  });

  it.each([
    [{ perSymbolHour: HARD_CAPS.perSymbolHour + 1 }, /perSymbolHour/],
    [{ perSourceHour: 0 }, /perSourceHour/],
    [{ totalHour: 1.5 }, /totalHour/],
    [{ symbolSpacingMs: Number.NaN }, /symbolSpacingMs/],
    [{ places: 0 }, /places/],
    [{ maxWaitMs: 10 * HOUR }, /maxWaitMs/],
    [
      { schedule: [{ fromHour: 24, untilHour: 1, perSymbolHour: null, perSourceHour: null, totalHour: 1 }] },
      /fromHour/,
    ],
    [
      { schedule: [{ fromHour: 0, untilHour: 1, perSymbolHour: null, perSourceHour: null, totalHour: 501 }] },
      /scheduled totalHour/,
    ],
  ])('beyond the hard caps are refused: %o', (change, problem) => {
    const throttle = new Throttle(LIMITS);
    expect(() => throttle.change({ ...LIMITS, ...change })).toThrow(problem);
    expect(throttle.limits).toEqual(LIMITS);
  });
});

it('decides after a restart as it would have without', () => {
  fc.assert(
    fc.property(visits, fc.nat(), (made, cut) => {
      const steady = new Throttle(THROTTLE_DEFAULTS);
      let restarted = new Throttle(THROTTLE_DEFAULTS);
      const log: { at: number; symbol: string; source: string }[] = [];
      let at = START;
      for (const [i, { gap, symbol, source }] of made.entries()) {
        at += gap;
        if (i === cut % made.length) {
          restarted = new Throttle(THROTTLE_DEFAULTS);
          for (const entry of log) restarted.recall(entry.symbol, entry.source, entry.at);
        }
        const admitted = steady.admit(symbol, source, at);
        expect(restarted.admit(symbol, source, at)).toEqual(admitted);
        if (admitted.ok) log.push({ at, symbol, source });
      }
    }),
  );
});
