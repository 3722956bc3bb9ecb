import type { ClientOrderId } from '#shared/domain/ids.ts';
import { isOrderInDoubt, type OrderState } from '#shared/domain/order-state.ts';
import type { OrderRow } from '../../journal/rows.ts';
import type { ReconcileSettings } from './settings.ts';

/** An order whose state at the venue is to be asked for. Times by the monotonic clock, ms. */
export interface Doubt {
  readonly id: ClientOrderId;
  /** When it was first seen in doubt; not before its attempt. */
  readonly since: number;
  /** When each clean "no such order" was asked for. */
  readonly notFoundAt: number[];
  asked: number;
  nextAt: number;
  told: boolean;
}

const UNANSWERED: ReadonlySet<OrderState> = new Set(['SENDING', 'CANCEL_SENDING', 'AMEND_SENDING']);

/** True when the order must be asked for: in doubt, or its answer is overdue. */
export function isDoubtful(row: OrderRow, ageMs: number, answerDueMs: number): boolean {
  if (isOrderInDoubt(row.state)) return true;
  if (UNANSWERED.has(row.state)) return ageMs >= answerDueMs;
  return row.amendLots !== undefined;
}

/** The orders in doubt with the schedule of questions about each (rule R4). */
export class Doubts {
  readonly #settings: Pick<ReconcileSettings, 'askAfterMs' | 'tellAfterMs'>;
  readonly #doubts = new Map<ClientOrderId, Doubt>();

  constructor(settings: Pick<ReconcileSettings, 'askAfterMs' | 'tellAfterMs'>) {
    this.#settings = settings;
  }

  /**
   * Follows these orders from now on and forgets all others.
   * @param ids each with the time of its last news, or now when that was before this session.
   */
  follow(ids: ReadonlyMap<ClientOrderId, number>): void {
    for (const id of this.#doubts.keys()) if (!ids.has(id)) this.#doubts.delete(id);
    for (const [id, since] of ids) {
      if (this.#doubts.has(id)) continue;
      const nextAt = since + (this.#settings.askAfterMs[0] ?? 0);
      this.#doubts.set(id, { id, since, notFoundAt: [], asked: 0, nextAt, told: false });
    }
  }

  /** Those that are due, the one waiting longest first. */
  due(now: number): readonly Doubt[] {
    return [...this.#doubts.values()].filter(({ nextAt }) => nextAt <= now).sort((a, b) => a.nextAt - b.nextAt);
  }

  all(): Iterable<Doubt> {
    return this.#doubts.values();
  }

  get(id: ClientOrderId): Doubt | null {
    return this.#doubts.get(id) ?? null;
  }

  /** A question about it left; sets when the next one is due. */
  noteAsked(doubt: Doubt, now: number): void {
    const { askAfterMs } = this.#settings;
    doubt.asked += 1;
    const step = askAfterMs[doubt.asked];
    doubt.nextAt = step === undefined ? now + (askAfterMs.at(-1) ?? 0) : Math.max(now, doubt.since + step);
  }

  /** Those that a person is to be told of now, once each. */
  overdue(now: number): readonly Doubt[] {
    const late = [...this.#doubts.values()].filter(
      ({ told, since }) => !told && now - since >= this.#settings.tellAfterMs,
    );
    for (const doubt of late) doubt.told = true;
    return late;
  }
}
