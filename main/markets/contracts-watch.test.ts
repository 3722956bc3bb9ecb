import { expect, it } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { HOUR } from '#shared/domain/time.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { BTC, ETH, INSTRUMENTS } from '#tests/support/path/path-world.ts';
import { ContractsWatch } from './contracts-watch.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const used = [...INSTRUMENTS.values()];

function watchOf(read: () => Promise<readonly Instrument[]>) {
  const clock = new VirtualClock(1_000);
  return { clock, watch: new ContractsWatch({ used, read, clock, scheduler: clock, log: quiet }) };
}

it('finds the same contracts again, as of now', async () => {
  const { clock, watch } = watchOf(() => Promise.resolve(used.map((one) => ({ ...one, asOf: '2026-01-01' }))));
  clock.moveTo(1_000 + HOUR);
  await watch.look();
  expect(watch.last).toEqual({ at: 1_000 + HOUR, active: new Set([BTC, ETH]) });
  watch.dispose();
});

it('a contract that is gone or changed is not active any more', async () => {
  const { watch } = watchOf(() => Promise.resolve(used.slice(0, 1).map((one) => ({ ...one, lotSize: 10 }))));
  await watch.look();
  expect(watch.last.active).toEqual(new Set());
  watch.dispose();
});

it('a failed reading leaves the last one with its age', async () => {
  const { clock, watch } = watchOf(() => Promise.reject(new Error('no connection')));
  clock.moveTo(1_000 + HOUR);
  await watch.look();
  expect(watch.last).toEqual({ at: 1_000, active: new Set([BTC, ETH]) });
  watch.dispose();
});
