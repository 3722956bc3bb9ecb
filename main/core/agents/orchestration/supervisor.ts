import { AGENTS, SCORING_AGENTS, type AgentName, type AgentState } from '#shared/domain/agent.ts';
import { Emitter } from '#shared/kernel/emitter.ts';

/** Slots of the heartbeat display and their length. */
const SLOTS = 20;
const SLOT_MS = 3_000;
/** Work times kept for the 95th percentile. */
const SAMPLES = 128;

/** An agent's life signs, as counted. */
export interface LifeSigns {
  readonly agent: AgentName;
  readonly kind: 'scoring' | 'stage';
  readonly state: AgentState;
  readonly reason: string;
  /** Longest work time per slot, ms, oldest first; null where the agent did not beat. */
  readonly beats: readonly (number | null)[];
  readonly beatAgeMs: number | null;
  readonly p95Ms: number | null;
  readonly done: number;
  readonly errors: number;
}

interface Agent {
  readonly name: AgentName;
  state: AgentState;
  reason: string;
  readonly beats: Float64Array;
  readonly beatSlots: Float64Array;
  readonly samples: Float64Array;
  lastBeat: number;
  done: number;
  errors: number;
}

/** A change of an agent's state, to be recorded. */
export interface AgentStateChange {
  readonly agent: AgentName;
  readonly state: AgentState;
  readonly reason: string;
}

/**
 * The agents' life signs: states as they are told, beats, work times, errors. What follows from them is the orchestrator's.
 * Times come from the monotonic clock.
 */
export class Supervisor {
  readonly onStateChange = new Emitter<AgentStateChange>();
  readonly #agents = new Map<AgentName, Agent>();
  readonly #monotonic: () => number;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
    for (const name of AGENTS) {
      this.#agents.set(name, {
        name,
        state: 'idle',
        reason: '',
        beats: new Float64Array(SLOTS),
        beatSlots: new Float64Array(SLOTS).fill(-1),
        samples: new Float64Array(SAMPLES),
        lastBeat: Number.NEGATIVE_INFINITY,
        done: 0,
        errors: 0,
      });
    }
  }

  /** Sets an agent's state; a change is announced. */
  setState(name: AgentName, state: AgentState, reason: string): void {
    const agent = this.#agent(name);
    if (agent.state === state && agent.reason === reason) return;
    agent.state = state;
    agent.reason = reason;
    this.onStateChange.emit({ agent: name, state, reason });
  }

  /** Notes a piece of work that took `tookMs` and counts as a beat. */
  beat(name: AgentName, tookMs: number): void {
    const agent = this.#agent(name);
    const now = this.#monotonic();
    const slot = Math.floor(now / SLOT_MS);
    const place = slot % SLOTS;
    const fresh = agent.beatSlots[place] === slot;
    agent.beats[place] = fresh ? Math.max(agent.beats[place] ?? 0, tookMs) : tookMs;
    agent.beatSlots[place] = slot;
    agent.samples[agent.done % SAMPLES] = tookMs;
    agent.done += 1;
    agent.lastBeat = now;
  }

  /** Counts an error. */
  errored(name: AgentName): void {
    this.#agent(name).errors += 1;
  }

  /** Monotonic moment of the last beat; −∞ before the first. */
  lastBeat(name: AgentName): number {
    return this.#agent(name).lastBeat;
  }

  /** The life signs of every agent, in the order of the screens. */
  report(): readonly LifeSigns[] {
    const now = this.#monotonic();
    return [...this.#agents.values()].map((agent) => ({
      agent: agent.name,
      kind: (SCORING_AGENTS as readonly string[]).includes(agent.name) ? ('scoring' as const) : ('stage' as const),
      state: agent.state,
      reason: agent.reason,
      beats: beatsOf(agent, now),
      beatAgeMs: Number.isFinite(agent.lastBeat) ? now - agent.lastBeat : null,
      p95Ms: percentile95(agent),
      done: agent.done,
      errors: agent.errors,
    }));
  }

  #agent(name: AgentName): Agent {
    const agent = this.#agents.get(name);
    if (agent === undefined) throw new Error(`No agent named ${name}`);
    return agent;
  }
}

function beatsOf(agent: Agent, now: number): (number | null)[] {
  const last = Math.floor(now / SLOT_MS);
  return Array.from({ length: SLOTS }, (_, i) => {
    const slot = last - (SLOTS - 1 - i);
    const place = ((slot % SLOTS) + SLOTS) % SLOTS;
    return slot >= 0 && agent.beatSlots[place] === slot ? (agent.beats[place] ?? null) : null;
  });
}

function percentile95(agent: Agent): number | null {
  const count = Math.min(agent.done, SAMPLES);
  if (count === 0) return null;
  const sorted = agent.samples.slice(0, count).sort();
  return sorted[Math.min(count - 1, Math.floor(count * 0.95))] ?? null;
}
