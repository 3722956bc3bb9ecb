import { ORPCError } from '@orpc/client';
import { afterEach, describe, expect, it } from 'vitest';
import type { StreamMessage, Role } from '#shared/contract/base.ts';
import type { TickerView } from '#shared/contract/market.ts';
import { followRows, type FollowedRows } from '#renderer/data/reconnect-rows.ts';
import type { CarrierKind, CarrierUnderTest } from '#tests/support/transport/carrier.ts';
import { portKind } from '#tests/support/transport/port-carrier-kind.ts';
import { restKind } from '#tests/support/transport/rest-carrier-kind.ts';
import { eventually } from '#tests/support/transport/eventually.ts';
import { createSampleApi, DEFECT } from '#tests/support/transport/sample-api.ts';
import { socketKind } from '#tests/support/transport/socket-carrier-kind.ts';

const KINDS: readonly CarrierKind[] = [portKind, socketKind, restKind];
const opened: CarrierUnderTest[] = [];

interface Setting {
  readonly role?: Role;
  readonly checkStreams?: boolean;
}

async function open(kind: CarrierKind, { role = 'trader', checkStreams = true }: Setting = {}) {
  const api = createSampleApi({ checkStreams });
  const carrier = await kind.open(api, role);
  opened.push(carrier);
  return { api, carrier, client: carrier.client };
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((carrier) => carrier.close()));
});

async function failure(promise: Promise<unknown>): Promise<ORPCError<string, unknown>> {
  const error: unknown = await promise.then(
    () => new Error('It did not fail'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ORPCError);
  return error as ORPCError<string, unknown>;
}

/** Nothing of a defect, and no path or stack, may be in what a caller sees. */
function expectNoLeak(error: ORPCError<string, unknown>): void {
  const seen = JSON.stringify(error.toJSON());
  expect(seen).not.toContain('4711');
  expect(seen).not.toMatch(/\/home\/|\/work\/|node_modules|\.ts:|at \w+ \(/);
}

const price = (row: TickerView, last: number): TickerView => ({ ...row, last });

/** Lets sockets and ports carry what is on its way. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe.each(KINDS)('the contract over $name', (kind) => {
  it('answers a call with its output', async () => {
    const { client } = await open(kind);
    expect(await client.system.status()).toMatchObject({ key: 'status', mode: 'demo' });
    expect(await client.trading.halt({ reason: 'test' })).toEqual({ state: 'HALTED' });
    expect(await client.trading.resumeIntake()).toEqual({ paused: false });
  });

  it('refuses a call that does not exist', async () => {
    const { carrier } = await open(kind);
    const error = await failure(carrier.call(['keys', 'export'], {}));
    expect(error.status).toBe(404);
    for (const path of [
      ['__proto__', 'toString'],
      ['constructor', 'prototype'],
      ['system', 'constructor'],
    ]) {
      expect((await failure(carrier.call(path, {}))).status).toBe(404);
    }
  });

  it('refuses an input the contract does not allow and names the field', async () => {
    const { carrier, api } = await open(kind);
    const error = await failure(carrier.call(['journal', 'page'], { limit: 'many' }));
    expect(error).toMatchObject({ code: 'BAD_REQUEST', status: 400, data: { issues: [{ path: ['limit'] }] } });
    expect(Object.keys((error.data as { issues: object[] }).issues[0] ?? {}).sort()).toEqual(['message', 'path']);
    expectNoLeak(error);
    const odd = await failure(carrier.call(['trading', 'halt'], { reason: 7 }));
    expect(odd).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['reason'] }] } });
    expect(api.writes).toEqual([]);
  });

  it('does not let an answer out that the contract does not allow', async () => {
    const { client, api } = await open(kind);
    const error = await failure(client.market.instruments());
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', data: { reference: 'E00001' } });
    expectNoLeak(error);
    expect(api.log.text).toContain('E00001');
    const stream = await client.scores.watch();
    const inStream = await failure(stream.next());
    expect(inStream).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', data: { reference: 'E00002' } });
    expectNoLeak(inStream);
  });

  it.runIf(kind.checksAnswers)('does not take a message the contract does not allow', async () => {
    const { client } = await open(kind, { checkStreams: false });
    const stream = await client.scores.watch();
    await expect(stream.next()).rejects.toMatchObject({ code: 'EVENT_ITERATOR_VALIDATION_FAILED' });
  });

  it('carries an expected failure with its data', async () => {
    const { client } = await open(kind);
    const error = await failure(client.replay.report({ id: 'r42' }));
    expect(error).toMatchObject({ code: 'NOT_FOUND', defined: true, data: { what: 'r42' } });
    const unconfirmed = await failure(client.trading.resume({ confirmation: 'resume' }));
    expect(unconfirmed).toMatchObject({ code: 'NOT_CONFIRMED', defined: true, data: { expected: 'RESUME' } });
    const stream = await client.replay.watch({ id: 'r43' });
    expect(await failure(stream.next())).toMatchObject({ code: 'NOT_FOUND', data: { what: 'r43' } });
  });

  it('refuses a role that is too low, before it looks at the input', async () => {
    const { client, carrier, api } = await open(kind, { role: 'viewer' });
    expect(await client.system.status()).toMatchObject({ mode: 'demo' });
    const error = await failure(client.trading.halt({ reason: 'test' }));
    expect(error).toMatchObject({ code: 'FORBIDDEN', status: 403, data: { needs: 'trader', has: 'viewer' } });
    expect(await failure(carrier.call(['trading', 'halt'], { reason: 7 }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(api.writes).toEqual([]);
  });

  it('tells nothing of a defect but a reference to the log', async () => {
    const { client, api } = await open(kind);
    const inCall = await failure(client.agents.list());
    expect(inCall).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', status: 500, data: { reference: 'E00001' } });
    const undeclared = await failure(client.trading.pauseIntake({ reason: 'test' }));
    expect(undeclared).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', data: { reference: 'E00002' } });
    const stream = await client.agents.watch();
    expect((await stream.next()).value).toMatchObject({ kind: 'snapshot' });
    const inStream = await failure(stream.next());
    expect(inStream).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', data: { reference: 'E00003' } });
    for (const error of [inCall, undeclared, inStream]) expectNoLeak(error);
    expect(api.log.lines.filter((line) => line.includes(DEFECT))).toHaveLength(2);
  });

  it.each(['abort', 'return'])('ends the host’s generator when a stream is cancelled by %s', async (way) => {
    const { client, api } = await open(kind);
    const controller = new AbortController();
    const stream = await client.market.watch(undefined, { signal: controller.signal });
    await stream.next();
    expect(api.tickers.readers).toBe(1);
    const waiting = stream.next().catch(() => 'ended');
    if (way === 'abort') controller.abort();
    else await stream.return(undefined);
    await eventually(() => expect(api.tickers.readers).toBe(0));
    await waiting;
    expect(api.scheduler.waiting).toBe(0);
  });

  it('does not wait for a generator that does not look at its signal', async () => {
    const { client, api } = await open(kind);
    const controller = new AbortController();
    const stream = await client.journal.verify(undefined, { signal: controller.signal });
    for (let n = 0; n < 3; n += 1) await stream.next();
    expect(api.openVerifications).toBe(1);
    controller.abort();
    await stream.next().catch(() => undefined);
    await eventually(() => {
      api.wakeVerification();
      expect(api.openVerifications).toBe(0);
    });
  });

  it('settles everything with a code when the connection is lost', async () => {
    const { client, carrier, api } = await open(kind);
    const pending = failure(client.market.series());
    const stream = await client.market.watch();
    await stream.next();
    const next = failure(stream.next());
    await eventually(() => expect(api.tickers.readers).toBe(1));
    carrier.cut();
    expect((await pending).code).toBe('DISCONNECTED');
    expect((await next).code).toBe('DISCONNECTED');
    await eventually(() => expect(api.tickers.readers).toBe(0));
  });

  it('holds a slow reader to what a snapshot weighs, and brings it up to date', async () => {
    const { client, carrier, api } = await open(kind);
    const [first] = api.tickers.rows();
    const heavy = Array.from({ length: 10 }, (_, n) => ({
      ...(first as TickerView),
      key: `HEAVY${n}USDTM`,
      coin: 'X'.repeat(12_000),
    }));
    api.tickers.replace(heavy);
    const stream = await client.market.watch();
    await stream.next();
    carrier.pause();
    const rounds = 600;
    for (let round = 1; round <= rounds; round += 1) {
      api.tickers.put(heavy.map((row) => price(row, round)));
      api.scheduler.advance(100);
      if (round % 2 === 0) await turn();
      expect(api.tickers.mostHeld).toBeLessThanOrEqual(heavy.length);
    }
    // 120 KB each: what left the topic is bounded by the carrier's buffers, not by the length of the pause.
    expect(api.sentTickers).toBeLessThan(rounds / 3);
    carrier.resume();
    const seen: StreamMessage<TickerView>[] = [];
    const isUpToDate = () => {
      const rows = new Map<string, TickerView>();
      for (const message of seen) {
        for (const row of message.kind === 'snapshot' ? message.rows : message.put) rows.set(row.key, row);
      }
      return rows.size === heavy.length && [...rows.values()].every(({ last }) => last === rounds);
    };
    const moving = setInterval(() => api.scheduler.advance(100), 1);
    try {
      while (!isUpToDate()) {
        const step = await stream.next();
        if (step.done === true) throw new Error('The stream ended');
        seen.push(step.value);
      }
    } finally {
      clearInterval(moving);
    }
    expect(seen.some(({ kind: what }) => what === 'snapshot')).toBe(true);
    seen.forEach(({ seq }, index) => expect(seq).toBe(index + 2));
    expect(seen.length).toBeLessThan(rounds / 3);
  });

  it('subscribes anew when a message is missing, and ends with the right rows', async () => {
    const { client, carrier, api } = await open(kind);
    const seen: FollowedRows<TickerView>[] = [];
    const controller = new AbortController();
    const openRows = async (signal: AbortSignal) => client.market.watch(undefined, { signal });
    const following = followRows(openRows, (rows) => seen.push(rows), controller.signal);
    await eventually(() => expect(seen.at(-1)?.rows).toHaveLength(10));
    const [row] = api.tickers.rows() as [TickerView];
    carrier.dropNext('"last":111');
    for (const last of [111, 222]) {
      api.tickers.put([price(row, last)]);
      api.scheduler.advance(100);
      await turn();
      await eventually(() => expect(api.tickers.mostHeld).toBe(0));
    }
    await eventually(() => {
      api.scheduler.advance(100);
      expect(seen.at(-1)).toMatchObject({ status: 'live', rows: api.tickers.rows() });
    });
    expect(seen.map(({ status }) => status)).toContain('stale');
    expect(seen.flatMap(({ rows }) => rows).some(({ last }) => last === 111)).toBe(false);
    controller.abort();
    await following;
    await eventually(() => expect(api.tickers.readers).toBe(0));
  });

  it('answers a thousand calls at once, each one once and with its own answer', async () => {
    const { client, api } = await open(kind);
    const numbers = Array.from({ length: 1_000 }, (_, n) => n + 1);
    const answers = await Promise.all(numbers.map((before) => client.journal.page({ before })));
    expect(answers.map(({ head }) => head)).toEqual(numbers);
    expect([...api.pages.values()]).toEqual(numbers.map(() => 1));
  });
});

describe('the page’s client', () => {
  it.each([portKind, socketKind])('makes a lost connection again over $name', async (kind) => {
    const { client, carrier } = await open(kind);
    expect(await client.system.status()).toMatchObject({ mode: 'demo' });
    carrier.cut();
    await eventually(async () => expect(await client.system.status()).toMatchObject({ mode: 'demo' }));
  });
});
