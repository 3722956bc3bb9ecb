import { describe, expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { GATE_CASES } from '#tests/support/path/gate-cases.ts';
import { CONTRACT, contextOf, entryOf, exposureOf, MARKET, SYMBOL } from '#tests/support/path/sample-gate.ts';
import { checkUse, type CheckUse } from './check-uses.ts';
import { CHECKS } from './checks.ts';
import { NOT_APPLICABLE, type EntryProposal, type GateContext } from './context.ts';

/** Above 1 past the limit; rounding of the figures may hide less than this. */
const ROUNDING = 1e-6;
const past = ({ used, limit, floor }: CheckUse): number =>
  floor ? (limit - used) / Math.max(limit, 1) : (used - limit) / Math.max(limit, 1);

describe('the use of a limit', () => {
  it('is never inside the limit where the check refuses by it, nor beyond it where the check passes', () => {
    let refused = 0;
    let passed = 0;
    for (const [name, order, context] of GATE_CASES) {
      for (const { name: check, test } of CHECKS) {
        const use = checkUse(check, entryOf(order), context);
        if (use === null) continue;
        const refusal = test(entryOf(order), context);
        // A fact that cannot be believed refuses for itself.
        if (refusal?.code === 'RISK_INPUT_UNKNOWN' || refusal?.code === 'RISK_BOOK_THIN') continue;
        if (refusal === null) expect(past(use), `${check} passes: ${name}`).toBeLessThanOrEqual(ROUNDING);
        // Of day, week and drawdown the limit itself refuses.
        else expect(past(use), `${check} refuses: ${name}`).toBeGreaterThanOrEqual(-ROUNDING);
        if (refusal === null) passed += 1;
        else refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(20);
    expect(passed).toBeGreaterThan(1_000);
  });

  it('counts the order itself', () => {
    const context = contextOf({}, { gross: parseMoney('1400'), net: parseMoney('0') });
    const gross = checkUse('gross exposure', entryOf(), context);
    const before = checkUse(
      'gross exposure',
      entryOf(),
      contextOf({}, { gross: parseMoney('0'), net: parseMoney('0') }),
    );
    expect((gross?.used ?? 0) - (before?.used ?? 0)).toBeCloseTo(14, 6);
    expect(gross).toMatchObject({ unit: '%', floor: false });
  });

  it('is not told where a fact is missing, or the check has no figure', () => {
    expect(checkUse('order value', entryOf(), { ...contextOf(), account: null })).toBeNull();
    expect(
      checkUse('mark age', entryOf(), { ...contextOf(), market: { ...contextOf().market, markAgeMs: null } }),
    ).toBeNull();
    expect(checkUse('tick', entryOf(), contextOf())).toBeNull();
  });
});

/** An account in the middle of things, and a book whose best price holds 600 of 1,000 contracts. */
const BUSY = contextOf(
  {
    dataAgeMs: 1_500,
    leverage: 5,
    market: {
      ...MARKET,
      markAgeMs: 4_000,
      book: {
        asks: [
          [1_000, 600],
          [1_010, 10_000],
        ],
        bids: [
          [1_000, 750],
          [980, 10_000],
        ],
        ageMs: 700,
      },
    },
  },
  {
    gross: parseMoney('1400'),
    net: parseMoney('300'),
    marginUsed: parseMoney('2000'),
    exposure: exposureOf(SYMBOL, parseMoney('250')),
    openOrders: 3,
    openOrdersOf: new Map([[SYMBOL, 2]]),
    dayLossPpm: 12_345n,
    weekLossPpm: 34_560n,
    drawdownPpm: 51_000n,
  },
  { leverage: 8 },
);

type Told = readonly [used: number, limit: number, unit: string];

/** Every use that is told, by the name of the check. */
function usesOf(order: EntryProposal, context: GateContext): ReadonlyMap<string, Told> {
  const told = CHECKS.map(({ name }) => [name, checkUse(name, order, context)] as const);
  return new Map(
    told.flatMap(([name, use]) =>
      use === null
        ? []
        : [[name, [Number(use.used.toFixed(9)), use.limit, use.floor ? `${use.unit} floor` : use.unit]]],
    ),
  );
}

const OF_THE_ACCOUNT = [
  ...['day loss', 'week loss', 'drawdown', 'open orders', 'open orders of the symbol', 'order value'],
  ...['position value', 'gross exposure', 'net exposure', 'free margin', 'loss at the stop'],
];

describe('the figures of an order of 100 USDT', () => {
  it('are those of the account after it, a long', () => {
    expect(Object.fromEntries(usesOf(entryOf(), BUSY))).toEqual({
      'data age': [1.5, 3, 's'],
      'mark age': [4, 10, 's'],
      'book age': [0.7, 2, 's'],
      // 600 at 1,000 and 400 at 1,010: 1,004 on the mean.
      slippage: [0.4, 0.5, '%'],
      leverage: [5, 8, '×'],
      // 800 ticks of margin and value are left at 804, of which 0.4 % must be.
      'distance to liquidation': [19.6, 15, '% floor'],
      'day loss': [1.2345, 2, '%'],
      'week loss': [3.456, 6, '%'],
      drawdown: [5.1, 10, '%'],
      'open orders': [4, 20, ''],
      'open orders of the symbol': [3, 4, ''],
      'order value': [100, 500, 'USDT'],
      'position value': [350, 7_500, 'USDT'],
      'gross exposure': [15, 100, '%'],
      'net exposure': [4, 60, '%'],
      // 10,000 less 2,000 held and a fifth of 100.
      'free margin': [79.8, 20, '% floor'],
      'loss at the stop': [1, 100, 'USDT'],
    });
  });

  it('are those of the account after it, a short that brings the net exposure down', () => {
    const uses = usesOf(entryOf({ direction: -1, stopTicks: 1_020 }), BUSY);
    expect(uses.get('net exposure')).toBeUndefined();
    expect(uses.get('position value')).toEqual([150, 7_500, 'USDT']);
    expect(uses.get('gross exposure')).toEqual([15, 100, '%']);
    // 750 at 1,000 and 250 at 980: 995 on the mean.
    expect(uses.get('slippage')).toEqual([0.5, 0.5, '%']);
    expect(uses.get('loss at the stop')).toEqual([2, 100, 'USDT']);
  });

  it('begin at nothing where nothing of the symbol is held or open', () => {
    const account = { ...BUSY.account, exposure: new Map(), openOrdersOf: new Map() } as GateContext['account'];
    const uses = usesOf(entryOf(), { ...BUSY, account });
    expect(uses.get('position value')).toEqual([100, 7_500, 'USDT']);
    expect(uses.get('open orders of the symbol')).toEqual([1, 4, '']);
  });

  it('take the tighter of two limits', () => {
    const limits = { ...BUSY.limits, orderValueCap: parseMoney('50') };
    expect(usesOf(entryOf(), { ...BUSY, limits }).get('order value')).toEqual([100, 50, 'USDT']);
    const instrument = { ...CONTRACT, maxLeverage: 6 };
    expect(usesOf(entryOf(), { ...BUSY, instrument }).get('leverage')).toEqual([5, 6, '×']);
  });

  it.each([
    ['without an account', { account: null }, OF_THE_ACCOUNT],
    [
      'with nothing left',
      { account: { ...contextOf().account, equity: 0n } as GateContext['account'] },
      OF_THE_ACCOUNT,
    ],
    ['without a specification', { instrument: null }, [...OF_THE_ACCOUNT, 'leverage', 'distance to liquidation']],
    ['without a book', { market: { ...MARKET, book: null } }, ['book age', 'slippage']],
    ['where no book applies', { market: { ...MARKET, book: NOT_APPLICABLE } }, ['book age', 'slippage']],
    ['in a thin book', { market: { ...MARKET, book: { asks: [[1_000, 999]], bids: [], ageMs: 0 } } }, ['slippage']],
    ['in an empty book', { market: { ...MARKET, book: { asks: [], bids: [], ageMs: 0 } } }, ['slippage']],
    ['with half a leverage', { leverage: 0.5 }, ['leverage', 'free margin', 'distance to liquidation']],
    ['with a leverage that is none', { leverage: NaN }, ['leverage', 'free margin', 'distance to liquidation']],
    ['with a leverage between whole ones', { leverage: 2.5 }, ['leverage', 'distance to liquidation']],
    ['with prices of no age', { dataAgeMs: null, market: { ...MARKET, markAgeMs: null } }, ['data age', 'mark age']],
  ] as const)('%s the others are told alone', (_, more, missing) => {
    const whole = usesOf(entryOf(), contextOf());
    const rest = usesOf(entryOf(), contextOf(more));
    expect([...whole.keys()].filter((name) => !rest.has(name)).sort()).toEqual([...missing].sort());
  });

  it('have no slippage and no age of a book for an order that waits in it', () => {
    const uses = usesOf(entryOf({ kind: 'limit' }), BUSY);
    expect([uses.has('slippage'), uses.has('book age'), uses.has('order value')]).toEqual([false, false, true]);
  });

  it('count what no order can have as a leverage of 1', () => {
    for (const leverage of [0.5, NaN, Infinity, -3])
      expect(usesOf(entryOf(), contextOf({ leverage })).get('position value')).toEqual([100, 1_500, 'USDT']);
    expect(usesOf(entryOf(), contextOf({ leverage: 2.9 })).get('position value')).toEqual([100, 3_000, 'USDT']);
  });
});
