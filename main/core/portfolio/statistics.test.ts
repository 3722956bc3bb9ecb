import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { add, moneyOfUnits, subtract, ZERO } from '#shared/domain/money.ts';
import { DAY, epochMs } from '#shared/domain/time.ts';
import { dayStart, ResultBook, weekStart } from './results.ts';
import { hitRate, profitFactor } from './statistics.ts';
import { TradeLog, type LoggedFill } from './trade-log.ts';

describe('a hit rate', () => {
  it.each([
    [20, 0.58],
    [30, 0.63],
    [50, 0.67],
    [100, 0.71],
    [200, 0.74],
    [400, 0.76],
  ])('of 80 %% over %d cases is at least %d', (cases, low) => {
    const found = hitRate(cases * 0.8, cases);
    expect(found?.value).toBe(0.8);
    expect(Math.round((found?.low ?? 0) * 100) / 100).toBe(low);
  });

  it('says nothing under 20 cases', () => {
    expect(hitRate(19, 19)).toBeNull();
    expect(hitRate(0, 0)).toBeNull();
  });

  it('lies in its interval, which lies in 0…1 and mirrors with the hits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 5_000 }), fc.nat(), (cases, pick) => {
        const hits = pick % (cases + 1);
        const found = hitRate(hits, cases);
        const mirrored = hitRate(cases - hits, cases);
        if (found === null || mirrored === null) throw new Error('an interval is missing');
        expect(found.low >= 0 && found.high <= 1).toBe(true);
        expect(found.low <= found.value + 1e-12 && found.value <= found.high + 1e-12).toBe(true);
        expect(found.low).toBeCloseTo(1 - mirrored.high, 12);
      }),
    );
  });

  it('has a profit factor only where something was lost', () => {
    expect(profitFactor([3, -1, 1, -1])).toBe(2);
    expect(profitFactor([1, 2])).toBeNull();
    expect(profitFactor([])).toBeNull();
    expect(profitFactor([-1])).toBe(0);
  });
});

describe('the result of a span', () => {
  const units = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }).map(moneyOfUnits);
  const flow = fc.record({
    gap: fc.nat(1_000),
    kind: fc.constantFrom('fill', 'funding', 'equity'),
    a: units,
    b: units,
  });

  it('is the sum of its four parts, and counts exactly the flows of the span', () => {
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 40 }), units, fc.nat(20_000), (flows, equityNow, from) => {
        const book = new ResultBook();
        let ts = 0;
        let closed = ZERO;
        let fees = ZERO;
        let first = true;
        for (const { gap, kind, a, b } of flows) {
          ts += gap;
          if (kind === 'equity') {
            book.onEquity({ ts: epochMs(ts), equity: a, peak: a, gross: ZERO, net: ZERO });
            first = false;
          } else if (kind === 'fill') book.onFill(ts, a, b);
          else book.onFunding(ts, a);
          if (kind !== 'fill' || ts < from) continue;
          closed = add(closed, a);
          fees = subtract(fees, b);
        }
        const span = book.since(from, equityNow);
        if (first) {
          expect(span).toBeNull();
          return;
        }
        if (span === null) throw new Error('a span is missing');
        expect(add(add(span.closed, span.open), add(span.fees, span.funding))).toBe(span.total);
        expect(subtract(equityNow, span.start)).toBe(span.total);
        expect([span.closed, span.fees]).toEqual([closed, fees]);
      }),
      { numRuns: 500 },
    );
  });

  it('starts from the last equity before it, or from the first there is', () => {
    const book = new ResultBook();
    for (const ts of [10, 20, 30]) {
      book.onEquity({ ts: epochMs(ts), equity: moneyOfUnits(BigInt(ts)), peak: ZERO, gross: ZERO, net: ZERO });
    }
    const starts = [5, 10, 11, 20, 21, 99].map((from) => Number(book.since(from, ZERO)?.start));
    expect(starts).toEqual([10, 10, 10, 10, 20, 30]);
  });

  it('knows when days and weeks begin', () => {
    const thursday = Date.UTC(2025, 2, 13, 15, 30);
    expect(dayStart(thursday)).toBe(Date.UTC(2025, 2, 13));
    expect(weekStart(thursday)).toBe(Date.UTC(2025, 2, 10));
    expect(new Date(weekStart(thursday)).getUTCDay()).toBe(1);
    expect(weekStart(Date.UTC(2025, 2, 10))).toBe(Date.UTC(2025, 2, 10));
    expect(weekStart(Date.UTC(2025, 2, 10) - 1)).toBe(Date.UTC(2025, 2, 10) - 7 * DAY);
  });
});

describe('the trade log', () => {
  const BTC = contractSymbol('XBTUSDTM');
  const fill = (
    side: 'buy' | 'sell',
    lots: number,
    ts: number,
    realised = 0n,
    orderId = `o${String(ts)}`,
  ): LoggedFill => ({
    symbol: BTC,
    side,
    lots,
    realised: moneyOfUnits(realised),
    fee: moneyOfUnits(1n),
    ts,
    orderId,
  });

  it('makes one trade from flat to flat, fees included', () => {
    const log = new TradeLog();
    expect(log.add(fill('buy', 2, 1))).toBeNull();
    expect(log.add(fill('buy', 1, 2))).toBeNull();
    expect(log.add(fill('sell', 2, 3, 10n))).toBeNull();
    expect(log.add(fill('sell', 1, 4, 5n))).toEqual({
      symbol: BTC,
      openedAt: 1,
      closedAt: 4,
      result: 11n,
      fees: 4n,
      entryOrderId: 'o1',
    });
  });

  it('makes two of a fill that turns the position around', () => {
    const log = new TradeLog();
    log.add(fill('buy', 1, 1));
    expect(log.add(fill('sell', 3, 2, 7n))).toMatchObject({ openedAt: 1, closedAt: 2, entryOrderId: 'o1' });
    expect(log.add(fill('buy', 2, 3, 2n))).toMatchObject({ openedAt: 2, closedAt: 3, entryOrderId: 'o2' });
    expect(log.closed).toHaveLength(2);
  });

  it('loses nothing: results and fees of the trades are those of the fills once all is flat', () => {
    const made = fc.array(
      fc.record({ buy: fc.boolean(), lots: fc.integer({ min: 1, max: 5 }), realised: fc.bigInt(-99n, 99n) }),
    );
    fc.assert(
      fc.property(made, (fills) => {
        const log = new TradeLog();
        let held = 0;
        let sum = 0n;
        fills.forEach(({ buy, lots, realised }, i) => {
          held += buy ? lots : -lots;
          sum += realised - 1n;
          log.add(fill(buy ? 'buy' : 'sell', lots, i, realised));
        });
        if (held !== 0) {
          sum -= 1n;
          log.add(fill(held > 0 ? 'sell' : 'buy', Math.abs(held), fills.length));
        }
        expect(log.closed.reduce((total, { result }) => total + result, 0n)).toBe(sum);
        expect(log.closed.reduce((total, { fees }) => total + fees, 0n)).toBe(
          BigInt(fills.length + (held !== 0 ? 1 : 0)),
        );
      }),
    );
  });
});
