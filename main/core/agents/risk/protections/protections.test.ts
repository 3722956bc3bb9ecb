import { beforeEach, describe, expect, it } from 'vitest';
import type { MarketView, Protection, TradeOutcome } from './protection.ts';
import { Protections } from './protections.ts';

const BTC = 'XBTUSDTM';
const ETH = 'ETHUSDTM';
const MINUTE = 60_000;
const WALL = 1_700_000_000_000;

/** Wall and span begin apart and go on together. */
let elapsed = 0;
let told: string[] = [];
let protections: Protections;

beforeEach(() => {
  elapsed = 0;
  told = [];
  protections = new Protections(
    { now: () => WALL + elapsed, span: () => 50_000 + elapsed },
    {
      onLocked: ({ protection, target, scope, numbers }, until) =>
        told.push(`lock ${protection.id} ${scope} ${target} for ${String(until - WALL)} ${JSON.stringify(numbers)}`),
      onUnlocked: ({ id }, target, by, reason) => told.push(`unlock ${id} ${target} ${by}: ${reason}`),
      onConfigured: ({ id }, { target, enabled, by, reason }) =>
        told.push(`set ${id} ${target} ${String(enabled)} ${by}: ${reason}`),
    },
  );
});

const news = (): readonly string[] => told.splice(0);
const named = (id: string): Protection => {
  const found = protections.find(id);
  if (found === null) throw new Error(`There is no ${id}`);
  return found;
};
const market = (more: Partial<MarketView> = {}): MarketView => ({
  symbol: BTC,
  spread: null,
  indexGap: null,
  jump: null,
  ...more,
});
const codes = (symbol = BTC) => protections.refusals({ symbol, side: 1, source: 'trend' }).map(({ code }) => code);
const set = (id: string, change: Parameters<Protections['configure']>[2], target = '') =>
  protections.configure(named(id), target, change, 'trader', 'why not');

describe('prices', () => {
  it('lock a symbol for its time, and are not judged again before its end', () => {
    protections.onMarket(market({ spread: 5_000 }), 0);
    expect(news()).toEqual([`lock spread symbol ${BTC} for 300000 {"spread":5000,"limit":5000}`]);
    elapsed += 5 * MINUTE - 1;
    protections.onMarket(market({ spread: 9_000 }), 0);
    expect([news(), codes(), codes(ETH)]).toEqual([[], ['RISK_LOCK_SPREAD'], []]);
    elapsed += 1;
    expect(codes()).toEqual([]);
    protections.onMarket(market({ spread: 9_000 }), 0);
    expect(news()).toEqual([`lock spread symbol ${BTC} for 600000 {"spread":9000,"limit":5000}`]);
  });

  it('lock everything when several symbols move', () => {
    protections.onMarket(market(), 2);
    expect(news()).toEqual([]);
    protections.onMarket(market(), 3);
    expect(news()).toEqual(['lock wide-move account account for 900000 {"count":3}']);
    expect(codes(ETH)).toEqual(['RISK_LOCK_WIDE_MOVE']);
  });

  it('have a floor below which nothing can fire, whatever is set for one symbol', () => {
    const off = Number.POSITIVE_INFINITY;
    expect(protections.marketFloor).toEqual({ spread: 5_000, indexGap: 15_000, jump: off });
    set('price-jump', { enabled: true });
    set('spread', { params: { limit: 3_000 } }, BTC);
    expect(protections.marketFloor).toEqual({ spread: 3_000, indexGap: 15_000, jump: 20_000 });
    set('spread', { enabled: false });
    expect(protections.marketFloor.spread).toBe(3_000);
    set('spread', { enabled: false }, BTC);
    expect(protections.marketFloor.spread).toBe(off);
    const by = { by: 'trader', reason: 'of before' };
    const kept = { protection: 'index-gap', target: '', enabled: true, scope: 'symbol' as const, params: { limit: 7 } };
    protections.restoreSetting({ ...kept, ...by });
    expect(protections.marketFloor.indexGap).toBe(7);
    protections.restoreSetting({ ...kept, ...by, protection: 'of another version' });
    expect(protections.marketFloor.indexGap).toBe(7);
  });

  it('are judged by what is set for the symbol, and lock for as long as is set there', () => {
    set('spread', { params: { limit: 3_000, lock: 1 } }, BTC);
    news();
    for (const symbol of [BTC, ETH]) protections.onMarket(market({ symbol, spread: 3_500 }), 0);
    expect(news()).toEqual([`lock spread symbol ${BTC} for 60000 {"spread":3500,"limit":3000}`]);
  });
});

describe('answers of the venue', () => {
  const refuse = (times: number, symbol = BTC): void => {
    for (let i = 0; i < times; i++) protections.onOrderAnswer(symbol, 'refused');
  };

  it('that refuse lock their symbol at the third within ten minutes', () => {
    refuse(2);
    refuse(2, ETH);
    expect(news()).toEqual([]);
    elapsed += 10 * MINUTE - 1;
    protections.onOrderAnswer(BTC, 'unknown');
    expect(news()).toEqual([]);
    refuse(1);
    expect(news()).toEqual([`lock rejections symbol ${BTC} for 2399999 {"count":3,"window":10}`]);
    elapsed += 1;
    refuse(1, ETH);
    expect(news()).toEqual([]);
  });

  it('lock everything where that is set, whatever the symbol', () => {
    set('rejections', { scope: 'account' });
    news();
    refuse(2);
    refuse(1, ETH);
    expect(news()).toEqual(['lock rejections account account for 1800000 {"count":3,"window":10}']);
  });

  it('that are missing lock everything at the third within an hour', () => {
    for (const symbol of [BTC, ETH]) protections.onOrderAnswer(symbol, 'unknown');
    refuse(1);
    expect(news()).toEqual([]);
    elapsed += 60 * MINUTE - 1;
    protections.onOrderAnswer(BTC, 'unknown');
    expect(news()).toEqual(['lock unknowns account account for 7199999 {"count":3,"window":60}']);
  });

  it('count for nothing where it is switched off', () => {
    set('rejections', { enabled: false });
    news();
    refuse(9);
    expect(news()).toEqual([]);
  });

  it('are remembered as far as they matter, however many come', () => {
    for (let i = 0; i < 600; i++) protections.onOrderAnswer(ETH, 'refused');
    news();
    refuse(2);
    expect(news()).toEqual([]);
    refuse(1);
    expect(news()[0]).toMatch(/^lock rejections symbol XBTUSDTM .*"count":3/);
  });
});

describe('a lock', () => {
  it('is ended by a person once, and told', () => {
    expect(protections.unlock(named('spread'), BTC, 'trader', 'seen')).toBe(false);
    protections.onMarket(market({ spread: 5_000 }), 0);
    news();
    expect(protections.unlock(named('spread'), BTC, 'trader', 'seen')).toBe(true);
    expect([news(), codes()]).toEqual([[`unlock spread ${BTC} trader: seen`], []]);
    expect(protections.unlock(named('spread'), BTC, 'trader', 'seen')).toBe(false);
  });

  it('ends where its protection is switched off: everywhere, or for one target', () => {
    for (const symbol of [BTC, ETH, 'SOLUSDTM']) protections.onMarket(market({ symbol, spread: 5_000 }), 0);
    news();
    expect(set('spread', { enabled: false }, ETH)).toBeNull();
    expect(news()).toEqual([`set spread ${ETH} false trader: why not`, `unlock spread ${ETH} trader: switched off`]);
    expect(set('spread', { enabled: false }, ETH)).toBeNull();
    expect(news()).toEqual([`set spread ${ETH} false trader: why not`]);
    set('spread', { params: { lock: 6 } });
    expect([news().length, codes()]).toEqual([1, ['RISK_LOCK_SPREAD']]);
    set('spread', { enabled: false });
    expect(news().slice(1)).toEqual([
      `unlock spread ${BTC} trader: switched off`,
      'unlock spread SOLUSDTM trader: switched off',
    ]);
    expect(set('spread', { params: { limit: 0.5 } })).toMatch(/is a whole number from/);
    expect(news()).toEqual([]);
  });

  it('of a record stands until its end, and no longer than a week', () => {
    const data = { protection: 'spread', scope: 'symbol' as const, target: BTC, numbers: { spread: 0.6, limit: 0.5 } };
    const { code } = named('spread');
    const record = (until: number) => ({ ...data, code, until, sentence: '' }) as never;
    protections.restoreLock(record(WALL + 30 * 86_400_000), WALL - 1);
    expect(codes()).toEqual(['RISK_LOCK_SPREAD']);
    elapsed += 7 * 86_400_000 - 1;
    expect(codes()).toEqual(['RISK_LOCK_SPREAD']);
    elapsed += 1;
    expect(codes()).toEqual([]);
    protections.restoreLock(record(WALL + elapsed - 1), WALL);
    protections.restoreLock({ ...(record(WALL + elapsed + 1_000) as object), protection: 'unknown' } as never, WALL);
    expect(codes()).toEqual([]);
  });
});

describe('trades', () => {
  const stop = (more: Partial<TradeOutcome> = {}): TradeOutcome => ({
    ...{ symbol: BTC, side: 1, source: 'trend', how: 'stop', heldMs: 60 * MINUTE },
    ...{ resultPpm: -100, feesPpm: 1, fundingPpm: 0, at: 50_000 + elapsed },
    ...more,
  });

  it('of the past are remembered without being judged, and stops are counted by symbol', () => {
    for (let i = 0; i < 5; i++) protections.remember(stop({ at: 50_000 + i }));
    protections.remember(stop({ symbol: ETH, at: 50_010 }));
    protections.remember(stop({ how: 'target', at: 50_011 }));
    expect(news()).toEqual([]);
    expect([protections.stopsOn(BTC, 0), protections.stopsOn(BTC, 50_002), protections.stopsOn(ETH, 0)]).toEqual([
      5, 2, 1,
    ]);
  });

  it('are judged by their own target within their look-back', () => {
    for (let i = 0; i < 2; i++) protections.onTrade(stop({ symbol: i === 0 ? BTC : ETH }));
    protections.onTrade(stop());
    expect(news().filter((line) => line.includes('symbol-stops'))).toEqual([]);
    protections.onTrade(stop());
    expect(news().filter((line) => line.includes('symbol-stops'))).toHaveLength(1);
    set('symbol-stops', { enabled: false });
    news();
    protections.onTrade(stop());
    expect(news().filter((line) => line.includes('lock symbol-stops'))).toEqual([]);
  });
});

it('knows the protections of the catalogue by their ids', () => {
  expect(protections.find('spread')?.code).toBe('RISK_LOCK_SPREAD');
  expect(protections.find('none')).toBeNull();
});
