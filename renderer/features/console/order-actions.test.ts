import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/contract/index.ts';
import { orderActions } from './order-actions.ts';

type Orders = Client['orders'];

const after = (answer: () => Promise<Awaited<ReturnType<Orders['cancel']>>>) =>
  orderActions({ orders: { cancel: answer } as unknown as Orders }).cancel('a');

describe('an action', () => {
  it('tells what was done, and what is not proven', async () => {
    const done = { outcome: 'done', sentence: 'The cancel is sent.', orderIds: ['a'] } as const;
    expect(await after(() => Promise.resolve({ ...done, orderIds: [...done.orderIds] }))).toMatchObject({
      kind: 'done',
    });
    const doubt = { outcome: 'in-doubt' as const, sentence: 'No clear answer.', orderIds: ['a'] };
    expect(await after(() => Promise.resolve(doubt))).toMatchObject({ kind: 'in-doubt', sentence: 'No clear answer.' });
  });

  it('that is refused has the words and the code of the gate', async () => {
    const data = { stage: 'risk', code: 'RISK_HALTED', sentence: 'Trading is halted.', numbers: {} };
    const refusal = new ORPCError('REFUSED', { status: 422, message: 'Trading is halted.', data });
    expect(await after(() => Promise.reject(refusal))).toEqual({
      kind: 'refused',
      code: 'RISK_HALTED',
      sentence: 'Trading is halted.',
    });
  });

  it('whose answer is lost, or that failed inside the host, is in doubt: never done again by itself', async () => {
    const lost = await after(() => Promise.reject(new Error('The connection was lost')));
    expect(lost).toMatchObject({ kind: 'in-doubt', sentence: expect.stringContaining('Look under Orders') as string });
    const inside = new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, message: 'Something failed' });
    expect(await after(() => Promise.reject(inside))).toMatchObject({ kind: 'in-doubt' });
  });
});
