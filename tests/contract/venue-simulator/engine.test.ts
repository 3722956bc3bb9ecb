import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountNumber,
  applyPpm,
  VenueEngine,
  valueAt,
  type EngineOptions,
  type EngineTrade,
} from '#tests/support/venue-simulator/engine/index.ts';

const NOW = 1_760_000_000_000;
const XBT = 'XBTUSDTM';

const engineOf = (options: Partial<EngineOptions> = {}): VenueEngine => new VenueEngine({ now: NOW, ...options });

const market = (side: 'buy' | 'sell', lots: number, extra: object = {}) =>
  ({ clientId: null, symbol: XBT, side, kind: 'market', lots, leverage: 5, ...extra }) as const;

const limit = (side: 'buy' | 'sell', lots: number, priceTicks: number, extra: object = {}) =>
  ({ clientId: null, symbol: XBT, side, kind: 'limit', lots, priceTicks, leverage: 5, ...extra }) as const;

describe('matching', () => {
  it('fills a market order level by level and books position, fee and margin exactly', () => {
    const engine = engineOf({ levelLots: 2 });
    const placed = engine.place(market('buy', 9, { clientId: 'a' }));
    expect(placed.ok).toBe(true);
    const [order] = engine.ordersByClientId('a');
    expect(order).toMatchObject({ state: 'done', filledLots: 9, endReason: 'filled' });
    const trades = engine.trades();
    expect(trades.length).toBeGreaterThan(1);
    expect(new Set(trades.map((trade) => trade.tradeId)).size).toBe(trades.length);
    const value = trades.reduce((sum, trade) => sum + trade.value, 0n);
    expect(engine.position(XBT)).toMatchObject({ lots: 9, entryValue: value });
    const fees = trades.reduce((sum, trade) => sum + applyPpm(trade.value, 600n), 0n);
    expect(engine.account().wallet).toBe(1_000_000_000_000n - fees);
  });

  it('rests a limit order, shows it in the book, fills it in parts and at its own price', () => {
    const engine = engineOf();
    const placed = engine.place(limit('buy', 10, 899_000));
    if (!placed.ok) throw new Error(placed.code);
    expect(engine.depth(XBT, 200).bids).toContainEqual([899_000, expect.any(Number)]);
    engine.fillResting(placed.order.id, 4);
    expect(engine.order(placed.order.id)).toMatchObject({ state: 'open', filledLots: 4 });
    engine.setPrice(XBT, { last: 89_800 });
    expect(engine.order(placed.order.id)).toMatchObject({
      state: 'done',
      filledLots: 10,
      filledValue: valueAt(engine.contract(XBT)!, 899_000, 10),
    });
    expect(engine.trades().every((trade) => trade.liquidity === 'maker' && trade.priceTicks === 899_000)).toBe(true);
  });

  it('cancels what an IOC cannot fill, refuses a FOK whole, and a crossing post-only', () => {
    const engine = engineOf({ levelLots: 1 });
    const reasons = [
      limit('buy', 500, 900_010, { timeInForce: 'IOC' }),
      limit('buy', 500, 900_010, { timeInForce: 'FOK' }),
      limit('buy', 1, 900_030, { postOnly: true }),
    ].map((request) => {
      const placed = engine.place(request);
      return placed.ok ? [placed.order.endReason, placed.order.filledLots > 0] : placed.code;
    });
    expect(reasons).toEqual([
      ['no-liquidity', true],
      ['no-liquidity', false],
      ['post-only', false],
    ]);
  });

  it('lets no order of ours meet another: the older one is canceled', () => {
    const engine = engineOf({ spreadTicks: 40 });
    const resting = engine.place(limit('sell', 2, 900_005));
    engine.place(limit('buy', 1, 900_010));
    expect(resting.ok && engine.order(resting.order.id)).toMatchObject({ state: 'done', endReason: 'self-trade' });
    const { bids, asks } = engine.depth(XBT, 5);
    expect(bids[0]?.[0]).toBeLessThan(asks[0]?.[0] ?? 0);
  });

  it('takes a client id again only when no live order has it', () => {
    const engine = engineOf();
    const first = engine.place(limit('buy', 1, 800_000, { clientId: 'x' }));
    expect(engine.place(limit('buy', 1, 800_000, { clientId: 'x' }))).toEqual({ ok: false, code: 'client-id-in-use' });
    if (first.ok) engine.cancel(first.order.id);
    expect(engine.place(limit('buy', 1, 800_000, { clientId: 'x' })).ok).toBe(true);
    expect(engine.ordersByClientId('x')).toHaveLength(2);
  });
});

describe('stops and reducing orders', () => {
  it('fires a stop by its own price type only, and never flips the position', () => {
    const engine = engineOf();
    engine.place(market('buy', 3));
    engine.place(
      market('sell', 8, { reduceOnly: true, clientId: 's', stop: { direction: 'down', ticks: 890_000, by: 'mark' } }),
    );
    engine.setPrice(XBT, { last: 88_900, mark: 89_500 });
    expect(engine.ordersByClientId('s')[0]?.state).toBe('waiting');
    engine.setPrice(XBT, { mark: 88_999.99 });
    expect(engine.ordersByClientId('s')[0]).toMatchObject({
      state: 'done',
      stopTriggered: true,
      filledLots: 3,
      canceledLots: 5,
    });
    expect(engine.position(XBT).lots).toBe(0);
  });

  it('brings both attached stops with the first fill; one firing cancels the other', () => {
    const engine = engineOf();
    engine.place(
      market('buy', 2, {
        attached: [
          { direction: 'up', ticks: 950_000, by: 'mark' },
          { direction: 'down', ticks: 850_000, by: 'mark' },
        ],
      }),
    );
    expect(engine.waitingOrders()).toHaveLength(2);
    engine.setPrice(XBT, { last: 95_100 });
    expect(engine.waitingOrders()).toHaveLength(0);
    expect(engine.position(XBT).lots).toBe(0);
    expect(engine.orders().map((order) => order.endReason)).toEqual(['filled', 'filled', 'sibling-fired']);
  });

  it('refuses to reduce what is not held', () => {
    const engine = engineOf();
    expect(engine.place(market('sell', 1, { reduceOnly: true }))).toEqual({ ok: false, code: 'no-position' });
    expect(engine.place(market('sell', 1, { closeOrder: true }))).toEqual({ ok: false, code: 'no-position' });
  });
});

describe('money', () => {
  it('settles funding at the interval: longs pay a positive rate', () => {
    const engine = engineOf({ now: 1_760_000_000_000 });
    engine.place(market('buy', 10));
    engine.setFunding(XBT, 100);
    const before = engine.account().wallet;
    engine.step(1_760_000_000_000 + 28_800_000);
    expect(engine.settlements()).toHaveLength(1);
    expect(engine.account().wallet - before).toBe(-9_000_000n);
  });

  it('liquidates at the mark, loses no more than the margin and cancels what was open', () => {
    const engine = engineOf();
    engine.place(market('buy', 100, { leverage: 20 }));
    engine.place(market('sell', 100, { reduceOnly: true, stop: { direction: 'down', ticks: 800_000, by: 'mark' } }));
    const margin = engine.position(XBT).margin;
    const wallet = engine.account().wallet;
    engine.setPrice(XBT, { mark: 85_000 });
    expect(engine.position(XBT).lots).toBe(0);
    expect(engine.waitingOrders()).toHaveLength(0);
    const lost = wallet - engine.account().wallet;
    expect(lost).toBeLessThanOrEqual(margin);
    expect(amountNumber(margin - lost)).toBeLessThan(0.1);
    expect(engine.trades().at(-1)?.kind).toBe('liquidation');
  });

  it('refuses what the account cannot cover and what the risk limit forbids', () => {
    const engine = engineOf();
    expect(engine.place(market('buy', 10_000, { leverage: 1 }))).toEqual({ ok: false, code: 'insufficient-balance' });
    expect(engine.place(market('buy', 10_000, { leverage: 100 }))).toEqual({ ok: false, code: 'risk-limit' });
  });
});

type Step =
  | {
      readonly do: 'market' | 'limit';
      readonly side: 'buy' | 'sell';
      readonly lots: number;
      readonly at: number;
      readonly reduce: boolean;
    }
  | {
      readonly do: 'stop';
      readonly side: 'buy' | 'sell';
      readonly lots: number;
      readonly at: number;
      readonly reduce: boolean;
    }
  | { readonly do: 'price'; readonly at: number }
  | { readonly do: 'taker'; readonly side: 'buy' | 'sell'; readonly lots: number }
  | { readonly do: 'cancel'; readonly pick: number }
  | { readonly do: 'wait'; readonly ms: number };

const side = fc.constantFrom('buy' as const, 'sell' as const);
const offset = fc.integer({ min: -3_000, max: 3_000 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom('market' as const, 'limit' as const, 'stop' as const),
      side,
      lots: fc.integer({ min: 1, max: 60 }),
      at: offset,
      reduce: fc.boolean(),
    }),
    fc.record({ do: fc.constant('price' as const), at: offset }),
    fc.record({ do: fc.constant('taker' as const), side, lots: fc.integer({ min: 1, max: 80 }) }),
    fc.record({ do: fc.constant('cancel' as const), pick: fc.nat(20) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000_000 }) }),
  ),
  { maxLength: 40 },
);

function run(engine: VenueEngine, step: Step): void {
  const ticks = engine.quote(XBT).lastTicks;
  switch (step.do) {
    case 'market':
      return void engine.place(market(step.side, step.lots, { reduceOnly: step.reduce }));
    case 'limit':
      return void engine.place(limit(step.side, step.lots, ticks + step.at, { reduceOnly: step.reduce }));
    case 'stop': {
      const stop = { direction: step.at > 0 ? 'up' : 'down', ticks: ticks + step.at, by: 'mark' };
      return void engine.place(market(step.side, step.lots, { reduceOnly: step.reduce, stop }));
    }
    case 'price':
      return engine.setPrice(XBT, { last: (ticks + step.at) / 10 });
    case 'taker':
      return engine.foreignTaker(XBT, step.side, step.lots);
    case 'cancel': {
      const open = [...engine.openOrders(), ...engine.waitingOrders()];
      const order = open[step.pick % Math.max(1, open.length)];
      return order === undefined ? undefined : void engine.cancel(order.id);
    }
    case 'wait':
      return engine.step(engine.now + step.ms);
  }
}

/** What must hold after anything, told from the fills alone. */
function expectSound(engine: VenueEngine): void {
  const contract = engine.contract(XBT)!;
  const signed = engine.trades().reduce((sum, { side: way, lots }) => sum + (way === 'buy' ? lots : -lots), 0);
  expect(engine.position(XBT).lots).toBe(signed);
  for (const order of engine.orders()) {
    const fills = engine.trades().filter((trade) => trade.orderId === order.id);
    expect(fills.reduce((sum, { lots }) => sum + lots, 0)).toBe(order.filledLots);
    expect(order.filledLots + order.canceledLots).toBeLessThanOrEqual(order.lots);
    expect(order.fee).toBe(fills.reduce((sum, { value, feePpm }) => sum + applyPpm(value, feePpm), 0n));
  }
  const cash = engine
    .trades()
    .reduce((sum, { side: way, value, fee }) => sum + (way === 'buy' ? -value : value) - fee, 0n);
  const funding = engine.settlements().reduce((sum, { amount }) => sum + amount, 0n);
  const held = engine.position(XBT).entryValue;
  expect(engine.account().wallet).toBe(1_000_000_000_000n + cash + held + funding);
  expect(Math.sign(Number(held))).toBe(Math.sign(engine.position(XBT).lots));
  expect(contract.symbol).toBe(XBT);
}

/** A reducing order's fills, replayed in order, never turn the position over. */
function expectNoFlip(engine: VenueEngine): void {
  let held = 0;
  for (const trade of engine.trades()) {
    const signed = trade.side === 'buy' ? trade.lots : -trade.lots;
    if (engine.order(trade.orderId)?.reduceOnly === true) {
      expect(Math.abs(held + signed)).toBeLessThan(Math.abs(held));
      expect(Math.sign(held + signed) * Math.sign(held)).toBeGreaterThanOrEqual(0);
    }
    held += signed;
  }
}

describe('invariants', () => {
  it('hold after any orders, prices, takers, cancels and waits', () => {
    fc.assert(
      fc.property(fc.integer(), steps, (seed, script) => {
        const engine = engineOf({ seed, levelLots: 20 });
        for (const step of script) run(engine, step);
        expectSound(engine);
        expectNoFlip(engine);
      }),
      { numRuns: 200 },
    );
  });

  it('are noticed when broken: a fill told twice, one lost, a fee forgotten, a position turned over', () => {
    const broken = (change: (trades: EngineTrade[]) => EngineTrade[]): VenueEngine => {
      const engine = engineOf();
      engine.place(market('buy', 3));
      engine.place(market('sell', 1, { reduceOnly: true }));
      expectSound(engine);
      const told = change([...engine.trades()]);
      engine.trades = () => told;
      return engine;
    };
    expect(() => expectSound(broken((trades) => [...trades, trades[0]!]))).toThrow();
    expect(() => expectSound(broken((trades) => trades.slice(1)))).toThrow();
    expect(() => expectSound(broken((trades) => trades.map((trade) => ({ ...trade, fee: 0n }))))).toThrow();
    expect(() =>
      expectNoFlip(broken((trades) => trades.map((trade) => ({ ...trade, lots: 9 - trade.lots })))),
    ).toThrow();
  });

  it('give the same log for the same seed, byte for byte', () => {
    const text = (seed: number): string => {
      const engine = engineOf({ seed, levelLots: 5, walk: { everyMs: 250, bps: 5 } });
      engine.place(limit('buy', 30, 899_900, { clientId: 'a' }));
      for (let at = NOW; at < NOW + 120_000; at += 700) engine.step(at);
      return JSON.stringify([engine.log, engine.quote(XBT)], (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
    };
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
  });
});
