import { describe, expect, it } from 'vitest';
import { PROTECTIONS } from './catalogue.ts';
import type { EquityView, MarketView, OrderView, Parameters, TradeOutcome } from './protection.ts';
import * as rules from './trade-rules.ts';

const trade = (more: Partial<TradeOutcome> = {}): TradeOutcome => ({
  symbol: 'XBTUSDTM',
  side: 1,
  source: 'trend',
  how: 'target',
  heldMs: 3_600_000,
  resultPpm: 0,
  feesPpm: 0,
  fundingPpm: 0,
  at: 0,
  ...more,
});
const results = (...all: readonly number[]): readonly TradeOutcome[] => all.map((resultPpm) => trade({ resultPpm }));
const stop = trade({ how: 'stop' });
const LAST = trade();

describe('a rule on trades fires at its limit with its numbers, and not before', () => {
  it.each([
    ['stops: enough', rules.stops, [stop, LAST, stop], { count: 2, lookback: 60 }, stop, { count: 2, window: 60 }],
    ['stops: too few', rules.stops, [LAST, stop], { count: 2, lookback: 60 }, stop, null],
    ['stops: the last was none', rules.stops, [stop, stop, LAST], { count: 2, lookback: 60 }, LAST, null],
    ['stops: count not set', rules.stops, [stop], { lookback: 60 }, stop, null],
    [
      'low profit: below',
      rules.lowProfit,
      results(-5, -6),
      { count: 2, limit: -10 },
      LAST,
      { count: 2, result: -11, limit: -10 },
    ],
    ['low profit: at the limit', rules.lowProfit, results(-5, -5), { count: 2, limit: -10 }, LAST, null],
    ['low profit: too few', rules.lowProfit, results(-50), { count: 2, limit: -10 }, LAST, null],
    ['streak: enough', rules.lossStreak, results(5, -1, -1), { count: 2 }, LAST, { count: 2 }],
    ['streak: all of them', rules.lossStreak, results(-1, -1), { count: 2 }, LAST, { count: 2 }],
    ['streak: broken', rules.lossStreak, results(-1, -1, 0, -1), { count: 2 }, LAST, null],
    ['streak: none', rules.lossStreak, [], { count: 1 }, LAST, null],
    [
      'hit rate: below',
      rules.hitRate,
      results(9, 0, -1, 1),
      { count: 3, limit: 34 },
      LAST,
      { wins: 1, count: 3, limit: 34 },
    ],
    ['hit rate: at the limit', rules.hitRate, results(1, -1), { count: 2, limit: 50 }, LAST, null],
    ['hit rate: too few', rules.hitRate, results(-1), { count: 2, limit: 50 }, LAST, null],
    [
      'factor: below',
      rules.profitFactor,
      results(99, 4, -9),
      { count: 2, limit: 50 },
      LAST,
      { factor: 44, count: 2, limit: 50 },
    ],
    ['factor: at the limit', rules.profitFactor, results(5, -10), { count: 2, limit: 50 }, LAST, null],
    ['factor: no loss', rules.profitFactor, results(0, 0), { count: 2, limit: 50 }, LAST, null],
    ['factor: too few', rules.profitFactor, results(-5), { count: 2, limit: 50 }, LAST, null],
    [
      'drawdown: from the best',
      rules.tradeDrawdown,
      results(10, 20, -25, 3),
      { count: 4, limit: 25 },
      LAST,
      { drawdown: 25, limit: 25 },
    ],
    ['drawdown: less', rules.tradeDrawdown, results(10, 20, -24, 3), { count: 4, limit: 25 }, LAST, null],
    [
      'drawdown: from the start',
      rules.tradeDrawdown,
      results(-25),
      { count: 1, limit: 25 },
      LAST,
      { drawdown: 25, limit: 25 },
    ],
    ['drawdown: too few', rules.tradeDrawdown, results(-25), { count: 2, limit: 25 }, LAST, null],
    [
      'loss: at the limit',
      rules.netLoss,
      results(-15, 5),
      { limit: 10, lookback: 60 },
      LAST,
      { loss: 10, limit: 10, window: 60 },
    ],
    ['loss: less', rules.netLoss, results(-15, 6), { limit: 10, lookback: 60 }, LAST, null],
    ['single: at the limit', rules.singleLoss, [], { limit: 10 }, trade({ resultPpm: -10 }), { loss: 10, limit: 10 }],
    ['single: less', rules.singleLoss, [], { limit: 10 }, trade({ resultPpm: -9 }), null],
    ['single: a gain', rules.singleLoss, [], { limit: 10 }, trade({ resultPpm: 10 }), null],
    ['count: enough', rules.tradeCount, results(1, 1), { count: 2, lookback: 60 }, LAST, { count: 2, window: 60 }],
    ['count: too few', rules.tradeCount, results(1), { count: 2, lookback: 60 }, LAST, null],
    ['ended by any', rules.endedBy(null), [], {}, LAST, {}],
    ['ended by it', rules.endedBy('stop'), [], {}, stop, {}],
    ['ended otherwise', rules.endedBy('stop'), [], {}, LAST, null],
  ] as const)('%s', (_, rule, window, params, ended, found) => {
    expect(rule(window, params, ended)).toEqual(found);
  });

  it('quick stops count those that fired as soon as their time, and no later ones', () => {
    const quick = trade({ how: 'stop', heldMs: 300_000 });
    const slow = trade({ how: 'stop', heldMs: 300_001 });
    const params = { count: 2, held: 5 };
    expect(rules.quickStops([quick, slow, quick], params, quick)).toEqual({ count: 2, held: 5 });
    expect(rules.quickStops([quick, slow], params, quick)).toBeNull();
    expect(rules.quickStops([quick, quick, slow], params, slow)).toBeNull();
    expect(rules.quickStops([quick, trade({ heldMs: 1 }), quick], params, trade({ heldMs: 1 }))).toBeNull();
  });

  it('fees are set against what the trades gained before them', () => {
    const params = { count: 2, limit: 50 };
    const two = (first: Partial<TradeOutcome>, second: Partial<TradeOutcome>) =>
      rules.feeDrag([trade(first), trade(second)], params, LAST);
    expect(two({ resultPpm: 5, feesPpm: 5 }, {})).toEqual({ share: 50, count: 2, limit: 50 });
    expect(two({ resultPpm: 6, feesPpm: 5 }, {})).toBeNull();
    expect(two({ resultPpm: 10, feesPpm: 3 }, { resultPpm: -50, feesPpm: 6 })).toEqual({
      share: 69,
      count: 2,
      limit: 50,
    });
    expect(two({ resultPpm: -9, feesPpm: 5 }, {})).toEqual({ share: 'more than 100', count: 2, limit: 50 });
    expect(two({}, {})).toBeNull();
    expect(two({ feesPpm: -4 }, {})).toBeNull();
    expect(rules.feeDrag([trade({ feesPpm: 9 })], params, LAST)).toBeNull();
  });

  it('funding counts what was paid, less what was received', () => {
    const params = { limit: 10, lookback: 60 };
    const of = (...all: readonly number[]) =>
      rules.fundingDrag(
        all.map((fundingPpm) => trade({ fundingPpm })),
        params,
        LAST,
      );
    expect(of(-15, 5)).toEqual({ paid: 10, limit: 10, window: 60 });
    expect(of(-15, 6)).toBeNull();
    expect(of(20)).toBeNull();
  });
});

function ruleOf(id: string) {
  const found = PROTECTIONS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found.rule;
}

const onEquity = (id: string, view: Partial<EquityView>, params: Parameters) => {
  const rule = ruleOf(id);
  if (rule.watches !== 'equity') throw new Error(`${id} watches no equity`);
  return rule.test({ dayGain: 0, bestGain: 0, fallWithin: () => 0, ...view }, params);
};

describe('a rule on equity', () => {
  it('fires on a fall within its look-back', () => {
    const fallWithin = (minutes: number): number => minutes * 10;
    expect(onEquity('equity-fall', { fallWithin }, { lookback: 60, limit: 600 })).toEqual({
      fall: 600,
      window: 60,
      limit: 600,
    });
    expect(onEquity('equity-fall', { fallWithin }, { lookback: 60, limit: 601 })).toBeNull();
    expect(onEquity('equity-fall', { fallWithin }, {})).toBeNull();
  });

  it('fires on a share of the gain given back, once the gain was large enough', () => {
    const params = { limit: 50, least: 100 };
    expect(onEquity('give-back', { bestGain: 100, dayGain: 50 }, params)).toEqual({ given: 50, limit: 50 });
    expect(onEquity('give-back', { bestGain: 100, dayGain: 51 }, params)).toBeNull();
    expect(onEquity('give-back', { bestGain: 99, dayGain: 0 }, params)).toBeNull();
    expect(onEquity('give-back', { bestGain: 100, dayGain: -50 }, params)).toEqual({ given: 150, limit: 50 });
  });

  it('fires on the target of the day', () => {
    expect(onEquity('day-target', { dayGain: 30 }, { limit: 30 })).toEqual({ gain: 30, limit: 30 });
    expect(onEquity('day-target', { dayGain: 29 }, { limit: 30 })).toBeNull();
  });
});

const onMarket = (id: string, view: Partial<MarketView>, params: Parameters, volatile = 0) => {
  const rule = ruleOf(id);
  if (rule.watches !== 'market') throw new Error(`${id} watches no market`);
  return rule.test({ symbol: 'XBTUSDTM', spread: null, indexGap: null, jump: null, ...view }, params, volatile);
};

describe('a rule on the market', () => {
  it.each([
    ['spread', 'spread', 'spread'],
    ['index-gap', 'indexGap', 'gap'],
    ['price-jump', 'jump', 'jump'],
  ] as const)('%s fires at its limit, and on nothing the feed does not tell', (id, figure, name) => {
    expect(onMarket(id, { [figure]: 10.4 }, { limit: 10 })).toEqual({ [name]: 10, limit: 10 });
    expect(onMarket(id, { [figure]: 10 }, { limit: 10 })).toEqual({ [name]: 10, limit: 10 });
    expect(onMarket(id, { [figure]: 9.9 }, { limit: 10 })).toBeNull();
    expect(onMarket(id, {}, { limit: 0 })).toBeNull();
    expect(onMarket(id, { [figure]: 10 }, {})).toBeNull();
  });

  it('wide-move fires when enough symbols move', () => {
    expect(onMarket('wide-move', {}, { count: 3 }, 3)).toEqual({ count: 3 });
    expect(onMarket('wide-move', {}, { count: 3 }, 2)).toBeNull();
    expect(onMarket('wide-move', {}, {}, 99)).toBeNull();
  });
});

describe('a rule on answers of the venue', () => {
  it.each([
    ['rejections', 'refused', 'unknown'],
    ['unknowns', 'unknown', 'refused'],
  ] as const)('%s counts its own kind within its look-back', (id, own, other) => {
    const rule = ruleOf(id);
    if (rule.watches !== 'orders') throw new Error(`${id} watches no orders`);
    const view = (last: OrderView['last']): OrderView => ({
      last,
      refused: (minutes) => (own === 'refused' ? minutes : 0),
      unknown: (minutes) => (own === 'unknown' ? minutes : 0),
    });
    expect(rule.test(view(own), { count: 10, lookback: 10 })).toEqual({ count: 10, window: 10 });
    expect(rule.test(view(own), { count: 11, lookback: 10 })).toBeNull();
    expect(rule.test(view(other), { count: 1, lookback: 10 })).toBeNull();
    expect(rule.test(view(own), { lookback: 10 })).toBeNull();
    expect(rule.test(view(own), { count: 0 })).toEqual({ count: 0, window: 0 });
  });
});
