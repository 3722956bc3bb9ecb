import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { add, formatMoney, moneyOfUnits, parseMoney, subtract, ZERO, type Money } from '#shared/domain/money.ts';
import { epochMs, type EpochMs } from '#shared/domain/time.ts';
import { balanceSum } from '#core/journal/projections/ledger.ts';
import { FoldError } from '#core/journal/fold-error.ts';
import { MovementBook } from '#core/execution/reconcile/movement-book.ts';
import type { AccountMovement } from '#core/ports/venue.ts';
import { fillOf, holding, reconciled, type Reconciled } from '#tests/support/reconcile/world.ts';
import { BTC, entry, ETH, START } from './support.ts';

const cashOf = (world: Reconciled): Money => world.journal.state.balance('cash');
const money = parseMoney;

const transfer = (id: string, amount: string, at = START): AccountMovement => ({
  kind: 'transfer',
  id,
  amount: money(amount),
  what: 'TransferIn',
  tsVenue: epochMs(at),
});

const funding = (id: string, amount: string, symbol = BTC, at = START): AccountMovement => ({
  kind: 'funding',
  id,
  symbol,
  amount: money(amount),
  rate: 0.0001,
  lots: 10,
  markTicks: 1_000,
  tsVenue: epochMs(at),
});

/** Shows these movements and the balance they make, and lets the next comparison come. */
async function show(world: Reconciled, movements: readonly AccountMovement[], cash: Money): Promise<void> {
  world.venue.movements = movements;
  world.venue.account = { cash, equity: cash, available: cash };
  await world.pass(95_000);
}

/** The venue lists movements and agrees with the balance. */
const listing = (world: Reconciled): void => {
  const cash = cashOf(world);
  world.venue.movements = [];
  world.venue.account = { cash, equity: cash, available: cash };
};

/** A world whose movements are booked from now on. */
async function begun(): Promise<Reconciled> {
  const world = await holding(listing);
  await show(world, [], cashOf(world));
  return world;
}

interface Step {
  readonly kind: AccountMovement['kind'];
  readonly units: bigint;
  readonly again: boolean;
}

const STEPS: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<AccountMovement['kind'][]>('transfer', 'rebate', 'funding'),
    units: fc.bigInt({ min: -10_000_000_000n, max: 10_000_000_000n }),
    again: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Reads overlapping pages, some twice, with a restart on the way; in the end the balance is the sum of all that moved. */
function follow(
  steps: readonly Step[],
  restartAt: number,
  page: (movements: readonly AccountMovement[]) => readonly AccountMovement[],
): void {
  let world = reconciled();
  let book = new MovementBook(world);
  book.begin([], START);
  let expected = cashOf(world);
  const listed: AccountMovement[] = [];
  for (const [index, { kind, units, again }] of steps.entries()) {
    const amount = formatMoney(moneyOfUnits(units));
    const id = String(index);
    listed.push(kind === 'funding' ? funding(id, amount) : { ...transfer(id, amount), kind, what: kind });
    expected = add(expected, moneyOfUnits(units));
    if (index === restartAt) {
      world = reconciled({}, world.journal.events);
      book = new MovementBook(world);
    }
    book.book(page(again ? [...listed, ...listed] : listed.slice(-3)));
  }
  book.book(page(listed));
  expect(cashOf(world)).toBe(expected);
  expect(balanceSum(world.journal.state.balances().values())).toBe(ZERO);
}

describe('what moves on the account without a fill', () => {
  it('is booked once, whatever page and start it is read in', async () => {
    const world = await begun();
    const before = cashOf(world);
    const moved = [transfer('a', '250'), transfer('b', '-40.5'), funding('f1', '-0.125'), funding('f2', '0.5', ETH)];
    await show(world, moved, add(before, money('209.875')));
    await world.pass(130_000);
    expect(formatMoney(subtract(cashOf(world), before))).toBe('209.875');
    expect(balanceSum(world.journal.state.balances().values())).toBe(ZERO);
    expect(formatMoney(world.journal.state.balance('capital'))).toBe('-100209.5');
    // The contract that was held has its funding; one that never was is booked on the account alone.
    expect(world.journal.events.filter(({ type }) => type === 'funding.settled')).toHaveLength(1);
    expect(formatMoney(world.journal.state.position(BTC)?.funding ?? ZERO)).toBe('-0.125');
    expect(world.kinds()).toEqual([]);
    const restarted = reconciled({}, world.journal.events, world.ids);
    restarted.venue.hold(10);
    restarted.venue.movements = moved;
    restarted.venue.account = world.venue.account;
    restarted.desk.restore(world.journal.events, () => null);
    await restarted.begin();
    await restarted.pass(130_000);
    expect(cashOf(restarted)).toBe(cashOf(world));
  });

  it('takes what is listed when the account is opened for part of the balance', async () => {
    const world = await holding((fresh) => {
      listing(fresh);
      fresh.venue.movements = [transfer('old', '100')];
    });
    const before = cashOf(world);
    await show(world, [transfer('old', '100')], before);
    await show(world, [transfer('old', '100'), transfer('new', '7')], add(before, money('7')));
    expect(formatMoney(subtract(cashOf(world), before))).toBe('7');
    expect(world.kinds()).toEqual([]);
  });

  it('agrees with the venue over random movements, overlapping pages and restarts', () => {
    fc.assert(
      fc.property(STEPS, fc.nat(24), (steps, restartAt) => {
        follow(steps, restartAt, (page) => page);
      }),
      { numRuns: 60 },
    );
  });

  it('would notice a movement that is booked twice: the planted fault', () => {
    let reading = 0;
    // Each page tells the same movements under new ids.
    const renamed = (page: readonly AccountMovement[]): readonly AccountMovement[] => {
      reading += 1;
      return page.map((movement) => ({ ...movement, id: `${movement.id}/${String(reading)}` }));
    };
    const property = fc.property(STEPS, fc.nat(24), (steps, restartAt) => {
      follow(steps, restartAt, renamed);
    });
    expect(fc.check(property, { numRuns: 60 }).failed).toBe(true);
  });

  it('is refused by the journal a second time', async () => {
    const world = await begun();
    const lines = [
      ['cash', '1'],
      ['capital', '-1'],
    ] as const;
    const data = { kind: 'transfer', what: '', symbol: null, amount: '1', tsVenue: START, by: 'venue', lines } as const;
    const draft = { type: 'ledger.moved', subject: 'a', data } as const;
    world.journal.append(draft);
    const cash = cashOf(world);
    expect(() => world.journal.append(draft)).toThrow(FoldError);
    expect(cashOf(world)).toBe(cash);
  });
});

describe('a balance that differs', () => {
  it('is listed when it is the same twice, keeps entries away when it is large, and is booked on demand', async () => {
    const world = await begun();
    const ours = cashOf(world);
    await show(world, [], subtract(ours, money('600')));
    expect(world.kinds()).toEqual(['equity-differs open']);
    const [difference] = world.reconciler.status().differences;
    expect(difference?.sentence).toContain('600 less than');
    expect(world.reconciler.mayEnter(ETH)).toMatchObject({ ok: false, code: 'NOT_RECONCILED' });
    expect(world.alarms.map(({ kind }) => kind)).toContain('mismatch');
    expect(await world.reconciler.resolve(difference?.id ?? '', 'adopt', 'trader')).toMatchObject({ ok: true });
    await world.pass(95_000);
    expect(cashOf(world)).toBe(subtract(ours, money('600')));
    expect(formatMoney(world.journal.state.balance('realised'))).toBe('600');
    expect(world.kinds()).toEqual([]);
    expect(world.reconciler.mayEnter(ETH)).toEqual({ ok: true });
  });

  it('is listed and stops nothing when it is small; another amount is another difference', async () => {
    const world = await begun();
    const ours = cashOf(world);
    await show(world, [], add(ours, money('0.5')));
    expect(world.kinds()).toEqual(['equity-differs working']);
    expect(world.reconciler.mayEnter(ETH)).toEqual({ ok: true });
    const [small] = world.reconciler.status().differences;
    await world.reconciler.resolve(small?.id ?? '', 'ignore', 'trader');
    await world.pass(95_000);
    expect(world.kinds()).toEqual(['equity-differs ignored']);
    await show(world, [], add(ours, money('0.9')));
    expect(world.kinds()).toEqual(['equity-differs working']);
  });

  it('is none within rounding, nor while it is on its way', async () => {
    const world = await begun();
    const ours = cashOf(world);
    await show(world, [], add(ours, money('0.009')));
    expect(world.kinds()).toEqual([]);
    world.venue.account = { ...world.venue.account, cash: add(ours, money('500')) };
    const asked = (): number => world.venue.asked.filter((question) => question === 'account').length;
    for (const before = asked(); asked() === before;) await world.pass(1_000);
    await world.pass(10_000);
    world.venue.movements = [transfer('late', '500')];
    await world.pass(10_000);
    expect(world.kinds()).toEqual([]);
    expect(cashOf(world)).toBe(add(ours, money('500')));
  });

  it('is not looked for where the venue lists no movements', async () => {
    const world = await holding();
    await world.pass(95_000);
    expect(world.venue.movements).toBeNull();
    expect(world.kinds()).toEqual([]);
    expect(world.reconciler.expectFunding()).toBe(false);
  });
});

describe('an account that is slow to answer', () => {
  it('does not keep orders and positions from agreeing, and is compared when its answer comes', async () => {
    const world = reconciled();
    listing(world);
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { account, movements } = world.venue.ask;
    Object.assign(world.venue.ask, {
      account: () => slow.then(() => account()),
      movements: (since: EpochMs) => slow.then(() => movements(since)),
    });
    const compared = world.reconciler.start();
    await world.pass(1_000);
    expect(world.reconciler.status().phase).toBe('agreed');
    expect(world.journal.state.movement('beginning')).toBeNull();
    answer();
    await compared;
    expect(world.journal.state.movement('beginning')).not.toBeNull();
    expect(world.journal.state.fact('reconcile')?.data).toMatchObject({ phase: 'agreed', movedUntil: START + 1_000 });
  });

  it('is asked for its movements once at a start', async () => {
    const before = await begun();
    const world = reconciled({}, before.journal.events, before.ids);
    world.venue.hold(10);
    world.desk.restore(before.journal.events, () => null);
    listing(world);
    await world.begin();
    expect(world.venue.asked.filter((question) => question === 'movements')).toHaveLength(1);
    expect(world.venue.asked.filter((question) => question === 'account')).toHaveLength(1);
  });
});

describe('a fee that was estimated', () => {
  it('is corrected once by the list of fills, also after a restart', async () => {
    const world = reconciled();
    await world.begin();
    await world.desk.enter(entry());
    const order = world.sent(0);
    const told = { kind: 'fill', clientOrderId: order.clientOrderId, symbol: BTC, tradeId: 't1', side: 'buy' } as const;
    const rest = {
      priceTicks: order.priceTicks ?? (1_000 as Ticks),
      liquidity: 'taker',
      tsVenue: epochMs(START),
    } as const;
    const fee = { fee: money('0.06'), feeEstimated: true } as const;
    world.venue.events.emit({ ...told, ...rest, ...fee, lots: 10 as Lots, tsReceived: epochMs(START) });
    world.venue.hold(10);
    const before = cashOf(world);
    world.venue.fillList.push(fillOf(order, { clientOrderId: order.clientOrderId, fee: money('0.048') }));
    await world.reconciler.check('the test');
    await world.reconciler.check('the test again');
    expect(formatMoney(subtract(cashOf(world), before))).toBe('0.012');
    expect(formatMoney(world.journal.state.position(BTC)?.fees ?? ZERO)).toBe('0.048');
    expect(formatMoney(world.journal.state.balance('fees'))).toBe('0.048');
    const restarted = reconciled({}, world.journal.events, world.ids);
    restarted.venue.hold(10);
    restarted.venue.fillList = world.venue.fillList;
    restarted.desk.restore(world.journal.events, () => null);
    await restarted.begin();
    expect(cashOf(restarted)).toBe(cashOf(world));
    expect(restarted.journal.events.filter(({ type }) => type === 'fee.corrected')).toHaveLength(1);
  });
});
