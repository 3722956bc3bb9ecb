import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOrderId, type SignalId } from '#shared/domain/ids.ts';
import type { Lots } from '#shared/domain/instrument.ts';
import type { OrderRole } from '#shared/domain/order-state.ts';
import { exitRefusal } from '#core/execution/exit-refusal.ts';
import { OrderSender, type Sending } from '#core/execution/order-sender.ts';
import type { Venue, VenueOrder } from '#core/ports/venue.ts';
import { BTC, pathWorld, proposalOf } from '#tests/support/path/path-world.ts';

const exit = { symbol: BTC, side: 'sell', lots: 5, reduceOnly: true } as const;

describe('an order that closes', () => {
  it.each([
    ['part of a long', exit, 6, 'passed'],
    ['all of a long', exit, 5, 'passed'],
    ['more than a long', exit, 4, 'RISK_EXIT_TOO_LARGE'],
    ['a long that is a short', exit, -5, 'RISK_EXIT_TOO_LARGE'],
    ['nothing', exit, 0, 'RISK_EXIT_TOO_LARGE'],
    ['all of a short', { ...exit, side: 'buy' }, -5, 'passed'],
    ['more than a short', { ...exit, side: 'buy' }, -4, 'RISK_EXIT_TOO_LARGE'],
    ['a long without reduce-only', { ...exit, reduceOnly: false }, 5, 'RISK_EXIT_NOT_REDUCING'],
    ['what is not known', exit, null, 'RISK_INPUT_UNKNOWN'],
    ['what is no number', exit, Number.NaN, 'RISK_INPUT_UNKNOWN'],
    ['a part of a contract', { ...exit, lots: 1.5 }, 5, 'RISK_INPUT_UNKNOWN'],
    ['a negative size', { ...exit, lots: -1 }, 5, 'RISK_INPUT_UNKNOWN'],
  ] as const)('%s', (_, order, held, code) => {
    expect(exitRefusal(order, held)?.code ?? 'passed').toBe(code);
  });
});

/** A long that is held, and a sender of its journal into a venue that takes everything. */
async function heldLong() {
  const world = pathWorld();
  world.start();
  await world.take(proposalOf());
  world.clock.moveTo(world.clock.now() + 1_000);
  world.price(BTC, 100);
  await world.core.desk.quiescent();
  const sent: VenueOrder[] = [];
  const submit = (order: VenueOrder): ReturnType<Venue['submit']> => {
    sent.push(order);
    return Promise.resolve({ kind: 'accepted', venueOrderId: `v${String(sent.length)}` });
  };
  const venue = { submit } as unknown as Venue;
  const { journal } = world;
  const failures: unknown[] = [];
  const sender = new OrderSender(
    { journal, venue, barrier: 'grouped' },
    { onMoved: () => undefined, onFailure: (error) => failures.push(error) },
  );
  const held = journal.state.position(BTC)?.lots ?? 0;
  expect(held).toBeGreaterThan(0);
  return { journal, sender, venue, sent, held, failures };
}

const closing = (n: number, role: OrderRole, more: Partial<VenueOrder>): Sending => ({
  order: {
    clientOrderId: clientOrderId(`closing-${String(n)}`),
    symbol: BTC,
    side: 'sell',
    kind: 'market',
    lots: 1 as Lots,
    reduceOnly: true,
    priceTicks: null,
    triggerTicks: null,
    ...more,
  },
  signalId: 'a signal' as SignalId,
  role,
  token: 1,
  mayLeave: () => true,
});

/** What could open or turn a position, by the plainest rule. */
const isWrong = (order: VenueOrder, held: number): boolean =>
  !order.reduceOnly || order.side !== 'sell' || order.lots > held;

const anyClosing = fc.record({
  role: fc.constantFrom<OrderRole>('exit', 'stop', 'target'),
  side: fc.constantFrom<VenueOrder['side']>('sell', 'sell', 'buy'),
  beyond: fc.integer({ min: -20, max: 20 }),
  reduceOnly: fc.boolean(),
});

it('whatever a faulty caller asks for, nothing leaves that could open or turn a position', async () => {
  const { journal, sender, sent, held } = await heldLong();
  let n = 0;
  await fc.assert(
    fc.asyncProperty(anyClosing, async ({ role, side, beyond, reduceOnly }) => {
      const before = sent.length;
      const sending = closing((n += 1), role, { side, lots: (held + beyond) as Lots, reduceOnly });
      const outcome = await sender.send(sending, () => undefined);
      const wrong = isWrong(sending.order, held) || held + beyond <= 0;
      expect(outcome.kind).toBe(wrong ? 'withheld' : 'accepted');
      expect(sent.length - before).toBe(wrong ? 0 : 1);
      expect(journal.state.order(sending.order.clientOrderId)?.state).toBe(wrong ? 'NOT_PLACED' : 'OPEN');
    }),
    { numRuns: 60 },
  );
});

it('the record says why an exit stayed here', async () => {
  const { journal, sender, held } = await heldLong();
  const reasonOf = async (n: number, more: Partial<VenueOrder>): Promise<string | null> => {
    await sender.send(closing(n, 'exit', more), () => undefined);
    return journal.state.order(clientOrderId(`closing-${String(n)}`))?.reason ?? null;
  };
  expect(await reasonOf(1, { lots: (held + 1) as Lots })).toBe(
    `The exit of ${BTC} is ${String(held + 1)} contracts; only ${String(held)} are held and confirmed`,
  );
  expect(await reasonOf(2, { reduceOnly: false })).toMatch(/exits are reduce-only$/);
});

it('a resting exit is not changed to more than is held', async () => {
  const { sender, held, sent } = await heldLong();
  await sender.send(closing(1, 'stop', { kind: 'stop-market', triggerTicks: 900 as never }), () => undefined);
  expect(sent).toHaveLength(1);
  expect(await sender.amend(clientOrderId('closing-1'), { lots: (held + 1) as Lots }, 'a fault')).toBeNull();
});

it('a sender that does not ask is noticed', async () => {
  const { venue, sent, held } = await heldLong();
  const asks = ({ order }: Sending) => venue.submit(order, () => true);
  await asks(closing(1, 'exit', { lots: (held + 1) as Lots }));
  expect(sent.some((order) => isWrong(order, held))).toBe(true);
});
