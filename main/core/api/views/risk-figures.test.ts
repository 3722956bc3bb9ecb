import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignalRow } from '../../journal/rows.ts';
import { moneyOfUnits, parseMoney, toPlot } from '#shared/domain/money.ts';
import { DAY, epochMs, HOUR } from '#shared/domain/time.ts';
import { EQUITY_STEPS, EquityStop } from '../../agents/risk/breakers/equity-stop.ts';
import { denialsView } from './denials-view.ts';
import { levelHistory } from './level-history.ts';
import { closingCost, riskTriggers } from './risk-figure-views.ts';

const usdt = (amount: number) => moneyOfUnits(BigInt(Math.round(amount * 100)) * 1_000_000n);

describe('triggers', () => {
  it('lie where the equity stop itself finds the level: reached there, not a unit above', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 6n, max: 10n ** 15n }), (units) => {
        const peak = moneyOfUnits(units);
        const references = { 'day-loss': peak, 'week-loss': peak, drawdown: peak };
        for (const { measure, level, at } of riskTriggers(references, peak)) {
          const levelOf = (equity: bigint) => {
            const stop = new EquityStop({ ...EQUITY_STEPS, [measure]: EQUITY_STEPS[measure] });
            stop.look(0, peak, peak, true);
            return stop.look(1, moneyOfUnits(equity), peak, false).losses[measure].level;
          };
          const here = parseMoney(at);
          const order = ['green', 'yellow', 'orange', 'red'];
          expect(order.indexOf(levelOf(here))).toBeGreaterThanOrEqual(order.indexOf(level));
          expect(order.indexOf(levelOf(here + 1n))).toBeLessThan(order.indexOf(level));
        }
      }),
    );
  });

  it('are sorted by equity, with the room; null where the equity is not known', () => {
    const references = { 'day-loss': usdt(100), 'week-loss': usdt(110), drawdown: usdt(120) };
    const triggers = riskTriggers(references, usdt(105));
    expect(triggers.map(({ at }) => Number(at))).toEqual(
      [...triggers.map(({ at }) => Number(at))].sort((a, b) => b - a),
    );
    expect(triggers.find(({ measure, level }) => measure === 'day-loss' && level === 'red')).toMatchObject({
      at: '97',
      room: '8',
    });
    expect(riskTriggers(references, null).every(({ room }) => room === null)).toBe(true);
    expect(riskTriggers(null, usdt(1))).toEqual([]);
  });

  it('costs what closing pays in fees, and knows no cost without every price', () => {
    expect(
      closingCost([
        { value: '1000', takerFeePpm: 600n },
        { value: '-500', takerFeePpm: 600n },
      ]),
    ).toEqual({ value: '1500', fees: '0.9' });
    expect(
      closingCost([
        { value: '1000', takerFeePpm: 600n },
        { value: null, takerFeePpm: 600n },
      ]),
    ).toEqual({ value: null, fees: null });
  });
});

describe('level history', () => {
  it('ends at the references that the equity stop has, over days, weeks, transfers', () => {
    const step = fc.record({
      hours: fc.integer({ min: 1, max: 40 }),
      change: fc.integer({ min: -300, max: 300 }),
      paid: fc.constantFrom(0, 0, 0, 500, -200),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const stop = new EquityStop();
        let at = 0;
        let equity = 20_000;
        let paidIn = 0;
        const samples = [{ ts: epochMs(0), equity: usdt(equity) }];
        const transfers: { at: number; amount: ReturnType<typeof usdt> }[] = [];
        stop.look(at, usdt(equity), usdt(paidIn), true);
        for (const { hours, change, paid } of steps) {
          at += hours * HOUR;
          equity += change + paid;
          paidIn += paid;
          if (paid !== 0) transfers.push({ at: at - 1, amount: usdt(paid) });
          samples.push({ ts: epochMs(at), equity: usdt(equity) });
          stop.look(at, usdt(equity), usdt(paidIn), true);
        }
        const { peak, red } = levelHistory({ samples, transfers, rearms: [] }, 0);
        const references = stop.references;
        if (references === null) throw new Error('It was looked at');
        expect(peak.at(-1)).toBeCloseTo(toPlot(references.drawdown), 4);
        const [worst] = riskTriggers(references, null).filter(({ level }) => level === 'red');
        expect(red.at(-1)).toBeCloseTo(Number(worst?.at), 4);
      }),
    );
  });

  it('measures anew from where a person re-armed', () => {
    const samples = [100, 90, 91].map((equity, i) => ({ ts: epochMs(i * HOUR), equity: usdt(equity) }));
    const rearms = [{ at: HOUR + 1, measure: 'drawdown' as const }];
    const history = levelHistory({ samples, transfers: [], rearms }, 0);
    expect(history.peak).toEqual([100, 100, 91]);
  });

  it('sends at most 2,000 points, the last one always, and none from before', () => {
    const samples = Array.from({ length: 9_001 }, (_, i) => ({ ts: epochMs(i), equity: usdt(100) }));
    const history = levelHistory({ samples, transfers: [], rearms: [] }, 1_000);
    expect(history.ts.length).toBeLessThanOrEqual(2_001);
    expect([history.ts[0], history.ts.at(-1)]).toEqual([1_000, 9_000]);
  });
});

describe('denials of a day', () => {
  const row = (id: string, receivedAt: number, code: string | null, orderId: string | null = null) =>
    ({
      id,
      receivedAt,
      code,
      orderId,
      stage: 'risk',
      symbol: 'XBTUSDTM',
      direction: 1,
      sentence: `${id}.`,
    }) as unknown as SignalRow;

  it('add up: denied is the sum of the groups, by hour and by code, and nothing from before counts', () => {
    const now = 3 * DAY;
    const rows = [
      row('old', now - DAY - 1, 'RISK_PAUSED'),
      row('a', now - 23.5 * HOUR, 'RISK_PAUSED'),
      row('b', now - 1, 'RISK_PAUSED'),
      row('c', now, 'RISK_HALTED'),
      row('d', now - HOUR, null, 'order'),
      row('e', now - HOUR, null),
    ];
    const view = denialsView(rows, now);
    expect(view).toMatchObject({ signals: 5, executed: 1, denied: 3, from: now - DAY, to: now });
    expect(view.groups.map(({ code, count, latest }) => [code, count, latest.signalId])).toEqual([
      ['RISK_PAUSED', 2, 'b'],
      ['RISK_HALTED', 1, 'c'],
    ]);
    for (const { hours, count } of view.groups) expect(hours.reduce((sum, n) => sum + n, 0)).toBe(count);
    expect(view.groups[0]?.hours).toEqual([1, ...Array.from({ length: 22 }, () => 0), 1]);
  });
});
