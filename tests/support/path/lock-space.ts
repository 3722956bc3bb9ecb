import { contractSymbol, resource, type FencingToken, type ResourceKey } from '#shared/domain/ids.ts';
import type { LockManager, Lease } from '#core/agents/locking/lock-manager.ts';

/** What the explorer needs of a lock manager; planted bugs stand in for the real one through it. */
export type Locks = Pick<LockManager, 'acquire' | 'renew' | 'release' | 'isCurrent' | 'leases'>;

export const AGENTS = ['a', 'b', 'c'] as const;
export const RESOURCES = [resource.account('x'), resource.symbol(contractSymbol('XBTUSDTM'))] as const;
/** One step of time, and the length of a lease in such steps. */
const TICK = 10;
const LEASE = 3 * TICK;

type Agent = (typeof AGENTS)[number];

/** One move of the world. */
export type Move =
  | { readonly kind: 'acquire'; readonly agent: Agent; readonly resources: readonly ResourceKey[] }
  | { readonly kind: 'renew' | 'release' | 'crash'; readonly agent: Agent; readonly resource: ResourceKey }
  | { readonly kind: 'wait' };

const both = [[RESOURCES[0]], [RESOURCES[1]], [RESOURCES[1], RESOURCES[0]]] as const;

/** Every move there is, in a fixed order. */
export const MOVES: readonly Move[] = [
  { kind: 'wait' },
  ...AGENTS.flatMap((agent): Move[] => [
    ...both.map((resources): Move => ({ kind: 'acquire', agent, resources })),
    ...RESOURCES.flatMap((resource): Move[] => [
      { kind: 'renew', agent, resource },
      { kind: 'release', agent, resource },
      { kind: 'crash', agent, resource },
    ]),
  ]),
];

/** What an agent believes to hold; it may be wrong: that is what tokens are for. */
interface Belief {
  readonly token: FencingToken;
  readonly agent: Agent;
  readonly resource: ResourceKey;
}

/** The lock manager under a clock that only the explorer moves, with what every agent believes. */
export class LockWorld {
  now = 0;
  readonly locks: Locks;
  readonly #beliefs = new Map<string, Belief>();
  /** Tokens once granted and given up by their agent, which must never pass again. */
  readonly #dead: Belief[] = [];
  readonly #lastToken = new Map<ResourceKey, number>();
  readonly #granted = new Map<ResourceKey, { readonly token: number; readonly until: number }>();

  constructor(make: (monotonic: () => number) => Locks) {
    this.locks = make(() => this.now);
  }

  /** Makes a move; returns what it broke, or null. */
  step(move: Move): string | null {
    if (move.kind === 'wait') this.now += TICK;
    else if (move.kind === 'acquire') return this.#acquire(move.agent, move.resources) ?? this.#check();
    else return this.#use(move.kind, move.agent, move.resource) ?? this.#check();
    return this.#check();
  }

  /** The state without what cannot matter any more: token numbers by rank, times as what is left. */
  key(): string {
    const tokens = [...this.#beliefs.values()].map(({ token }) => Number(token)).sort((a, b) => a - b);
    const beliefs = [...this.#beliefs.values()].map(
      ({ agent, resource, token }) => `${agent}${resource}${String(tokens.indexOf(Number(token)))}`,
    );
    const leases = this.locks.leases().map((lease) => {
      return `${lease.holder}${lease.resource}${String(lease.until - this.now)}/${String(tokens.indexOf(Number(lease.token)))}`;
    });
    return `${beliefs.sort().join()}|${leases.join()}`;
  }

  #acquire(agent: Agent, resources: readonly ResourceKey[]): string | null {
    const free = resources.every((resource) => (this.#granted.get(resource)?.until ?? 0) <= this.now);
    const result = this.locks.acquire(resources, agent, LEASE);
    if (result.ok !== free) return `${agent} was ${result.ok ? 'given' : 'refused'} ${resources.join()}`;
    if (!result.ok) return null;
    if (result.value.length !== resources.length) return 'all or none was broken';
    for (const lease of result.value) {
      const broken = this.#grant(agent, lease);
      if (broken !== null) return broken;
    }
    return null;
  }

  #grant(agent: Agent, { resource, token, until }: Lease): string | null {
    if (Number(token) <= (this.#lastToken.get(resource) ?? 0)) return `token ${String(token)} does not rise`;
    this.#lastToken.set(resource, token);
    this.#granted.set(resource, { token, until });
    const before = this.#beliefs.get(agent + resource);
    if (before !== undefined) this.#dead.push(before);
    this.#beliefs.set(agent + resource, { agent, resource, token });
    return null;
  }

  #use(kind: 'renew' | 'release' | 'crash', agent: Agent, resource: ResourceKey): string | null {
    const belief = this.#beliefs.get(agent + resource);
    if (belief === undefined) return null;
    if (kind === 'crash') {
      // The agent forgets; its lease must run out by itself.
      this.#beliefs.delete(agent + resource);
      this.#dead.push(belief);
      return null;
    }
    const granted = this.#granted.get(resource);
    const entitled = granted?.token === Number(belief.token) && granted.until > this.now;
    if (kind === 'renew') {
      const result = this.locks.renew(resource, belief.token, LEASE);
      if (result.ok !== entitled) return `${agent} ${result.ok ? 'renewed' : 'could not renew'} ${resource}`;
      if (result.ok) this.#granted.set(resource, { token: belief.token, until: result.value.until });
      return null;
    }
    const freed = this.locks.release(resource, belief.token);
    this.#beliefs.delete(agent + resource);
    this.#dead.push(belief);
    if (freed !== entitled) return `${agent} ${freed ? 'freed' : 'could not free'} ${resource}`;
    if (freed) this.#granted.set(resource, { token: belief.token, until: this.now });
    return null;
  }

  /** What must hold in every state. */
  #check(): string | null {
    for (const resource of RESOURCES) {
      const claims = [...this.#beliefs.values(), ...this.#dead.slice(-6)].filter(
        (belief) => belief.resource === resource,
      );
      const current = claims.filter(({ token }) => this.locks.isCurrent(resource, token));
      const holders = new Set(current.map(({ token }) => token));
      if (holders.size > 1) return `${resource} has ${String(holders.size)} current tokens`;
      const granted = this.#granted.get(resource);
      for (const token of holders) {
        if (granted?.token !== Number(token) || granted.until <= this.now)
          return `stale token ${String(token)} is current`;
      }
      const live = this.locks.leases().filter((lease) => lease.resource === resource);
      if (live.length > (granted !== undefined && granted.until > this.now ? 1 : 0)) return `${resource} is not free`;
    }
    return null;
  }
}

/** A way through the state space that broke something. */
export interface Broken {
  readonly what: string;
  readonly way: readonly Move[];
}

export interface Explored {
  readonly states: number;
  readonly moves: number;
  /** States in which nothing could be acquired even after every lease ran out. */
  readonly stuck: number;
  readonly broken: Broken | null;
}

/** Breadth first through every state that at most `depth` moves reach; stops at the first promise that is broken. */
export function explore(make: (monotonic: () => number) => Locks, depth: number): Explored {
  const seen = new Set<string>();
  let moves = 0;
  let stuck = 0;
  let frontier: (readonly Move[])[] = [[]];
  for (let level = 0; level < depth && frontier.length > 0; level++) {
    const next: (readonly Move[])[] = [];
    for (const way of frontier) {
      for (const move of MOVES) {
        const world = new LockWorld(make);
        for (const earlier of way) world.step(earlier);
        const what = world.step(move);
        moves += 1;
        const longer = [...way, move];
        if (what !== null) return { states: seen.size, moves, stuck, broken: { what, way: longer } };
        const key = world.key();
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(longer);
        if (!isFreeInTime(world)) stuck += 1;
      }
    }
    frontier = next;
  }
  return { states: seen.size, moves, stuck, broken: null };
}

/** Whatever its holders do or fail to do, everything can be acquired again after one lease: no deadlock. */
function isFreeInTime(world: LockWorld): boolean {
  world.now += LEASE;
  return world.locks.acquire(RESOURCES, 'later', LEASE).ok;
}
