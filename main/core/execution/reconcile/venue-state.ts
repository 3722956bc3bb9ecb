import type { ServiceStatus, VenueCondition } from '../../ports/venue.ts';
import { record } from '../order-records.ts';
import type { ReconcileJournal } from './reconcile-types.ts';

/** A reason as the end of a sentence, whether it came with a full stop, without one, or not at all. */
const because = (reason: string): string => (reason === '' ? '.' : `: ${reason.replace(/\.+$/, '')}.`);

/** What a change of condition means. */
export interface ConditionChange {
  readonly sentence: string;
  /** News may have been missed: everything must be compared. */
  readonly compare: boolean;
}

/** The venue's service and the private stream, as last told (rule R16). Null: not told yet. Each change is recorded. */
export class VenueState {
  service: { readonly status: ServiceStatus; readonly reason: string } | null = null;
  stream: { readonly status: 'live' | 'silent' | 'down'; readonly reason: string } | null = null;
  /** How many conditions were told: an answer to a question from before the last of them is out of date. */
  told = 0;
  readonly #journal: ReconcileJournal;
  readonly #name: string;

  constructor(journal: ReconcileJournal, name: string) {
    this.#journal = journal;
    this.#name = name;
  }

  /** Takes a condition; null when it says nothing new. */
  take(condition: VenueCondition): ConditionChange | null {
    this.told += 1;
    return condition.kind === 'service'
      ? this.setService(condition.status, condition.reason)
      : this.#setStream(condition.status, condition.reason);
  }

  setService(status: ServiceStatus, reason: string): ConditionChange | null {
    const before = this.service?.status ?? null;
    this.service = { status, reason };
    if (before === status || (before === null && status === 'open')) return null;
    this.#record('service', status, reason);
    const words = { open: 'open again', 'cancel-only': 'open for cancels only', closed: 'closed' } as const;
    return { sentence: `The venue is ${words[status]}${because(reason)}`, compare: status === 'open' };
  }

  #setStream(status: 'live' | 'silent' | 'down', reason: string): ConditionChange | null {
    const before = this.stream?.status ?? null;
    this.stream = { status, reason };
    if (before === status || (before === null && status === 'live')) return null;
    this.#record('stream', status, reason);
    return { sentence: `The venue's private stream is ${status}${because(reason)}`, compare: status === 'live' };
  }

  #record(about: 'service' | 'stream', status: string, reason: string): void {
    record(this.#journal, 'venue.condition', this.#name, { about, status, reason });
  }
}
