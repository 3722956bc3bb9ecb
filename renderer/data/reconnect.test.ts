import { createORPCClient } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { StreamMessage } from '#shared/contract/base.ts';
import type { Client } from '#shared/contract/index.ts';
import { EventedWire } from './reconnect-wire-events.ts';
import type { Carrier } from './reconnect-wire.ts';
import { portCarrier, type PagePort } from './reconnect-carriers.ts';
import { Reconnecting, type PageTimer } from './reconnect.ts';
import { followRows, type FollowedRows } from './reconnect-rows.ts';

class FakeTimer implements PageTimer {
  time = 0;
  readonly due = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.time;
  }

  after(ms: number, callback: () => void): () => void {
    const entry = { at: this.time + ms, callback };
    this.due.add(entry);
    return () => this.due.delete(entry);
  }

  advance(ms: number): void {
    this.time += ms;
    for (const entry of [...this.due].filter(({ at }) => at <= this.time)) {
      this.due.delete(entry);
      entry.callback();
    }
  }
}

/** A carrier whose wires open, answer and break when the test says so. */
class FakeCarrier implements Carrier {
  readonly sent: string[] = [];
  readonly wires: EventedWire[] = [];
  readonly #attempts: { readonly accept: () => void; readonly reject: (error: Error) => void }[] = [];
  attempts = 0;

  open(onClose: (reason: string) => void): Promise<EventedWire> {
    this.attempts += 1;
    return new Promise((resolve, reject) => {
      const accept = () => {
        const wire = new EventedWire({ send: (frame) => this.sent.push(frame), close: () => undefined }, onClose);
        this.wires.push(wire);
        resolve(wire);
      };
      this.#attempts.push({ accept, reject });
    });
  }

  async accept(): Promise<EventedWire> {
    this.#attempts.shift()?.accept();
    await settle();
    return this.wires.at(-1) as EventedWire;
  }

  async refuse(): Promise<void> {
    this.#attempts.shift()?.reject(new Error('The host does not answer'));
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

function setUp() {
  const timer = new FakeTimer();
  const carrier = new FakeCarrier();
  const connection = new Reconnecting(carrier, timer);
  const phases: string[] = [];
  connection.subscribe(() => phases.push(connection.get().phase));
  return { timer, carrier, connection, phases, client: createORPCClient<Client>(connection) };
}

describe('Reconnecting', () => {
  it('holds calls while it connects and sends them when it is open', async () => {
    const { carrier, connection, client } = setUp();
    expect(connection.get()).toMatchObject({ phase: 'connecting' });
    const answer = client.trading.resumeIntake();
    await settle();
    expect(carrier.sent).toEqual([]);
    const wire = await carrier.accept();
    expect(connection.get()).toMatchObject({ phase: 'open', reason: '' });
    expect(carrier.sent).toHaveLength(1);
    const { i } = JSON.parse(carrier.sent[0] ?? '') as { i: string };
    wire.receive(JSON.stringify({ i, p: { b: { json: { paused: false } } } }));
    expect(await answer).toEqual({ paused: false });
  });

  it('gives up a held call after five seconds, and fails calls at once while it is lost', async () => {
    const { timer, carrier, client } = setUp();
    const held = client.trading.resumeIntake();
    const check = expect(held).rejects.toMatchObject({ code: 'DISCONNECTED' });
    await settle();
    timer.advance(5_000);
    await check;
    await carrier.refuse();
    await expect(client.trading.resumeIntake()).rejects.toMatchObject({ code: 'DISCONNECTED' });
  });

  it('waits twice as long after each failure, ten seconds at most, and starts small again after a success', async () => {
    const { timer, carrier, connection } = setUp();
    const waits: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      await carrier.refuse();
      waits.push(Math.min(...[...timer.due].map(({ at }) => at - timer.time)));
      expect(connection.get()).toMatchObject({ phase: 'lost', since: 0, reason: 'The host does not answer' });
      const { attempts } = carrier;
      timer.advance((waits.at(-1) ?? 0) - 1);
      expect(carrier.attempts).toBe(attempts);
      timer.advance(1);
      expect(carrier.attempts).toBe(attempts + 1);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    const wire = await carrier.accept();
    wire.lost('The host hung up');
    expect([...timer.due].map(({ at }) => at - timer.time)).toEqual([250]);
  });

  it('settles open calls with a code when the wire is lost, and sends none of them again', async () => {
    const { timer, carrier, client, phases } = setUp();
    const wire = await carrier.accept();
    const pending = expect(client.trading.halt({ reason: 'x' })).rejects.toMatchObject({ code: 'DISCONNECTED' });
    await settle();
    wire.lost('The host hung up');
    await pending;
    timer.advance(250);
    await carrier.accept();
    expect(phases).toEqual(['open', 'lost', 'open']);
    expect(carrier.sent).toHaveLength(1);
  });

  it('drops a wire that carries what cannot be read', async () => {
    const { carrier, connection } = setUp();
    const wire = await carrier.accept();
    wire.receive('{"i":');
    expect(connection.get()).toMatchObject({ phase: 'lost', reason: 'The host sent something unreadable' });
  });

  it('tries at once when told to, and never again when stopped', async () => {
    const { timer, carrier, connection } = setUp();
    await carrier.refuse();
    connection.retry();
    expect([carrier.attempts, timer.due.size]).toEqual([2, 0]);
    connection.retry();
    expect(carrier.attempts).toBe(2);
    await carrier.accept();
    connection.stop();
    timer.advance(60_000);
    expect([carrier.attempts, connection.get().phase]).toEqual([2, 'lost']);
  });
});

describe('portCarrier', () => {
  it('tells how much it took every 16 frames and every quarter of a megabyte', async () => {
    const posted: unknown[] = [];
    let deliver: (event: { readonly data?: unknown }) => void = () => undefined;
    const port: PagePort = {
      addEventListener: (type, listener) => {
        if (type === 'message') deliver = listener;
      },
      postMessage: (data) => posted.push(data),
      close: () => undefined,
    };
    await portCarrier(async () => port).open(() => undefined);
    for (let n = 0; n < 33; n += 1) deliver({ data: '1' });
    expect(posted).toEqual([{ taken: 16 }, { taken: 32 }]);
    deliver({ data: `"${'x'.repeat(262_144)}"` });
    expect(posted.at(-1)).toEqual({ taken: 34 });
  });
});

interface Row {
  readonly key: string;
  readonly n: number;
}

const row = (key: string, n: number): Row => ({ key, n });

describe('followRows', () => {
  async function* play(messages: readonly StreamMessage<Row>[], end: 'wait' | 'throw' | 'return', signal: AbortSignal) {
    yield* messages;
    if (end === 'throw') throw new Error('lost');
    if (end === 'wait') await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  }

  it('subscribes anew at once at a gap, after a wait when the stream broke, and says stale meanwhile', async () => {
    const timer = new FakeTimer();
    const seen: FollowedRows<Row>[] = [];
    const signals: AbortSignal[] = [];
    const snapshot = (n: number): StreamMessage<Row> => ({ kind: 'snapshot', seq: 1, rows: [row('a', n)] });
    const scripts = [
      { messages: [snapshot(1), { kind: 'delta', seq: 3, put: [row('a', 9)], drop: [] } as const], end: 'wait' },
      { messages: [snapshot(2)], end: 'throw' },
      { messages: [], end: 'throw' },
      { messages: [snapshot(3)], end: 'wait' },
    ] as const;
    const controller = new AbortController();
    const open = async (signal: AbortSignal) => {
      const script = scripts[signals.length] as (typeof scripts)[number];
      signals.push(signal);
      return play(script.messages, script.end, signal);
    };
    const done = followRows(open, (rows) => seen.push(rows), controller.signal, timer);
    await settle();
    expect(signals).toHaveLength(2);
    expect(signals[0]?.aborted).toBe(true);
    timer.advance(250);
    await settle();
    expect(signals).toHaveLength(3);
    timer.advance(499);
    await settle();
    expect(signals).toHaveLength(3);
    timer.advance(1);
    await settle();
    const states = seen.map(({ status, rows }) => `${status} ${rows.map(({ n }) => n).join()}`);
    expect(states).toEqual(['live 1', 'stale 1', 'live 2', 'stale 2', 'stale 2', 'live 3']);
    controller.abort();
    await done;
    expect([signals.every(({ aborted }) => aborted), timer.due.size]).toEqual([true, 0]);
  });
});
