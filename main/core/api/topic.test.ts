import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamMessage } from '#shared/contract/base.ts';
import { ManualScheduler } from '#tests/support/transport/manual-scheduler.ts';
import { Topic } from './topic.ts';

interface Row {
  readonly key: string;
  readonly n: number;
}

const row = (key: string, n: number): Row => ({ key, n });

function setUp(maxUnreadPeriods = 3) {
  const scheduler = new ManualScheduler();
  const topic = new Topic<Row>(scheduler, { periodMs: 100, maxUnreadPeriods });
  return { scheduler, topic };
}

/** What is resolved already, without waiting for what is not. */
async function peek<T>(promise: Promise<T>): Promise<T | 'pending'> {
  await Promise.resolve();
  return Promise.race([promise, Promise.resolve('pending' as const)]);
}

describe('Topic', () => {
  it('gives a snapshot, then coalesced deltas with rising numbers, at most one per period', async () => {
    const { scheduler, topic } = setUp();
    topic.put([row('a', 1), row('b', 1)]);
    const reader = topic.subscribe();
    expect((await reader.next()).value).toEqual({ kind: 'snapshot', seq: 1, rows: [row('a', 1), row('b', 1)] });
    const second = reader.next();
    topic.put([row('a', 2)]);
    topic.put([row('a', 3), row('c', 1)]);
    topic.drop(['b']);
    expect(await peek(second)).toBe('pending');
    scheduler.advance(100);
    expect((await second).value).toEqual({ kind: 'delta', seq: 2, put: [row('a', 3), row('c', 1)], drop: ['b'] });
    const third = reader.next();
    scheduler.advance(100);
    expect(await peek(third)).toBe('pending');
    topic.put([row('a', 4)]);
    expect((await third).value).toEqual({ kind: 'delta', seq: 3, put: [row('a', 4)], drop: [] });
  });

  it('never sends more than ten messages in a second', async () => {
    const { scheduler, topic } = setUp();
    const reader = topic.subscribe();
    let messages = 0;
    const read = (async () => {
      for await (const message of reader) messages += message.seq > 0 ? 1 : 0;
    })();
    for (let ms = 0; ms < 999; ms += 1) {
      topic.put([row('a', ms)]);
      scheduler.advance(1);
      await Promise.resolve();
    }
    await reader.return(undefined);
    await read;
    expect(messages).toBeGreaterThanOrEqual(9);
    expect(messages).toBeLessThanOrEqual(10);
  });

  it('gives a fresh snapshot in place of the deltas that a slow reader missed', async () => {
    const { scheduler, topic } = setUp(3);
    topic.put([row('a', 0)]);
    const reader = topic.subscribe();
    await reader.next();
    for (let n = 1; n <= 10; n += 1) {
      topic.put([row('a', n), row(`k${n}`, n)]);
      scheduler.advance(100);
    }
    expect(topic.mostHeld).toBe(0);
    expect(scheduler.waiting).toBe(0);
    const message = (await reader.next()).value as StreamMessage<Row>;
    expect(message).toEqual({ kind: 'snapshot', seq: 2, rows: topic.rows() });
    topic.put([row('a', 99)]);
    scheduler.advance(100);
    expect((await reader.next()).value).toEqual({ kind: 'delta', seq: 3, put: [row('a', 99)], drop: [] });
  });

  it('does not let keys that come and go pile up', async () => {
    const { topic } = setUp(1_000);
    const reader = topic.subscribe();
    await reader.next();
    for (let n = 0; n < 10_000; n += 1) {
      topic.put([row(`k${n}`, n)]);
      topic.drop([`k${n}`]);
      expect(topic.mostHeld).toBeLessThanOrEqual(64);
    }
  });

  it.each(['abort', 'return', 'throw', 'aborted before'])('leaves nothing behind after %s', async (way) => {
    const { scheduler, topic } = setUp();
    const controller = new AbortController();
    let listeners = 0;
    const signal = {
      get aborted() {
        return controller.signal.aborted;
      },
      addEventListener: (type: 'abort', listener: () => void) => {
        listeners += 1;
        controller.signal.addEventListener(type, listener);
      },
      removeEventListener: (type: 'abort', listener: () => void) => {
        listeners -= 1;
        controller.signal.removeEventListener(type, listener);
      },
    };
    if (way === 'aborted before') controller.abort();
    const reader = topic.subscribe(signal);
    await reader.next();
    const waiting = reader.next();
    topic.put([row('a', 1)]);
    if (way === 'abort') controller.abort();
    if (way === 'return') await reader.return(undefined);
    if (way === 'throw') await expect(reader.throw(new Error('gone'))).rejects.toThrow('gone');
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
    expect([topic.readers, scheduler.waiting, listeners]).toEqual([0, 0, 0]);
  });

  it('brings every reader to the same rows, whatever is put, dropped, read and waited', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('put' as const), key: fc.constantFrom('a', 'b', 'c'), n: fc.integer() }),
      fc.record({ do: fc.constant('drop' as const), key: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ do: fc.constant('read' as const) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 500 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const { scheduler, topic } = setUp(2);
        const reader = topic.subscribe();
        const seen = new Map<string, Row>();
        let seq = 0;
        let open: Promise<IteratorResult<StreamMessage<Row>, void>> | null = null;
        const fold = (message: StreamMessage<Row>) => {
          expect(message.seq).toBe((seq += 1));
          if (message.kind === 'snapshot') seen.clear();
          for (const item of message.kind === 'snapshot' ? message.rows : message.put) seen.set(item.key, item);
          if (message.kind === 'delta') message.drop.forEach((key) => seen.delete(key));
        };
        const read = async () => {
          open ??= reader.next();
          const got = await peek(open);
          if (got === 'pending' || got.done === true) return false;
          open = null;
          fold(got.value);
          return true;
        };
        for (const now of steps) {
          if (now.do === 'put') topic.put([row(now.key, now.n)]);
          if (now.do === 'drop') topic.drop([now.key]);
          if (now.do === 'wait') scheduler.advance(now.ms);
          if (now.do === 'read') await read();
        }
        for (let round = 0; round < 4; round += 1) {
          await read();
          scheduler.advance(100);
        }
        expect(new Map(topic.rows().map((item) => [item.key, item]))).toEqual(seen);
        await reader.return(undefined);
        expect(scheduler.waiting).toBe(0);
      }),
    );
  });
});
