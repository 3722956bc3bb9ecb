import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StreamMessage } from '#shared/contract/base.ts';
import { FakeRows } from '#tests/support/renderer/fake-rows.ts';
import { RENDER_INTERVAL_MS, RenderGate } from './render-gate.ts';
import { TopicStore } from './topic-store.ts';

interface Row {
  readonly key: string;
  readonly price: number;
}

const quiet = (): void => undefined;

async function* failing(): AsyncGenerator<StreamMessage<Row>> {
  yield { kind: 'snapshot', seq: 1, rows: [{ key: 'A', price: 1 }] };
  throw new Error('The host went away');
}

describe('TopicStore', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('loads, lives, and publishes changes at most every interval', async () => {
    const rows = new FakeRows<Row>([{ key: 'A', price: 1 }]);
    const store = new TopicStore<Row>((signal) => Promise.resolve(rows.watch(signal)), new RenderGate());
    let renders = 0;
    expect(store.snapshot().status).toBe('loading');
    const stop = store.subscribe(() => (renders += 1));
    await vi.advanceTimersByTimeAsync(1);
    expect(store.snapshot()).toMatchObject({ status: 'live', rows: [{ key: 'A', price: 1 }] });
    for (let price = 2; price <= 40; price += 1) {
      rows.put([{ key: 'A', price }]);
      await vi.advanceTimersByTimeAsync(25);
    }
    await vi.advanceTimersByTimeAsync(RENDER_INTERVAL_MS);
    expect(store.snapshot().rows).toEqual([{ key: 'A', price: 40 }]);
    expect(renders).toBeGreaterThan(2);
    expect(renders).toBeLessThanOrEqual(7);
    stop();
  });

  it('keeps its rows when the stream fails, says why, and follows again when asked', async () => {
    let opened = 0;
    const store = new TopicStore<Row>(() => {
      opened += 1;
      return Promise.resolve(failing());
    }, new RenderGate());
    const stop = store.subscribe(quiet);
    await vi.advanceTimersByTimeAsync(RENDER_INTERVAL_MS - 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(store.snapshot()).toMatchObject({ rows: [{ key: 'A', price: 1 }] });
    const before = opened;
    store.retry();
    await vi.advanceTimersByTimeAsync(RENDER_INTERVAL_MS);
    expect(opened).toBeGreaterThan(before);
    expect(store.snapshot()).toMatchObject({ status: 'stale', error: { sentence: 'The host went away' } });
    stop();
  });

  it('is failed when it never had rows', async () => {
    const store = new TopicStore<Row>(() => Promise.reject(new Error('Refused')), new RenderGate());
    const stop = store.subscribe(quiet);
    await vi.advanceTimersByTimeAsync(1);
    expect(store.snapshot()).toMatchObject({ status: 'failed', rows: [], error: { sentence: 'Refused' } });
    stop();
  });

  it('ends its subscription some time after the last watcher left', async () => {
    const signals: AbortSignal[] = [];
    const rows = new FakeRows<Row>([]);
    const store = new TopicStore<Row>((signal) => {
      signals.push(signal);
      return Promise.resolve(rows.watch(signal));
    }, new RenderGate());
    store.subscribe(quiet)();
    await vi.advanceTimersByTimeAsync(4_000);
    const again = store.subscribe(quiet);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    again();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
