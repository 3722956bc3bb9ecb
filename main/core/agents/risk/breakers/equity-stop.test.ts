import { describe, expect, it } from 'vitest';
import { parseMoney, ZERO, type Money } from '#shared/domain/money.ts';
import { drawdownShare, EquityStop, type EquityMeasure } from './equity-stop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 2025-03-10, a Monday, 00:00 UTC. */
const MONDAY = Date.UTC(2025, 2, 10);
const m = parseMoney;
const FINE = 10n ** 24n;

const started = (equity = '10000', at = MONDAY + 12 * HOUR): EquityStop => {
  const stop = new EquityStop();
  stop.look(at, m(equity), m(equity), true);
  return stop;
};
const levelOf = (stop: EquityStop, measure: EquityMeasure, equity: string, paidIn = '10000') =>
  stop.measure(MONDAY + 13 * HOUR, m(equity), m(paidIn))[measure].level;

describe('the first look', () => {
  it('is what every loss is measured from, on record', () => {
    const stop = new EquityStop();
    expect([stop.equity, stop.references, stop.rebase('drawdown', m('1'), 'trader')]).toEqual([null, null, null]);
    const { losses, record } = stop.look(MONDAY + DAY + 1, m('10000'), m('9000'), false);
    const fine = String(m('10000') * FINE);
    expect(record).toEqual({
      equity: '10000',
      paidIn: '9000',
      day: fine,
      dayAt: MONDAY + DAY,
      week: fine,
      weekAt: MONDAY,
      peak: fine,
      by: 'first sight',
    });
    for (const measure of ['day-loss', 'week-loss', 'drawdown'] as const)
      expect(losses[measure]).toEqual({ level: 'green', lossPpm: 0n, reference: m('10000'), equity: m('10000') });
    expect(stop.references).toEqual({ 'day-loss': m('10000'), 'week-loss': m('10000'), drawdown: m('10000') });
    expect(stop.equity).toBe(m('10000'));
  });

  it('may be asked for before it was made', () => {
    const stop = new EquityStop();
    expect(stop.measure(MONDAY, m('5'), ZERO).drawdown).toMatchObject({ level: 'green', reference: m('5') });
    expect([stop.equity, stop.references]).toEqual([null, null]);
  });
});

describe('a loss', () => {
  it.each<readonly [EquityMeasure, string, string]>([
    ['day-loss', '9900.00000001', 'green'],
    ['day-loss', '9900', 'yellow'],
    ['day-loss', '9800.00000001', 'yellow'],
    ['day-loss', '9800', 'orange'],
    ['day-loss', '9700.00000001', 'orange'],
    ['day-loss', '9700', 'red'],
    ['week-loss', '9700.00000001', 'green'],
    ['week-loss', '9700', 'yellow'],
    ['week-loss', '9400.00000001', 'yellow'],
    ['week-loss', '9400', 'red'],
    ['drawdown', '9500.00000001', 'green'],
    ['drawdown', '9500', 'yellow'],
    ['drawdown', '9000.00000001', 'yellow'],
    ['drawdown', '9000', 'red'],
    ['drawdown', '-5', 'red'],
  ])('of the %s at %s is %s', (measure, equity, level) => {
    expect(levelOf(started(), measure, equity)).toBe(level);
  });

  it('is told in parts per million, rounded up, and never below none', () => {
    const stop = started();
    const ppm = (equity: string) => stop.measure(MONDAY + 13 * HOUR, m(equity), m('10000')).drawdown.lossPpm;
    expect([ppm('9999.99'), ppm('9999.99999999'), ppm('10000'), ppm('20000')]).toEqual([1n, 1n, 0n, 0n]);
    expect(ppm('9999.98999999')).toBe(2n);
  });

  it('of a reference of nothing is all of it', () => {
    const stop = new EquityStop();
    const { losses } = stop.look(MONDAY, ZERO, ZERO, true);
    expect(losses['day-loss']).toEqual({ level: 'red', lossPpm: 1_000_000n, reference: ZERO, equity: ZERO });
    const grown = stop.measure(MONDAY, m('5'), ZERO);
    // The peak follows a look only; against nothing any equity is a gain.
    expect(grown['day-loss']).toEqual({ level: 'green', lossPpm: 0n, reference: ZERO, equity: m('5') });
    expect(stop.measure(MONDAY, m('-1'), ZERO)['week-loss'].level).toBe('red');
    const below = new EquityStop();
    below.look(MONDAY, m('-5'), ZERO, true);
    expect(below.measure(MONDAY, m('-6'), ZERO)['day-loss'].level).toBe('red');
    expect(below.measure(MONDAY, m('-4'), ZERO)['day-loss'].level).toBe('red');
    expect(below.measure(MONDAY, m('1'), ZERO)['day-loss'].level).toBe('green');
  });

  it('follows other steps', () => {
    const steps = { yellow: 1n, orange: 2n, red: 3n };
    const stop = new EquityStop({ 'day-loss': steps, 'week-loss': steps, drawdown: { ...steps, orange: null } });
    stop.look(MONDAY, m('1000000'), ZERO, true);
    const losses = stop.measure(MONDAY, m('999998'), ZERO);
    expect([losses['day-loss'].level, losses.drawdown.level]).toEqual(['orange', 'yellow']);
  });

  it('as a share of the peak', () => {
    const share = (equity: string) => drawdownShare(started().measure(MONDAY + 13 * HOUR, m(equity), m('10000')));
    expect([share('9000'), share('10000'), share('11000')]).toEqual([0.1, 0, 0]);
    expect(drawdownShare(new EquityStop().measure(MONDAY, ZERO, ZERO))).toBeNaN();
    expect(drawdownShare(new EquityStop().measure(MONDAY, m('-1'), ZERO))).toBeNaN();
  });
});

describe('a sample', () => {
  it('raises the peak and is recorded when it is news', () => {
    const stop = started();
    const at = MONDAY + 13 * HOUR;
    expect(stop.look(at, m('10000'), m('10000'), true).record).toBeNull();
    expect(stop.look(at, m('12000'), m('10000'), true).record).toMatchObject({ equity: '12000', by: 'sample' });
    expect(stop.references).toMatchObject({ 'day-loss': m('10000'), drawdown: m('12000') });
    expect(stop.look(at, m('11000'), m('10000'), true).record).toMatchObject({
      equity: '11000',
      peak: String(m('12000') * FINE),
    });
  });

  it('between samples nothing moves but what was seen last', () => {
    const stop = started();
    const { losses, record } = stop.look(MONDAY + 13 * HOUR, m('12000'), m('10000'), false);
    expect([record, losses.drawdown.level]).toEqual([null, 'green']);
    expect([stop.references?.drawdown, stop.equity]).toEqual([m('10000'), m('12000')]);
    // What was seen between is no part of a later record.
    expect(stop.rebase('day-loss', m('12000'), 'trader')?.equity).toBe('10000');
  });

  it('is measured without moving anything', () => {
    const stop = started();
    stop.measure(MONDAY + 3 * DAY, m('20000'), m('15000'));
    expect([stop.references, stop.equity]).toEqual([
      { 'day-loss': m('10000'), 'week-loss': m('10000'), drawdown: m('10000') },
      m('10000'),
    ]);
  });
});

describe('a day', () => {
  it('begins with the last equity recorded, a week on Monday', () => {
    const stop = started();
    stop.look(MONDAY + 23 * HOUR, m('9950'), m('10000'), true);
    const { record, losses } = stop.look(MONDAY + DAY, m('9900'), m('10000'), false);
    expect(record).toMatchObject({ by: 'new day', dayAt: MONDAY + DAY, weekAt: MONDAY, equity: '9900' });
    expect(losses['day-loss']).toMatchObject({ reference: m('9950'), lossPpm: 5_026n });
    expect(losses['week-loss'].reference).toBe(m('10000'));
    expect(stop.look(MONDAY + 2 * DAY - 1, m('9900'), m('10000'), false).record).toBeNull();
    const next = stop.look(MONDAY + 7 * DAY, m('9800'), m('10000'), false);
    expect(next.record).toMatchObject({ by: 'new day', dayAt: MONDAY + 7 * DAY, weekAt: MONDAY + 7 * DAY });
    expect(stop.references).toEqual({ 'day-loss': m('9900'), 'week-loss': m('9900'), drawdown: m('10000') });
  });

  it('does not begin again when the clock is set back', () => {
    const stop = started();
    const { record } = stop.look(MONDAY - DAY, m('10000'), m('10000'), false);
    expect(record).toBeNull();
    expect(stop.look(MONDAY + 14 * HOUR, m('9000'), m('10000'), false).losses['day-loss'].level).toBe('red');
  });

  it('a Sunday still belongs to the week of its Monday', () => {
    const stop = started('10000', MONDAY + 7 * DAY - 1);
    stop.look(MONDAY + 7 * DAY, m('9000'), m('10000'), true);
    expect(stop.references).toEqual({ 'day-loss': m('10000'), 'week-loss': m('10000'), drawdown: m('10000') });
    const record = stop.rebase('drawdown', m('9000'), 'trader');
    expect(record).toMatchObject({ weekAt: MONDAY + 7 * DAY, by: 'trader' });
  });
});

describe('money paid in or out', () => {
  const at = MONDAY + 13 * HOUR;

  it('carries every reference in proportion, and is recorded at once', () => {
    const stop = started();
    stop.look(at, m('9500'), m('10000'), true);
    const { record, losses } = stop.look(at, m('19000'), m('19500'), false);
    expect(record).toMatchObject({ by: 'transfer', equity: '19000', paidIn: '19500' });
    expect(losses['day-loss']).toMatchObject({ reference: m('20000'), lossPpm: 50_000n, level: 'red' });
    expect(stop.references).toEqual({ 'day-loss': m('20000'), 'week-loss': m('20000'), drawdown: m('20000') });
    // Paid out again it is as before.
    stop.look(at, m('9500'), m('10000'), false);
    expect(stop.references).toEqual({ 'day-loss': m('10000'), 'week-loss': m('10000'), drawdown: m('10000') });
  });

  it('is no gain: the peak rises by the result before it alone', () => {
    const stop = started();
    stop.look(at, m('16000'), m('15000'), false);
    // 11,000 before the transfer of 5,000: the peak rose to it and was carried to 16,000.
    expect(stop.references?.drawdown).toBe(m('16000'));
    expect(stop.references?.['day-loss']).toBe(m('14545.45454545'));
  });

  it('rounds a reference up, never down', () => {
    const stop = new EquityStop();
    stop.look(MONDAY, 10n as Money, 10n as Money, true);
    stop.look(MONDAY, 3n as Money, 10n as Money, true);
    stop.look(MONDAY, 10n as Money, 17n as Money, true);
    const record = stop.rebase('drawdown', 10n as Money, 'trader');
    expect(BigInt(record?.day ?? '')).toBe((10n * FINE * 10n + 2n) / 3n);
    expect(BigInt(record?.week ?? '') % 10n).toBe(4n);
  });

  it('moves the references by the amount where nothing is left to be in proportion to', () => {
    const stop = new EquityStop();
    stop.look(MONDAY, m('100'), m('100'), true);
    stop.look(MONDAY, ZERO, m('100'), true);
    stop.look(MONDAY, m('50'), m('150'), true);
    expect(stop.references).toEqual({ 'day-loss': m('150'), 'week-loss': m('150'), drawdown: m('150') });
    stop.look(MONDAY, ZERO, m('100'), true);
    expect(stop.references).toEqual({ 'day-loss': m('100'), 'week-loss': m('100'), drawdown: m('100') });
  });
});

describe('what losses count from', () => {
  it.each(['day-loss', 'week-loss', 'drawdown'] as const)('a person moves it for the %s alone', (measure) => {
    const stop = started();
    expect(stop.rebase(measure, m('9000'), 'trader')).toMatchObject({ by: 'trader', equity: '10000' });
    const all = { 'day-loss': m('10000'), 'week-loss': m('10000'), drawdown: m('10000') };
    expect(stop.references).toEqual({ ...all, [measure]: m('9000') });
  });

  it('is taken up by a restart as it was recorded', () => {
    const before = started();
    before.look(MONDAY + 13 * HOUR, m('12000'), m('10000'), true);
    const { record } = before.look(MONDAY + DAY, m('11000'), m('10500'), true);
    if (record === null) throw new Error('a transfer is recorded');
    const after = new EquityStop();
    after.restore(record);
    expect([after.references, after.equity]).toEqual([before.references, before.equity]);
    const at = MONDAY + 2 * DAY;
    expect(after.look(at, m('11100'), m('10700'), true)).toEqual(before.look(at, m('11100'), m('10700'), true));
  });
});
