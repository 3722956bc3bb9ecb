import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VenueOrder } from '#core/ports/venue.ts';
import { networkTransport } from '#main/adapters/venues/network-transport.ts';
import type { VenueTransport } from '#main/adapters/venues/transport.ts';
import { openKucoinWorld, type KucoinWorld } from '#tests/support/venues/kucoin-kind.ts';
import { accepted, limitAt, newId, orderOf, refOf } from '#tests/support/venues/venue-under-test.ts';
import { AMBIGUOUS_FAILURES, faultOf, type AmbiguousFailure } from '#tests/support/venue-simulator/index.ts';

/** Short, so that what is never answered costs little; longer than anything the simulator does at once. */
const TIMEOUT_MS = 250;
/** A second send by a timer or a retry would come within this. */
const AFTERMATH_MS = 10;

/** Failures after which the answer still proves what happened: the first of two copies is whole. */
const PROVEN = new Set(['answered twice']);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Captured {
  readonly sends: number;
  readonly ids: readonly string[];
}

/** What arrived at the venue for one path, since `from`. */
function captured({ simulator }: KucoinWorld, method: string, path: string, from: number): Captured {
  const seen = simulator.control.http.seen
    .slice(from)
    .filter((each) => each.method === method && each.path.startsWith(path));
  const ids = seen.map(({ body, path: whole, query }) => /[0-9a-f]{32}/.exec(`${body} ${whole} ${query}`)?.[0] ?? '');
  return { sends: seen.length, ids };
}

async function place(world: KucoinWorld, failure: AmbiguousFailure) {
  const order = orderOf(world.symbol, 'buy', 1, { ...limitAt(870_000), leverage: 5 });
  const { http } = world.simulator.control;
  const from = http.seen.length;
  http.arm(faultOf(failure, { method: 'POST', path: '/api/v1/orders' }));
  const outcome = await world.venue.submit(order);
  await pause(AFTERMATH_MS);
  return { order, outcome, captured: captured(world, 'POST', '/api/v1/orders', from) };
}

async function cancel(world: KucoinWorld, failure: AmbiguousFailure, order: VenueOrder) {
  const { http } = world.simulator.control;
  const from = http.seen.length;
  http.arm(faultOf(failure, { method: 'DELETE', path: '/api/v1/orders' }));
  const outcome = await world.venue.cancel(refOf(order));
  await pause(AFTERMATH_MS);
  return { outcome, captured: captured(world, 'DELETE', '/api/v1/orders', from) };
}

async function ask(world: KucoinWorld, failure: AmbiguousFailure, order: VenueOrder) {
  const { http } = world.simulator.control;
  const from = http.seen.length;
  http.arm(faultOf(failure, { method: 'GET', path: '/api/v1/orders/byClientOid' }));
  const answer = await world.venue.ask.order(refOf(order));
  await pause(AFTERMATH_MS);
  return { answer, captured: captured(world, 'GET', '/api/v1/orders/byClientOid', from) };
}

let world: KucoinWorld;

/** One order that is live at the venue and can be asked for and canceled. */
async function resting(): Promise<VenueOrder> {
  const order = orderOf(world.symbol, 'buy', 1, { ...limitAt(870_000), leverage: 5 });
  await accepted(world, order);
  return order;
}

/** A venue that said "too many requests" is left alone for a while: the next test takes a new connection. */
async function renewed(failure: AmbiguousFailure): Promise<void> {
  if (!/^4(29|18)/.test(failure.name)) return;
  await world.close();
  world = await openKucoinWorld({ timeoutMs: TIMEOUT_MS });
}

beforeAll(async () => {
  world = await openKucoinWorld({ timeoutMs: TIMEOUT_MS });
});
afterAll(() => world.close());

describe.each(AMBIGUOUS_FAILURES)('$name', (failure) => {
  it('a new order: one send with our id, and its outcome is not known', async () => {
    const { order, outcome, captured: seen } = await place(world, failure);
    expect(seen).toEqual({ sends: 1, ids: [order.clientOrderId] });
    expect(outcome.kind).toBe(PROVEN.has(failure.name) ? 'accepted' : 'unknown');
    await renewed(failure);
  });

  it('a cancel: one send, and its outcome is not known', async () => {
    const order = await resting();
    const { outcome, captured: seen } = await cancel(world, failure, order);
    expect(seen).toEqual({ sends: 1, ids: [order.clientOrderId] });
    expect(outcome).toBe(PROVEN.has(failure.name) ? 'accepted' : 'unknown');
    await renewed(failure);
  });

  it('a question: one send, and nothing is known', async () => {
    const order = await resting();
    const { answer, captured: seen } = await ask(world, failure, order);
    expect(seen).toEqual({ sends: 1, ids: [order.clientOrderId] });
    expect(answer.known).toBe(PROVEN.has(failure.name));
    await renewed(failure);
  });
});

it('a change: KuCoin has no such call, so nothing is sent', async () => {
  const order = await resting();
  const from = world.simulator.control.http.seen.length;
  expect(await world.venue.amend(refOf(order), { lots: order.lots })).toEqual({ kind: 'unsupported' });
  const writes = world.simulator.control.http.seen.slice(from).filter(({ method }) => method !== 'GET');
  expect(writes).toEqual([]);
});

describe('an answer with a code', () => {
  const answered = async (status: number, code: string, msg: string) => {
    const { http } = world.simulator.control;
    const reply = { kind: 'status', status, body: { code, msg } } as const;
    http.arm({ on: { method: 'POST', path: '/api/v1/orders' }, process: 'never', reply });
    return world.venue.submit(orderOf(world.symbol, 'buy', 1, limitAt(870_000)));
  };

  it.each([
    [200, '300003', 'rejected'],
    [200, '300005', 'rejected'],
    [400, '300012', 'rejected'],
    [401, '400005', 'rejected'],
    [200, '300018', 'unknown'],
    [400, '400100', 'unknown'],
    [500, '300003', 'unknown'],
    [403, '300003', 'unknown'],
    [200, '999999', 'unknown'],
  ])('HTTP %i with %s: %s', async (status, code, kind) => {
    expect((await answered(status, code, 'as the venue says')).kind).toBe(kind);
  });

  it('names another order: the answer is not ours', async () => {
    const { http } = world.simulator.control;
    const body = { code: '200000', data: { orderId: '1', clientOid: newId() } };
    http.arm({
      on: { method: 'POST', path: '/api/v1/orders' },
      process: 'never',
      reply: { kind: 'status', status: 200, body },
    });
    expect((await world.venue.submit(orderOf(world.symbol, 'buy', 1, limitAt(870_000)))).kind).toBe('unknown');
  });
});

describe('the test of the test', () => {
  /** The planted bug: what HTTP libraries do when they are told to retry. */
  function retrying(): VenueTransport {
    const network = networkTransport();
    return {
      ...network,
      async send(request, signal) {
        try {
          return await network.send(request, signal);
        } catch {
          return network.send(request, new AbortController().signal);
        }
      },
    };
  }

  it('notices a second send after a reset', async () => {
    const planted = await openKucoinWorld({ timeoutMs: TIMEOUT_MS, transport: retrying() });
    try {
      const reset = AMBIGUOUS_FAILURES.find(({ name }) => name === 'reset before a byte, done') as AmbiguousFailure;
      const { captured: seen } = await place(planted, reset);
      expect(seen.sends).toBe(2);
    } finally {
      await planted.close();
    }
  });
});
