import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { isTrusted } from '#core/market/stream-states.ts';
import { StreamWatch } from '#core/market/stream-watch.ts';
import type { ChannelReport, SocketReport } from '#core/market/stream-report.ts';
import type { CcxtFeedParts } from './ccxt-feed.ts';
import type { DepthBooks } from './depth-books.ts';
import type { FeedPlan, FeedSign } from './feed-quirks.ts';
import { FrequentMessages } from './frequent-messages.ts';
import { messageOf } from './rest-client.ts';
import { SocketSession } from './socket-session.ts';

const CHECK_MS = 250;
const DEPTH_RESUBSCRIBE_MS = 30_000;
const NO_SIGNS: readonly FeedSign[] = [];
/** Unreadable messages that are logged per connection; more of the same say nothing new. */
const LOGGED = 5;

export interface FeedSocketEvents {
  sign(sign: FeedSign): void;
  /** Whether data come may have changed. */
  status(): void;
  /** Told once. */
  closed(): void;
}

/** One public connection, watched: a contract that falls silent is subscribed again, then the connection is renewed. */
export class FeedSocket implements Disposable {
  readonly #parts: CcxtFeedParts;
  readonly #name: string;
  readonly #session: SocketSession<FeedSign>;
  readonly #watch: StreamWatch;
  readonly #timer: Disposable;
  readonly #events: FeedSocketEvents;
  readonly #plan: FeedPlan;
  readonly #depth: DepthBooks | null;
  readonly #frequent: FrequentMessages;
  #open = false;
  #unreadable = 0;
  #pings = 0;
  #depthAskedAt = Number.NEGATIVE_INFINITY;

  /** @param depth takes the messages about order books; null where they are not followed. */
  constructor(
    parts: CcxtFeedParts,
    name: string,
    plan: FeedPlan,
    events: FeedSocketEvents,
    depth: DepthBooks | null = null,
  ) {
    const { transport, clock, tap } = parts;
    this.#parts = parts;
    this.#name = name;
    this.#plan = plan;
    this.#events = events;
    this.#depth = depth;
    this.#frequent = new FrequentMessages(parts.quirks.feed.frequent, parts.book);
    this.#watch = new StreamWatch(clock);
    this.#watch.onChange.on(() => events.status());
    this.#timer = parts.scheduler.every(CHECK_MS, () => this.#check());
    this.#session = new SocketSession<FeedSign>({
      name,
      channel: 'public',
      plan: { ...plan, login: [] },
      transport,
      clock,
      tap,
      secrets: [],
      read: (text) => this.#read(text),
      on: {
        opened: () => this.#watch.onOpen(name),
        subscribed: () => this.#subscribed(),
        acknowledged: () => this.#acknowledged(),
        sign: (sign) => this.#take(sign),
        unreadable: (error) => this.#complain(error),
        closed: (reason) => {
          this.#timer.dispose();
          this.#watch.onClosed(name, reason);
          events.closed();
        },
      },
    });
  }

  /** True when data come: of at least one contract, or, where only changes are told, when the socket is open. */
  get brings(): boolean {
    if (this.#plan.silentAfterMs === null) return this.#open;
    return this.#watch.channels().some(({ state }) => isTrusted(state));
  }

  channels(): readonly ChannelReport[] {
    return this.#watch.channels();
  }

  sockets(): readonly SocketReport[] {
    return this.#watch.sockets();
  }

  /** The order book of a contract broke. */
  onGap(symbol: ContractSymbol): void {
    this.#watch.onGap(symbol);
  }

  /** The order book of a contract is not told of any more: it is subscribed again, at most every half minute. */
  onDepthSilent(symbol: ContractSymbol): void {
    const now = this.#parts.clock.monotonic();
    if (!this.#open || !this.#carries(symbol) || now - this.#depthAskedAt < DEPTH_RESUBSCRIBE_MS) return;
    this.#depthAskedAt = now;
    this.#parts.log.warn('An order book fell silent; it is subscribed again', { symbol });
    this.#session.subscribe();
  }

  dispose(): void {
    this.#timer.dispose();
    this.#session.close('Disposed');
  }

  #carries(symbol: ContractSymbol): boolean {
    return this.#plan.symbols?.has(symbol) ?? true;
  }

  /** A contract of another socket would be taken for silent here. */
  #carried(): readonly ContractSymbol[] {
    const all = this.#parts.book.all.map(({ instrument }) => instrument.symbol);
    return all.filter((symbol) => this.#carries(symbol));
  }

  #subscribed(): void {
    this.#open = true;
    this.#events.status();
    const { silentAfterMs } = this.#plan;
    if (silentAfterMs === null) return;
    for (const symbol of this.#carried()) {
      this.#watch.onAsked({ key: symbol, socket: this.#name, symbol, pace: 'steady', silentAfterMs });
    }
  }

  #acknowledged(): void {
    if (this.#plan.silentAfterMs !== null) for (const symbol of this.#carried()) this.#watch.onAcknowledged(symbol);
    this.#depth?.follow();
  }

  /** Depth is most of what comes and has a reader of its own. */
  #read(text: string): readonly FeedSign[] {
    if (this.#depth?.take(text) === true) return NO_SIGNS;
    const { quirks, book } = this.#parts;
    const signs = this.#frequent.read(text);
    if (signs !== null) return signs;
    return quirks.feed.read(text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text, book);
  }

  #take(sign: FeedSign): void {
    switch (sign.kind) {
      case 'pong':
        this.#watch.onPong(this.#name);
        return;
      case 'refused':
      case 'leave':
        this.#parts.log.warn('The venue ended a subscription', { reason: sign.reason });
        this.#session.close(sign.reason);
        return;
      case 'ticker':
        this.#heard(sign.symbol, sign.tsVenue);
        break;
      default:
        break;
    }
    this.#events.sign(sign);
  }

  #heard(symbol: ContractSymbol, tsVenue: number | null): void {
    this.#watch.onData(symbol, tsVenue);
  }

  #complain(error: unknown): void {
    this.#unreadable += 1;
    if (this.#unreadable <= LOGGED)
      this.#parts.log.warn('A message of the market data could not be read', { reason: messageOf(error) });
  }

  #check(): void {
    const { venueClock, clock } = this.#parts;
    if (venueClock.reliable) this.#watch.setClockOffset(venueClock.now() - clock.now());
    for (const action of this.#watch.check()) {
      if (action.kind === 'ping') {
        this.#watch.onPing(this.#name);
        this.#session.ping(this.#parts.quirks.feed.ping((this.#pings += 1)));
      } else if (action.kind === 'resubscribe') this.#session.subscribe();
      else if (action.kind === 'reconnect') this.#session.close(action.reason);
    }
  }
}
