import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { VenueCondition, VenueEvent } from '../../ports/venue.ts';
import type { ForeignHolding } from '../../portfolio/foreign-holding.ts';
import type { TradePlan } from '../desk-types.ts';
import { record } from '../order-records.ts';
import { AccountCheck } from './account-check.ts';
import { Asker } from './asker.ts';
import { Decisions } from './decisions.ts';
import { DifferenceBook } from './difference-book.ts';
import type { Difference, DifferenceChoice, ReconcilePhase, ReconcileStatus } from './difference.ts';
import { DoubtCheck } from './doubt-check.ts';
import { Doubts } from './doubts.ts';
import { entryPermission } from './entry-permission.ts';
import { foreignHoldings } from './foreign-holdings.ts';
import { FillFetcher } from './fill-fetcher.ts';
import { fullCheck, type Checks, type FullResult } from './full-check.ts';
import { LocalEvents } from './local-events.ts';
import { OrderCheck } from './order-check.ts';
import { PositionCheck } from './position-check.ts';
import type { EntryPermission, ReconcileAlarm, ReconcilerParts, Resolution } from './reconcile-types.ts';
import { Rounds } from './rounds.ts';
import { DEFAULT_RECONCILE_SETTINGS, type ReconcileSettings } from './settings.ts';
import { VenueState } from './venue-state.ts';
import { WakeDetector } from './wake-detector.ts';
import type { ReconcileWorld } from './world.ts';

/** How often at most the cursor of known fills is recorded. */
const CURSOR_EVERY_MS = 3_600_000;

/** After these a position may not be what it was taken for: a refused exit, an exit that never arrived. */
const TELLS_OF_POSITION: ReadonlySet<string> = new Set(['order.rejected', 'order.not-placed', 'order.missing']);

const ALARM_OF_KIND: Readonly<Partial<Record<Difference['kind'], ReconcileAlarm['kind']>>> = {
  'foreign-order': 'foreign',
  'foreign-position': 'foreign',
  'position-mismatch': 'mismatch',
  'position-gone': 'mismatch',
  'order-gone': 'order-gone',
  'order-differs': 'mismatch',
  'order-returned': 'order-returned',
  'stop-missing': 'mismatch',
  'equity-differs': 'mismatch',
};

/**
 * Keeps journal and venue in agreement (rules R1 to R17): compares at the start, in rounds while running, and after
 * everything that may have hidden news. It books what the venue proves and lists the rest for a person; it never trades to
 * correct a difference. Until both sides agree, or a person decided about each difference, no entry is possible.
 */
export class Reconciler implements Disposable {
  /** The status changed: phase, counts or differences. */
  readonly onChange = new Emitter<ReconcileStatus>();
  /** Something a person must hear of. */
  readonly onAlarm = new Emitter<ReconcileAlarm>();

  readonly #parts: ReconcilerParts;
  readonly #settings: ReconcileSettings;
  readonly #world: ReconcileWorld;
  readonly #checks: Checks;
  readonly #decisions: Decisions;
  readonly #rounds: Rounds;
  readonly #venue: VenueState;
  readonly #wake: WakeDetector;
  readonly #subscriptions: readonly Disposable[];
  #phase: ReconcilePhase = 'never';
  #reason = 'Nothing was compared with the venue yet.';
  #startedAt: EpochMs | null = null;
  #finishedAt: EpochMs | null = null;
  #tookMs: number | null = null;
  #counts = { orders: 0, fills: 0, positions: 0 };
  /** Our time up to which every fill is known; null before the first complete list. */
  #fillsUntil: number | null;
  /** Monotonic time before which no entry is made, and whether the next agreement begins such a pause. */
  #pauseUntil = Number.NEGATIVE_INFINITY;
  #pauseDue = false;
  /** The symbols the desk was told not to act on; null while it is suspended. */
  #toldApart: string | null = null;
  #emitted = '';
  /** Rises when everything is to be compared anew: a comparison that began before proves nothing any more. */
  #toCompare = 0;

  constructor(parts: ReconcilerParts) {
    const settings = { ...DEFAULT_RECONCILE_SETTINGS, ...parts.settings };
    const { clock, scheduler, venue, journal } = parts;
    this.#parts = parts;
    this.#settings = settings;
    const asker = new Asker(() => venue.ask, scheduler, settings.answerWithinMs);
    const alarm = (about: ReconcileAlarm): void => {
      this.onAlarm.emit(about);
    };
    this.#world = {
      parts,
      settings,
      asker,
      alarm,
      events: new LocalEvents(() => clock.monotonic()),
      doubts: new Doubts(settings),
      differences: new DifferenceBook(journal, () => clock.now()),
      fills: new FillFetcher(parts, asker, alarm),
    };
    const onNew = (differences: readonly Difference[]): void => {
      for (const difference of differences) this.#tell(difference);
    };
    const orders = new OrderCheck(this.#world, onNew);
    const positions = new PositionCheck(this.#world, onNew);
    const account = new AccountCheck(this.#world, onNew);
    this.#checks = { orders, positions, doubts: new DoubtCheck(this.#world, orders, onNew), account };
    this.#decisions = new Decisions(this.#world, positions, account);
    this.#venue = new VenueState(journal, venue.name);
    this.#wake = new WakeDetector(clock, settings.clockJumpMs, settings.beatMs + settings.answerWithinMs);
    this.#fillsUntil = journal.state.fact('reconcile')?.data.fillsUntil ?? null;
    this.#rounds = new Rounds(clock, scheduler, settings, {
      full: (cause) => this.#full(cause),
      light: (due) => this.#light(due),
      look: () => {
        this.#lookAtClocks();
      },
    });
    this.#recallNews();
    this.#subscriptions = this.#subscribe();
    parts.desk.guardEntries((symbol) => {
      const permission = this.mayEnter(symbol);
      return permission.ok ? null : { code: permission.code, reason: permission.sentence };
    });
  }

  /**
   * Rule R9, then the rounds of R10. Nothing is sent by the desk before the first comparison succeeds.
   * @returns the status after the first comparison, whatever its phase; later ones follow by themselves.
   */
  async start(): Promise<ReconcileStatus> {
    this.#pauseDue = true;
    this.#suspendDesk();
    for (const id of this.#parts.desk.neverAttempted) this.#checks.doubts.watchTombstone(id);
    this.#rounds.start();
    await this.#rounds.full('the start');
    return this.status();
  }

  /** Compares everything now; joins a comparison that has not begun yet. */
  async check(cause: string): Promise<ReconcileStatus> {
    await this.#rounds.full(cause);
    return this.status();
  }

  status(): ReconcileStatus {
    return {
      phase: this.#phase,
      reason: this.#reason,
      startedAt: this.#startedAt,
      finishedAt: this.#finishedAt,
      tookMs: this.#tookMs,
      ordersCompared: this.#counts.orders,
      fillsCompared: this.#counts.fills,
      positionsCompared: this.#counts.positions,
      differences: this.#world.differences.all(),
    };
  }

  /** Whether an entry may be made on the symbol now; for the gate, and asked again by the desk before each entry. */
  mayEnter(symbol: ContractSymbol): EntryPermission {
    this.#lookAtClocks();
    return entryPermission({
      symbol,
      phase: this.#phase,
      reason: this.#reason,
      pauseMs: this.#pauseUntil - this.#parts.clock.monotonic(),
      venue: this.#venue,
      blocking: this.#world.differences.blocking(symbol)?.sentence ?? this.#frozen(symbol),
    });
  }

  /** What the venue was last seen to hold besides ours (rule R13): it counts in the exposure until it is adopted or gone. */
  foreignHoldings(): readonly ForeignHolding[] {
    return foreignHoldings(this.#parts, this.#checks);
  }

  /**
   * Carries out a person's decision about a difference and records it with the name.
   * @param plan stop, target and time of a position to adopt that has no stop of its own.
   */
  resolve(id: string, choice: DifferenceChoice, by: string, plan: TradePlan | null = null): Promise<Resolution> {
    return this.#rounds.exclusive(async () => {
      const difference = this.#world.differences.get(id);
      if (difference === null) {
        return { ok: false, code: 'UNKNOWN_DIFFERENCE', sentence: 'This difference is gone.' };
      }
      if (!difference.choices.includes(choice)) {
        const choices = difference.choices.join(', ') || 'nothing; it ends by itself';
        return { ok: false, code: 'NOT_A_CHOICE', sentence: `What can be done here: ${choices}.` };
      }
      const resolution = await this.#decisions.carryOut({ difference, choice, by, plan });
      // A decision settles what was compared; it does not stand in for a comparison that failed or is due.
      if (this.#isSettled) this.#settle();
      this.#rounds.due('full');
      return resolution;
    });
  }

  /** The computer woke up, or its network changed: nothing is decided before everything was compared again. */
  onResume(gapMs: number): void {
    this.#suspendDesk();
    this.#setPhase('running', 'The computer slept or its clock was set; everything is compared again.');
    this.#toCompare += 1;
    this.#parts.onWake(gapMs);
    void this.#rounds.full('the resume');
  }

  /** True when nothing is being asked or decided. */
  get idle(): boolean {
    return this.#rounds.idle;
  }

  dispose(): void {
    this.#rounds.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** What was recorded a moment before this session began is as fresh as what is recorded in it (rule R11). */
  #recallNews(): void {
    const { journal, clock } = this.#parts;
    const age = (at: EpochMs): number => clock.now() - at;
    const isFresh = (at: EpochMs): boolean => age(at) < this.#settings.freshMs;
    for (const { id, symbol, updatedAt } of journal.state.openOrders())
      if (isFresh(updatedAt)) this.#world.events.recall(symbol, id, age(updatedAt));
    for (const { symbol, updatedAt } of journal.state.positions())
      if (isFresh(updatedAt)) this.#world.events.recall(symbol, null, age(updatedAt));
  }

  #subscribe(): readonly Disposable[] {
    const { venue, journal, desk } = this.#parts;
    return [
      venue.onEvent((event) => {
        this.#world.events.onVenueEvent(event);
      }),
      journal.onAppended.on((event) => {
        this.#world.events.onRecord(event, this.#symbolOf(event));
        if (this.#tellsOfPosition(event)) this.#rounds.due('positions');
      }),
      desk.onForeign.on((event) => {
        this.#onForeign(event);
      }),
      desk.onReturned.on((row) => {
        this.#parts.onReducing(`${row.symbol}: an order called not placed came back.`);
      }),
      venue.onCondition((condition) => {
        this.#onCondition(condition);
      }),
    ];
  }

  /** What an order that was found at the venue fills has no stop of ours: that is to be seen at once. */
  #tellsOfPosition({ type, subject }: JournalEvent): boolean {
    if (type !== 'order.fill') return TELLS_OF_POSITION.has(type);
    return this.#parts.journal.state.order(subject as ClientOrderId)?.mark === 'EXTERNAL';
  }

  /** What is not ours is looked at as a whole, at the next beat. */
  #onForeign(event: VenueEvent): void {
    if (event.kind === 'fill') {
      const { kind: _kind, tsReceived: _received, venueOrderId = null, ...fill } = event;
      this.#world.fills.take({ ...fill, venueOrderId });
    }
    this.#rounds.due('foreign');
  }

  #onCondition(condition: VenueCondition): void {
    const change = this.#venue.take(condition);
    if (change === null) return;
    // Without service nothing can be sent but cancels, and what rested there is taken for absent until it is seen (R16).
    if (condition.kind === 'service') this.#suspendDesk();
    this.#world.alarm({ kind: 'venue', symbol: null, orderId: null, sentence: change.sentence });
    if (change.compare) {
      this.#toCompare += 1;
      if (condition.kind === 'service') this.#pauseDue = true;
      this.#setPhase('running', `${change.sentence} Everything is compared again.`);
      void this.#rounds.full(condition.kind === 'service' ? 'the service is open again' : 'the stream is back');
    } else this.#emitChange();
  }

  #symbolOf({ type, subject, data }: JournalEvent): ContractSymbol | null {
    if (type === 'position.adjusted') return subject as ContractSymbol;
    if (!type.startsWith('order.')) return null;
    const symbol = data['symbol'];
    if (typeof symbol === 'string') return symbol as ContractSymbol;
    return this.#parts.journal.state.order(subject as never)?.symbol ?? null;
  }

  /** The desk knows of an order in doubt at once, the next round lists it. */
  #frozen(symbol: ContractSymbol): string | null {
    if (this.#checks.positions.unsure.has(symbol)) return `${symbol}: its position is compared again in a moment.`;
    if (!this.#parts.desk.frozenSymbols().has(symbol)) return null;
    return `${symbol}: an order is in doubt, or the venue told something that is not ours.`;
  }

  #lookAtClocks(): void {
    const gap = this.#wake.look();
    if (gap !== null && this.#startedAt !== null) this.onResume(gap);
  }

  async #full(cause: string): Promise<void> {
    const { clock } = this.#parts;
    const began = clock.monotonic();
    this.#startedAt = clock.now();
    if (this.#phase !== 'agreed') this.#setPhase('running', `Comparing with the venue: ${cause}.`);
    const { told } = this.#venue;
    const asked = this.#toCompare;
    const result = await fullCheck(this.#world, this.#checks, this.#fillsSince());
    this.#finishedAt = clock.now();
    this.#tookMs = clock.monotonic() - began;
    if (result.ok && asked !== this.#toCompare) {
      // The clocks or the connection changed meanwhile: its answers may be from before, and the next one is due already.
      this.#setPhase('running', 'Everything is compared again.');
    } else if (result.ok) {
      // What was told while it was asked for is newer than the answer.
      if (told === this.#venue.told) this.#venue.setService(result.service.status, result.service.reason);
      this.#onCompared(result);
      // Last, because its lists are long: nothing about orders and positions waits for it.
      await this.#compareAccount();
      if (this.#isSettled) {
        this.#settle();
        this.#recordState();
      }
    } else {
      this.#rounds.retry();
      this.#setPhase('failed', `The venue could not be compared with: ${result.reason}.`);
      this.#recordState();
    }
    this.#world.events.prune(this.#settings.freshMs);
  }

  /** Books what moved on the account and compares its balance; what cannot be read now is asked for again later. */
  async #compareAccount(): Promise<void> {
    if (await this.#checks.account.run()) this.#rounds.accountSoon();
  }

  /** Opens the account with what the venue says is in it. @returns why it could not be done now; null when it is open. */
  openAccount(open: (cash: Money) => void): Promise<string | null> {
    return this.#rounds.exclusive(() => this.#checks.account.open(open));
  }

  /**
   * Funding was settled somewhere: what it was is asked for soon.
   * @returns false when the venue has no list of it, so that it has to be reckoned here.
   */
  expectFunding(): boolean {
    if (this.#checks.account.lists === false) return false;
    this.#rounds.accountSoon();
    return true;
  }

  #onCompared(result: Extract<FullResult, { ok: true }>): void {
    this.#counts = { orders: result.orders, fills: result.fills, positions: result.positions };
    this.#fillsUntil = result.fillsUntil;
    this.#settle();
    this.#checks.positions.checkStops();
    this.#settle();
    const { desk } = this.#parts;
    for (const symbol of desk.foreignSymbols()) {
      if (this.#world.differences.blocking(symbol) === null) desk.clearForeign(symbol);
    }
    this.#emitChange();
  }

  /** A round between two full comparisons. */
  async #light(due: {
    readonly orders: boolean;
    readonly positions: boolean;
    readonly account: boolean;
  }): Promise<void> {
    const { orders, positions, doubts } = this.#checks;
    doubts.follow();
    if (due.orders) await orders.compareAll();
    await doubts.round(false);
    const again = due.positions || positions.unsure.size > 0;
    if (again) await positions.run();
    if (due.account) await this.#compareAccount();
    if (this.#isSettled) {
      this.#settle();
      if (again) {
        positions.checkStops();
        this.#settle();
      }
    }
  }

  /** True while the last comparison holds. */
  get #isSettled(): boolean {
    return this.#phase === 'agreed' || this.#phase === 'observing';
  }

  /** Sets the phase by what differs now, and lets the desk go on where the position is confirmed. */
  #settle(): void {
    const undecided = this.#world.differences.undecided();
    const before = this.#phase;
    if (undecided.length > 0) {
      const more = undecided.length > 1 ? ` (and ${String(undecided.length - 1)} more)` : '';
      this.#setPhase('observing', `${undecided[0]?.sentence ?? ''}${more}`);
    } else this.#setPhase('agreed', '');
    if (this.#phase === 'agreed' && before !== 'agreed' && this.#pauseDue) {
      this.#pauseDue = false;
      this.#pauseUntil = this.#parts.clock.monotonic() + this.#settings.startPauseMs;
    }
    this.#letDeskGoOn();
    this.#emitChange();
  }

  /** Told only when something changed for the desk: each time it looks at all it holds. */
  #letDeskGoOn(): void {
    const { differences } = this.#world;
    const isOpen = this.#venue.service === null || this.#venue.service.status === 'open';
    if (!isOpen) {
      this.#suspendDesk();
      return;
    }
    const apart = differences.apart();
    if (apart === this.#toldApart) return;
    this.#toldApart = apart;
    this.#parts.desk.resume((symbol) => differences.isPositionAgreed(symbol));
  }

  #suspendDesk(): void {
    this.#toldApart = null;
    this.#parts.desk.suspend();
  }

  #fillsSince(): number {
    const { clock, journal } = this.#parts;
    const oldest = Math.min(...journal.state.openOrders().map((row) => row.createdAt), clock.now());
    return Math.min(this.#fillsUntil ?? clock.now(), oldest) - this.#settings.fillOverlapMs;
  }

  /** Recorded when the phase is another one than before, and the cursor from time to time: the same again writes nothing. */
  #recordState(): void {
    const { journal } = this.#parts;
    const known = journal.state.fact('reconcile')?.data;
    const fillsUntil = this.#fillsUntil ?? 0;
    const { movedUntil } = this.#checks.account;
    const moved = movedUntil === null ? {} : { movedUntil };
    const same = known?.phase === this.#phase && fillsUntil - known.fillsUntil < CURSOR_EVERY_MS;
    if (same) return;
    record(journal, 'reconcile.state', 'venue', { phase: this.#phase, reason: this.#reason, fillsUntil, ...moved });
  }

  #tell(difference: Difference): void {
    const kind = ALARM_OF_KIND[difference.kind];
    if (kind !== undefined) {
      const { symbol, clientOrderId, sentence } = difference;
      this.#world.alarm({ kind, symbol, orderId: clientOrderId, sentence });
    }
    if (difference.kind === 'order-returned') this.#parts.onReducing(difference.sentence);
  }

  #setPhase(phase: ReconcilePhase, reason: string): void {
    this.#phase = phase;
    this.#reason = reason;
    this.#emitChange();
  }

  #emitChange(): void {
    const status = this.status();
    const text = JSON.stringify(status);
    if (text === this.#emitted) return;
    this.#emitted = text;
    this.onChange.emit(status);
  }
}
