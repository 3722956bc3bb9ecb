import { call, type AnyProcedure } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { createSampleApi } from '#tests/support/transport/sample-api.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import { contractError } from './contract-error.ts';
import type { Handlers, HandlersOf } from './handler-types.ts';
import { implementContract } from './implement.ts';

const at = (router: unknown, noun: string, verb: string): AnyProcedure =>
  (router as Record<string, Record<string, AnyProcedure>>)[noun]?.[verb] as AnyProcedure;

describe('implementContract', () => {
  it('binds plain functions: an example of a noun', async () => {
    const trading: HandlersOf<'trading'> = {
      halt: async ({ reason }) => ({ state: reason === 'soft' ? 'REDUCE_ONLY' : 'HALTED' }) as never,
      resume: async ({ confirmation }, { role }) => {
        if (confirmation !== 'RESUME') throw contractError('NOT_CONFIRMED', { expected: 'RESUME' }, `Not so, ${role}`);
        return { state: 'ACTIVE' };
      },
      pauseIntake: async () => ({ paused: true }),
      resumeIntake: async () => ({ paused: false }),
    };
    const handlers: Handlers = { ...createSampleApi().handlers, trading };
    const router = implementContract(handlers, { log: new RecordingLog(), checkStreams: true });
    const resume = at(router, 'trading', 'resume');
    const context = { role: 'admin' as const };
    expect(await call(resume, { confirmation: 'RESUME' }, { context })).toEqual({ state: 'ACTIVE' });
    await expect(call(resume, { confirmation: 'no' }, { context })).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
      message: 'Not so, admin',
      data: { expected: 'RESUME' },
    });
  });

  it('serves exactly the calls of the contract', () => {
    const { router } = createSampleApi();
    const names = (nouns: object) =>
      Object.entries(nouns).flatMap(([noun, verbs]) => Object.keys(verbs as object).map((verb) => `${noun}.${verb}`));
    expect(names(router)).toEqual(names(contract));
  });

  it('refuses to start when a function is missing that the compiler could not see', () => {
    const { handlers } = createSampleApi();
    const { halt: _left, ...rest } = handlers.trading;
    const broken = { ...handlers, trading: rest } as unknown as Handlers;
    expect(() => implementContract(broken, { log: new RecordingLog(), checkStreams: true })).toThrow('trading.halt');
  });

  it('waits with each message of a stream until the carrier has room', async () => {
    const api = createSampleApi();
    const open: (() => void)[] = [];
    const ready = () => new Promise<void>((resolve) => open.push(resolve));
    const controller = new AbortController();
    const watch = at(api.router, 'market', 'watch');
    const stream = (await call(watch, undefined, {
      context: { role: 'viewer' as const, ready },
      signal: controller.signal,
    })) as AsyncGenerator<unknown>;
    const first = stream.next();
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    expect([open.length, api.sentTickers]).toEqual([1, 0]);
    open[0]?.();
    expect((await first).value).toMatchObject({ kind: 'snapshot', seq: 1 });
    const second = stream.next();
    controller.abort();
    expect(await second).toMatchObject({ done: true });
    expect(api.tickers.readers).toBe(0);
  });
});
