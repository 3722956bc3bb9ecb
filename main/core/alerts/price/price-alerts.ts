import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { AlertPlace, AlertPrice, PriceAlert } from '#shared/domain/price-alert.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Journal } from '../../journal/journal.ts';
import type { PriceAlertRow } from '../../journal/price-alert-event-types.ts';
import { priceAlertsOf } from '../../journal/projections/price-alerts.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FeedEvent, Ticker } from '../../ports/market-feed.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import { isCooling } from '../cool-down.ts';
import { alike, crossing, placeOf } from './crossing.ts';
import { noticesOf, type Ring } from './notices.ts';
import { SortedLevels } from './sorted-levels.ts';
import { crossingSentence } from './words.ts';

export interface PriceAlertsParts {
  readonly journal: Pick<Journal, 'append' | 'state' | 'notWritable'>;
  /** The ticker taken last of a contract; an older one that came later is not it. */
  readonly latest: (symbol: ContractSymbol) => Ticker | null;
  /** Why no price of a contract can be trusted now, as a sentence; null when one can. */
  readonly blind: (symbol: ContractSymbol) => string | null;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly newId: () => string;
}

export type NewPriceAlert = Omit<PriceAlert, 'id' | 'enabled' | 'by' | 'createdAt'>;
export type PriceAlertChange = Partial<Omit<PriceAlert, 'id' | 'symbol' | 'by' | 'createdAt'>>;

/** Why an alert is not taken. */
export interface PriceAlertProblem {
  readonly code: 'ALREADY_EXISTS' | 'NOT_AVAILABLE';
  readonly sentence: string;
}

/** How an alert stands. */
export interface PriceAlertStanding {
  readonly row: PriceAlertRow;
  /** The level, for comparing. */
  readonly price: number;
  /** Where the price was seen last; the row holds what is recorded of that. */
  readonly place: AlertPlace;
  /** How often it was crossed within the cool-down. */
  readonly held: number;
}

type Standing = { -readonly [K in keyof PriceAlertStanding]: PriceAlertStanding[K] };

/** The alerts on one price of a contract, and that price as it was seen last; null where one of them was not seen yet. */
interface Series {
  readonly levels: SortedLevels<Standing>;
  seen: number | null;
  seenAt: number | null;
}

const MOST_ALERTS = 1_000;
const BEAT_MS = 1_000;
/** A crossing after a longer silence than this was not watched. */
const SILENCE_MS = 10_000;

/**
 * The prices a person wants to be told of. A ticker looks only at the levels between the last price and its own; nothing
 * fires on a price that is stale or unknown. What was set, seen and told is recorded, so a start goes on where it ended.
 */
export class PriceAlerts implements Disposable {
  /** Ids of alerts that changed, or that are gone. */
  readonly onChange = new Emitter<readonly string[]>();
  readonly #parts: PriceAlertsParts;
  readonly #standings = new Map<string, Standing>();
  readonly #series = new Map<string, Readonly<Record<AlertPrice, Series>>>();
  /** Those that fired lately; what was seen meanwhile is recorded when the cool-down is over. */
  readonly #cooling = new Set<Standing>();
  readonly #blind = new Map<string, string | null>();
  #beat: Disposable | null = null;

  constructor(parts: PriceAlertsParts) {
    this.#parts = parts;
    for (const row of priceAlertsOf(parts.journal.state.rows('facts')))
      this.#hold({ row, price: Number(row.price), place: row.place, held: 0 });
  }

  /** Keeps an eye on the age of prices and on cool-downs, until disposed of. */
  start(): void {
    this.#beat = this.#parts.scheduler.every(BEAT_MS, () => this.#onBeat());
  }

  dispose(): void {
    this.#beat?.dispose();
    this.#beat = null;
    if (this.#parts.journal.notWritable !== null) return;
    for (const standing of this.#cooling) if (standing.row.enabled) this.#record(standing);
  }

  /** Oldest first. */
  all(): readonly PriceAlertStanding[] {
    return [...this.#standings.values()];
  }

  get(id: string): PriceAlertStanding | null {
    return this.#standings.get(id) ?? null;
  }

  isCooling({ row }: PriceAlertStanding): boolean {
    return isCooling(row, row.fired?.at ?? null, this.#parts.clock.now());
  }

  /** Why an alert cannot fire now, as a sentence; null when it can. */
  blind({ row, place }: PriceAlertStanding): string | null {
    const { blind, journal } = this.#parts;
    if (journal.notWritable !== null) return journal.notWritable;
    const why = blind(row.symbol as ContractSymbol);
    return why ?? (place === 'unseen' ? `No ${row.triggerBy} price has come since it was set.` : null);
  }

  add(wanted: NewPriceAlert, by: string): Result<PriceAlertStanding, PriceAlertProblem> {
    if (this.#standings.size >= MOST_ALERTS)
      return err({
        code: 'NOT_AVAILABLE',
        sentence: `There are ${String(MOST_ALERTS)} price alerts; remove one first.`,
      });
    const { newId, clock } = this.#parts;
    return this.#set({ ...wanted, id: newId(), enabled: true, by, createdAt: clock.now() }, null, by);
  }

  /** @returns null when there is no such alert. */
  change(id: string, change: PriceAlertChange, by: string): Result<PriceAlertStanding, PriceAlertProblem> | null {
    const before = this.#standings.get(id);
    return before === undefined ? null : this.#set({ ...before.row, ...change }, before, by);
  }

  /** False when there is no such alert. */
  remove(id: string, by: string): boolean {
    const standing = this.#standings.get(id);
    if (standing === undefined) return false;
    const { symbol, price } = standing.row;
    this.#parts.journal.append({ type: 'price-alert.removed', subject: id, data: { symbol, price, by } });
    this.#release(standing);
    this.onChange.emit([id]);
    return true;
  }

  onEvent(event: FeedEvent): void {
    if (event.kind === 'ticker') this.#onTicker(event.ticker);
  }

  #onTicker(ticker: Ticker): void {
    const series = this.#series.get(ticker.symbol);
    if (series === undefined) return;
    const { latest, blind, journal, notifier } = this.#parts;
    if (latest(ticker.symbol) !== ticker || blind(ticker.symbol) !== null || journal.notWritable !== null) return;
    const rings = [...this.#look(series.last, ticker.last), ...this.#look(series.mark, ticker.mark)];
    for (const notice of noticesOf(rings)) notifier.notify(notice);
  }

  #look(series: Series, price: number): readonly Ring[] {
    if (!isPrice(price)) return [];
    const now = this.#parts.clock.now();
    const unwatched = series.seenAt === null || now - series.seenAt > SILENCE_MS;
    const near = series.seen === null ? series.levels.all() : series.levels.between(series.seen, price);
    series.seen = price;
    series.seenAt = now;
    const changed: string[] = [];
    const rings: Ring[] = [];
    for (const standing of near) {
      const place = placeOf(price, standing.price);
      if (place === standing.place) continue;
      const way = crossing(standing.place, place, standing.row.way);
      standing.place = place;
      changed.push(standing.row.id);
      const cooling = this.isCooling(standing);
      if (way !== null && cooling) standing.held += 1;
      else if (way !== null) rings.push(this.#fire(standing, { seen: price, way, place, unwatched }));
      else if (!cooling) this.#record(standing);
    }
    if (changed.length > 0) this.onChange.emit(changed);
    return rings;
  }

  #fire(standing: Standing, what: Parameters<typeof crossingSentence>[1]): Ring {
    const { row, held } = standing;
    const { symbol, price, triggerBy, level } = row;
    const { seen, way, place } = what;
    const sentence = crossingSentence(row, what);
    const data = { symbol, price, triggerBy, level, way, seen, place, held, sentence };
    const { ts } = this.#parts.journal.append({ type: 'price-alert.fired', subject: row.id, data });
    standing.row = { ...row, place, fired: { at: ts, seen, way, sentence }, enabled: !row.once };
    standing.held = 0;
    this.#cooling.add(standing);
    if (row.once) this.#seriesOf(row).levels.remove(standing);
    return { alert: row, place, sentence, held };
  }

  #set(alert: PriceAlert, before: Standing | null, by: string): Result<PriceAlertStanding, PriceAlertProblem> {
    if (alert.enabled && this.#isThere(alert)) {
      const sentence = `There is an alert at ${alert.price} of ${alert.symbol} already.`;
      return err({ code: 'ALREADY_EXISTS', sentence });
    }
    const { id, by: maker, createdAt, ...set } = alert;
    const price = Number(alert.price);
    const place = before !== null && isWatchedAlike(before.row, alert) ? before.place : this.#placeNow(alert, price);
    const { symbol, triggerBy, way, cooldownMinutes, once, level, note, enabled } = set;
    const data = { symbol, price: set.price, triggerBy, way, cooldownMinutes, once, level, note, enabled, place, by };
    const { ts } = this.#parts.journal.append({ type: 'price-alert.set', subject: id, data });
    const made = before === null ? ts : createdAt;
    const row = { id, by: maker, createdAt: made, ...set, place, fired: before?.row.fired ?? null };
    if (before !== null) this.#release(before);
    const standing = this.#hold({ row, price, place, held: before?.held ?? 0 });
    if (enabled) this.#watchFrom(standing);
    this.onChange.emit([id]);
    return ok(standing);
  }

  /** A side that is known comes from a price that is fresh: what follows is watched. */
  #watchFrom({ row, place }: Standing): void {
    if (place !== 'unseen') this.#seriesOf(row).seenAt ??= this.#parts.clock.now();
  }

  #isThere(alert: PriceAlert): boolean {
    for (const { row } of this.#standings.values())
      if (row.enabled && row.id !== alert.id && isSame(row, alert)) return true;
    return false;
  }

  /** Where the price is from a level, if a fresh one is known. */
  #placeNow({ symbol, triggerBy }: PriceAlert, level: number): AlertPlace {
    const { blind, latest } = this.#parts;
    const own = symbol as ContractSymbol;
    const price = blind(own) === null ? (latest(own)?.[triggerBy] ?? NaN) : NaN;
    return isPrice(price) ? placeOf(price, level) : 'unseen';
  }

  #hold(standing: Standing): Standing {
    const { row, place } = standing;
    this.#standings.set(row.id, standing);
    if (this.isCooling(standing)) this.#cooling.add(standing);
    if (!row.enabled) return standing;
    const series = this.#seriesOf(row);
    series.levels.add(standing);
    if (place === 'unseen') series.seen = null;
    return standing;
  }

  #release(standing: Standing): void {
    const { row } = standing;
    this.#standings.delete(row.id);
    this.#cooling.delete(standing);
    this.#seriesOf(row).levels.remove(standing);
    const both = this.#series.get(row.symbol);
    if (both?.last.levels.size === 0 && both.mark.levels.size === 0) this.#series.delete(row.symbol);
  }

  #seriesOf({ symbol, triggerBy }: PriceAlert): Series {
    const fresh = (): Series => ({ levels: new SortedLevels(), seen: null, seenAt: null });
    const both = this.#series.get(symbol) ?? { last: fresh(), mark: fresh() };
    this.#series.set(symbol, both);
    return both[triggerBy];
  }

  /** Records where the price is, if a restart would else take it to be elsewhere. */
  #record(standing: Standing): void {
    const { row, place } = standing;
    if (place === 'unseen' || alike(row.place, place, row.way)) return;
    this.#parts.journal.append({ type: 'price-alert.seen', subject: row.id, data: { place } });
    standing.row = { ...row, place };
  }

  #onBeat(): void {
    if (this.#parts.journal.notWritable !== null) return;
    const changed: string[] = [];
    for (const standing of this.#cooling) {
      if (this.isCooling(standing)) continue;
      this.#cooling.delete(standing);
      if (standing.row.enabled) this.#record(standing);
      changed.push(standing.row.id);
    }
    for (const [symbol, { last, mark }] of this.#series) {
      const why = this.#parts.blind(symbol as ContractSymbol);
      if (this.#blind.get(symbol) === why) continue;
      this.#blind.set(symbol, why);
      changed.push(...[...last.levels.all(), ...mark.levels.all()].map(({ row }) => row.id));
    }
    if (changed.length > 0) this.onChange.emit(changed);
  }
}

const isPrice = (price: number): boolean => Number.isFinite(price) && price > 0;

const isSame = (a: PriceAlert, b: PriceAlert): boolean =>
  a.symbol === b.symbol && Number(a.price) === Number(b.price) && a.triggerBy === b.triggerBy && a.way === b.way;

/** Whether what was seen for one alert holds for the other. */
const isWatchedAlike = (a: PriceAlert, b: PriceAlert): boolean =>
  a.enabled && b.enabled && a.price === b.price && a.triggerBy === b.triggerBy;
