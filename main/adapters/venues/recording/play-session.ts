import { VENUE_IDS, type VenueId } from '#shared/domain/exchange-account.ts';
import { candleGaps } from '#core/market/gaps.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';
import type { FeedEvent, MarketFeed } from '#core/ports/market-feed.ts';
import { loadInstruments, openFeed } from '../open-venue.ts';
import type { VenueContract } from '../venue-contract.ts';
import { RecordedBooks, type RecordedBook } from './recorded-books.ts';
import { RecordedTransport } from './recorded-transport.ts';
import { UnreadableSession } from './session-format.ts';
import type { RecordedSession } from './session-reader.ts';

/** Time moves on at most so far before what was set off by it gets its turn. */
const STEP_MS = 250;

/** What the adapters made of one contract's messages. */
export interface PlayedSymbol {
  readonly symbol: string;
  readonly tickers: number;
  readonly candles: number;
  /** Candles missing between the first and the last. */
  readonly missingCandles: number;
  readonly trades: number;
}

/** What a recording holds, and what today's adapters make of it. */
export interface PlaySummary {
  readonly venue: string;
  readonly program: string;
  readonly startedAt: number;
  readonly lengthMs: number;
  readonly messages: { readonly rest: number; readonly public: number; readonly private: number };
  /** One sentence when the recording breaks off; null when it is whole. */
  readonly cut: string | null;
  /** Requests of the adapters that the recording has no answer to. */
  readonly unanswered: number;
  /** Messages of sockets that the adapters had not open. */
  readonly undelivered: number;
  /** What the adapters complained of, each sentence once with its count. */
  readonly warnings: Readonly<Record<string, number>>;
  readonly states: readonly { readonly at: number; readonly status: string; readonly reason: string }[];
  readonly symbols: readonly PlayedSymbol[];
  readonly books: readonly RecordedBook[];
}

/**
 * Plays a recording through the adapters of its venue in virtual time: hours take seconds, and the same recording gives the
 * same events. @throws UnreadableSession when the venue is not known.
 */
export async function playSession(
  session: RecordedSession,
  onEvent: (event: FeedEvent) => void = () => undefined,
): Promise<PlaySummary> {
  const venue = VENUE_IDS.find((id) => id === session.header.venue);
  if (venue === undefined) throw new UnreadableSession(`The venue "${session.header.venue}" is not known.`);
  return new SessionPlayer(session, venue, onEvent).run();
}

class SessionPlayer {
  readonly #session: RecordedSession;
  readonly #venue: VenueId;
  readonly #clock: VirtualClock;
  readonly #transport: RecordedTransport;
  readonly #tally = new EventTally();
  readonly #warnings = new Map<string, number>();
  readonly #onEvent: (event: FeedEvent) => void;

  constructor(session: RecordedSession, venue: VenueId, onEvent: (event: FeedEvent) => void) {
    this.#session = session;
    this.#venue = venue;
    this.#onEvent = onEvent;
    this.#clock = new VirtualClock(session.header.startedAt);
    this.#transport = new RecordedTransport(session.messages, this.#clock);
  }

  async run(): Promise<PlaySummary> {
    const { header, messages } = this.#session;
    const contracts = await this.#contracts();
    const books = new RecordedBooks(header.venue, contracts);
    const feed = await this.#driven(openFeed({ ...this.#parts(), contracts }));
    const listening = feed.onEvent((event) => {
      this.#tally.take(event);
      this.#onEvent(event);
    });
    feed.start();
    await this.#play(books);
    listening.dispose();
    feed.stop();
    const last = messages.at(-1);
    const count = (channel: 'rest' | 'public' | 'private'): number =>
      messages.filter((message) => message.channel === channel).length;
    return {
      venue: header.venue,
      program: header.program,
      startedAt: header.startedAt,
      lengthMs: last === undefined ? 0 : Math.round(last.monotonic - header.monotonic),
      messages: { rest: count('rest'), public: count('public'), private: count('private') },
      cut: this.#session.cut,
      unanswered: this.#transport.unanswered,
      undelivered: this.#transport.undelivered,
      warnings: Object.fromEntries(this.#warnings),
      states: this.#tally.states,
      symbols: this.#tally.symbols(feed),
      books: books.report(),
    };
  }

  async #play(books: RecordedBooks): Promise<void> {
    const { header, messages } = this.#session;
    for (const message of messages) {
      await this.#moveTo(header.startedAt + Math.floor(message.monotonic - header.monotonic));
      books.take(message);
      if (message.channel === 'public' && message.direction === 'in') this.#transport.deliver(message);
    }
    await this.#moveTo(this.#clock.now() + STEP_MS);
  }

  /** The contracts as the venue told them then. */
  async #contracts(): Promise<readonly VenueContract[]> {
    const { symbols } = this.#session.header;
    const list = await this.#driven(loadInstruments(this.#parts()));
    if (!list.known) throw new UnreadableSession(`The recording does not tell the contracts: ${list.reason}`);
    const contracts = list.value.contracts.filter(({ instrument }) => symbols.includes(instrument.symbol));
    if (contracts.length === 0) throw new UnreadableSession('The recording tells of none of its contracts.');
    return contracts;
  }

  #parts() {
    const count = (message: string): void => void this.#warnings.set(message, (this.#warnings.get(message) ?? 0) + 1);
    const log = { info: () => undefined, warn: count, error: count };
    return { venue: this.#venue, clock: this.#clock, scheduler: this.#clock, log, transport: this.#transport };
  }

  /** Moves time on while an answer of the recording is on its way, until the work is done. */
  async #driven<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const settled = work.finally(() => (done = true));
    settled.catch(() => undefined);
    while (!done) {
      await turn();
      if (this.#transport.inFlight > 0) this.#clock.moveTo(this.#clock.now() + 1);
    }
    return settled;
  }

  async #moveTo(at: number): Promise<void> {
    for (let now = this.#clock.now(); now < at; now = this.#clock.now()) {
      this.#clock.moveTo(Math.min(at, now + STEP_MS));
      await turn();
    }
  }
}

/** Lets everything that waits for a promise run. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface SymbolTally {
  tickers: number;
  trades: number;
  readonly candles: number[];
}

/** Counts what a feed tells. */
class EventTally {
  readonly states: { at: number; status: string; reason: string }[] = [];
  readonly #symbols = new Map<string, SymbolTally>();

  take(event: FeedEvent): void {
    if (event.kind === 'status') {
      this.states.push({ at: event.tsVenue, status: event.status, reason: event.reason });
      return;
    }
    const symbol = event.kind === 'ticker' ? event.ticker.symbol : event.symbol;
    const tally = this.#symbols.get(symbol) ?? { tickers: 0, trades: 0, candles: [] };
    this.#symbols.set(symbol, tally);
    if (event.kind === 'ticker') tally.tickers += 1;
    else if (event.kind === 'trade') tally.trades += 1;
    else if (event.kind === 'candle') tally.candles.push(event.candle.ts);
  }

  symbols({ baseTimeframe }: Pick<MarketFeed, 'baseTimeframe'>): readonly PlayedSymbol[] {
    return [...this.#symbols].map(([symbol, { tickers, trades, candles }]) => ({
      symbol,
      tickers,
      trades,
      candles: candles.length,
      missingCandles: candleGaps(Float64Array.from(candles), timeframeMs(baseTimeframe)).reduce(
        (sum, { missing }) => sum + missing,
        0,
      ),
    }));
  }
}
