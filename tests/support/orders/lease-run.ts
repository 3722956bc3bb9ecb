import { contractSymbol, resource, type FencingToken } from '#shared/domain/ids.ts';
import type { LockManager } from '#core/agents/locking/lock-manager.ts';
import { Seeded } from './seeded.ts';
import { disturb } from './time-faults.ts';
import { VirtualTime } from './virtual-time.ts';

const LOCK = resource.symbol(contractSymbol('XBTUSDTM'));
const HOLDERS = ['a', 'b', 'c'] as const;
const LEASE_MS = 30_000;
const STEPS = 120;

/** A lease as its holder sees it: `until` by true time, which the holder's timers follow. */
interface Held {
  readonly holder: string;
  readonly token: FencingToken;
  readonly until: number;
}

/** Holders of one lock, and what is true of it: true time is the monotonic one. */
class LeaseRun {
  readonly #time = new VirtualTime();
  readonly #random: Seeded;
  readonly #locks: LockManager;
  #held: Held | null = null;
  #lastToken = 0;

  constructor(seed: number, make: (time: VirtualTime) => LockManager) {
    this.#random = new Seeded(seed);
    this.#locks = make(this.#time);
  }

  /** One holder does something; what went wrong, or null. */
  async step(): Promise<string | null> {
    await this.#time.advance(this.#random.between(0, LEASE_MS / 3));
    const fault = this.#random.chance(0.25) ? disturb(this.#time, this.#random) : 'no fault';
    if (this.#held !== null && this.#held.until <= this.#time.monotonic()) this.#held = null;
    const holder = this.#random.pick(HOLDERS);
    const own = this.#held?.holder === holder ? this.#held : null;
    const wrong = own === null ? this.#take(holder) : this.#use(own);
    return wrong === null ? null : `after ${fault}: ${wrong}`;
  }

  #use(held: Held): string | null {
    if (this.#random.chance(0.5)) {
      this.#held = null;
      return this.#locks.release(LOCK, held.token) ? null : 'a live lease was not released';
    }
    if (!this.#locks.renew(LOCK, held.token, LEASE_MS).ok) return 'a live lease was not renewed';
    this.#held = { ...held, until: this.#time.monotonic() + LEASE_MS };
    return null;
  }

  #take(holder: string): string | null {
    const held = this.#held;
    const result = this.#locks.acquire([LOCK], holder, LEASE_MS);
    const lease = result.ok ? result.value[0] : undefined;
    if (held !== null) {
      if (lease !== undefined) return `${holder} got a lock that ${held.holder} holds`;
      return this.#locks.isCurrent(LOCK, held.token) ? null : 'a lease ended before its time';
    }
    if (lease === undefined) return 'a free lock was refused';
    if (Number(lease.token) <= this.#lastToken) return 'a token did not rise';
    this.#lastToken = Number(lease.token);
    this.#held = { holder, token: lease.token, until: this.#time.monotonic() + LEASE_MS };
    return null;
  }
}

/**
 * Holders take, renew and release one lock for a while, and the clocks of the machine are set meanwhile.
 * @returns what went wrong, or null.
 */
export async function leaseRun(seed: number, make: (time: VirtualTime) => LockManager): Promise<string | null> {
  const run = new LeaseRun(seed, make);
  for (let step = 0; step < STEPS; step++) {
    const wrong = await run.step();
    if (wrong !== null) return `step ${String(step)}, ${wrong}`;
  }
  return null;
}
