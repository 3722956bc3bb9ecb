import type { Denial, DenialNumbers } from '#shared/domain/denial.ts';
import type { GuardEventData } from '../../../journal/guard-event-types.ts';
import type { GuardTime } from '../breakers/breaker.ts';
import { PROTECTIONS } from './catalogue.ts';
import { EquityWindow } from './equity-window.ts';
import { LockBook, type Lock } from './lock-book.ts';
import type { LockSubject, MarketView, Protection, Rule, TradeOutcome } from './protection.ts';
import { targetOf } from './protection.ts';
import { ALL_TARGETS, ProtectionSettings, type SettingChange } from './settings.ts';
import { TradeWindow } from './trade-window.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 86_400_000;
/** Answers of the venue that are remembered; the longest look-back that matters holds far fewer. */
const KEEP_ANSWERS = 512;

export interface ProtectionEvents {
  readonly onLocked: (lock: Lock, untilWall: number) => void;
  readonly onUnlocked: (protection: Protection, target: string, by: string, reason: string) => void;
  readonly onConfigured: (protection: Protection, data: GuardEventData['protection.configured']) => void;
}

interface OrderAnswer {
  readonly symbol: string;
  readonly kind: 'refused' | 'unknown';
  readonly at: number;
}

export interface MarketFloor {
  readonly spread: number;
  readonly indexGap: number;
  readonly jump: number;
}

const NO_FLOOR: MarketFloor = {
  spread: Number.POSITIVE_INFINITY,
  indexGap: Number.POSITIVE_INFINITY,
  jump: Number.POSITIVE_INFINITY,
};

type Watching<Input extends Rule['watches']> = Protection & { readonly rule: Extract<Rule, { watches: Input }> };

const watching = <Input extends Rule['watches']>(input: Input): readonly Watching<Input>[] =>
  PROTECTIONS.filter((each): each is Watching<Input> => each.rule.watches === input);

const ON_TRADES = watching('trades');
const ON_EQUITY = watching('equity');
const ON_MARKET = watching('market');
const ON_ORDERS = watching('orders');
const NOBODY: LockSubject = { symbol: '', side: 0, source: '' };

/** Judges what happens by every protection that is switched on, and keeps the locks that follow. */
export class Protections {
  readonly settings = new ProtectionSettings();
  readonly locks: LockBook;
  readonly #time: GuardTime;
  readonly #events: ProtectionEvents;
  readonly #trades = new TradeWindow();
  readonly #equity = new EquityWindow();
  #answers: OrderAnswer[] = [];
  #marketFloor = NO_FLOOR;

  constructor(time: GuardTime, events: ProtectionEvents) {
    this.#time = time;
    this.#events = events;
    this.locks = new LockBook(time);
    this.#setFloor();
  }

  /** The protection of an id; null when there is none. */
  find(id: string): Protection | null {
    return PROTECTIONS.find((each) => each.id === id) ?? null;
  }

  /** Remembers a trade of the past without judging it. */
  remember(trade: TradeOutcome): void {
    this.#trades.add(trade);
  }

  /** Takes up a lock of a record; `until` is wall time. */
  restoreLock(data: GuardEventData['protection.locked'], since: number): void {
    const protection = this.find(data.protection);
    if (protection === null) return;
    const { scope, target, until, numbers } = data;
    this.locks.restore(protection, { scope, target, since, until, numbers }, WEEK_MS);
  }

  /** Takes up a setting of a record. */
  restoreSetting(data: GuardEventData['protection.configured']): void {
    const protection = this.find(data.protection);
    if (protection === null) return;
    this.settings.restore(protection, data);
    this.#setFloor();
  }

  /** Stops on a symbol after a span time. */
  stopsOn(symbol: string, since: number): number {
    return this.#trades.after(since, (trade) => trade.symbol === symbol && trade.how === 'stop').length;
  }

  onTrade(trade: TradeOutcome): void {
    this.#trades.add(trade);
    for (const protection of ON_TRADES) {
      const { target, setting } = this.settings.for(protection, trade);
      if (!setting.enabled) continue;
      const { scope, params } = setting;
      const since = trade.at - (params['lookback'] ?? 0) * MINUTE_MS;
      const window = this.#trades.after(since, (other) => targetOf(scope, other) === target);
      this.#fire(protection, target, protection.rule.test(window, params, trade));
    }
  }

  onEquity(equity: bigint, paidIn: bigint): void {
    const span = this.#time.span();
    this.#equity.add(span, this.#time.now(), equity, paidIn);
    const { dayGain, bestGain } = this.#equity;
    const fallWithin = (minutes: number): number => this.#equity.fallWithin(minutes, span);
    for (const protection of ON_EQUITY) {
      const { target, setting } = this.settings.for(protection, NOBODY);
      if (!setting.enabled) continue;
      this.#fire(protection, target, protection.rule.test({ dayGain, bestGain, fallWithin }, setting.params));
    }
  }

  /** The least figures, ppm, at which any market protection that is switched on could fire; ∞ where none is. */
  get marketFloor(): MarketFloor {
    return this.#marketFloor;
  }

  /** Looks at a symbol's prices; a lock that stands is not judged again before its end. */
  onMarket(market: MarketView, volatileSymbols: number): void {
    const subject = { ...NOBODY, symbol: market.symbol };
    for (const protection of ON_MARKET) {
      const { target, setting } = this.settings.for(protection, subject);
      if (!setting.enabled || this.locks.until(protection.id, target) > this.#time.span()) continue;
      this.#fire(protection, target, protection.rule.test(market, setting.params, volatileSymbols));
    }
  }

  onOrderAnswer(symbol: string, kind: OrderAnswer['kind']): void {
    const at = this.#time.span();
    this.#answers.push({ symbol, kind, at });
    if (this.#answers.length > KEEP_ANSWERS) this.#answers = this.#answers.slice(-KEEP_ANSWERS / 2);
    for (const protection of ON_ORDERS) {
      const { target, setting } = this.settings.for(protection, { ...NOBODY, symbol });
      if (!setting.enabled) continue;
      const count = (wanted: OrderAnswer['kind']) => (minutes: number) =>
        this.#answers.filter(
          (each) =>
            each.kind === wanted &&
            each.at > at - minutes * MINUTE_MS &&
            (setting.scope === 'account' || each.symbol === symbol),
        ).length;
      const view = { last: kind, refused: count('refused'), unknown: count('unknown') };
      this.#fire(protection, target, protection.rule.test(view, setting.params));
    }
  }

  refusals(subject: LockSubject): readonly Denial[] {
    return this.locks.refusals(subject);
  }

  /** Ends a lock before its time; false when none stands. */
  unlock(protection: Protection, target: string, by: string, reason: string): boolean {
    if (!this.locks.release(protection.id, target)) return false;
    this.#events.onUnlocked(protection, target, by, reason);
    return true;
  }

  /**
   * Sets a protection for all targets (`''`) or for one. Switching it off ends its locks there.
   * @returns a sentence that says what is wrong with the change; null when it was made.
   */
  configure(protection: Protection, target: string, change: SettingChange, by: string, reason: string): string | null {
    const setting = this.settings.changed(protection, target, change);
    if (typeof setting === 'string') return setting;
    this.settings.put(protection, target, setting);
    this.#setFloor();
    this.#events.onConfigured(protection, { protection: protection.id, target, ...setting, by, reason });
    if (setting.enabled) return null;
    const ended =
      target === ALL_TARGETS
        ? this.locks.releaseAll(protection.id)
        : this.locks.release(protection.id, target)
          ? [target]
          : [];
    for (const each of ended) this.#events.onUnlocked(protection, each, by, 'switched off');
    return null;
  }

  #setFloor(): void {
    const least = (id: string): number => {
      const protection = this.find(id);
      if (protection === null) return Number.POSITIVE_INFINITY;
      const settings = [this.settings.of(protection), ...this.settings.apart(protection).map(([, each]) => each)];
      const limits = settings.flatMap(({ enabled, params }) => (enabled ? [params['limit'] ?? 0] : []));
      return Math.min(Number.POSITIVE_INFINITY, ...limits);
    };
    this.#marketFloor = { spread: least('spread'), indexGap: least('index-gap'), jump: least('price-jump') };
  }

  #fire(protection: Protection, target: string, numbers: DenialNumbers | null): void {
    if (numbers === null) return;
    const general = this.settings.of(protection);
    const own = this.settings.apart(protection).find(([name]) => name === target)?.[1] ?? general;
    const forMs = (own.params['lock'] ?? 0) * MINUTE_MS;
    const lock = this.locks.set(protection, own.scope, target, forMs, numbers);
    if (lock !== null) this.#events.onLocked(lock, this.#time.now() + forMs);
  }
}
