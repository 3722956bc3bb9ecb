import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { Clock } from '../../../ports/clock.ts';
import {
  byWeight,
  recordedCauses,
  stricter,
  type NewCause,
  type OpenCause,
  type TradingStateView,
  NEVER_RECORDED,
} from './trading-cause.ts';

/** What a person must type to allow entries again. */
export const REARM_PHRASE = 'RESUME';

/** A person's wish to trade again. */
export interface RearmRequest {
  readonly phrase: string;
  readonly by: string;
  /** Why entries may leave although a cause still holds; null when none was given. */
  readonly reason: string | null;
}

/** Why trading was not re-armed. */
export type RearmRefusal =
  | { readonly kind: 'phrase'; readonly expected: string }
  | { readonly kind: 'holds'; readonly causes: readonly OpenCause[]; readonly sentence: string };

export interface TradingStateParts {
  readonly journal: Pick<Journal, 'append' | 'state'>;
  readonly clock: Clock;
}

/**
 * The trading state as a table of causes: any number may be open, and the state is the level of the worst. A cause counts
 * from the moment it is raised, before it is recorded: a journal that cannot write never keeps an entry allowed. Latched
 * causes are taken from the journal at a start; the others are raised again by whoever finds them.
 */
export class TradingStateOwner {
  /** The open causes changed; the state may be the same. */
  readonly onChange = new Emitter<TradingStateView>();
  readonly #parts: TradingStateParts;
  readonly #open = new Map<string, OpenCause>();
  #activeBecause: string;
  #activeSince: number;
  #view: TradingStateView | null = null;

  constructor(parts: TradingStateParts) {
    this.#parts = parts;
    const fact = parts.journal.state.fact('trading');
    this.#activeBecause = fact?.data.state === 'ACTIVE' ? fact.data.cause : 'every cause ended';
    this.#activeSince = fact?.updatedAt ?? 0;
    for (const cause of recordedCauses(fact)) if (cause.latched) this.#open.set(cause.kind, cause);
  }

  /** Records what ended with the last run, if anything did: causes that nobody but a running program knows of. */
  start(): void {
    const recorded = recordedCauses(this.#parts.journal.state.fact('trading'));
    if (recorded.some(({ latched }) => !latched)) this.#record('what ended with the last run is over', 'system');
  }

  /** The state and its causes as they are at this moment. */
  state(): TradingStateView {
    this.#view ??= this.#look();
    return this.#view;
  }

  /** Why no entry may leave now; null when one may. It is asked in the tick of each send. */
  entriesStoppedBy(): string | null {
    return this.#open.size === 0 ? null : this.state().cause;
  }

  /**
   * Opens a cause, or makes an open one of its kind as strict as both. The same cause raised again changes nothing.
   * @throws whatever the journal throws; the cause is open then all the same.
   */
  raise(cause: NewCause): void {
    const { kind, level, reason, by, latched, holds = true } = cause;
    const open = this.#open.get(kind);
    if (open !== undefined && open.reason === reason && covers(open, { level, latched, holds })) return;
    const worse = open !== undefined && stricter(level, open.level) !== open.level;
    const since = open === undefined || worse ? this.#parts.clock.now() : open.since;
    this.#open.set(kind, {
      kind,
      level: open === undefined ? level : stricter(level, open.level),
      reason,
      by,
      since,
      latched: latched || open?.latched === true,
      holds,
    });
    this.#record(reason, by);
  }

  /**
   * Says that what a cause named is over. One that ends by itself is closed; a latched one stays open, but can be
   * re-armed without a reason from now on.
   * @returns true when trading has one cause fewer.
   */
  clear(kind: string, by: string): boolean {
    const open = this.#open.get(kind);
    if (open === undefined || (open.latched && !open.holds)) return false;
    if (open.latched) this.#open.set(kind, { ...open, holds: false });
    else this.#open.delete(kind);
    this.#record(`${kind} is over`, by);
    return !open.latched;
  }

  /** What stands against re-arming; null when nothing does. */
  rearmRefusal({ phrase, reason }: RearmRequest): RearmRefusal | null {
    if (phrase !== REARM_PHRASE) return { kind: 'phrase', expected: REARM_PHRASE };
    const causes = [...this.#open.values()].filter(({ latched, holds }) => latched && holds);
    if (causes.length === 0 || (reason !== null && reason.trim() !== '')) return null;
    const what = causes.map((cause) => cause.reason).join('; ');
    const sentence = `What stopped trading still holds: ${what}. Give a reason to trade all the same.`;
    return { kind: 'holds', causes, sentence };
  }

  /** Closes every latched cause because a person typed the phrase; those that end by themselves stay. */
  rearm(request: RearmRequest): Result<TradingStateView, RearmRefusal> {
    const refusal = this.rearmRefusal(request);
    if (refusal !== null) return err(refusal);
    const { by, reason } = request;
    for (const { kind, latched } of [...this.#open.values()]) if (latched) this.#open.delete(kind);
    this.#record(reason === null || reason.trim() === '' ? 'resumed by the user' : `resumed: ${reason.trim()}`, by);
    return ok(this.state());
  }

  /** Closes what holds a start that never was before. Whatever was raised since, a halt by hand too, stands. */
  allowFirst(because: string, by: string): void {
    this.#open.delete(NEVER_RECORDED.kind);
    this.#record(because, by);
  }

  /** Closes every cause: for the runs of tests and replays. */
  allow(because: string, by: string): void {
    this.#open.clear();
    this.#record(because, by);
  }

  #record(what: string, by: string): void {
    this.#view = null;
    if (this.#open.size === 0) {
      this.#activeBecause = what;
      this.#activeSince = this.#parts.clock.now();
    }
    const view = this.state();
    const { state, cause, causes } = view;
    try {
      const data = { state, cause, by, ...(causes.length === 0 ? {} : { causes }) };
      this.#parts.journal.append({ type: 'trading.state', subject: 'trading', data });
    } finally {
      this.onChange.emit(view);
    }
  }

  #look(): TradingStateView {
    const causes = byWeight(this.#open.values());
    const [worst] = causes;
    if (worst === undefined) return { state: 'ACTIVE', cause: this.#activeBecause, since: this.#activeSince, causes };
    return { state: worst.level, cause: worst.reason, since: worst.since, causes };
  }
}

const covers = (open: OpenCause, { level, latched, holds }: Pick<OpenCause, 'level' | 'latched' | 'holds'>): boolean =>
  stricter(open.level, level) === open.level && (open.latched || !latched) && open.holds === holds;
