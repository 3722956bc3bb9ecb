import type { ContractSymbol } from '#shared/domain/ids.ts';
import { formatMoney, ZERO, type Money } from '#shared/domain/money.ts';
import type { LedgerAccount, LedgerLine, MovementKind } from '../../journal/event-types.ts';
import { movementLines } from '../../portfolio/ledger.ts';
import type { AccountMovement } from '../../ports/venue.ts';
import { record } from '../order-records.ts';
import type { ReconcilerParts } from './reconcile-types.ts';

/** Where the other side of a movement is booked: capital paid in or out, what the venue gave or took, funding, results. */
const SOURCE_OF_KIND: Readonly<Record<Exclude<MovementKind, 'fee' | 'included'>, LedgerAccount>> = {
  transfer: 'capital',
  rebate: 'fees',
  funding: 'funding',
  // A difference nobody can explain counts as a result: as capital it would hide a loss.
  adjustment: 'realised',
};

/** The record that says from when on movements are booked; what was listed before it is part of the opening balance. */
const BEGINNING = 'beginning';

/** A movement of no contract, as it is recorded. */
interface Booked {
  readonly id: string;
  readonly kind: MovementKind;
  readonly what: string;
  readonly symbol: ContractSymbol | null;
  readonly amount: Money;
  readonly tsVenue: number;
  readonly by: string;
}

type MovementParts = Pick<ReconcilerParts, 'journal' | 'desk'>;

/** Books money that moved without a fill, each movement once by the venue's id, whatever page or start it is read in. */
export class MovementBook {
  readonly #parts: MovementParts;

  constructor(parts: MovementParts) {
    this.#parts = parts;
  }

  /** Venue time from which on movements are booked; null before {@link begin}. */
  get since(): number | null {
    return this.#parts.journal.state.movement(BEGINNING)?.tsVenue ?? null;
  }

  /** What is listed now is in the balance already and is never booked; what comes later is. */
  begin(listed: readonly AccountMovement[], at: number): void {
    const included = { kind: 'included', symbol: null, by: 'venue' } as const;
    for (const { id, amount, tsVenue, ...rest } of listed) {
      if (this.#knows(id)) continue;
      this.#record({ ...included, id, what: 'what' in rest ? rest.what : rest.kind, amount, tsVenue }, []);
    }
    this.#record(
      { ...included, id: BEGINNING, what: 'movements are booked from here on', amount: ZERO, tsVenue: at },
      [],
    );
    this.#parts.journal.commit();
  }

  /** @returns how many were new. */
  book(movements: readonly AccountMovement[]): number {
    const fresh = movements.filter(
      ({ id }, index) => !this.#knows(id) && index === movements.findIndex((one) => one.id === id),
    );
    for (const movement of fresh) this.#bookOne(movement);
    return fresh.length;
  }

  /** Books a difference of unknown cause, as a person decided. */
  adjust(id: string, amount: Money, at: number, by: string, sentence: string): void {
    if (this.#knows(id)) return;
    const lines = movementLines(SOURCE_OF_KIND.adjustment, amount);
    this.#record({ id, kind: 'adjustment', what: sentence, symbol: null, amount, tsVenue: at, by }, lines);
  }

  #bookOne(movement: AccountMovement): void {
    const { journal, desk } = this.#parts;
    const { id, kind, amount, tsVenue } = movement;
    const lines = movementLines(SOURCE_OF_KIND[kind], amount);
    if (kind !== 'funding') {
      this.#record({ id, kind, what: movement.what, symbol: null, amount, tsVenue, by: 'venue' }, lines);
    } else if (journal.state.position(movement.symbol) !== null) {
      desk.bookFunding(movement, lines);
    } else {
      const what = `funding of ${movement.symbol}, which was never held here`;
      this.#record({ id, kind, what, symbol: movement.symbol, amount, tsVenue, by: 'venue' }, lines);
    }
  }

  #knows(id: string): boolean {
    return this.#parts.journal.state.movement(id) !== null;
  }

  #record({ id, kind, what, symbol, amount, tsVenue, by }: Booked, lines: readonly LedgerLine[]): void {
    const data = { kind, what, symbol, amount: formatMoney(amount), tsVenue, by, lines };
    record(this.#parts.journal, 'ledger.moved', id, data);
  }
}
