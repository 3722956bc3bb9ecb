import { beforeEach, describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { RecordedBreaker } from '../breakers/breaker.ts';
import { MARKET_DEFAULTS, MarketWatch } from './market-watch.ts';

const SYMBOL = contractSymbol('SOLUSDTM');
const MINUTE = 60_000;
const WALL = 1_000_000_000;
/** What the sentences of the three need. */
const FIGURES = { move: 4, minutes: 1, limit: 3, age: 12, rate: 0.2, window: 60 };

/** The wall clock and the monotonic one begin apart and go on together. */
let elapsed = 0;
let told: string[] = [];
const time = { now: () => WALL + elapsed, span: () => 700_000 + elapsed };
const watching = (): MarketWatch =>
  new MarketWatch(
    SYMBOL,
    time,
    {
      onOpened: ({ id, numbers }, code) => told.push(`open ${id} ${code} ${JSON.stringify(numbers)}`),
      onClosed: ({ id }) => told.push(`closed ${id}`),
    },
    MARKET_DEFAULTS,
  );
let watch: MarketWatch;

beforeEach(() => {
  elapsed = 0;
  told = [];
  watch = watching();
});

/** What was told since the last look. */
const news = (): readonly string[] => told.splice(0);
const after = (ms: number): void => {
  elapsed += ms;
  watch.onTime();
};
const codes = (of = watch): readonly string[] => of.refusals().map(({ code }) => code);

describe('a move of the mark', () => {
  it('within a minute pauses entries for a quarter of an hour, from its limit on', () => {
    watch.onMark(100);
    elapsed += 30_000;
    watch.onMark(102.99);
    expect([watch.volatility.isOpen, watch.refusals()]).toEqual([false, []]);
    watch.onMark(103);
    expect(news()).toEqual(['open market:volatility:SOLUSDTM RISK_VOLATILITY {"move":3,"minutes":1,"limit":3}']);
    expect(codes()).toEqual(['RISK_VOLATILITY']);
    after(15 * MINUTE - 1);
    expect(watch.volatility.isOpen).toBe(true);
    after(1);
    expect(watch.volatility.isOpen).toBe(false);
  });

  it('within five minutes has a limit of its own, and the minute is told first', () => {
    watch.onMark(100);
    for (const price of [98, 96, 94.2]) {
      elapsed += 70_000;
      watch.onMark(price);
    }
    expect(news()).toEqual([]);
    elapsed += 70_000;
    watch.onMark(92.9);
    expect(news()).toEqual([expect.stringMatching(/^open market:volatility:.*"minutes":5,"limit":7}$/)]);
    watch = watching();
    watch.onMark(100);
    watch.onMark(92.5);
    expect(news()[0]).toContain('"minutes":1');
  });

  it('is measured by prices alone: what is none is passed over', () => {
    watch.onMark(100);
    for (const price of [0, -1, NaN, Infinity]) watch.onMark(price);
    watch.onMark(100.5);
    expect([news(), watch.jump]).toEqual([[], expect.closeTo(0.005, 12)]);
  });

  it('is told against the mark before as well', () => {
    expect(watch.jump).toBeNull();
    watch.onMark(100);
    expect(watch.jump).toBeNull();
    watch.onMark(98);
    expect(watch.jump).toBeCloseTo(0.02, 12);
  });
});

describe('a mark that goes stale', () => {
  it('stops entries past ten seconds, and until half a minute after it is fresh again', () => {
    after(MINUTE);
    expect(news()).toEqual([]);
    watch.onMark(100);
    after(10_000);
    expect(watch.stale.isOpen).toBe(false);
    after(1_440);
    expect(news()).toEqual(['open market:stale:SOLUSDTM RISK_MARKET_STALE {"age":11.4,"limit":10}']);
    after(29_000);
    after(29_000);
    // It is still stale: no end, and no second record.
    expect([watch.stale.isOpen, codes(), news()]).toEqual([true, ['RISK_MARKET_STALE'], []]);
    for (let i = 0; i < 5; i += 1) {
      watch.onMark(100);
      after(5_000);
    }
    watch.onMark(100);
    after(4_999);
    expect(watch.stale.isOpen).toBe(true);
    after(1);
    expect(news()).toEqual(['closed market:stale:SOLUSDTM']);
  });
});

describe('funding', () => {
  it('that is high stops entries for the minute before it is settled', () => {
    watch.onFunding(0.0011, WALL + 2 * MINUTE);
    after(MINUTE - 1);
    expect(watch.funding.isOpen).toBe(false);
    after(1);
    expect(news()).toEqual(['open market:funding:SOLUSDTM RISK_FUNDING_WINDOW {"rate":0.11,"limit":0.1,"window":60}']);
    after(30_000);
    expect([codes(), news()]).toEqual([['RISK_FUNDING_WINDOW'], []]);
    after(30_000);
    expect(news()).toEqual(['closed market:funding:SOLUSDTM']);
    after(1);
    expect(news()).toEqual([]);
  });

  it.each([
    ['paid to longs counts alike', -0.0011, 30_000, true],
    ['at the limit is allowed', 0.001, 30_000, false],
    ['paid to longs, at the limit', -0.001, 30_000, false],
    ['settled this moment is over', 0.002, 0, false],
    ['a moment before', 0.002, 1, true],
    ['a minute before', 0.002, MINUTE, true],
    ['a moment sooner than that', 0.002, MINUTE + 1, false],
  ] as const)('%s', (_, rate, left, open) => {
    watch.onFunding(rate, time.now() + left);
    watch.onTime();
    expect(watch.funding.isOpen).toBe(open);
  });

  it('that the feed does not tell is not known', () => {
    for (const [rate, at, known] of [
      [null, null, false],
      [0.01, null, false],
      [null, WALL + 1, false],
      [0, WALL + 1, true],
    ] as const) {
      watch.onFunding(rate, at);
      watch.onTime();
      expect([watch.knowsFunding, watch.funding.isOpen]).toEqual([known, false]);
    }
  });
});

describe('the three of a symbol', () => {
  const restored = (until: number): ReadonlyMap<string, RecordedBreaker> => {
    const record: RecordedBreaker = {
      ...{ type: 'breaker.opened', level: 'orange', until, sentence: 'it was so', code: 'RISK_VOLATILITY' },
      ...{ numbers: FIGURES, at: WALL - 1_000 },
    };
    return new Map(watch.breakers.map(({ id }) => [id, record]));
  };

  it('are restored each for no longer than it may last', () => {
    watch.restore(restored(WALL + 3_600_000));
    expect(codes()).toEqual(['RISK_VOLATILITY', 'RISK_MARKET_STALE', 'RISK_FUNDING_WINDOW']);
    after(30_000);
    expect(codes()).toEqual(['RISK_VOLATILITY', 'RISK_FUNDING_WINDOW']);
    after(30_000);
    expect(codes()).toEqual(['RISK_VOLATILITY']);
    after(14 * MINUTE);
    expect(codes()).toEqual([]);
  });

  it('stay closed without a record, and report in one order', () => {
    watch.restore(new Map());
    expect(codes()).toEqual([]);
    expect(watch.reports().map(({ id, state, title }) => [id, state, title])).toEqual([
      ['market:volatility:SOLUSDTM', 'closed', 'Volatility of SOLUSDTM'],
      ['market:stale:SOLUSDTM', 'closed', 'Stale price of SOLUSDTM'],
      ['market:funding:SOLUSDTM', 'closed', 'Funding window of SOLUSDTM'],
    ]);
  });

  it('refuse one by one', () => {
    for (const breaker of watch.breakers) {
      const other = watching();
      other.breakers.find(({ id }) => id === breaker.id)?.pass(1_000, () => FIGURES);
      expect(other.refusals()).toHaveLength(1);
    }
  });
});
