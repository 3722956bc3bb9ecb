import { clientOrderId } from '#shared/domain/ids.ts';
import { negate, type Money } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { GuardTime } from './agents/risk/breakers/breaker.ts';
import type { EquityLosses } from './agents/risk/breakers/equity-stop.ts';
import type { Pauses } from './agents/risk/state/pauses.ts';
import type { TradingStateOwner } from './agents/risk/state/trading-state-owner.ts';
import { Guard } from './agents/risk/guard/guard.ts';
import { watchVenue } from './agents/risk/guard/venue-watch.ts';
import type { SteadyTime } from './agents/throttle/steady-time.ts';
import type { PositionClosed } from './execution/desk-types.ts';
import type { OrderDesk } from './execution/order-desk.ts';
import type { Reconciler } from './execution/reconcile/reconciler.ts';
import type { EventDataByType } from './journal/event-types.ts';
import type { JournalEvent } from './journal/event.ts';
import type { Venue } from './ports/venue.ts';
import type { Valuation } from './portfolio/valuation.ts';
import type { TradingParts } from './trading-core.ts';

/** How often the equity is looked at between its samples. */
const LOOK_MS = 1_000;
/** A price older than this pauses its symbol, unless the mode lives with older ones. */
const STALE_MS = 10_000;
const MAJOR_COINS: readonly string[] = ['BTC', 'ETH'];

/** The core as far as its guard needs it. */
export interface GuardedCore {
  readonly parts: TradingParts;
  readonly state: TradingStateOwner;
  readonly pauses: Pauses;
  readonly steady: SteadyTime;
  value(now: EpochMs): Valuation;
}

/** Feeds the guard of a core from all it watches, and keeps it in step with the trading state. */
export class Guarding {
  readonly guard: Guard;
  /** The venue with its answers watched; the same one where there is no connection to fail. */
  readonly venue: Venue;
  readonly time: GuardTime;
  readonly #core: GuardedCore;
  /** The side of the last entry on a symbol. */
  readonly #sides = new Map<string, number>();
  #nextLook = Number.NEGATIVE_INFINITY;

  constructor(core: GuardedCore) {
    const { journal, clock, venue, instruments, config, log } = core.parts;
    this.#core = core;
    this.time = { now: () => clock.now(), span: () => core.steady.now() };
    this.venue = venue.simulated
      ? venue
      : watchVenue(
          venue,
          () => clock.monotonic(),
          (failed, tookMs) => {
            this.guard.onCall(failed, tookMs);
          },
        );
    this.guard = new Guard({
      journal,
      log,
      time: this.time,
      state: core.state,
      symbols: config.symbols.map((symbol) => ({
        symbol,
        major: MAJOR_COINS.includes(instruments.get(symbol)?.coin ?? ''),
      })),
      staleMs: Math.max(STALE_MS, config.limits.maxDataAgeMs),
      venue: {
        name: venue.name,
        probe: venue.simulated ? null : async () => (await venue.ask.clockOffset()).known,
      },
      fundingRequired: config.mode === 'live',
      pauseFor: (entry) => core.pauses.pauseFor(entry),
      attended: () => core.parts.barrier === 'sync',
      equity: () => this.guard.equity,
    });
    journal.onAppended.on((event) => {
      this.#onRecord(event);
    });
  }

  /** Listens to what closes positions and to what finds that something is wrong. */
  follow(desk: OrderDesk, reconciler: Reconciler | null): void {
    const { journal } = this.#core.parts;
    desk.onPositionClosed.on((closed) => {
      this.#onClosed(closed);
    });
    desk.onFailure.on((error) => {
      this.guard.onAuditFailure(`the journal refused a record: ${String(error)}`);
    });
    journal.onFailure.on((error) => {
      this.guard.onAuditFailure(`the disk failed: ${error.message}`);
    });
    reconciler?.onAlarm.on(({ kind, sentence }) => {
      if (kind === 'mismatch') this.guard.onMismatch(sentence.replace(/\.$/, ''));
    });
  }

  /** Takes up what the journal knows; from then on a person who resumes trading re-arms the risk breakers with it. */
  start(): void {
    const { parts, state } = this.#core;
    for (const { symbol, lots } of parts.journal.state.positions()) {
      if (lots !== 0) this.#sides.set(symbol, Math.sign(lots));
    }
    this.guard.start();
    state.onChange.on(({ causes }) => {
      const held = new Set(causes.map(({ kind }) => kind));
      if (this.guard.openRisks().some((id) => !held.has(id))) this.guard.onTradingResumed('user');
    });
  }

  onTime(now: EpochMs): void {
    this.guard.onTime();
    const span = this.#core.steady.now();
    if (span < this.#nextLook || this.#core.parts.barrier !== 'sync') return;
    this.#nextLook = span + LOOK_MS;
    const value = this.#core.value(now);
    if (value.known) this.#onEquity(now, value.equity, false);
  }

  /** A regular sample of the equity was recorded. */
  onSample(now: EpochMs, equity: Money): void {
    this.#onEquity(now, equity, true);
  }

  /** The losses of an equity: what the gate, the breakers and the screens go by. */
  measure(now: EpochMs, equity: Money): EquityLosses {
    return this.guard.measure(now, equity, this.#paidIn());
  }

  #onEquity(now: EpochMs, equity: Money, recorded: boolean): void {
    this.guard.onEquity(now, equity, this.#paidIn(), recorded);
  }

  #paidIn(): Money {
    return negate(this.#core.parts.journal.state.balance('capital'));
  }

  #onRecord(event: JournalEvent): void {
    if (event.type === 'order.intent') {
      const { role, side, symbol } = event.data as unknown as EventDataByType['order.intent'];
      if (role === 'entry') this.#sides.set(symbol, side === 'buy' ? 1 : -1);
    } else if (event.type === 'order.rejected' || event.type === 'order.unknown') {
      const row = this.#core.parts.journal.state.order(clientOrderId(event.subject));
      if (row !== null) this.guard.onOrderAnswer(row.symbol, event.type === 'order.rejected' ? 'refused' : 'unknown');
    }
  }

  #onClosed(closed: PositionClosed): void {
    const side = this.#sides.get(closed.symbol) ?? 0;
    const source = this.#core.parts.journal.state.signal(closed.signalId)?.source ?? 'manual';
    this.guard.onTradeClosed(closed, { side, source });
  }
}
