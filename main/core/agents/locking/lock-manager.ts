import { denial, type Denial } from '#shared/domain/denial.ts';
import type { FencingToken, ResourceKey } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import { COMPATIBLE, covers, type LockMode } from './lock-modes.ts';
import {
  emptyLockState,
  HEAD_START,
  type Lease,
  type LockEvent,
  type LockPriority,
  type LockState,
  type Waiter,
} from './lock-state.ts';

export type { Lease } from './lock-state.ts';

/** The leases of a request, in the order of their keys, or why there are none. */
export type Granted = Result<readonly Lease[], Denial>;

/** How a request waits. */
export interface WaitTerms {
  readonly mode?: LockMode;
  readonly priority?: LockPriority;
  readonly maxWaitMs: number;
}

interface Wanted {
  readonly holder: string;
  /** In the order of the keys, each once. */
  readonly resources: readonly ResourceKey[];
  readonly mode: LockMode;
  readonly leaseMs: number;
  readonly rank: number;
}

const NONE: readonly Lease[] = [];

const inOrder = (resources: readonly ResourceKey[]): readonly ResourceKey[] =>
  resources.length === 1 ? resources : [...new Set(resources)].sort();

/**
 * Leases with fencing tokens. A lease is a hint that someone works on a resource; safety comes from the token, which
 * rises with each grant and is checked where the effect happens. Times are monotonic, so a set wall clock changes nothing.
 *
 * Several resources are taken together or not at all, and nobody waits who holds something: no deadlock is possible.
 * The moves of a lease and of a request are drawn in `docs/technical/locks.md`.
 */
export class LockManager {
  /** Everything that happens to a lock, within the call that makes it happen. */
  readonly onEvent = new Emitter<LockEvent>();
  readonly #monotonic: () => number;
  readonly #state: LockState;
  readonly #scheduler: Pick<Scheduler, 'after'> | null;
  readonly #settle = new Map<number, (granted: Granted) => void>();
  #timer: Disposable | null = null;

  /**
   * @param start the highest token that may have been used before, or the state to go on from.
   * @param scheduler wakes those who wait when a lease runs out; without it nobody can wait or keep a lease alive.
   */
  constructor(monotonic: () => number, start: number | LockState, scheduler: Pick<Scheduler, 'after'> | null = null) {
    this.#monotonic = monotonic;
    this.#state = typeof start === 'number' ? emptyLockState(start) : start;
    this.#scheduler = scheduler;
  }

  /**
   * Grants a lease on every resource or on none, now or not at all. What the holder has in this mode or a stronger one is
   * counted once more and keeps its token; a stronger mode than it has is refused, so that two readers cannot wait for
   * each other to become writers.
   */
  acquire(resources: readonly ResourceKey[], holder: string, leaseMs: number, mode: LockMode = 'EXCLUSIVE'): Granted {
    const rank = ++this.#state.arrivals;
    return this.#attempt({ resources: inOrder(resources), holder, leaseMs, mode, rank }, this.advance());
  }

  /**
   * As {@link acquire}, but waits in the queues of the resources when they are not free: a promise is given only then.
   * Who holds or awaits something already cannot wait: it must ask for everything at once.
   */
  request(
    resources: readonly ResourceKey[],
    holder: string,
    leaseMs: number,
    { mode = 'EXCLUSIVE', priority = 'normal', maxWaitMs }: WaitTerms,
  ): Granted | Promise<Granted> {
    const now = this.advance();
    // The half keeps ranks apart: a head start leads between two arrivals.
    const rank = ++this.#state.arrivals - (priority === 'normal' ? 0 : HEAD_START[priority] + 0.5);
    const wanted: Wanted = { resources: inOrder(resources), holder, leaseMs, mode, rank };
    const granted = this.#attempt(wanted, now);
    if (granted.ok || maxWaitMs <= 0) return granted;
    const held = this.#anyOf(holder);
    if (held !== null) return err(denial('LOCK_NESTED_WAIT', { holder, held, resource: wanted.resources.join(', ') }));
    const id = this.#state.arrivals;
    this.#enqueue({ ...wanted, id, priority, since: now, deadline: now + maxWaitMs });
    return new Promise((resolve) => this.#settle.set(id, resolve));
  }

  /** Who keeps a resource from being acquired now, as a refusal; null when it is free. */
  heldBy(resource: ResourceKey, now: number = this.#monotonic()): Denial | null {
    const held = this.#live(resource, now).find(({ mode }) => !COMPATIBLE[mode].EXCLUSIVE);
    return held === undefined ? null : heldDenial(held, now);
  }

  /** Extends a lease that is still live. Its half-life is the time to do so. */
  renew(resource: ResourceKey, token: FencingToken, leaseMs: number): Result<Lease, Denial> {
    const now = this.#monotonic();
    const lease = this.#find(resource, token, now);
    if (lease === null) return err(this.#stale(resource, token));
    const renewed: Lease = { ...lease, until: now + leaseMs, leaseMs };
    this.#replace(lease, renewed);
    return ok(renewed);
  }

  /** Renews leases at half of their time until it is disposed of or one of them is lost. */
  keep(leases: readonly Lease[]): Disposable {
    const scheduler = this.#scheduler;
    const shortest = Math.min(...leases.map(({ leaseMs }) => leaseMs));
    if (scheduler === null || leases.length === 0) return { dispose: () => undefined };
    const renewAll = (): Disposable =>
      scheduler.after(shortest / 2, () => {
        if (leases.every(({ resource, token, leaseMs }) => this.renew(resource, token, leaseMs).ok)) timer = renewAll();
      });
    let timer = renewAll();
    return { dispose: () => timer.dispose() };
  }

  /** Gives back one acquisition; a stale token, or one whose lease has ended, frees nothing and says so with false. */
  release(resource: ResourceKey, token: FencingToken): boolean {
    const now = this.#monotonic();
    const lease = this.#find(resource, token, now);
    if (lease === null) return false;
    if (lease.count > 1) {
      this.#replace(lease, { ...lease, count: lease.count - 1 });
      return true;
    }
    this.#end(lease, 'released', now, '');
    this.#serve(now);
    return true;
  }

  /** True while `token` is that of a live lease which allows changes: the last question before an effect. */
  isCurrent(resource: ResourceKey, token: FencingToken): boolean {
    const lease = this.#find(resource, token, this.#monotonic());
    return lease !== null && lease.mode !== 'READ';
  }

  /** Ends every lease on a resource, whoever holds it; those who wait are served. Says how many it ended. */
  break(resource: ResourceKey, reason: string): number {
    const now = this.advance();
    const broken = this.#live(resource, now);
    for (const lease of broken) this.#end(lease, 'broken', now, reason);
    this.#serve(now);
    return broken.length;
  }

  /** Ends every lease and every wait, as after a sleep of the machine: what anyone knew when it asked is old. */
  dropAll(reason: string): void {
    const now = this.#monotonic();
    for (const waiter of this.#state.waiters.splice(0)) this.#giveUp(waiter, now, 'LOCK_DROPPED', reason);
    for (const lease of this.#all()) this.#end(lease, lease.until > now ? 'broken' : 'expired', now, reason);
    this.#rearm(now);
  }

  /** The live leases, by resource and token. */
  leases(): readonly Lease[] {
    const now = this.#monotonic();
    return this.#all()
      .filter(({ until }) => until > now)
      .sort((a, b) => (a.resource === b.resource ? a.token - b.token : a.resource < b.resource ? -1 : 1));
  }

  /** Who waits, in the order in which they are served where they want the same. */
  waiting(): readonly Waiter[] {
    return [...this.#state.waiters];
  }

  /** Ends what has run out and serves who can be served; says what time it is. Timers and every request call it. */
  advance(): number {
    const now = this.#monotonic();
    if (this.#state.waiters.length > 0) {
      this.#expireAll(now);
      this.#serve(now);
    }
    return now;
  }

  /** Ends what has run out although nobody asks for it, so that it is told. */
  sweep(): void {
    this.#expireAll(this.#monotonic());
    this.advance();
  }

  #attempt(wanted: Wanted, now: number): Granted {
    const refusal = this.#obstacle(wanted, now);
    if (refusal !== null) return err(refusal);
    return ok(wanted.resources.map((resource) => this.#grant(resource, wanted, now)));
  }

  /** What is in the way of a request: who waits itself, a lease, or a request that comes first. */
  #obstacle({ resources, holder, mode, rank }: Wanted, now: number): Denial | null {
    const { waiters } = this.#state;
    const own = waiters.find((waiter) => waiter.holder === holder);
    if (own !== undefined) {
      const resource = resources.join(', ');
      return denial('LOCK_NESTED_WAIT', { holder, held: own.resources.join(', '), resource });
    }
    for (const key of resources) {
      const live = this.#live(key, now);
      if (live.length === 0 && waiters.length === 0) continue;
      if (live.some((lease) => lease.holder === holder && covers(lease.mode, mode))) continue;
      const held = live.find((lease) => lease.holder === holder || !COMPATIBLE[lease.mode][mode]);
      if (held !== undefined) return heldDenial(held, now);
      const first = waiters.find((w) => w.rank < rank && w.resources.includes(key) && !COMPATIBLE[w.mode][mode]);
      if (first !== undefined)
        return denial('LOCK_QUEUED', { resource: key, holder: first.holder, waitedMs: Math.ceil(now - first.since) });
    }
    return null;
  }

  #grant(resource: ResourceKey, { holder, mode, leaseMs }: Wanted, now: number): Lease {
    const live = this.#live(resource, now);
    const held = live.length === 0 ? undefined : live.find((lease) => lease.holder === holder);
    if (held !== undefined) {
      const again: Lease = { ...held, count: held.count + 1, until: Math.max(held.until, now + leaseMs) };
      this.#replace(held, again);
      return again;
    }
    const token = (this.#state.lastToken += 1) as FencingToken;
    const lease: Lease = { resource, holder, mode, token, since: now, until: now + leaseMs, leaseMs, count: 1 };
    this.#state.leases.set(resource, live.length === 0 ? [lease] : [...live, lease]);
    this.#tell('acquired', lease, now, '');
    return lease;
  }

  #enqueue(waiter: Waiter): void {
    const { waiters } = this.#state;
    const at = waiters.findIndex((other) => other.rank > waiter.rank);
    waiters.splice(at === -1 ? waiters.length : at, 0, waiter);
    for (const resource of waiter.resources) this.#tellWait('waiting', resource, waiter, waiter.since, '');
    this.#rearm(waiter.since);
  }

  /** Ends waits that took too long and grants what can be granted, in the order of the queue. */
  #serve(now: number): void {
    const { waiters } = this.#state;
    if (waiters.length === 0) return;
    for (const waiter of [...waiters]) {
      const at = waiters.indexOf(waiter);
      if (at === -1) continue;
      if (waiter.deadline <= now) {
        waiters.splice(at, 1);
        this.#giveUp(waiter, now, 'LOCK_WAITED', 'it waited too long');
      } else if (this.#isFree(waiter, at, now)) {
        waiters.splice(at, 1);
        const leases = waiter.resources.map((resource) => this.#grant(resource, waiter, now));
        this.#answer(waiter.id, ok(leases));
      }
    }
    this.#rearm(now);
  }

  #isFree({ resources, mode }: Waiter, at: number, now: number): boolean {
    const ahead = this.#state.waiters.slice(0, at);
    return resources.every(
      (key) =>
        this.#live(key, now).every((lease) => COMPATIBLE[lease.mode][mode]) &&
        ahead.every((first) => COMPATIBLE[first.mode][mode] || !first.resources.includes(key)),
    );
  }

  #giveUp(waiter: Waiter, now: number, code: 'LOCK_WAITED' | 'LOCK_DROPPED', reason: string): void {
    const resource = waiter.resources.join(', ');
    for (const key of waiter.resources) this.#tellWait('gave-up', key, waiter, now, reason);
    const waitedMs = Math.ceil(now - waiter.since);
    const refusal =
      code === 'LOCK_WAITED' ? denial(code, { resource, waitedMs }) : denial(code, { resource, waitedMs, reason });
    this.#answer(waiter.id, err(refusal));
  }

  #answer(id: number, granted: Granted): void {
    const settle = this.#settle.get(id);
    this.#settle.delete(id);
    settle?.(granted);
  }

  /** Wakes up for the next moment at which someone who waits can be served or gives up. */
  #rearm(now: number): void {
    this.#timer?.dispose();
    this.#timer = null;
    const { waiters } = this.#state;
    if (waiters.length === 0 || this.#scheduler === null) return;
    const next = Math.min(...waiters.map(({ deadline }) => deadline), ...this.#all().map(({ until }) => until));
    this.#timer = this.#scheduler.after(Math.max(0, next - now), () => this.advance());
  }

  /** Something the holder has or awaits; null when it is free to wait. */
  #anyOf(holder: string): string | null {
    const lease = this.#all().find((one) => one.holder === holder);
    return lease?.resource ?? this.#state.waiters.find((one) => one.holder === holder)?.resources[0] ?? null;
  }

  #all(): Lease[] {
    return [...this.#state.leases.values()].flat();
  }

  /** The live leases on a resource; those that have run out are ended by the way. */
  #live(resource: ResourceKey, now: number): readonly Lease[] {
    const leases = this.#state.leases.get(resource);
    if (leases === undefined) return NONE;
    if (leases.every(({ until }) => until > now)) return leases;
    for (const lease of leases) if (lease.until <= now) this.#end(lease, 'expired', now, '');
    return this.#state.leases.get(resource) ?? NONE;
  }

  #find(resource: ResourceKey, token: FencingToken, now: number): Lease | null {
    return this.#live(resource, now).find((lease) => lease.token === token) ?? null;
  }

  #expireAll(now: number): void {
    for (const resource of [...this.#state.leases.keys()]) this.#live(resource, now);
  }

  #replace(before: Lease, after: Lease): void {
    const leases = this.#state.leases.get(before.resource) ?? [];
    this.#state.leases.set(
      before.resource,
      leases.map((lease) => (lease.token === before.token ? after : lease)),
    );
  }

  #end(lease: Lease, kind: 'released' | 'expired' | 'broken', now: number, reason: string): void {
    const leases = this.#state.leases.get(lease.resource) ?? [];
    const rest = leases.length === 1 ? [] : leases.filter(({ token }) => token !== lease.token);
    if (rest.length === 0) this.#state.leases.delete(lease.resource);
    else this.#state.leases.set(lease.resource, rest);
    this.#tell(kind, lease, now, reason);
  }

  #tell(kind: LockEvent['kind'], lease: Lease, at: number, reason: string): void {
    if (this.onEvent.size === 0) return;
    const { resource, holder, mode, token, since } = lease;
    this.onEvent.emit({ kind, resource, holder, mode, token, at, since, reason });
  }

  #tellWait(kind: 'waiting' | 'gave-up', resource: ResourceKey, waiter: Waiter, at: number, reason: string): void {
    const { holder, mode, since } = waiter;
    this.onEvent.emit({ kind, resource, holder, mode, token: null, at, since, reason });
  }

  #stale(resource: ResourceKey, token: FencingToken): Denial {
    const current = this.#state.leases.get(resource)?.at(-1)?.token ?? this.#state.lastToken;
    return denial('LOCK_STALE', { resource, token, current });
  }
}

function heldDenial({ resource, holder, until }: Lease, now: number): Denial {
  return denial('LOCK_HELD', { resource, holder, remainingMs: Math.ceil(until - now) });
}
