import { describe, expect, it, vi } from 'vitest';
import { querySource } from './query-source.ts';

const asked = { data: undefined as unknown, dataUpdatedAt: 0, error: null as unknown, refetch: vi.fn() };

describe('querySource', () => {
  it('waits, lives, grows stale with its answer, and fails without one', () => {
    const broken = { ...asked, error: new Error('The host does not answer') };
    expect(querySource(asked)).toMatchObject({ status: 'loading', receivedAt: null, error: null });
    expect(querySource({ ...asked, data: [], dataUpdatedAt: 7 })).toMatchObject({ status: 'live', receivedAt: 7 });
    expect(querySource(broken)).toMatchObject({ status: 'failed', receivedAt: null });
    const stale = querySource({ ...broken, data: [], dataUpdatedAt: 7 });
    expect(stale).toMatchObject({ status: 'stale', receivedAt: 7 });
    expect(stale.error?.sentence).toBe('The host does not answer');
  });

  it('asks again when it is told to', () => {
    querySource(asked).retry();
    expect(asked.refetch).toHaveBeenCalledOnce();
  });
});
