import { os } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import type { ApiRouter } from '#core/api/implement.ts';
import { SharedReads } from './shared-reads.ts';

const URL_OF = '/api/symbol-mgmt/portfolio';

function setUp() {
  const world = { value: 0, reads: 0 };
  const portfolio = os.route({ method: 'GET', path: '/symbol-mgmt/portfolio' }).handler(() => {
    world.reads += 1;
    return { value: world.value };
  });
  const router = { management: { portfolio } } as unknown as ApiRouter;
  const reads = new SharedReads(router, { role: 'viewer' });
  const ask = async (): Promise<unknown> => JSON.parse((await reads.read(URL_OF))?.body.toString() ?? 'null');
  return { world, reads, ask };
}

describe('SharedReads', () => {
  it('works out one answer for all who ask in one turn', async () => {
    const { world, ask } = setUp();
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask()));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"value":0}']));
    expect(world.reads).toBe(1);
  });

  it('never answers a later turn with what an earlier one read', async () => {
    const { world, ask } = setUp();
    for (let value = 1; value <= 20; value += 1) {
      world.value = value;
      await new Promise((resolve) => setImmediate(resolve));
      expect(await ask()).toEqual({ value });
    }
  });

  it('shares plain reads of known paths only', () => {
    const { reads } = setUp();
    expect(reads.shares('GET', URL_OF)).toBe(true);
    expect(reads.shares('POST', URL_OF)).toBe(false);
    expect(reads.shares('GET', '/api/depth/book')).toBe(false);
  });
});
