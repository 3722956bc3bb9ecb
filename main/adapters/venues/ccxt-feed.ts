import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { FeedConnections } from '#core/market/feed-connections.ts';
import type { ChannelReport, SocketReport } from '#core/market/stream-report.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { FeedBooks, FeedEvent, MarketFeed } from '#core/ports/market-feed.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import type { Answer } from '#core/ports/venue.ts';
import { CandleCloser } from './candle-closer.ts';
import { DepthBooks } from './depth-books.ts';
import { FeedSocket } from './feed-socket.ts';
import type { FeedPlan, FeedPoll, FeedSign } from './feed-quirks.ts';
import { readHistory } from './feed-history.ts';
import type { VenueQuirks } from './quirks.ts';
import { messageOf, type RestClient } from './rest-client.ts';
import type { Signer } from './signer.ts';
import { TickerAnswers } from './ticker-answers.ts';
import { TickerMerge } from './ticker-merge.ts';
import type { VenueTransport } from './transport.ts';
import type { ContractBook } from './venue-contract.ts';
import type { VenueClock } from './venue-clock.ts';
import type { WireTap } from './wire-tap.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

export interface CcxtFeedParts {
  readonly quirks: VenueQuirks;
  readonly rest: RestClient;
  readonly signer: Signer;
  readonly transport: VenueTransport;
  readonly book: ContractBook;
  readonly clock: Clock;
  readonly venueClock: VenueClock;
  readonly scheduler: Scheduler;
  readonly tap: WireTap | null;
  readonly log: Log;
}

/** A venue's public market data: its streams, and what it tells only when asked. */
export class CcxtFeed implements MarketFeed, FeedConnections {
  readonly name: string;
  readonly simulated = false;
  readonly baseTimeframe = '1m' as const;
  readonly #parts: CcxtFeedParts;
  readonly #events = new Emitter<FeedEvent>();
  readonly #tickers: TickerMerge;
  readonly #candles: CandleCloser;
  readonly #depth: DepthBooks | null;
  #sockets: FeedSocket[] = [];
  /** What is shown while no new ones are open: the last ones, which are down. */
  #last: readonly FeedSocket[] = [];
  #reopened = 0;
  #timers: Disposable[] = [];
  #failures = 0;
  #status: 'open' | 'down' | null = null;
  /** Rises with each start and stop, so that an answer to an older one is dropped. */
  #epoch = 0;

  constructor(parts: CcxtFeedParts) {
    this.#parts = parts;
    this.name = parts.quirks.name;
    this.#tickers = new TickerMerge(parts.clock);
    this.#candles = new CandleCloser(
      parts.scheduler,
      timeframeMs(this.baseTimeframe),
      parts.venueClock,
      (symbol, candle) => this.#events.emit({ kind: 'candle', symbol, timeframe: this.baseTimeframe, candle }),
    );
    const { depth } = parts.quirks.feed;
    this.#depth =
      depth === undefined
        ? null
        : new DepthBooks(parts, depth, {
            depth: (event) => this.#events.emit(event),
            gap: (symbol) => {
              for (const socket of this.#sockets) socket.onGap(symbol);
            },
            silent: (symbol) => {
              for (const socket of this.#sockets) socket.onDepthSilent(symbol);
            },
          });
  }

  get books(): FeedBooks | null {
    return this.#depth;
  }

  onEvent(listener: (event: FeedEvent) => void): Disposable {
    return this.#events.on(listener);
  }

  start(): void {
    this.#epoch += 1;
    for (const poll of this.#parts.quirks.feed.polls) {
      const answers = new TickerAnswers(poll, this.#parts.book);
      this.#timers.push(this.#parts.scheduler.every(poll.everyMs, () => void this.#poll(poll, answers)));
      void this.#poll(poll, answers);
    }
    this.#depth?.start();
    void this.#connect(this.#epoch);
  }

  stop(): void {
    this.#epoch += 1;
    for (const timer of this.#timers) timer.dispose();
    this.#timers = [];
    this.#drop();
    this.#depth?.stop();
    this.#candles.stop();
  }

  channels(): readonly ChannelReport[] {
    return this.#last.flatMap((socket) => socket.channels());
  }

  sockets(): readonly SocketReport[] {
    return this.#last.flatMap((socket) =>
      socket.sockets().map((report) => ({ ...report, reconnects: this.#reopened })),
    );
  }

  /** One question; the feed's own idea of the venue's time is set by it. */
  async clockOffset(): Promise<Answer<number>> {
    const measured = await this.#parts.rest.measureOffset();
    if (typeof measured === 'string') return { known: false, reason: measured };
    this.#parts.venueClock.set(measured.offsetMs);
    return { known: true, value: Math.round(measured.offsetMs), askedAt: measured.askedAt };
  }

  history(symbol: ContractSymbol, timeframe: Timeframe, from: number, to: number): Promise<CandleColumns> {
    return readHistory(this.#parts, { symbol, timeframe, from, to });
  }

  async #connect(epoch: number): Promise<void> {
    const { quirks, rest, signer, book } = this.#parts;
    let plans: readonly FeedPlan[];
    try {
      plans = await quirks.feed.plan(
        async (call) => {
          const result = await rest.call(call, 'question', false);
          if (result.kind !== 'answered') throw new Error(result.reason);
          return result.verdict;
        },
        signer,
        book.all,
      );
    } catch (error) {
      if (epoch !== this.#epoch) return;
      this.#tell('down', `The market data could not be opened: ${messageOf(error)}`);
      this.#retry(epoch);
      return;
    }
    if (epoch !== this.#epoch) return;
    this.#sockets = plans.map(
      (plan, index) =>
        new FeedSocket(
          this.#parts,
          `market ${String(index + 1)}`,
          plan,
          {
            sign: (sign) => this.#take(sign),
            status: () => this.#judge(),
            closed: () => this.#reopen(epoch),
          },
          this.#depth,
        ),
    );
    this.#last = this.#sockets;
    // The end of candles and the age of data are by the venue's time.
    if (!this.#parts.venueClock.reliable) void this.clockOffset();
  }

  /** A token is good for one connection: all sockets are opened anew with fresh ones. */
  #reopen(epoch: number): void {
    if (epoch !== this.#epoch) return;
    this.#epoch += 1;
    this.#reopened += 1;
    this.#drop();
    this.#tickers.clear();
    this.#tell('down', 'The connection to the market data was lost.');
    this.#retry(this.#epoch);
  }

  #retry(epoch: number): void {
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#timers.push(
      this.#parts.scheduler.after(wait, () => {
        if (epoch === this.#epoch) void this.#connect(epoch);
      }),
    );
  }

  #drop(): void {
    const sockets = this.#sockets;
    this.#sockets = [];
    for (const socket of sockets) socket.dispose();
    this.#depth?.lost('The connection to the market data was lost.');
  }

  #judge(): void {
    if (this.#sockets.length === 0) return;
    const open = this.#sockets.every((socket) => socket.brings);
    if (open) this.#failures = 0;
    this.#tell(open ? 'open' : 'down', open ? '' : 'The market data are silent.');
  }

  #take(sign: FeedSign): void {
    switch (sign.kind) {
      case 'ticker': {
        const ticker = this.#tickers.merge(sign);
        if (ticker === null) return;
        this.#depth?.beforeTicker(ticker.symbol);
        this.#events.emit({ kind: 'ticker', ticker });
        return;
      }
      case 'candle':
        this.#candles.take(sign.symbol, sign.candle, sign.closed);
        return;
      case 'funding': {
        const mark = this.#tickers.markOf(sign.symbol);
        if (mark === null) return;
        this.#events.emit({ kind: 'funding', symbol: sign.symbol, rate: sign.rate, mark, tsVenue: sign.tsVenue });
        return;
      }
      case 'event':
        this.#events.emit(sign.event);
        return;
      default:
        return;
    }
  }

  async #poll(poll: FeedPoll, answers: TickerAnswers): Promise<void> {
    const { book, rest, clock, log } = this.#parts;
    for (const call of poll.calls(book)) {
      let problem = '';
      const result = await rest.ask(call, (bytes) => {
        try {
          return answers.read(bytes, clock.now());
        } catch (error) {
          problem = messageOf(error);
          throw error;
        }
      });
      if (this.#timers.length === 0) return;
      if (result.kind === 'answered' && result.verdict.ok) for (const sign of result.verdict.data) this.#take(sign);
      else if (result.kind === 'lost' && problem !== '')
        log.warn('An answer about the market could not be read', { path: call.path, reason: problem });
    }
  }

  #tell(status: 'open' | 'down', reason: string): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#events.emit({ kind: 'status', status, reason, tsVenue: this.#parts.venueClock.now() });
  }
}
