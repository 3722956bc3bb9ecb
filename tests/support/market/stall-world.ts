import { contractSymbol } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Clock } from '#core/ports/clock.ts';
import { PRICE_SILENCE_MS, privateSilenceMs, type ChannelSpec } from '#core/market/stream-report.ts';
import { StreamWatch } from '#core/market/stream-watch.ts';
import { Seeded } from '../orders/seeded.ts';

const STEP_MS = 50;
const CHECK_MS = 250;
const SYMBOLS = ['XBTUSDTM', 'ETHUSDTM', 'SOLUSDTM', 'XRPUSDTM'] as const;

/** What can go wrong with a stream while its socket looks open. */
export const STALLS = [
  'pong-only',
  'half-open',
  'one-symbol',
  'refused',
  'unanswered',
  'backlog',
  'old-data',
  'private-pong-only',
  'private-half-open',
  'private-topic',
] as const;
export type Stall = (typeof STALLS)[number];

/** What a run showed. */
export interface StallOutcome {
  /** From the fault to the moment the channel was no longer taken for live; null when it never was. */
  readonly seenAfterMs: number | null;
  /** Moments at which an entry was allowed although the price was older than 5 s or an account event was unknown for 46 s. */
  readonly staleEntries: number;
  /** Account events nobody was told of in the end. */
  readonly lostEvents: number;
  readonly reconnects: number;
  readonly resubscriptions: number;
  readonly questions: number;
  /** Whether everything is trusted in the end. */
  readonly well: boolean;
}

export interface StallPlan {
  readonly seed: number;
  readonly stall: Stall | null;
  readonly lengthMs: number;
  /** Mean time between events of the account; null for an account in which nothing happens. */
  readonly eventEveryMs: number | null;
  readonly makeWatch?: (clock: Clock) => StreamWatch;
}

interface Line {
  readonly spec: ChannelSpec;
  subscribed: boolean;
  lastDelivered: number;
}

/**
 * A venue with a public and a private socket and an owner that does what the watch says, in virtual time. The stall
 * begins at a random moment and lasts until the connection (or, for one symbol, the subscription) is renewed.
 */
export class StallWorld {
  readonly #plan: StallPlan;
  readonly #random: Seeded;
  readonly #watch: StreamWatch;
  readonly #lines: readonly Line[];
  readonly #later: { readonly at: number; readonly task: () => void }[] = [];
  #now = 1_700_000_000_000;
  readonly #start = this.#now;
  readonly #stallAt: number;
  #stalled = false;
  #refusals: number;
  #backlog = 0;
  readonly #happened: number[] = [];
  #known = 0;
  #nextEvent = Number.POSITIVE_INFINITY;
  #seenAt: number | null = null;
  readonly #counts = { staleEntries: 0, reconnects: 0, resubscriptions: 0, questions: 0 };

  constructor(plan: StallPlan) {
    this.#plan = plan;
    this.#random = new Seeded(plan.seed);
    const clock: Clock = { now: () => this.#now as EpochMs, monotonic: () => this.#now - this.#start };
    this.#watch = plan.makeWatch?.(clock) ?? new StreamWatch(clock);
    const line = (key: string, socket: string, pace: ChannelSpec['pace'], silentAfterMs: number): Line => ({
      spec: { key, socket, symbol: symbolOf(key), pace, silentAfterMs },
      subscribed: false,
      lastDelivered: Number.NEGATIVE_INFINITY,
    });
    this.#lines = [
      ...SYMBOLS.map((symbol) => line(`mark:${symbol}`, 'public', 'steady', PRICE_SILENCE_MS)),
      line('orders', 'private', 'eventful', privateSilenceMs()),
      line('positions', 'private', 'eventful', privateSilenceMs()),
    ];
    this.#stallAt = plan.stall === null ? Number.POSITIVE_INFINITY : this.#now + this.#random.between(20_000, 60_000);
    this.#refusals = this.#random.between(1, 3);
  }

  run(): StallOutcome {
    this.#connect('public');
    this.#connect('private');
    this.#drawEvent();
    const end = this.#start + this.#plan.lengthMs;
    for (; this.#now < end; this.#now += STEP_MS) this.#step();
    const lostEvents = this.#happened.length - this.#known;
    const well = this.#lines.every(({ spec }) => this.#watch.trusted(spec.key));
    const seenAfterMs = this.#seenAt === null ? null : this.#seenAt - this.#stallAt;
    return { seenAfterMs, lostEvents, well, ...this.#counts };
  }

  #step(): void {
    for (let i = this.#later.length - 1; i >= 0; i -= 1) {
      const due = this.#later[i];
      if (due === undefined || due.at > this.#now) continue;
      this.#later.splice(i, 1);
      due.task();
    }
    if (this.#now >= this.#stallAt && !this.#stalled && this.#seenAt === null) this.#begin();
    this.#account();
    if (this.#now % 1_000 === 0) this.#prices();
    if (this.#now % CHECK_MS === 0) this.#check();
    if (this.#now % 500 === 0) this.#enter();
  }

  #begin(): void {
    this.#stalled = true;
    const { stall } = this.#plan;
    // The venue drops one subscription for good, or the owner has to subscribe again and is refused.
    if (stall === 'refused' || stall === 'unanswered') {
      const line = this.#lineOf('mark:XBTUSDTM');
      line.subscribed = false;
      this.#subscribe(line);
    }
  }

  /** Whether a message of the venue reaches us. */
  #arrives(socket: string, key: string | null): boolean {
    if (!this.#stalled) return true;
    switch (this.#plan.stall) {
      case 'pong-only':
        return socket !== 'public' || key === null;
      case 'half-open':
        return socket !== 'public';
      case 'private-pong-only':
        return socket !== 'private' || key === null;
      case 'private-half-open':
        return socket !== 'private';
      case 'private-topic':
        return key !== 'orders';
      case 'one-symbol':
        return key !== 'mark:XBTUSDTM';
      default:
        return true;
    }
  }

  #prices(): void {
    for (const line of this.#lines) {
      if (line.spec.pace !== 'steady' || !line.subscribed || !this.#arrives(line.spec.socket, line.spec.key)) continue;
      const { stall } = this.#plan;
      if (this.#stalled && stall === 'backlog') {
        this.#backlog += 400;
        this.#watch.onBacklog('public', this.#backlog);
      }
      const late = this.#stalled && (stall === 'old-data' || stall === 'backlog') ? this.#now - this.#stallAt : 30;
      // What is late carries the price of then: that is its age.
      line.lastDelivered = this.#now - late;
      this.#watch.onData(line.spec.key, this.#now - late);
    }
  }

  #account(): void {
    // Nothing happens in the last minute, so that what is unknown in the end was lost, not late.
    if (this.#now < this.#nextEvent || this.#now > this.#start + this.#plan.lengthMs - 60_000) return;
    this.#happened.push(this.#now);
    this.#drawEvent();
    const orders = this.#lineOf('orders');
    if (!orders.subscribed || !this.#arrives('private', 'orders')) return;
    // The stream tells its own event only: what was missed before stays missed until somebody asks.
    if (this.#known === this.#happened.length - 1) this.#known = this.#happened.length;
    this.#watch.onData('orders', this.#now - 20);
  }

  #drawEvent(): void {
    const mean = this.#plan.eventEveryMs;
    this.#nextEvent = mean === null ? Number.POSITIVE_INFINITY : this.#now + this.#random.between(mean / 4, mean * 2);
  }

  #check(): void {
    for (const action of this.#watch.check()) {
      if (action.kind === 'ping') this.#ping(action.socket);
      else if (action.kind === 'ask') this.#ask(action.channel);
      else if (action.kind === 'reconnect') this.#reconnect(action.socket);
      else {
        this.#counts.resubscriptions += 1;
        if (this.#plan.stall === 'one-symbol') this.#cure();
        this.#subscribe(this.#lineOf(action.channel));
      }
    }
    if (this.#stalled && this.#seenAt === null && this.#watch.state(this.#victim()) !== 'live')
      this.#seenAt = this.#now;
  }

  /** The channel on which the stall has to be seen. */
  #victim(): string {
    return this.#plan.stall?.startsWith('private') === true ? 'orders' : 'mark:XBTUSDTM';
  }

  #ping(socket: string): void {
    this.#watch.onPing(socket);
    this.#after(40, () => {
      if (this.#arrives(socket, null)) this.#watch.onPong(socket);
    });
  }

  #ask(channel: string): void {
    this.#counts.questions += 1;
    this.#after(200, () => {
      const missed = this.#known < this.#happened.length;
      this.#known = this.#happened.length;
      if (missed) this.#watch.onAnswer('orders', 'missed');
      if (!missed || channel !== 'orders') this.#watch.onAnswer(channel, 'complete');
    });
  }

  #reconnect(socket: string): void {
    this.#counts.reconnects += 1;
    this.#watch.onClosed(socket, 'Renewed.');
    for (const line of this.#lines) if (line.spec.socket === socket) line.subscribed = false;
    const mine = (this.#plan.stall?.startsWith('private') === true ? 'private' : 'public') === socket;
    if (mine && this.#plan.stall !== 'refused' && this.#plan.stall !== 'unanswered') this.#cure();
    this.#after(this.#random.between(100, 600), () => this.#connect(socket));
  }

  #cure(): void {
    this.#stalled = false;
    this.#backlog = 0;
    this.#seenAt ??= this.#now;
  }

  #connect(socket: string): void {
    this.#watch.onOpen(socket);
    for (const line of this.#lines) if (line.spec.socket === socket) this.#subscribe(line);
  }

  #subscribe(line: Line): void {
    const { key } = line.spec;
    this.#watch.onAsked(line.spec);
    this.#after(60, () => {
      const hindered = this.#stalled && key === 'mark:XBTUSDTM' && this.#refusals > 0;
      if (hindered && (this.#plan.stall === 'refused' || this.#plan.stall === 'unanswered')) {
        this.#refusals -= 1;
        if (this.#plan.stall === 'refused') this.#watch.onRefused(key, 'too many topics');
        return;
      }
      if (!this.#arrives(line.spec.socket, key)) return;
      line.subscribed = true;
      this.#watch.onAcknowledged(key);
    });
  }

  /** Would an entry be allowed now, and is that right? */
  #enter(): void {
    if (!this.#watch.trusted('orders') || !this.#watch.trusted('positions')) return;
    const unknownSince = this.#happened[this.#known];
    const accountStale = unknownSince !== undefined && this.#now - unknownSince > privateSilenceMs() + CHECK_MS;
    for (const line of this.#lines) {
      if (line.spec.pace !== 'steady' || !this.#watch.trusted(line.spec.key)) continue;
      if (accountStale || this.#now - line.lastDelivered > 5_000) this.#counts.staleEntries += 1;
    }
  }

  #after(delayMs: number, task: () => void): void {
    this.#later.push({ at: this.#now + delayMs, task });
  }

  #lineOf(key: string): Line {
    const line = this.#lines.find(({ spec }) => spec.key === key);
    if (line === undefined) throw new RangeError(`There is no channel ${key}`);
    return line;
  }
}

function symbolOf(key: string): ChannelSpec['symbol'] {
  const symbol = key.split(':')[1];
  return symbol === undefined ? null : contractSymbol(symbol);
}
