import { denial, type Denial } from '#shared/domain/denial.ts';
import type { FencingToken, ResourceKey } from '#shared/domain/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/** A granted lease. It ends at `until` (monotonic ms) unless renewed; its token stays the highest until the next grant. */
export interface Lease {
  readonly resource: ResourceKey;
  readonly holder: string;
  readonly token: FencingToken;
  readonly until: number;
}

/**
 * Leases with fencing tokens. A lease is a hint that someone works on a resource; safety comes from the token, which
 * rises with each grant and is checked where the effect happens. Times are monotonic, so a set wall clock changes nothing.
 *
 * Moves of a resource: free → held (acquire) → held (renew by the holder with the current token) → free (release with the
 * current token, or expiry). Acquiring several resources takes them in the order of their keys, all or none, so two
 * holders can never wait for each other.
 */
export class LockManager {
  readonly #leases = new Map<ResourceKey, Lease>();
  #lastToken: number;
  readonly #monotonic: () => number;

  /** @param lastToken no token up to this one is ever granted again; after a restart, the journal's last number. */
  constructor(monotonic: () => number, lastToken: number) {
    this.#monotonic = monotonic;
    this.#lastToken = lastToken;
  }

  /** Grants a lease on every resource or on none. A holder does not get what it already holds a second time. */
  acquire(resources: readonly ResourceKey[], holder: string, leaseMs: number): Result<readonly Lease[], Denial> {
    const now = this.#monotonic();
    const ordered = [...new Set(resources)].sort();
    for (const resource of ordered) {
      const held = this.heldBy(resource, now);
      if (held !== null) return err(held);
    }
    const leases = ordered.map((resource) => {
      this.#lastToken += 1;
      const lease: Lease = { resource, holder, token: this.#lastToken as FencingToken, until: now + leaseMs };
      this.#leases.set(resource, lease);
      return lease;
    });
    return ok(leases);
  }

  /** Who keeps a resource from being acquired now, as a refusal; null when it is free. */
  heldBy(resource: ResourceKey, now: number = this.#monotonic()): Denial | null {
    const held = this.#live(resource, now);
    if (held === null) return null;
    return denial('LOCK_HELD', { resource, holder: held.holder, remainingMs: Math.ceil(held.until - now) });
  }

  /** Extends a lease that is still live and current. */
  renew(resource: ResourceKey, token: FencingToken, leaseMs: number): Result<Lease, Denial> {
    const now = this.#monotonic();
    const lease = this.#live(resource, now);
    if (lease?.token !== token) return err(this.#stale(resource, token));
    const renewed = { ...lease, until: now + leaseMs };
    this.#leases.set(resource, renewed);
    return ok(renewed);
  }

  /** Frees a resource; a stale token, or one whose lease has ended, frees nothing and says so with false. */
  release(resource: ResourceKey, token: FencingToken): boolean {
    if (this.#live(resource, this.#monotonic())?.token !== token) return false;
    this.#leases.delete(resource);
    return true;
  }

  /** True while `token` is the current token of a live lease: the last question before an effect. */
  isCurrent(resource: ResourceKey, token: FencingToken): boolean {
    return this.#live(resource, this.#monotonic())?.token === token;
  }

  /** The live leases, by resource. */
  leases(): readonly Lease[] {
    const now = this.#monotonic();
    return [...this.#leases.values()]
      .filter((lease) => lease.until > now)
      .sort((a, b) => (a.resource < b.resource ? -1 : 1));
  }

  #live(resource: ResourceKey, now: number): Lease | null {
    const lease = this.#leases.get(resource);
    if (lease === undefined) return null;
    if (lease.until > now) return lease;
    this.#leases.delete(resource);
    return null;
  }

  #stale(resource: ResourceKey, token: FencingToken): Denial {
    const current = this.#leases.get(resource)?.token ?? this.#lastToken;
    return denial('LOCK_STALE', { resource, token, current });
  }
}
