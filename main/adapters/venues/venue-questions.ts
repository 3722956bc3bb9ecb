import type { EpochMs } from '#shared/domain/time.ts';
import type { Log } from '#core/ports/log.ts';
import type {
  AccountMovement,
  AccountReport,
  Answer,
  OrderRef,
  OrderReport,
  PositionReport,
  ServiceStatus,
  VenueFillReport,
  VenueQuestions,
} from '#core/ports/venue.ts';
import { answerOf, notKnown } from './classify.ts';
import { UnreadableMessage, type ExactJson, type ExactObject } from './exact-json.ts';
import type { KnownOrders } from './known-orders.ts';
import type { Listing, VenueCall, VenueQuirks } from './quirks.ts';
import type { RestClient } from './rest-client.ts';
import type { ContractBook } from './venue-contract.ts';
import type { VenueClock } from './venue-clock.ts';

/** More pages than this are not read: something else is wrong then. */
const MOST_PAGES = 500;
const OFFSET_SAMPLES = 5;

export interface QuestionParts {
  readonly quirks: VenueQuirks;
  readonly rest: RestClient;
  readonly book: ContractBook;
  readonly venueClock: VenueClock;
  readonly log: Log;
  readonly known: KnownOrders;
}

/** Asks the venue. Each question is one call, or one per page; none is repeated, and half an answer is none. */
export class VenueAsk implements VenueQuestions {
  readonly #parts: QuestionParts;
  readonly #strangers = new Set<string>();

  constructor(parts: QuestionParts) {
    this.#parts = parts;
  }

  async order(ref: OrderRef): Promise<Answer<OrderReport | null>> {
    const { quirks, rest, book } = this.#parts;
    const contract = book.ours(ref.symbol);
    if (contract === undefined) return { known: false, reason: `${ref.symbol} is not among the venue's contracts` };
    const { order, absent, readOrder } = quirks.questions;
    let askedAt: EpochMs | null = null;
    for (const call of order(ref, contract)) {
      const result = await rest.call(call, 'question', true);
      if (result.kind === 'answered') askedAt ??= result.askedAt;
      const answer = answerOf<OrderReport | null>(result, (verdict) => {
        const since = askedAt as EpochMs;
        if (!verdict.ok) return absent(verdict) ? { known: true, value: null, askedAt: since } : notKnown(verdict);
        const found = readOrder(verdict.data, contract, call);
        if (found !== null && found.clientOrderId !== ref.clientOrderId)
          throw new UnreadableMessage(`The venue answered with another order, ${found.venueOrderId}`);
        if (found !== null) this.#parts.known.learn(ref.clientOrderId, found.venueOrderId);
        return { known: true, value: found, askedAt: since };
      });
      if (!answer.known || answer.value !== null) return answer;
    }
    return askedAt === null ? { known: false, reason: 'No call was made' } : { known: true, value: null, askedAt };
  }

  openOrders(): Promise<Answer<readonly OrderReport[]>> {
    return this.#list(this.#parts.quirks.questions.openOrders, null, orderKey);
  }

  async doneOrders(since: EpochMs): Promise<Answer<readonly OrderReport[]>> {
    const answer = await this.#list(this.#parts.quirks.questions.doneOrders, since, orderKey);
    if (!answer.known) return answer;
    const done = answer.value.filter(
      ({ state, tsVenue }) => state !== 'open' && state !== 'waiting' && tsVenue >= since,
    );
    return { ...answer, value: done };
  }

  async fills(since: EpochMs): Promise<Answer<readonly VenueFillReport[]>> {
    const answer = await this.#list(this.#parts.quirks.questions.fills, since, fillKey);
    if (!answer.known) return answer;
    const fills = answer.value.filter(({ tsVenue }) => tsVenue >= since).toSorted((a, b) => a.tsVenue - b.tsVenue);
    return { ...answer, value: fills.map((fill) => this.#parts.known.named(fill)) };
  }

  positions(): Promise<Answer<readonly PositionReport[]>> {
    return this.#list(this.#parts.quirks.questions.positions, null, ({ symbol }) => symbol);
  }

  account(): Promise<Answer<AccountReport>> {
    const { call, read } = this.#parts.quirks.questions.account;
    return this.#one(call, true, read);
  }

  async movements(since: EpochMs): Promise<Answer<readonly AccountMovement[] | null>> {
    const { quirks, venueClock, book } = this.#parts;
    const listings = quirks.questions.movements;
    if (listings === null) return { known: true, value: null, askedAt: venueClock.now() };
    const all = new Map<string, AccountMovement>();
    let askedAt: EpochMs | null = null;
    for (const listing of listings) {
      const answer = await this.#pages<AccountMovement>(
        listing,
        since,
        ({ id }) => id,
        function* read(rows) {
          for (const row of rows) {
            const movement = listing.read(row, book);
            if (movement !== null) yield movement;
          }
        },
      );
      if (!answer.known) return answer;
      askedAt ??= answer.askedAt;
      for (const movement of answer.value) if (movement.tsVenue >= since) all.set(movement.id, movement);
    }
    const value = [...all.values()].toSorted((a, b) => a.tsVenue - b.tsVenue);
    return { known: true, value, askedAt: askedAt ?? venueClock.now() };
  }

  service(): Promise<Answer<{ readonly status: ServiceStatus; readonly reason: string }>> {
    const { call, read } = this.#parts.quirks.questions.service;
    return this.#one(call, false, (data) => read(data, this.#parts.venueClock.now()));
  }

  /** The median of five samples; the venue's time is set by it. */
  async clockOffset(): Promise<Answer<number>> {
    const samples: number[] = [];
    let askedAt: EpochMs | null = null;
    for (let count = 0; count < OFFSET_SAMPLES; count += 1) {
      const sample = await this.#parts.rest.measureOffset();
      if (typeof sample === 'string') return { known: false, reason: sample };
      askedAt ??= sample.askedAt;
      samples.push(sample.offsetMs);
    }
    const value = Math.round(samples.toSorted((a, b) => a - b)[Math.floor(OFFSET_SAMPLES / 2)] ?? 0);
    this.#parts.venueClock.set(value);
    return askedAt === null ? { known: false, reason: 'No call was made' } : { known: true, value, askedAt };
  }

  async #one<T>(call: VenueCall, signed: boolean, read: (data: ExactJson) => T): Promise<Answer<T>> {
    const result = await this.#parts.rest.call(call, 'question', signed);
    return answerOf(result, (verdict) => {
      if (!verdict.ok) return notKnown(verdict);
      const askedAt = result.kind === 'answered' ? result.askedAt : this.#parts.venueClock.now();
      return { known: true, value: read(verdict.data), askedAt };
    });
  }

  #list<T>(listing: Listing<T>, since: EpochMs | null, keyOf: (item: T) => string): Promise<Answer<readonly T[]>> {
    return this.#pages(listing, since, keyOf, (rows) => this.#read(listing, rows));
  }

  async #pages<T>(
    listing: Pick<Listing<T>, 'calls' | 'rows' | 'next'>,
    since: EpochMs | null,
    keyOf: (item: T) => string,
    read: (rows: readonly ExactObject[]) => Iterable<T>,
  ): Promise<Answer<readonly T[]>> {
    const { book, rest, venueClock } = this.#parts;
    const until = (venueClock.now() + 60_000) as EpochMs;
    const items = new Map<string, T>();
    let askedAt: EpochMs | null = null;
    let pages = 0;
    const window = { since: since ?? until, until };
    for (const first of listing.calls(book, window)) {
      for (let call: VenueCall | null = first; call !== null;) {
        pages += 1;
        if (pages > MOST_PAGES) return { known: false, reason: `The list has more than ${String(MOST_PAGES)} pages` };
        const asked: VenueCall = call;
        const result = await rest.call(asked, 'question', true);
        if (result.kind === 'answered') askedAt ??= result.askedAt;
        const page = answerOf<{ next: VenueCall | null }>(result, (verdict) => {
          if (!verdict.ok) return notKnown(verdict);
          const rows = listing.rows(verdict.data, asked);
          for (const item of read(rows)) items.set(keyOf(item), item);
          return {
            known: true,
            value: { next: listing.next(asked, verdict.data, rows, window) },
            askedAt: askedAt as EpochMs,
          };
        });
        if (!page.known) return page;
        call = page.value.next;
      }
    }
    return { known: true, value: [...items.values()], askedAt: askedAt ?? venueClock.now() };
  }

  *#read<T>(listing: Listing<T>, rows: ReturnType<Listing<T>['rows']>): Generator<T> {
    for (const row of rows) {
      const symbol = listing.symbolOf(row);
      const contract = this.#parts.book.theirs(symbol);
      const item = contract === undefined ? this.#stranger(symbol) : listing.read(row, contract);
      if (item !== null) yield item;
    }
  }

  /** What concerns a contract we were not given is not ours to judge; it is told once. */
  #stranger(symbol: string): null {
    if (!this.#strangers.has(symbol)) {
      this.#strangers.add(symbol);
      this.#parts.log.warn('The account has business in a contract that is not watched here', { symbol });
    }
    return null;
  }
}

const orderKey = ({ venueOrderId }: OrderReport): string => venueOrderId;
const fillKey = ({ symbol, tradeId, venueOrderId }: VenueFillReport): string =>
  `${symbol} ${tradeId} ${venueOrderId ?? ''}`;
