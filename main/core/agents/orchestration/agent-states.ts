import { AGENTS, type AgentName, type AgentState } from '#shared/domain/agent.ts';
import { denial, type Denial } from '#shared/domain/denial.ts';
import type { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Pause } from '../risk/state/pauses.ts';
import type { AgentLife } from './agent-life.ts';
import type { Supervisor } from './supervisor.ts';

export interface AgentStatesParts {
  readonly clock: Clock;
  readonly supervisor: Supervisor;
  readonly pauses: { list(): readonly Pause[]; readonly onChange: Emitter<readonly Pause[]> };
  readonly attended: () => boolean;
}

type Told = readonly [state: AgentState, reason: string];

const seconds = (ms: number): string => String(Math.round(ms / 1_000));

/** Which state every agent is in, worked out from what holds it: failed before paused before blocked before silent. */
export class AgentStates {
  draining = false;
  readonly #lives: ReadonlyMap<AgentName, AgentLife>;
  readonly #parts: AgentStatesParts;
  #withoutSource: ReadonlyMap<string, string> = new Map();
  #paused = new Map<string, Pause>();
  #attendedSince: number | null = null;
  #started = false;

  constructor(lives: ReadonlyMap<AgentName, AgentLife>, parts: AgentStatesParts) {
    this.#lives = lives;
    this.#parts = parts;
    parts.pauses.onChange.on(() => this.#readPauses());
  }

  start(withoutSource: ReadonlyMap<string, string>): void {
    this.#withoutSource = withoutSource;
    this.#started = true;
    this.#readPauses();
    this.renew();
  }

  /** Says what an agent has nothing to work on for; null when it has. Before the start it only notes it. */
  tellSource(agent: AgentName, missing: string | null): void {
    if ((this.#withoutSource.get(agent) ?? null) === missing) return;
    const next = new Map(this.#withoutSource);
    if (missing === null) next.delete(agent);
    else next.set(agent, missing);
    this.#withoutSource = next;
    this.renew();
  }

  drain(): void {
    this.draining = true;
    this.renew();
  }

  pauseOf(agent: AgentName): Pause | null {
    return this.#paused.get(agent) ?? null;
  }

  /** Agents that it needs, directly or by others, and that do not work. */
  blockersOf(agent: AgentName): readonly AgentName[] {
    const found: AgentName[] = [];
    const look = (name: AgentName): void => {
      for (const needed of this.#lives.get(name)?.spec.needs ?? []) {
        if (found.includes(needed)) continue;
        if (this.#stopped(needed)) found.push(needed);
        look(needed);
      }
    };
    look(agent);
    return found;
  }

  unavailable(agent: AgentName): Denial | null {
    const [first] = this.#stopped(agent) ? [agent] : this.blockersOf(agent);
    if (first === undefined) return null;
    const failed = this.#lives.get(first)?.failed ?? null;
    if (failed !== null) return denial('AGENT_FAILED', { agent: first, reason: failed });
    return denial('AGENT_PAUSED', { agent: first, reason: this.#paused.get(first)?.reason ?? '' });
  }

  /** An error is on record even when the agent works again in the same moment. */
  errored(life: AgentLife, sentence: string): void {
    this.#parts.supervisor.setState(life.name, 'error', sentence);
  }

  /** Pauses that ended by themselves, and beats that are missing. @param now monotonic ms. */
  onTime(now: number): void {
    if (this.#paused.size > 0) this.#readPauses();
    if (!this.#parts.attended()) {
      this.#attendedSince = null;
      return;
    }
    this.#attendedSince ??= now;
    let changed = false;
    for (const life of this.#lives.values()) changed = this.#listen(life, now, this.#attendedSince) || changed;
    if (changed) this.renew();
  }

  /** Works every state out anew and tells what changed. */
  renew(): void {
    if (!this.#started) return;
    for (const life of this.#lives.values()) {
      const [state, reason] = this.#stateOf(life);
      this.#parts.supervisor.setState(life.name, state, reason);
    }
  }

  #listen(life: AgentLife, now: number, since: number): boolean {
    const limit = life.spec.heartbeatTimeoutMs;
    if (limit === null) return false;
    const ago = now - Math.max(since, this.#parts.supervisor.lastBeat(life.name));
    const before = life.silent;
    const quiet = ago > limit;
    if (quiet === (before !== null)) return false;
    life.silent = quiet ? `No beat for ${seconds(ago)} s; one is due every ${seconds(limit)} s.` : null;
    if (life.silent !== null) {
      life.lastError = { at: this.#parts.clock.now(), sentence: life.silent };
      this.#parts.supervisor.errored(life.name);
    } else life.note = 'it beats again';
    return true;
  }

  #stateOf(life: AgentLife): Told {
    const { name, failed, silent, note } = life;
    if (failed !== null) return ['failed', failed];
    const pause = this.#paused.get(name);
    if (pause !== undefined) return ['paused', `${pause.by}: ${pause.reason}`];
    if (this.draining && !life.idle) return ['draining', 'the program ends'];
    const missing = this.#withoutSource.get(name);
    if (missing !== undefined) return ['no-data', missing];
    const [blocker] = this.blockersOf(name);
    if (blocker !== undefined) {
      const why = this.#lives.get(blocker)?.failed === null ? 'is paused' : 'has failed';
      return ['blocked', `waits for ${blocker}, which ${why}`];
    }
    return silent === null ? ['active', note] : ['error', silent];
  }

  #stopped(agent: AgentName): boolean {
    return this.#paused.has(agent) || (this.#lives.get(agent)?.failed ?? null) !== null;
  }

  #readPauses(): void {
    const paused = new Map(
      this.#parts.pauses.list().flatMap((pause) => (pause.scope === 'agent' ? [[pause.target, pause] as const] : [])),
    );
    const same =
      paused.size === this.#paused.size && AGENTS.every((name) => paused.get(name) === this.#paused.get(name));
    if (same) return;
    this.#paused = paused;
    this.renew();
  }
}
