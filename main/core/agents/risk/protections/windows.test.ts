import { describe, expect, it } from 'vitest';
import { PROTECTIONS } from './catalogue.ts';
import { EquityWindow } from './equity-window.ts';
import { LockBook } from './lock-book.ts';
import type { Protection, TradeOutcome } from './protection.ts';
import { ALL_TARGETS, ProtectionSettings } from './settings.ts';
import { TradeWindow } from './trade-window.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const WEEK = 7 * DAY;

const named = (id: string): Protection => {
  const found = PROTECTIONS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};

describe('the equity of the last week', () => {
  it('is measured as an index, so that money paid in or out moves nothing', () => {
    const window = new EquityWindow();
    window.add(0, 0, 1_000n, 1_000n);
    window.add(MINUTE, MINUTE, 1_100n, 1_000n);
    expect([window.dayGain, window.bestGain]).toEqual([100_000, 100_000]);
    window.add(2 * MINUTE, 2 * MINUTE, 2_200n, 2_100n);
    expect(window.dayGain).toBe(100_000);
    window.add(3 * MINUTE, 3 * MINUTE, 1_980n, 2_100n);
    expect([window.dayGain, window.bestGain]).toEqual([-10_000, 100_000]);
    expect(window.fallWithin(60, 3 * MINUTE)).toBe(100_000);
  });

  it('falls from the highest within the minutes asked for', () => {
    const window = new EquityWindow();
    window.add(0, 0, 2_000n, 0n);
    window.add(10 * MINUTE, 10 * MINUTE, 1_500n, 0n);
    window.add(20 * MINUTE, 20 * MINUTE, 1_200n, 0n);
    expect(window.fallWithin(5, 20 * MINUTE)).toBe(0);
    expect(window.fallWithin(10, 20 * MINUTE)).toBe(0);
    expect(window.fallWithin(11, 20 * MINUTE)).toBe(200_000);
    expect(window.fallWithin(21, 20 * MINUTE)).toBe(400_000);
  });

  it('keeps the highest of a minute and forgets a week later', () => {
    const window = new EquityWindow();
    window.add(0, 0, 1_000n, 0n);
    window.add(10_000, 10_000, 2_000n, 0n);
    window.add(20_000, 20_000, 1_000n, 0n);
    expect(window.fallWithin(1, 20_000)).toBe(500_000);
    window.add(WEEK - 1, WEEK - 1, 1_000n, 0n);
    expect(window.fallWithin(30_000, WEEK - 1)).toBe(500_000);
    window.add(WEEK + MINUTE, WEEK + MINUTE, 1_000n, 0n);
    expect(window.fallWithin(30_000, WEEK + MINUTE)).toBe(0);
  });

  it('begins the day with the last equity of the day before', () => {
    const window = new EquityWindow();
    window.add(0, DAY - 2, 1_000n, 0n);
    window.add(1, DAY - 1, 1_500n, 0n);
    window.add(2, DAY, 1_200n, 0n);
    expect([window.dayGain, window.bestGain]).toEqual([-200_000, 0]);
    window.add(3, DAY + 1, 1_650n, 0n);
    expect([window.dayGain, window.bestGain]).toEqual([100_000, 100_000]);
  });

  it('stays where it is when nothing was left to grow from', () => {
    const window = new EquityWindow();
    window.add(0, 0, 0n, 0n);
    window.add(MINUTE, MINUTE, 500n, 0n);
    expect([window.dayGain, window.fallWithin(60, MINUTE)]).toEqual([0, 0]);
    window.add(2 * MINUTE, 2 * MINUTE, 0n, 0n);
    expect([window.dayGain, window.fallWithin(60, 2 * MINUTE)]).toEqual([-1_000_000, 1_000_000]);
  });
});

describe('the trades of the last week', () => {
  const at = (time: number, symbol = 'A'): TradeOutcome => ({
    symbol,
    side: 1,
    source: 'trend',
    how: 'stop',
    heldMs: 0,
    resultPpm: 0,
    feesPpm: 0,
    fundingPpm: 0,
    at: time,
  });
  const times = (window: TradeWindow, since: number, symbol?: string): readonly number[] =>
    window.after(since, (trade) => symbol === undefined || trade.symbol === symbol).map((trade) => trade.at);

  it('are told oldest first, those after a moment, those that pass', () => {
    const window = new TradeWindow();
    for (const [time, symbol] of [
      [1, 'A'],
      [2, 'B'],
      [3, 'A'],
    ] as const)
      window.add(at(time, symbol));
    expect(times(window, 0)).toEqual([1, 2, 3]);
    expect(times(window, 1)).toEqual([2, 3]);
    expect(times(window, 0, 'A')).toEqual([1, 3]);
    expect(times(window, 3)).toEqual([]);
  });

  it('leave a week later, and are 4,096 at most', () => {
    const window = new TradeWindow();
    window.add(at(0));
    window.add(at(1));
    window.add(at(WEEK - 1));
    expect(times(window, -1)).toEqual([0, 1, WEEK - 1]);
    window.add(at(WEEK));
    expect(times(window, -1)).toEqual([1, WEEK - 1, WEEK]);
    for (let i = 1; i <= 4_096; i++) window.add(at(WEEK));
    expect(times(window, -1)).toHaveLength(4_096);
  });
});

describe('locks', () => {
  let span = 0;
  const make = (): LockBook => {
    span = 1_000;
    return new LockBook({ now: () => 50_000 + span, span: () => span });
  };
  const subject = { symbol: 'XBT', side: 1, source: 'trend' };
  const coolDown = named('cool-down');
  const stops = named('symbol-stops');

  it('stand for their time, for whom they name, with their numbers', () => {
    const book = make();
    expect(book.until('cool-down', 'XBT')).toBe(Number.NEGATIVE_INFINITY);
    const lock = book.set(coolDown, 'symbol', 'XBT', MINUTE, { a: 1 });
    expect(lock).toMatchObject({ since: 51_000, until: 61_000, target: 'XBT', scope: 'symbol' });
    expect(book.until('cool-down', 'XBT')).toBe(61_000);
    expect(book.refusals({ ...subject, symbol: 'SOL' })).toEqual([]);
    span = 1_001;
    expect(book.refusals(subject).map(({ code, numbers }) => [code, numbers])).toEqual([
      ['RISK_LOCK_COOL_DOWN', { a: 1, target: 'XBT', minutes: 1 }],
    ]);
    span = 60_999;
    expect([book.refusals(subject).length, book.standing().length]).toEqual([1, 1]);
    span = 61_000;
    expect([book.standing(), book.refusals(subject)]).toEqual([[], []]);
    expect(book.release('cool-down', 'XBT')).toBe(false);
  });

  it('are lengthened, never shortened, and stand since their beginning', () => {
    const book = make();
    book.set(coolDown, 'symbol', 'XBT', MINUTE, {});
    expect(book.set(coolDown, 'symbol', 'XBT', MINUTE, {})).toBeNull();
    expect(book.set(coolDown, 'symbol', 'XBT', MINUTE - 1, {})).toBeNull();
    span = 2_000;
    expect(book.set(coolDown, 'symbol', 'XBT', MINUTE, {})).toMatchObject({ since: 51_000, until: 62_000 });
  });

  it('of several protections stand beside each other, and end each by itself', () => {
    const book = make();
    book.set(coolDown, 'symbol', 'XBT', MINUTE, {});
    book.set(coolDown, 'symbol', 'SOL', MINUTE, {});
    book.set(stops, 'symbol', 'XBT', MINUTE, { count: 3, window: 1 });
    expect(book.refusals(subject).map(({ code }) => code)).toEqual(['RISK_LOCK_COOL_DOWN', 'RISK_LOCK_SYMBOL_STOPS']);
    expect(book.releaseAll('cool-down')).toEqual(['XBT', 'SOL']);
    expect(book.standing().map(({ protection }) => protection.id)).toEqual(['symbol-stops']);
    expect([book.release('symbol-stops', 'XBT'), book.release('symbol-stops', 'XBT')]).toEqual([true, false]);
    expect(book.release('symbol-stops', 'nobody')).toBe(false);
  });

  it('of a record last as long as is left, at most as long as ever, or not at all', () => {
    const book = make();
    const kept = { scope: 'symbol', target: 'XBT', since: 7, numbers: {} } as const;
    book.restore(coolDown, { ...kept, until: 51_000 }, WEEK);
    expect(book.standing()).toEqual([]);
    book.restore(coolDown, { ...kept, until: 51_500 }, WEEK);
    expect(book.standing()).toMatchObject([{ since: 7, until: 1_500 }]);
    book.restore(stops, { ...kept, until: 10 * WEEK }, WEEK);
    expect(book.until('symbol-stops', 'XBT')).toBe(1_000 + WEEK);
  });
});

describe('settings', () => {
  const coolDown = named('cool-down');
  const subject = { symbol: 'XBT', side: -1, source: 'trend' };

  it('are the standard until a person sets them, for all or for one', () => {
    const settings = new ProtectionSettings();
    expect(settings.of(coolDown)).toEqual({ enabled: true, scope: 'symbol', params: { lock: 5 } });
    expect([settings.isChanged(coolDown), settings.apart(coolDown)]).toEqual([false, []]);
    const one = { enabled: true, scope: 'symbol', params: { lock: 9 } } as const;
    settings.put(coolDown, 'XBT', one);
    expect(settings.isChanged(coolDown)).toBe(false);
    expect(settings.apart(coolDown)).toEqual([['XBT', one]]);
    expect(settings.apart(named('cool-down-stop'))).toEqual([]);
    expect(settings.for(coolDown, subject)).toEqual({ target: 'XBT', setting: one });
    expect(settings.for(coolDown, { ...subject, symbol: 'SOL' }).setting).toEqual(settings.of(coolDown));
    settings.put(coolDown, ALL_TARGETS, { ...one, enabled: false });
    expect(settings.isChanged(coolDown)).toBe(true);
    expect(settings.apart(coolDown)).toHaveLength(1);
  });

  it.each([
    ['account', 'account'],
    ['agent', 'agent trend'],
    ['side', 'shorts'],
    ['symbol', 'XBT'],
    ['symbol-side', 'XBT shorts'],
  ] as const)('by %s name their target %s', (scope, target) => {
    const settings = new ProtectionSettings();
    settings.put(coolDown, ALL_TARGETS, { ...settings.of(coolDown), scope });
    expect(settings.for(coolDown, subject).target).toBe(target);
  });

  it('change only what is named, within its bounds', () => {
    const settings = new ProtectionSettings();
    const change = (params: Record<string, number>) => settings.changed(coolDown, ALL_TARGETS, { params });
    expect(settings.changed(coolDown, ALL_TARGETS, {})).toEqual(settings.of(coolDown));
    expect(settings.changed(coolDown, ALL_TARGETS, { enabled: false })).toMatchObject({ enabled: false });
    expect(change({ lock: 1 })).toMatchObject({ params: { lock: 1 } });
    expect(change({ lock: 10_080 })).toMatchObject({ params: { lock: 10_080 } });
    for (const lock of [0, 10_081, 1.5, Number.NaN])
      expect(change({ lock })).toBe('How long entries are locked is a whole number from 1 to 10080 (minutes).');
    expect(settings.changed(named('re-entry'), ALL_TARGETS, { scope: 'side' })).toBe(
      'No re-entry to the same side locks by symbol-side, not by side.',
    );
    expect(settings.changed(named('spread'), ALL_TARGETS, { scope: 'account' })).toMatch(/by symbol, not by account/);
    expect(settings.changed(coolDown, 'XBT', { scope: 'side' })).toBe(
      'The scope of Cool-down is set for all targets, not for one.',
    );
    expect(settings.changed(coolDown, 'XBT', { scope: 'symbol' })).toEqual(settings.of(coolDown));
    expect(settings.changed(named('hit-rate'), ALL_TARGETS, { scope: 'side' })).toMatchObject({ scope: 'side' });
  });

  it('of a record take the standard for what it lacks', () => {
    const settings = new ProtectionSettings();
    const data = { protection: 'symbol-stops', target: '', by: 'trader', reason: 'r' } as const;
    settings.restore(named('symbol-stops'), { ...data, enabled: false, scope: 'symbol-side', params: { count: 9 } });
    expect(settings.of(named('symbol-stops'))).toEqual({
      enabled: false,
      scope: 'symbol-side',
      params: { count: 9, lookback: 1_440, lock: 240 },
    });
  });
});
