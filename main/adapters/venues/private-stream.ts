import type { EpochMs } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { privateSilenceMs } from '#core/market/stream-report.ts';
import { isTrusted } from '#core/market/stream-states.ts';
import { StreamWatch } from '#core/market/stream-watch.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import type { VenueCondition, VenueEvent, VenueFillReport } from '#core/ports/venue.ts';
import { parseExact } from './exact-json.ts';
import type { KnownOrders } from './known-orders.ts';
import { eventClientId } from './order-words.ts';
import type { EventDraft, StreamPlan, StreamSign, VenueQuirks } from './quirks.ts';
import { messageOf, type RestClient } from './rest-client.ts';
import type { Signer } from './signer.ts';
import { SocketSession } from './socket-session.ts';
import type { VenueTransport } from './transport.ts';
import type { VenueClock } from './venue-clock.ts';
import type { ContractBook } from './venue-contract.ts';
import type { VenueAsk } from './venue-questions.ts';
import type { WireTap } from './wire-tap.ts';

const SOCKET = 'private';
const CHANNEL = 'orders';
const CHECK_MS = 250;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** The fill list is asked for this much more than needed: it may lag behind the stream. */
const OVERLAP_MS = 10_000;
/** A fill younger than this may still be on its way. */
const ON_ITS_WAY_MS = 5_000;

export interface PrivateStreamParts {
  readonly quirks: VenueQuirks;
  readonly rest: RestClient;
  readonly signer: Signer;
  readonly transport: VenueTransport;
  readonly book: ContractBook;
  readonly ask: VenueAsk;
  readonly clock: Clock;
  readonly venueClock: VenueClock;
  readonly scheduler: Scheduler;
  readonly tap: WireTap | null;
  readonly log: Log;
  readonly known: KnownOrders;
  readonly onEvent: (event: VenueEvent) => void;
  readonly onCondition: (condition: VenueCondition) => void;
}

type StreamStatus = Extract<VenueCondition, { readonly kind: 'stream' }>['status'];

/**
 * The account's own stream: connects again for ever, and proves itself. After each subscription and at least every 46 s
 * without data the venue is asked for its fills; what the stream did not tell is told from the answer.
 */
export class PrivateStream implements Disposable {
  readonly #parts: PrivateStreamParts;
  readonly #watch: StreamWatch;
  readonly #timers: Disposable[] = [];
  #session: SocketSession<StreamSign> | null = null;
  #renewal: Disposable | null = null;
  #retry: Disposable | null = null;
  #failures = 0;
  #pings = 0;
  #status: StreamStatus | null = null;
  #provenUntil: EpochMs;
  #subscribedAt: EpochMs;
  #proving = false;
  #disposed = false;

  constructor(parts: PrivateStreamParts) {
    this.#parts = parts;
    this.#watch = new StreamWatch(parts.clock);
    this.#provenUntil = parts.venueClock.now();
    this.#subscribedAt = this.#provenUntil;
    this.#watch.onChange.on(({ to, reason }) => {
      if (isTrusted(to)) this.#failures = 0;
      this.#tell(isTrusted(to) ? 'live' : to === 'down' ? 'down' : 'silent', reason);
    });
  }

  start(): void {
    this.#timers.push(this.#parts.scheduler.every(CHECK_MS, () => this.#check()));
    void this.#connect();
  }

  /** An order was accepted: unless the stream has told of it already, it has to. */
  expect(clientOrderId: string, venueOrderId: string): void {
    if (!this.#parts.known.wasTold(clientOrderId, venueOrderId)) this.#watch.expectEvent(CHANNEL);
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of this.#timers) timer.dispose();
    this.#retry?.dispose();
    this.#renewal?.dispose();
    this.#session?.close('Disposed');
  }

  async #connect(): Promise<void> {
    const { quirks, rest, signer } = this.#parts;
    this.#retry = null;
    let plan: StreamPlan;
    try {
      plan = await quirks.stream.plan(async (call) => {
        const result = await rest.call(call, 'question', true);
        if (result.kind !== 'answered') throw new Error(result.reason);
        return result.verdict;
      }, signer);
    } catch (error) {
      this.#lost(`The stream could not be opened: ${messageOf(error)}`);
      return;
    }
    if (!this.#disposed) this.#open(plan);
  }

  #open(plan: StreamPlan): void {
    const { transport, clock, tap, signer, quirks, book, log } = this.#parts;
    const { key, secret, passphrase } = signer.credentials;
    const session: SocketSession<StreamSign> = new SocketSession<StreamSign>({
      name: SOCKET,
      channel: 'private',
      plan,
      transport,
      clock,
      tap,
      secrets: [key, secret, passphrase ?? ''],
      read: (text) => quirks.stream.read(text === 'pong' ? text : parseExact(text), book),
      on: {
        opened: () => this.#watch.onOpen(SOCKET),
        subscribed: () => this.#subscribed(),
        acknowledged: () => {
          this.#watch.onAcknowledged(CHANNEL);
          void this.#prove();
        },
        sign: (sign) => this.#take(sign),
        unreadable: (error) => {
          log.error('A message of the account’s stream could not be read', { reason: messageOf(error) });
          void this.#prove();
        },
        closed: (reason) => {
          if (this.#session === session) this.#lost(reason);
        },
      },
    });
    this.#session = session;
    const { renew } = plan;
    this.#renewal?.dispose();
    this.#renewal =
      renew === null
        ? null
        : this.#parts.scheduler.every(renew.everyMs, () => void this.#parts.rest.call(renew.call, 'question', true));
  }

  #subscribed(): void {
    this.#subscribedAt = this.#parts.venueClock.now();
    const silentAfterMs = privateSilenceMs();
    this.#watch.onAsked({ key: CHANNEL, socket: SOCKET, symbol: null, pace: 'eventful', silentAfterMs });
  }

  #take(sign: StreamSign): void {
    switch (sign.kind) {
      case 'pong':
        this.#watch.onPong(SOCKET);
        return;
      case 'data':
        this.#watch.onData(CHANNEL, sign.tsVenue);
        return;
      case 'alias':
        this.#parts.known.alias(sign.clientOrderId, sign.venueOrderId);
        return;
      case 'event':
        this.#watch.onData(CHANNEL, sign.event.tsVenue);
        this.#pass(sign.event);
        return;
      case 'refused':
        this.#watch.onRefused(CHANNEL, sign.reason);
        this.#session?.close(sign.reason);
        return;
      case 'leave':
        this.#session?.close(sign.reason);
        return;
      default:
        return;
    }
  }

  #pass(draft: EventDraft): void {
    const event = { ...draft, tsReceived: this.#parts.clock.now() } as VenueEvent;
    this.#parts.onEvent(this.#parts.known.complete(event));
  }

  #lost(reason: string): void {
    if (this.#disposed) return;
    this.#session = null;
    this.#renewal?.dispose();
    this.#watch.onClosed(SOCKET, reason);
    this.#tell('down', reason);
    if (this.#retry !== null) return;
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#retry = this.#parts.scheduler.after(wait, () => void this.#connect());
  }

  #check(): void {
    if (this.#parts.venueClock.reliable)
      this.#watch.setClockOffset(this.#parts.venueClock.now() - this.#parts.clock.now());
    for (const action of this.#watch.check()) {
      if (action.kind === 'ping') {
        this.#watch.onPing(SOCKET);
        this.#session?.ping(this.#parts.quirks.stream.ping((this.#pings += 1)));
      } else if (action.kind === 'ask') void this.#prove();
      else if (action.kind === 'resubscribe') this.#session?.subscribe();
      else this.#session?.close(action.reason);
    }
  }

  /** Compares what the stream told with the venue's list of fills, and tells what was left out. */
  async #prove(): Promise<void> {
    if (this.#proving) return;
    this.#proving = true;
    const { ask, known } = this.#parts;
    const since = (this.#provenUntil - OVERLAP_MS) as EpochMs;
    const startedAt = this.#parts.venueClock.now();
    const answer = await ask.fills(since);
    this.#proving = false;
    if (this.#disposed) return;
    if (!answer.known) {
      this.#watch.onAnswer(CHANNEL, 'none');
      return;
    }
    const untold = answer.value.filter((fill) => fill.tsVenue >= since && !known.hasFill(fill));
    for (const fill of untold) this.#pass(eventOf(fill));
    const missed = untold.some(({ tsVenue }) => tsVenue > this.#subscribedAt && tsVenue < startedAt - ON_ITS_WAY_MS);
    this.#provenUntil = startedAt;
    this.#watch.onAnswer(CHANNEL, missed ? 'missed' : 'complete');
  }

  #tell(status: StreamStatus, reason: string): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#parts.onCondition({ kind: 'stream', status, reason });
  }
}

const eventOf = (fill: VenueFillReport): EventDraft => ({
  kind: 'fill',
  clientOrderId: eventClientId(fill.clientOrderId),
  ...(fill.venueOrderId === null ? {} : { venueOrderId: fill.venueOrderId }),
  symbol: fill.symbol,
  tradeId: fill.tradeId,
  side: fill.side,
  lots: fill.lots,
  priceTicks: fill.priceTicks,
  fee: fill.fee,
  liquidity: fill.liquidity,
  tsVenue: fill.tsVenue,
});
