import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { runBackfill, type BackfillParts } from './backfill.ts';
import { DEFAULT_BACKFILL, planBackfill, without } from './backfill-plan.ts';

const XBT = contractSymbol('XBTUSDTM');
const MINUTE = 60_000;
const FROM = 1_700_000_040_000;
const at = (minute: number): number => FROM + minute * MINUTE;

function columnsOf(minutes: readonly number[]): CandleColumns {
  const column = (value: number): Float64Array => Float64Array.from(minutes, () => value);
  return {
    ts: Float64Array.from(minutes, at),
    open: column(1),
    high: column(2),
    low: column(1),
    close: column(2),
    volume: column(3),
  };
}

/** A venue that has some minutes, and fails on some questions. */
function world(has: ReadonlySet<number>, fails: (from: number) => boolean = () => false) {
  const store = openStore(temporaryFolder());
  const clock = new VirtualClock(at(1_000));
  const asked: [number, number][] = [];
  const feed: BackfillParts['feed'] = {
    name: 'venue',
    simulated: false,
    async history(_symbol, _timeframe, from, to) {
      const [first, end] = [(from - FROM) / MINUTE, (to - FROM) / MINUTE];
      asked.push([first, end]);
      if (fails(first)) throw new Error('429');
      return columnsOf([...has].filter((minute) => minute >= first && minute < end).sort((a, b) => a - b));
    },
  };
  return { store, clock, asked, parts: { feed, candles: store.candles, scratch: store.scratch, clock } };
}

const request = (from: number, to: number) => [{ symbol: XBT, timeframe: '1m' as const, from: at(from), to: at(to) }];
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('planBackfill', () => {
  const wanted = (held: readonly number[], from: number, to: number) => ({
    symbol: XBT,
    timeframe: '1m' as const,
    from: at(from),
    to: at(to),
    held: Float64Array.from(held, at),
    empty: [],
    now: at(2_000),
  });

  it('asks for what is missing, joins near holes and cuts long ones', () => {
    const held = [...range(0, 100), ...range(110, 130), ...range(135, 400)];
    const plan = planBackfill(wanted(held, 0, 2_000), { ...DEFAULT_BACKFILL, page: 600 });
    expect(plan.map(({ from, to }) => [(from - FROM) / MINUTE, (to - FROM) / MINUTE])).toEqual([
      [100, 135],
      [400, 1_000],
      [1_000, 1_600],
      [1_600, 2_000],
    ]);
  });

  it('covers every missing candle once and none it need not, for any holes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(299)), fc.integer({ min: 1, max: 50 }), (held, page) => {
        const sorted = held.sort((a, b) => a - b);
        const plan = planBackfill(wanted(sorted, 0, 300), { page, join: 0, askAgainMs: 1 });
        const asked = plan.flatMap(({ from, to }) => range((from - FROM) / MINUTE, (to - FROM) / MINUTE));
        expect(asked).toEqual(range(0, 300).filter((minute) => !sorted.includes(minute)));
        expect(plan.every(({ from, to }) => to - from <= page * MINUTE)).toBe(true);
      }),
    );
  });

  it('leaves out what the venue lately did not have', () => {
    const held = range(0, 50);
    const empty = [{ from: at(60), to: at(70), askedAt: at(1_990) }];
    const plan = planBackfill({ ...wanted(held, 0, 100), empty }, { page: 1_000, join: 0, askAgainMs: 3_600_000 });
    expect(plan).toEqual([
      { from: at(50), to: at(60) },
      { from: at(70), to: at(100) },
    ]);
    const later = planBackfill(
      { ...wanted(held, 0, 100), empty, now: at(2_100) },
      { page: 1_000, join: 0, askAgainMs: 3_600_000 },
    );
    expect(later).toEqual([{ from: at(50), to: at(100) }]);
  });

  it('takes ranges away exactly', () => {
    const pair = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
    fc.assert(
      fc.property(pair, fc.array(pair, { maxLength: 5 }), (whole, others) => {
        const left = without(whole, others).flatMap(({ from, to }) => range(from, to));
        const expected = range(whole.from, whole.to).filter((n) => !others.some(({ from, to }) => n >= from && n < to));
        expect(left).toEqual(expected);
      }),
    );
  });
});

describe('runBackfill', () => {
  it('fills holes and the end, and lists what the venue does not have, without asking for it again', async () => {
    const { store, parts, asked } = world(new Set([...range(0, 300), ...range(310, 400)]));
    store.candles.write(XBT, '1m', columnsOf([...range(0, 100), ...range(200, 260)]), 'venue');
    const first = await runBackfill(request(0, 400), parts);
    expect(asked).toEqual([
      [100, 200],
      [260, 400],
    ]);
    expect(first).toEqual({
      asked: 2,
      failed: 0,
      candles: 100 + 130,
      missing: [
        { symbol: XBT, timeframe: '1m', from: at(300), missing: 10, reason: 'The venue has no candles there.' },
      ],
    });
    expect(store.candles.read(XBT, '1m', at(0), at(400)).ts.length).toBe(390);
    const again = await runBackfill(request(0, 400), parts);
    expect([again.asked, again.missing]).toEqual([0, first.missing]);
    store.close();
  });

  it('lists a failed question with its reason and goes on with the others', async () => {
    const { store, parts, asked } = world(new Set(range(0, 400)), (from) => from === 100);
    const report = await runBackfill(request(0, 400), parts, { page: 100, join: 0, askAgainMs: 1_000 });
    expect(asked.length).toBe(4);
    expect(report).toEqual({
      asked: 4,
      failed: 1,
      candles: 300,
      missing: [{ symbol: XBT, timeframe: '1m', from: at(100), missing: 100, reason: 'The question failed: 429' }],
    });
    store.close();
  });

  it('never asks for the candle that is still open, and trusts no answer with candles beyond the question', async () => {
    const { store, parts, clock, asked } = world(new Set(range(0, 2_000)));
    clock.moveTo(at(1_500) + 30_000);
    await runBackfill(request(1_400, 9_999), parts);
    expect(asked).toEqual([[1_400, 1_500]]);
    const wild = { ...parts, feed: { ...parts.feed, history: async () => columnsOf([5]) } };
    const report = await runBackfill(request(100, 200), wild);
    expect(report).toMatchObject({ failed: 1, candles: 0, missing: [{ missing: 100 }] });
    store.close();
  });

  it('is not misled by unreadable small state', async () => {
    const { store, parts, asked } = world(new Set(range(0, 10)));
    store.scratch.write('backfill:venue:XBTUSDTM:1m', '[{"from":"x"},null,7]');
    await runBackfill(request(0, 10), parts);
    store.scratch.write('backfill:venue:XBTUSDTM:1m', '{');
    await runBackfill(request(0, 20), parts);
    expect(asked).toEqual([
      [0, 10],
      [10, 20],
    ]);
    store.close();
  });
});
