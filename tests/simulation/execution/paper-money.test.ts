import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notional, toTicks } from '#shared/domain/instrument.ts';
import { maintenanceTierOf } from '#core/market/liquidation-price.ts';
import type { VenueEvent, VenueOrder } from '#core/ports/venue.ts';
import { bookFill, bookFunding, FLAT, type PositionBasis } from '#core/portfolio/ledger.ts';
import { account, BTC, known, money, paperOrder, paperWorld, refOf, TIERED } from './paper-world.ts';

const START_BALANCE = money('500');

/** Keeps the account a second time, from what the venue tells and from nothing else. */
class Auditor {
  wallet: bigint = START_BALANCE;
  realised = 0n;
  fees = 0n;
  funding = 0n;
  liquidations = 0;
  position: PositionBasis = FLAT;
  readonly orders = new Map<string, VenueOrder>();
  readonly #filled = new Map<string, number>();

  onEvent(event: VenueEvent): void {
    if (event.kind !== 'fill') return;
    this.#checkTerms(event);
    const booked = bookFill(this.position, event, TIERED);
    this.position = booked.after;
    this.realised += booked.realised;
    this.fees += event.fee;
    this.wallet += booked.realised - event.fee;
    if (event.cause === 'liquidation') this.liquidations += 1;
  }

  /** No order fills more than its size, and none that only reduces turns or enlarges the position. */
  #checkTerms({ clientOrderId, side, lots, cause }: Extract<VenueEvent, { kind: 'fill' }>): void {
    if (cause !== undefined) return;
    const order = this.orders.get(clientOrderId);
    const total = (this.#filled.get(clientOrderId) ?? 0) + lots;
    this.#filled.set(clientOrderId, total);
    if (order === undefined) throw new Error('A fill of nobody');
    if (order.closePosition !== true && total > order.lots) throw new Error('More was filled than ordered');
    const held = this.position.lots;
    const after = side === 'buy' ? held + lots : held - lots;
    const reduces = Math.abs(after) < Math.abs(held) && after * held >= 0;
    if (order.reduceOnly && !reduces) throw new Error('Reduce-only did not reduce');
  }

  onFunding(rate: number, mark: number): void {
    if (this.position.lots === 0) return;
    const { amount } = bookFunding(TIERED, this.position.lots, rate, toTicks(TIERED, mark));
    this.funding += amount;
    this.wallet += amount;
  }

  openAt(mark: number): bigint {
    return notional(TIERED, toTicks(TIERED, mark), this.position.lots) - this.position.entryValue;
  }
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      kind: fc.constantFrom(
        'market',
        'market',
        'limit',
        'stop-market',
        'stop-limit',
        'take-profit-market',
        'trailing-stop',
      ),
      lots: fc.integer({ min: 1, max: 20_000 }),
      offset: fc.integer({ min: -40, max: 40 }),
      reduceOnly: fc.boolean(),
      closePosition: fc.boolean(),
      leverage: fc.constantFrom(undefined, 3, 20, 50, 100),
      timeInForce: fc.constantFrom('gtc', 'gtc', 'ioc', 'fok'),
      triggerBy: fc.constantFrom('mark', 'last', 'index'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('tick' as const, 'depth' as const),
      move: fc.integer({ min: -30, max: 30 }),
      size: fc.integer({ min: 0, max: 30_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('trade' as const),
      offset: fc.integer({ min: -3, max: 3 }),
      size: fc.integer({ min: 1, max: 30_000 }),
      side: fc.constantFrom('buy' as const, 'sell' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('fund' as const), ppm: fc.integer({ min: -3_000, max: 3_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'jump' as const), which: fc.nat(50) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Walks one path; throws when the venue's wallet and the audit differ by a single unit at any moment. */
async function walk(
  steps: readonly Step[],
  latencyMs: number,
  tamper: (event: VenueEvent) => VenueEvent,
): Promise<Auditor> {
  const world = paperWorld({ account: account('500'), instrument: TIERED, config: { latencyMs } });
  const auditor = new Auditor();
  world.venue.onEvent((event) => {
    auditor.onEvent(tamper(event));
  });
  let price = 1_000;
  const orders: ReturnType<typeof paperOrder>[] = [];
  const tick = (size: number) => {
    world.tick((price - 1) / 10, (price + 1) / 10, {
      mark: price / 10,
      last: price / 10,
      index: price / 10,
      bidLots: size,
      askLots: size,
    });
  };
  tick(10);
  for (const one of steps) {
    switch (one.do) {
      case 'order': {
        const { offset, leverage, closePosition, ...terms } = one;
        const at = Math.max(1, price + offset);
        const lever = leverage === undefined ? {} : { leverage };
        const more = { priceTicks: at, triggerTicks: at, trailTicks: 1 + Math.abs(offset), ...lever };
        const order = paperOrder({ ...terms, ...more, closePosition: closePosition && one.reduceOnly });
        orders.push(order);
        auditor.orders.set(order.clientOrderId, order);
        await world.venue.submit(order);
        break;
      }
      case 'tick':
        price = Math.max(50, price + one.move);
        tick(one.size);
        break;
      case 'depth':
        price = Math.max(50, price + one.move);
        world.depth(
          [
            [(price - 1) / 10, one.size],
            [(price - 3) / 10, 500],
          ],
          [
            [(price + 1) / 10, one.size],
            [(price + 4) / 10, 500],
          ],
        );
        break;
      case 'trade':
        world.trade((price + one.offset) / 10, one.size, one.side);
        break;
      case 'fund':
        auditor.onFunding(one.ppm / 1e6, price / 10);
        world.venue.onFunding(BTC, one.ppm / 1e6, price / 10, world.clock.now());
        break;
      case 'cancel': {
        const order = orders[one.which % Math.max(1, orders.length)];
        if (order !== undefined) await world.venue.cancel(refOf(order));
        break;
      }
      case 'jump':
        price = Math.max(50, Math.round(price * (one.which % 2 === 0 ? 0.85 : 1.15)));
        tick(20_000);
        break;
    }
    await compare(world.venue, auditor);
  }
  tick(0);
  const { equity } = await known(world.venue.ask.account());
  expect(equity).toBe(auditor.wallet + auditor.openAt(price / 10));
  return auditor;
}

async function compare(venue: ReturnType<typeof paperWorld>['venue'], auditor: Auditor): Promise<void> {
  if (venue.wallet !== auditor.wallet) throw new Error(`${String(venue.wallet)} is not ${String(auditor.wallet)}`);
  const { realised, fees, funding } = auditor;
  if (venue.wallet !== START_BALANCE + realised - fees + funding) throw new Error('The parts do not add up');
  const [held] = await known(venue.ask.positions());
  if ((held?.lots ?? 0) !== auditor.position.lots) throw new Error('The positions differ');
}

const PATHS = fc.array(step, { minLength: 20, maxLength: 80 });
const LATENCY = fc.constantFrom(0, 3);
/** Nightly: `ZMART_TIER=nightly`. */
const RUNS = process.env['ZMART_TIER'] === 'nightly' ? 12_000 : 300;
const honest = (event: VenueEvent): VenueEvent => event;

describe('the paper venue’s money', () => {
  it('is conserved to the unit over any path, liquidations included', async () => {
    let liquidations = 0;
    let fills = 0n;
    await fc.assert(
      fc.asyncProperty(PATHS, LATENCY, async (steps, latency) => {
        const auditor = await walk(steps, latency, honest);
        liquidations += auditor.liquidations;
        fills += auditor.fees > 0n ? 1n : 0n;
      }),
      { numRuns: RUNS },
    );
    expect(liquidations).toBeGreaterThan(3);
    expect(fills).toBeGreaterThan(20n);
  });

  const planted: readonly (readonly [string, (event: VenueEvent) => VenueEvent])[] = [
    [
      'a fee of a unit less',
      (event) => (event.kind === 'fill' ? { ...event, fee: (event.fee - 1n) as typeof event.fee } : event),
    ],
    [
      'a liquidation a tick off',
      (event) =>
        event.kind === 'fill' && event.cause === 'liquidation'
          ? { ...event, priceTicks: (event.priceTicks + 1) as typeof event.priceTicks }
          : event,
    ],
  ];

  it.each(planted)('would show %s', async (_, tamper) => {
    const found = await fc.check(
      fc.asyncProperty(PATHS, LATENCY, async (steps, latency) => {
        await walk(steps, latency, tamper);
      }),
      { numRuns: 200, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  });
});

/**
 * True when the mark does not cross into another step of the table on its way: without deductions a falling value can
 * drop into a milder step, and a position that was past its liquidation price is covered again.
 */
const sameStep = (lots: number, ticks: number, other: number): boolean =>
  maintenanceTierOf(TIERED, notional(TIERED, ticks, lots)) === maintenanceTierOf(TIERED, notional(TIERED, other, lots));

describe('a liquidation', () => {
  it('never costs more than the margin of the position', async () => {
    const terms = fc.record({
      side: fc.constantFrom('buy' as const, 'sell' as const),
      lots: fc.integer({ min: 1, max: 20_000 }),
      price: fc.integer({ min: 500, max: 20_000 }),
      leverage: fc.integer({ min: 2, max: 20 }),
      beyond: fc.integer({ min: 0, max: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(terms, async ({ side, lots, price, leverage, beyond }) => {
        const world = paperWorld({ account: account('1000000'), instrument: TIERED, config: { depthLevels: 1 } });
        const at = price / 10;
        world.tick(at, at, { mark: at });
        await world.venue.submit(paperOrder({ side, lots, leverage }));
        world.tick(at, at, { mark: at, bidLots: lots, askLots: lots });
        const before = await known(world.venue.ask.account());
        const [position] = await known(world.venue.ask.positions());
        const ticks = position?.liquidationTicks;
        if (ticks === null || ticks === undefined) throw new Error('A levered position has a liquidation price');
        const further = side === 'buy' ? Math.max(1, ticks - 1 - beyond) : ticks + 1 + beyond;
        fc.pre(sameStep(lots, ticks, further));
        world.tick(at, at, { mark: further / 10 });
        expect(world.fills()).toHaveLength(2);
        const margin = BigInt(before.equity) - BigInt(before.available);
        const lost = BigInt(before.equity) - BigInt(world.venue.wallet ?? 0n);
        expect(lost).toBeLessThanOrEqual(margin);
        expect(lost).toBeGreaterThan(0n);
      }),
      { numRuns: RUNS },
    );
  });

  it('comes at the reported price and not a tick before it', async () => {
    const terms = fc.record({
      lots: fc.integer({ min: 1, max: 20_000 }),
      price: fc.integer({ min: 500, max: 20_000 }),
      leverage: fc.integer({ min: 2, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(
        terms,
        fc.constantFrom('buy' as const, 'sell' as const),
        async ({ lots, price, leverage }, side) => {
          const world = paperWorld({ account: account('1000000'), instrument: TIERED, config: { depthLevels: 1 } });
          const at = price / 10;
          world.tick(at, at, { mark: at });
          await world.venue.submit(paperOrder({ side, lots, leverage }));
          world.tick(at, at, { mark: at, bidLots: lots, askLots: lots });
          const [position] = await known(world.venue.ask.positions());
          const ticks = Number(position?.liquidationTicks);
          const away = side === 'buy' ? 1 : -1;
          fc.pre(sameStep(lots, ticks, ticks - away));
          world.tick(at, at, { mark: (ticks + away) / 10 });
          expect(world.fills()).toHaveLength(1);
          world.tick(at, at, { mark: (ticks - away) / 10 });
          expect(world.fills()).toHaveLength(2);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
