import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { record } from '../order-records.ts';
import type { Difference, DifferenceChoice, DifferenceKind } from './difference.ts';
import type { ReconcileJournal } from './reconcile-types.ts';

/** A difference as a comparison finds it; since when, and whether it was decided before, the book knows. */
export type FoundDifference = Omit<Difference, 'since' | 'state'> & { readonly state: 'open' | 'working' };

/** Kinds whose every step is on record anyway, as records of their order. */
const RECORDED_ELSEWHERE: ReadonlySet<DifferenceKind> = new Set(['order-unproven', 'order-gone']);

/** A venue has one position per symbol: as long as it is not as recorded, its symbol takes no entry, decided or not. */
const ALWAYS_BLOCKING: ReadonlySet<DifferenceKind> = new Set([
  'foreign-position',
  'position-mismatch',
  'position-gone',
]);

const isUndecided = ({ state }: Difference): boolean => state === 'open' || state === 'working';

/** Both sides hold something else, and it was not booked. */
const standsApart = ({ kind, state }: Difference): boolean => ALWAYS_BLOCKING.has(kind) && state !== 'adopted';

/** What differs now. Each difference is recorded when it is first seen and when it is gone, and not in between. */
export class DifferenceBook {
  readonly #journal: ReconcileJournal;
  readonly #now: () => EpochMs;
  readonly #differences = new Map<string, Difference>();

  constructor(journal: ReconcileJournal, now: () => EpochMs) {
    this.#journal = journal;
    this.#now = now;
  }

  all(): readonly Difference[] {
    return [...this.#differences.values()];
  }

  get(id: string): Difference | null {
    return this.#differences.get(id) ?? null;
  }

  /**
   * Replaces what is known of these kinds by what a comparison found.
   * @param covers false for symbols that the comparison could not judge: what is known of them stays.
   * @returns those that are new and undecided.
   */
  update(
    kinds: readonly DifferenceKind[],
    found: readonly FoundDifference[],
    covers: (symbol: ContractSymbol) => boolean = () => true,
  ): readonly Difference[] {
    const ids = new Set(found.map(({ id }) => id));
    for (const known of this.all()) {
      if (kinds.includes(known.kind) && covers(known.symbol) && !ids.has(known.id)) this.#remove(known);
    }
    return found.flatMap((difference) => this.#put(difference));
  }

  /** Records a person's decision. */
  decide(difference: Difference, choice: DifferenceChoice, by: string): void {
    const { id, kind, symbol, sentence } = difference;
    record(this.#journal, 'reconcile.decided', id, { kind, symbol, choice, by, sentence });
    const state = choice === 'ignore' ? 'ignored' : 'adopted';
    this.#differences.set(id, { ...difference, state, choices: [] });
  }

  /** Undecided differences other than orders in doubt: while there is one, the phase is `observing`. */
  undecided(): readonly Difference[] {
    return this.all().filter((difference) => difference.state === 'open' && isUndecided(difference));
  }

  /** What keeps a symbol from new risk; null when nothing. */
  blocking(symbol: ContractSymbol): Difference | null {
    const own = this.all().filter((difference) => difference.symbol === symbol);
    return own.find((difference) => isUndecided(difference) || standsApart(difference)) ?? null;
  }

  /** The symbols whose position is not the same on both sides, as text. */
  apart(): string {
    return this.all()
      .filter(standsApart)
      .map(({ symbol }) => symbol)
      .sort()
      .join(' ');
  }

  /** True when what is held on the symbol is the same on both sides, as far as was compared. */
  isPositionAgreed(symbol: ContractSymbol): boolean {
    return !this.all().some((difference) => difference.symbol === symbol && standsApart(difference));
  }

  #put(found: FoundDifference): readonly Difference[] {
    const known = this.#differences.get(found.id);
    if (known !== undefined) {
      const decided = isUndecided(known) ? {} : { state: known.state, choices: [] };
      this.#differences.set(found.id, { ...found, since: known.since, ...decided });
      return [];
    }
    const ignored = this.#journal.state.decision(found.id)?.choice === 'ignore';
    const state = ignored ? 'ignored' : found.state;
    const difference = { ...found, since: this.#now(), state, choices: ignored ? [] : found.choices } as const;
    this.#differences.set(found.id, difference);
    if (!ignored) this.#record(difference, state);
    return ignored ? [] : [difference];
  }

  #remove(difference: Difference): void {
    this.#differences.delete(difference.id);
    if (isUndecided(difference)) this.#record(difference, 'gone');
  }

  #record({ id, kind, symbol, sentence }: Difference, state: string): void {
    if (RECORDED_ELSEWHERE.has(kind)) return;
    record(this.#journal, 'reconcile.difference', id, { kind, symbol, state, sentence });
  }
}
