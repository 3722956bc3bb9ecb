import { expect, it } from 'vitest';
import { limitsView } from '#shared/contract/limits.ts';
import { pathWorld } from '#tests/support/path/path-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { limitHandlers } from './limit-handlers.ts';

const TRADER = { role: 'trader', signal: undefined } as const;
const because = { reason: 'a quiet week', confirmation: null };

function open(readOnly = false) {
  const world = pathWorld();
  world.start();
  const parts = { core: world.core, store: { journal: { readOnly } }, dataFolder: 'data' } as unknown as ApiParts;
  return limitHandlers(parts);
}

it('lists every limit with its bounds and its use, as the contract says', async () => {
  const view = await open().list(undefined, TRADER);
  expect(limitsView.safeParse(view).error).toBeUndefined();
  expect(view.limits.find(({ key }) => key === 'leverage')).toMatchObject({
    value: 3,
    standard: 3,
    hardCap: 10,
    row: 15,
  });
  expect(view.limits.find(({ key }) => key === 'grossExposurePpm')?.used).toBe(0);
});

it('changes, tells what it changed, and takes it back', async () => {
  const calls = open();
  expect(await calls.change({ values: { leverage: 2 }, ...because }, TRADER)).toEqual({ version: 1 });
  expect((await calls.history(undefined, TRADER))[0]).toMatchObject({
    version: 1,
    by: 'trader',
    changed: [{ key: 'leverage', before: 3, after: 2 }],
  });
  expect(await calls.rollback({ version: 0, ...because }, TRADER)).toEqual({ version: 2 });
});

it('refuses with the text that must be typed, and beyond the cap whatever was', async () => {
  const calls = open();
  await expect(calls.change({ values: { leverage: 5 }, ...because }, TRADER)).rejects.toMatchObject({
    code: 'LIMIT_REFUSED',
    data: { code: 'NOT_CONFIRMED', expected: 'loosen leverage' },
  });
  await expect(
    calls.change({ values: { leverage: 11 }, reason: 'x', confirmation: 'loosen leverage' }, TRADER),
  ).rejects.toMatchObject({ data: { code: 'BEYOND_CAP' } });
  await expect(open(true).change({ values: { leverage: 2 }, ...because }, TRADER)).rejects.toMatchObject({
    code: 'READ_ONLY',
  });
});

it('approves only what was looked at, and enables only what is disabled', async () => {
  const calls = open();
  const { approval } = await calls.list(undefined, TRADER);
  const seen = { build: approval?.build ?? '', rules: approval?.rules ?? '', reason: 'updated' };
  expect(await calls.approve(seen, TRADER)).toEqual({ approved: true });
  await expect(calls.approve({ ...seen, build: 'other' }, TRADER)).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
  const strategy = { strategy: 'trend', symbol: 'XBTUSDTM', reason: 'looked at' };
  await expect(calls.enable(strategy, TRADER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
