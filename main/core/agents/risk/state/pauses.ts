import { AGENTS } from '#shared/domain/agent.ts';
import { denial, type Denial } from '#shared/domain/denial.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { PauseData } from '../../../journal/event-types.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { GuardedEntry } from '../guard-facts.ts';

/** Whom a pause keeps from entering. */
export const PAUSE_SCOPES = ['all', 'symbol', 'source', 'agent'] as const;
export type PauseScope = (typeof PAUSE_SCOPES)[number];

/** A pause as it stands: no entry of its scope until it is ended, or until `until` (wall time, ms). */
export type Pause = PauseData;

/** A pause a person or a source asks for. */
export interface NewPause {
  readonly scope: PauseScope;
  /** The symbol, source or agent; empty for all. */
  readonly target: string;
  /** Wall time in ms; null until it is ended. */
  readonly until: number | null;
  readonly reason: string;
  readonly by: string;
}

/** The agent whose sources are these. Every source of the program reads the technical agent's figures. */
export type AgentOfSource = (source: string) => string | null;

export interface PauseParts {
  readonly journal: Pick<Journal, 'append' | 'state'>;
  readonly clock: Clock;
  readonly agentOf: AgentOfSource;
  readonly knows: (scope: PauseScope, target: string) => boolean;
}

const keyOf = ({ scope, target }: Pick<Pause, 'scope' | 'target'>): string => `${scope}:${target}`;

/** Pauses of entries: for all, for a symbol, a source, an agent. Journaled as a whole, so that a restart finds them. */
export class Pauses {
  readonly onChange = new Emitter<readonly Pause[]>();
  readonly #parts: PauseParts;
  readonly #pauses = new Map<string, Pause>();

  constructor(parts: PauseParts) {
    this.#parts = parts;
    for (const pause of parts.journal.state.fact('pauses')?.data.pauses ?? []) this.#pauses.set(keyOf(pause), pause);
  }

  /** Pauses that stand now, oldest first. */
  list(): readonly Pause[] {
    const now = this.#parts.clock.now();
    return [...this.#pauses.values()].filter((pause) => stands(pause, now));
  }

  /**
   * Pauses entries from now on; a pause of the same scope and target is replaced.
   * @returns the pause, or what is wrong with it, in words.
   */
  pause(wanted: NewPause): Result<Pause, string> {
    const { scope, target, until, reason, by } = wanted;
    const now = this.#parts.clock.now();
    const problem = this.#problem(wanted, now);
    if (problem !== null) return err(problem);
    const pause: Pause = { scope, target, until, reason, by, since: now };
    this.#pauses.set(keyOf(pause), pause);
    this.#record('pause', wanted, by);
    return ok(pause);
  }

  /** Ends a pause; false when there was none. */
  resume(scope: PauseScope, target: string, by: string): boolean {
    if (!this.#pauses.delete(keyOf({ scope, target }))) return false;
    this.#record('resume', { scope, target }, by);
    return true;
  }

  /** The refusal of the widest pause that keeps this entry out; null when none does. */
  pauseFor({ symbol, source }: GuardedEntry): Denial | null {
    if (this.#pauses.size === 0) return null;
    const agent = this.#parts.agentOf(source);
    const now = this.#parts.clock.now();
    for (const key of ['all:', `symbol:${symbol}`, `source:${source}`, `agent:${agent ?? ''}`]) {
      const pause = this.#pauses.get(key);
      if (pause === undefined || !stands(pause, now)) continue;
      const { scope, target, until, reason } = pause;
      return denial('RISK_PAUSED', {
        what: scope === 'all' ? 'all symbols' : `the ${scope} ${target}`,
        end: until === null ? 'until they are resumed' : `for another ${String(Math.ceil((until - now) / 1_000))} s`,
        reason,
      });
    }
    return null;
  }

  #problem({ scope, target, until, reason }: NewPause, now: number): string | null {
    if (reason.trim() === '') return 'A pause needs a reason.';
    if (until !== null && !(until > now)) return 'The end of the pause is not in the future.';
    if (scope === 'all') return target === '' ? null : 'A pause for all names no target.';
    if (target === '') return `Name the ${scope} to pause.`;
    return this.#parts.knows(scope, target) ? null : `No ${scope} is named ${target}.`;
  }

  #record(change: 'pause' | 'resume', { scope, target }: Pick<Pause, 'scope' | 'target'>, by: string): void {
    const pauses = this.list();
    // What ended by itself leaves with the next record.
    for (const [key, pause] of this.#pauses) if (!pauses.includes(pause)) this.#pauses.delete(key);
    try {
      this.#parts.journal.append({
        type: 'risk.pauses',
        subject: keyOf({ scope, target }),
        data: { pauses, change, by },
      });
    } finally {
      this.onChange.emit(pauses);
    }
  }
}

const stands = ({ until }: Pause, now: number): boolean => until === null || now < until;

/** True for agents the orchestrator runs. */
export const isAgent = (name: string): boolean => (AGENTS as readonly string[]).includes(name);
