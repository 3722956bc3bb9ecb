import { contractSymbol, resource, type ResourceKey } from '#shared/domain/ids.ts';
import { LockManager, type Granted, type WaitTerms } from '#core/agents/locking/lock-manager.ts';
import { emptyLockState, type LockState } from '#core/agents/locking/lock-state.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import { VirtualTime } from '../orders/virtual-time.ts';

const KEYS: readonly ResourceKey[] = [
  resource.portfolio,
  resource.symbol(contractSymbol('XBTUSDTM')),
  resource.symbol(contractSymbol('ETHUSDTM')),
];
const LEASE_MS = 5_000;
const HOLD_MS = 40;
/** Of a thousand holders so many die with the lock. */
const DEATHS_PER_MILLE = 1;

export type MakeManager = (monotonic: () => number, state: LockState, scheduler: Scheduler) => LockManager;

export const fair: MakeManager = (monotonic, state, scheduler) => new LockManager(monotonic, state, scheduler);

/** The queue the wrong way round: whoever came last is served first. */
export const unfair: MakeManager = (monotonic, state, scheduler) =>
  new (class extends LockManager {
    override request(
      resources: readonly ResourceKey[],
      holder: string,
      leaseMs: number,
      terms: WaitTerms,
    ): Granted | Promise<Granted> {
      const granted = super.request(resources, holder, leaseMs, terms);
      const last = granted instanceof Promise ? state.waiters.pop() : undefined;
      if (last !== undefined) state.waiters.unshift({ ...last, rank: -last.id });
      return granted;
    }
  })(monotonic, state, scheduler);

/** What a crowd at the locks came to. */
export interface ContentionReport {
  readonly acquisitions: number;
  readonly deaths: number;
  /** The wait that 99 of 100 did not exceed, ms. */
  readonly p99WaitMs: number;
  /** Twice as long as when everyone holds the lock once, ms. */
  readonly limitMs: number;
  /** The longest time from the grant to a holder that died to the next grant of that lock to someone who waited, ms. */
  readonly longestDeadMs: number;
  readonly leaseMs: number;
  readonly gaveUp: number;
}

/** Holders that want one lock or two at random times, hold them for a while, and now and then die with them. */
export async function contention(seed: number, wanted: number, make: MakeManager): Promise<ContentionReport> {
  const time = new VirtualTime();
  const random = new Sfc32(seed);
  const locks = make(() => time.monotonic(), emptyLockState(0), time);
  const holders = 3 + Math.floor(random.next() * 6);
  const waits: number[] = [];
  const diedAt = new Map<ResourceKey, number>();
  const run = { deaths: 0, longestDeadMs: 0, gaveUp: 0, held: 0 };
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void time.after(ms, resolve));
  const grantedAt = (key: ResourceKey): void => {
    const died = diedAt.get(key);
    diedAt.delete(key);
    if (died !== undefined) run.longestDeadMs = Math.max(run.longestDeadMs, time.monotonic() - died);
  };
  const work = async (holder: string): Promise<void> => {
    for (let life = 0; waits.length < wanted;) {
      await sleep(random.next() * HOLD_MS);
      const first = Math.floor(random.next() * KEYS.length);
      const keys = KEYS.filter((_, at) => at === first || random.next() < 0.2);
      const from = time.monotonic();
      const granted = await locks.request(keys, `${holder}.${String(life)}`, LEASE_MS, { maxWaitMs: 600_000 });
      waits.push(time.monotonic() - from);
      if (!granted.ok) {
        run.gaveUp += 1;
        continue;
      }
      // Only who waited since before the death shows how long the lock stayed with the dead.
      for (const { resource: key } of granted.value) if ((diedAt.get(key) ?? 0) >= from) grantedAt(key);
      if (random.next() * 1_000 < DEATHS_PER_MILLE) {
        run.deaths += 1;
        life += 1;
        run.held += LEASE_MS;
        for (const key of keys) diedAt.set(key, time.monotonic());
        await sleep(LEASE_MS);
        continue;
      }
      const hold = random.next() * 2 * HOLD_MS;
      run.held += hold;
      await sleep(hold);
      for (const { resource: key, token } of granted.value) locks.release(key, token);
    }
  };
  const all = Promise.all(Array.from({ length: holders }, (_, n) => work(`holder ${String(n)}`)));
  let done = false;
  void all.then(() => (done = true));
  while (!done) await time.advance(1_000);
  const sorted = waits.sort((a, b) => a - b);
  return {
    acquisitions: waits.length,
    deaths: run.deaths,
    p99WaitMs: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    limitMs: (2 * holders * run.held) / waits.length,
    longestDeadMs: run.longestDeadMs,
    leaseMs: LEASE_MS,
    gaveUp: run.gaveUp,
  };
}
