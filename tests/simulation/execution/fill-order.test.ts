import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import type { VenueOrder } from '#core/ports/venue.ts';
import { BTC, deskOn, entry, ScriptedVenue } from './support.ts';

interface Message {
  readonly role: 'entry' | 'stop';
  readonly tradeId: string;
  readonly lots: number;
  readonly priceTicks: number;
}

const fillsArb = (role: Message['role']) =>
  fc
    .array(fc.record({ lots: fc.integer({ min: 1, max: 9 }), priceTicks: fc.integer({ min: 900, max: 1_100 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((fills) => fills.map((fill, i): Message => ({ role, tradeId: `${role}-${String(i)}`, ...fill })));

/** A list of messages with each repeated one to five times, in any order. */
const delivered = (messages: readonly Message[]) =>
  fc
    .array(fc.integer({ min: 1, max: 5 }), { minLength: messages.length, maxLength: messages.length })
    .map((copies) => messages.flatMap((message, i) => new Array<Message>(copies[i] ?? 1).fill(message)))
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));

const total = (messages: readonly Message[]) => messages.reduce((sum, message) => sum + message.lots, 0);

/** An entry and a stop order at the venue, both accepted, then the messages; what the ledger and the position say. */
async function outcomeOf(messages: readonly Message[], lots: number) {
  const { desk, venue, journal } = deskOn(new ScriptedVenue(), { barrier: 'grouped' });
  await desk.enter(entry({ lots }));
  const [sent] = venue.sent;
  if (sent === undefined) throw new Error('nothing sent');
  const orders: Record<Message['role'], VenueOrder> = { entry: sent, stop: { ...sent, side: 'sell' } };
  // The stop is made known by hand, so that its fills may come before the entry's.
  orders.stop = { ...orders.stop, clientOrderId: 'a'.repeat(32) as VenueOrder['clientOrderId'] };
  journal.append({
    type: 'order.intent',
    subject: orders.stop.clientOrderId,
    data: {
      signalId: 's1',
      symbol: BTC,
      role: 'stop',
      side: 'sell',
      kind: 'stop-market',
      lots,
      reduceOnly: true,
      priceTicks: null,
      triggerTicks: 950,
      token: 7,
    },
  });
  for (const message of messages) venue.fill(orders[message.role], message.tradeId, message.lots, message.priceTicks);
  await desk.quiescent();
  const position = journal.state.position(BTC);
  const balance = (account: 'cash' | 'realised' | 'fees') => journal.state.balance(account);
  expect([...journal.state.balances().values()].reduce((sum, amount) => sum + amount, 0n)).toBe(0n);
  return {
    lots: position?.lots,
    entryValue: position?.entryValue,
    realised: position?.realised,
    fees: position?.fees,
    cash: balance('cash'),
    booked: [balance('realised'), balance('fees')],
  };
}

it('gives the same position and ledger for any order and number of copies of an entry’s fills', async () => {
  await fc.assert(
    fc.asyncProperty(
      fillsArb('entry').chain((fills) => fc.tuple(fc.constant(fills), delivered(fills))),
      async ([fills, messages]) => {
        expect(await outcomeOf(messages, total(fills))).toEqual(await outcomeOf(fills, total(fills)));
      },
    ),
    { numRuns: 1_000 },
  );
}, 120_000);

it('gives the same result to the unit for any delivery of a whole trade', async () => {
  const trades = fillsArb('entry').chain((entries) => {
    const lots = total(entries);
    const exits = fc.array(fc.integer({ min: 900, max: 1_100 }), { minLength: 1, maxLength: 4 }).map((prices) =>
      prices
        .map((priceTicks, i): Message => {
          const share = Math.floor(lots / prices.length);
          const last = i === prices.length - 1;
          return { role: 'stop', tradeId: `stop-${String(i)}`, lots: last ? lots - share * i : share, priceTicks };
        })
        .filter((message) => message.lots > 0),
    );
    return exits.chain((closing) => {
      const all = [...entries, ...closing];
      return fc.tuple(fc.constant(all), delivered(all), fc.constant(lots));
    });
  });
  await fc.assert(
    fc.asyncProperty(trades, async ([fills, messages, lots]) => {
      const plain = await outcomeOf(fills, lots);
      expect(plain.lots).toBe(0);
      expect(plain.entryValue).toBe(0n);
      expect(plain.fees).toBe(BigInt(fills.length) * parseMoney('0.00000003'));
      expect(await outcomeOf(messages, lots)).toEqual(plain);
    }),
    { numRuns: 1_000 },
  );
}, 120_000);
