import { contractSymbol, resource, type FencingToken, type ResourceKey } from '#shared/domain/ids.ts';
import type { Granted, LockManager } from '#core/agents/locking/lock-manager.ts';
import { COMPATIBLE, type LockMode } from '#core/agents/locking/lock-modes.ts';
import { emptyLockState, type LockEvent, type LockState } from '#core/agents/locking/lock-state.ts';

/** Makes the manager to explore, on a state that the explorer keeps; planted bugs stand in for the real one. */
export type MakeLocks = (monotonic: () => number, state: LockState) => LockManager;

export const AGENTS = ['a', 'b', 'c'] as const;
export const RESOURCES = [resource.account('x'), resource.symbol(contractSymbol('XBTUSDTM'))] as const;
/** One step of time, and the length of a lease and of a wait in such steps. */
const TICK = 10;
const LEASE = 3 * TICK;
const WAIT = 2 * TICK;

type Agent = (typeof AGENTS)[number];
const [ACCOUNT, SYMBOL] = RESOURCES;

/** One move of the world. `pause`: nobody acts for longer than a lease. `suspend`: the machine slept. */
export type Move =
  | { readonly kind: 'wait' | 'pause' | 'suspend' }
  | { readonly kind: 'crash'; readonly agent: Agent }
  | { readonly kind: 'steal' | 'renew' | 'release' | 'write'; readonly agent: Agent; readonly resource: ResourceKey }
  | {
      readonly kind: 'acquire' | 'request';
      readonly agent: Agent;
      readonly resources: readonly ResourceKey[];
      readonly mode: LockMode;
    };

/** Every move there is, in a fixed order. */
export const MOVES: readonly Move[] = [
  { kind: 'wait' },
  { kind: 'pause' },
  { kind: 'suspend' },
  ...AGENTS.flatMap((agent): Move[] => [
    { kind: 'acquire', agent, resources: [SYMBOL], mode: 'EXCLUSIVE' },
    { kind: 'acquire', agent, resources: [ACCOUNT], mode: 'READ' },
    { kind: 'acquire', agent, resources: [ACCOUNT], mode: 'WRITE' },
    { kind: 'request', agent, resources: [SYMBOL, ACCOUNT], mode: 'EXCLUSIVE' },
    { kind: 'crash', agent },
    ...RESOURCES.flatMap((on): Move[] => [
      { kind: 'renew', agent, resource: on },
      { kind: 'release', agent, resource: on },
      { kind: 'write', agent, resource: on },
    ]),
    { kind: 'steal', agent, resource: SYMBOL },
  ]),
];

/** What an agent believes to hold; it may be wrong: that is what tokens are for. `until` is what is true. */
interface Belief {
  readonly agent: Agent;
  readonly resource: ResourceKey;
  readonly token: FencingToken;
  readonly mode: LockMode;
  readonly until: number;
  readonly count: number;
}

/** Everything that a later move can depend on. */
interface Snapshot {
  readonly now: number;
  readonly state: LockState;
  readonly beliefs: readonly Belief[];
  readonly written: readonly number[];
}

const START: Snapshot = { now: 0, state: emptyLockState(0), beliefs: [], written: [0, 0] };

/** The lock manager under a clock that only the explorer moves, with what every agent believes and what was written. */
export class LockWorld {
  now: number;
  readonly locks: LockManager;
  readonly #state: LockState;
  #beliefs: Belief[];
  readonly #written: number[];
  #highest: number;
  #broken: string | null = null;

  constructor(make: MakeLocks, from: Snapshot = START) {
    const { state } = from;
    this.now = from.now;
    this.#state = { ...state, leases: new Map(state.leases), waiters: [...state.waiters] };
    this.#beliefs = [...from.beliefs];
    this.#written = [...from.written];
    this.#highest = state.lastToken;
    this.locks = make(() => this.now, this.#state);
    this.locks.onEvent.on((event) => {
      this.#onEvent(event);
    });
  }

  snapshot(): Snapshot {
    return { now: this.now, state: this.#state, beliefs: this.#beliefs, written: this.#written };
  }

  /** Makes a move; returns what it broke, or null. */
  step(move: Move): string | null {
    const wrong = this.#act(move);
    return wrong ?? this.#broken ?? this.#check();
  }

  /** The state without what cannot matter any more: numbers of tokens by rank, times as what is left. */
  key(): string {
    const live = [...this.#state.leases.values()].flat().filter(({ until }) => until > this.now);
    const known = new Set([...this.#beliefs.map(({ token }) => Number(token)), ...live.map(({ token }) => +token)]);
    for (const token of this.#written) known.add(token);
    const ranks = [...known].sort((a, b) => a - b);
    let key = '';
    for (const { agent, resource: on, token, mode, until, count } of this.#beliefs)
      key += `${agent}${on[0] ?? ''}${mode[0] ?? ''}${String(ranks.indexOf(token))}:${String(Math.max(0, until - this.now))}x${String(count)},`;
    for (const { holder, resource: on, token, mode, until, count } of live)
      key += `|${holder}${on[0] ?? ''}${mode[0] ?? ''}${String(ranks.indexOf(token))}:${String(until - this.now)}x${String(count)}`;
    for (const { holder, deadline } of this.#state.waiters) key += `/${holder}${String(deadline - this.now)}`;
    return `${key}#${this.#written.map((token) => ranks.indexOf(token)).join()}`;
  }

  #act(move: Move): string | null {
    switch (move.kind) {
      case 'wait':
      case 'pause':
        this.now += move.kind === 'wait' ? TICK : LEASE;
        this.locks.advance();
        return null;
      case 'suspend':
        this.locks.dropAll('suspend');
        this.#beliefs = this.#beliefs.map((belief) => ({ ...belief, until: 0 }));
        return this.locks.waiting().length > 0 ? 'someone still waits after a suspend' : null;
      case 'crash':
        // The agent forgets; its leases must run out by themselves.
        this.#beliefs = this.#beliefs.filter(({ agent }) => agent !== move.agent);
        return null;
      case 'acquire':
        return this.#took(move.agent, move.resources, () =>
          this.locks.acquire(move.resources, move.agent, LEASE, move.mode),
        );
      case 'request':
        return this.#took(move.agent, move.resources, () => {
          const granted = this.locks.request(move.resources, move.agent, LEASE, { mode: move.mode, maxWaitMs: WAIT });
          return granted instanceof Promise ? null : granted;
        });
      case 'steal':
        this.locks.break(move.resource, `taken by ${move.agent}`);
        return this.#took(move.agent, [move.resource], () => this.locks.acquire([move.resource], move.agent, LEASE));
      case 'renew':
      case 'release':
      case 'write':
        return this.#use(move.kind, move.agent, move.resource);
    }
  }

  /** Takes, and follows what was held before: that must be counted again under the same token. */
  #took(agent: Agent, resources: readonly ResourceKey[], take: () => Granted | null): string | null {
    const before = new Map(resources.map((on) => [on, this.#believed(agent, on)]));
    const result = take();
    if (result?.ok !== true) return null;
    if (result.value.length !== resources.length) return 'all or none was broken';
    for (const { resource: on, token, until, count } of result.value) {
      const held = before.get(on);
      if (held === undefined || held.until <= this.now) continue;
      if (held.token !== token) return `${agent} has ${on} twice`;
      this.#put({ ...held, until: Math.max(held.until, until), count });
    }
    return null;
  }

  #use(kind: 'renew' | 'release' | 'write', agent: Agent, on: ResourceKey): string | null {
    const belief = this.#believed(agent, on);
    if (belief === undefined) return null;
    if (kind === 'write') return this.#write(belief);
    const { token } = belief;
    const entitled = belief.until > this.now;
    const done = kind === 'renew' ? this.locks.renew(on, token, LEASE).ok : this.locks.release(on, token);
    if (done !== entitled) return `${agent} ${done ? 'did' : 'could not'} ${kind} ${on}`;
    if (kind === 'renew') this.#put({ ...belief, until: entitled ? this.now + LEASE : 0 });
    else if (entitled && belief.count > 1) this.#put({ ...belief, count: belief.count - 1 });
    else this.#drop(belief);
    return null;
  }

  #write({ agent, resource: on, token, mode, until }: Belief): string | null {
    const entitled = until > this.now && mode !== 'READ';
    if (this.locks.isCurrent(on, token) !== entitled) return `${agent} ${entitled ? 'could not write' : 'wrote late'}`;
    if (!entitled) return null;
    const at = RESOURCES.findIndex((one) => one === on);
    if (token < (this.#written[at] ?? 0)) return `${agent} wrote over a newer token`;
    this.#written[at] = token;
    return null;
  }

  #onEvent({ kind, resource: on, holder, mode, token }: LockEvent): void {
    if (token === null) return;
    if (kind === 'broken') {
      const known = this.#beliefs.find((belief) => belief.token === token);
      if (known !== undefined) this.#put({ ...known, until: 0 });
    }
    if (kind !== 'acquired') return;
    if (token <= this.#highest) this.#broken = `token ${String(token)} does not rise`;
    this.#highest = token;
    this.#put({ agent: holder as Agent, resource: on, token, mode, until: this.now + LEASE, count: 1 });
  }

  #believed(agent: Agent, on: ResourceKey): Belief | undefined {
    return this.#beliefs.find((belief) => belief.agent === agent && belief.resource === on);
  }

  #drop({ agent, resource: on }: Belief): void {
    this.#beliefs = this.#beliefs.filter((belief) => belief.agent !== agent || belief.resource !== on);
  }

  #put(belief: Belief): void {
    this.#drop(belief);
    this.#beliefs = [...this.#beliefs, belief].sort((a, b) => (a.agent + a.resource < b.agent + b.resource ? -1 : 1));
  }

  /** What must hold in every state. */
  #check(): string | null {
    const leases = this.locks.leases();
    for (const [at, lease] of leases.entries()) {
      for (const other of leases.slice(at + 1)) {
        if (other.resource !== lease.resource || COMPATIBLE[lease.mode][other.mode]) continue;
        return `${lease.resource} is held by ${lease.holder} and ${other.holder}`;
      }
    }
    const [first] = this.locks.waiting();
    if (first === undefined) return null;
    if (first.deadline <= this.now) return `${first.holder} waits longer than it asked to`;
    const inTheWay = leases.some((l) => first.resources.includes(l.resource) && !COMPATIBLE[l.mode][first.mode]);
    return inTheWay ? null : `${first.holder} waits for nothing`;
  }
}

interface Way {
  readonly move: Move;
  readonly before: Way | null;
}

function unrolled(way: Way | null): readonly Move[] {
  const moves: Move[] = [];
  for (let at = way; at !== null; at = at.before) moves.unshift(at.move);
  return moves;
}

export interface Explored {
  readonly states: number;
  readonly moves: number;
  /** Every reachable state was visited. */
  readonly complete: boolean;
  /** States after which something could not be acquired even when every lease and wait had run out. */
  readonly stuck: number;
  /** What was broken first, and the shortest way to it. */
  readonly broken: { readonly what: string; readonly way: readonly Move[] } | null;
}

/** Breadth first through the states of the real code until there are enough; stops at the first promise that is broken. */
export function explore(make: MakeLocks, enough: number): Explored {
  const seen = new Set<string>();
  let moves = 0;
  let stuck = 0;
  let frontier: { readonly snapshot: Snapshot; readonly way: Way | null }[] = [{ snapshot: START, way: null }];
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { snapshot, way } of frontier) {
      for (const move of MOVES) {
        const world = new LockWorld(make, snapshot);
        moves += 1;
        const what = world.step(move);
        const longer: Way = { move, before: way };
        if (what !== null)
          return { states: seen.size, moves, stuck, complete: false, broken: { what, way: unrolled(longer) } };
        const key = world.key();
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ snapshot: world.snapshot(), way: longer });
        if (!isFreeInTime(make, world.snapshot())) stuck += 1;
        if (seen.size >= enough) return { states: seen.size, moves, stuck, complete: false, broken: null };
      }
    }
    frontier = next;
  }
  return { states: seen.size, moves, stuck, complete: true, broken: null };
}

/** Whatever its holders do or fail to do, everything can be acquired again in the end: no deadlock. */
function isFreeInTime(make: MakeLocks, snapshot: Snapshot): boolean {
  const world = new LockWorld(make, snapshot);
  world.now += LEASE + WAIT;
  world.locks.advance();
  world.now += LEASE;
  return world.locks.acquire(RESOURCES, 'later', LEASE).ok;
}
