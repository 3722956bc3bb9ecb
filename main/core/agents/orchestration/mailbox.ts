/** What becomes of an event that finds its mailbox full: the oldest is dropped for it, or it is not taken. Both are counted. */
export type Overflow = 'drop-oldest' | 'refuse';

/** How far a subscriber is behind. */
export interface MailboxState {
  readonly name: string;
  readonly held: number;
  readonly bound: number;
  readonly overflow: Overflow;
  readonly taken: number;
  readonly lost: number;
}

/** Events for a subscriber that reads at its own pace: a ring of fixed size, so that a reader that stopped costs nothing more. */
export class Mailbox<E> {
  readonly name: string;
  readonly #overflow: Overflow;
  readonly #ring: (E | undefined)[];
  #from = 0;
  #held = 0;
  #taken = 0;
  #lost = 0;

  constructor(name: string, bound: number, overflow: Overflow) {
    if (!Number.isInteger(bound) || bound < 1) throw new RangeError(`A mailbox holds at least one: ${String(bound)}`);
    this.name = name;
    this.#overflow = overflow;
    this.#ring = new Array<E | undefined>(bound).fill(undefined);
  }

  /** Puts an event; false when it, or the oldest in its place, was lost. */
  put(event: E): boolean {
    const bound = this.#ring.length;
    const full = this.#held === bound;
    if (full) this.#lost += 1;
    if (full && this.#overflow === 'refuse') return false;
    if (full) this.#shift();
    this.#ring[(this.#from + this.#held) % bound] = event;
    this.#held += 1;
    return !full;
  }

  /** Takes up to `most` events, oldest first. */
  take(most: number = this.#held): readonly E[] {
    const events: E[] = [];
    while (events.length < most) {
      const event = this.#shift();
      if (event === undefined) break;
      this.#taken += 1;
      events.push(event);
    }
    return events;
  }

  state(): MailboxState {
    const { name } = this;
    return {
      name,
      held: this.#held,
      bound: this.#ring.length,
      overflow: this.#overflow,
      taken: this.#taken,
      lost: this.#lost,
    };
  }

  #shift(): E | undefined {
    if (this.#held === 0) return undefined;
    const event = this.#ring[this.#from];
    this.#ring[this.#from] = undefined;
    this.#from = (this.#from + 1) % this.#ring.length;
    this.#held -= 1;
    return event;
  }
}
