import { expect, it } from 'vitest';
import { contractSymbol, resource } from '#shared/domain/ids.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { LockManager, type Granted } from './lock-manager.ts';

const BTC = resource.symbol(contractSymbol('XBTUSDTM'));
const ETH = resource.symbol(contractSymbol('ETHUSDTM'));

interface World {
  readonly time: VirtualTime;
  readonly locks: LockManager;
  /** What a request that waited came to. */
  readonly ends: Granted[];
}

function wait({ locks, ends }: World, holder: string): Granted | null {
  const granted = locks.request([BTC], holder, 1_000, { maxWaitMs: 300 });
  if (!(granted instanceof Promise)) return granted;
  void granted.then((end) => ends.push(end));
  return null;
}

/** What brings each refusal about; what was answered at once, or null where the end of a wait is the answer. */
const TRIGGERS: readonly [
  code: string,
  sentence: RegExp,
  bring: (world: World) => Granted | null | Promise<Granted | null>,
][] = [
  ['LOCK_HELD', /locked by holder for another 1000 ms/, ({ locks }) => locks.acquire([BTC], 'other', 1_000)],
  [
    'LOCK_QUEUED',
    /goes to first first, who has waited 40 ms/,
    async (world) => {
      // A reader could join the reader that holds, but a writer waits before it.
      for (const { resource: key, token } of world.locks.leases()) world.locks.release(key, token);
      world.locks.acquire([BTC], 'holder', 1_000, 'READ');
      wait(world, 'first');
      await world.time.advance(40);
      return world.locks.acquire([BTC], 'other', 1_000, 'READ');
    },
  ],
  [
    'LOCK_WAITED',
    /was not free within 300 ms/,
    async (world) => {
      wait(world, 'other');
      await world.time.advance(300);
      return null;
    },
  ],
  [
    'LOCK_DROPPED',
    /ended after 70 ms: the machine slept/,
    async (world) => {
      wait(world, 'other');
      await world.time.advance(70);
      world.locks.dropAll('the machine slept');
      return null;
    },
  ],
  [
    'LOCK_NESTED_WAIT',
    /other has or awaits .*ETHUSDTM/,
    (world) => {
      world.locks.acquire([ETH], 'other', 1_000);
      return wait(world, 'other');
    },
  ],
];

it.each(TRIGGERS)('%s says what is in the way', async (code, sentence, bring) => {
  const time = new VirtualTime();
  const world: World = { time, locks: new LockManager(() => time.monotonic(), 0, time), ends: [] };
  expect(world.locks.acquire([BTC], 'holder', 1_000).ok).toBe(true);
  const answered = await bring(world);
  await Promise.resolve();
  const end = answered ?? world.ends.at(-1);
  if (end === undefined || end.ok) throw new Error('nothing was refused');
  expect(end.error.code).toBe(code);
  expect(end.error.sentence).toMatch(sentence);
});
