import type { CandleColumns } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { FeedEvent } from '../ports/market-feed.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { CandleStore, FlowMinute, FlowStore } from '../ports/store.ts';
import { HEATMAP_DEFAULTS, type HeatmapSettings } from './heatmap.ts';
import type { TapeEntry } from './liquidation-tape.ts';
import { MARKET_DEFAULTS, type MapLimits, type MarketSettings } from './market-settings.ts';
import { BAR_FIELDS, candleBar, emptyBar, type ModelBar } from './model-bar.ts';
import { SymbolLiquidations } from './symbol-liquidations.ts';

export interface LiquidationMarketsParts {
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly symbols: readonly ContractSymbol[];
  /** Whose positions these are: the feed's name. */
  readonly venue: string;
  readonly baseTimeframe: Timeframe;
  readonly candles: CandleStore;
  readonly flows: FlowStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Asked for when a map is built, and its limits at each look; the defaults when absent. */
  readonly settings?: () => MarketSettings;
  readonly heatmap?: HeatmapSettings;
}

const LOOK_MS = 1_000;
/** Fields of a bar that are kept, its time besides. */
const KEPT = BAR_FIELDS.filter((field) => field !== 'ts');

/**
 * The liquidation model of every contract of a feed. Events are gathered by the minute; a minute that is over becomes a bar,
 * which is stored and moves the model. Built from stored bars, and from candles where there are none, the state is the same.
 */
export class LiquidationMarkets {
  /** A liquidation that the feed told of. */
  readonly onRealised = new Emitter<{ readonly symbol: ContractSymbol; readonly entry: TapeEntry }>();
  readonly #parts: LiquidationMarketsParts;
  readonly #places = new Map<ContractSymbol, SymbolLiquidations>();
  readonly #bar = emptyBar();
  /** Set when it starts: who asks the time before the present keeps the past from being lived through at its own time. */
  #minute = 0;
  #started = false;
  #stopped = false;
  /** The next contract to be built. */
  #building: Disposable | null = null;

  constructor(parts: LiquidationMarketsParts) {
    this.#parts = parts;
    for (const symbol of parts.symbols) {
      const instrument = parts.instruments.get(symbol);
      // Without a maintenance table no liquidation price is known.
      if (instrument === undefined || instrument.maintenanceTiers.length === 0) continue;
      this.#places.set(symbol, this.#placeOf(instrument, null));
    }
  }

  get started(): boolean {
    return this.#started;
  }

  get limits(): MapLimits {
    return this.#settings().limits;
  }

  all(): IterableIterator<[ContractSymbol, SymbolLiquidations]> {
    return this.#places.entries();
  }

  of(symbol: ContractSymbol): SymbolLiquidations | null {
    return this.#places.get(symbol) ?? null;
  }

  /** Builds the maps from what is stored, one contract a turn, and follows time; once disposed nothing is read or written. */
  start(): Disposable {
    this.#started = true;
    // What a person set is known only now.
    for (const [symbol, place] of this.#places)
      if (!place.built) this.#places.set(symbol, this.#placeOf(place.instrument, place));
    this.#minute = minuteOf(this.#parts.clock.now());
    this.#buildNext();
    const looking = this.#parts.scheduler.every(LOOK_MS, () => this.onTime());
    return toDisposable(() => {
      this.#stopped = true;
      looking.dispose();
      this.#building?.dispose();
    });
  }

  /** Builds every map anew with the settings in force, one contract a turn; each stays what it was until its own is there. */
  rebuild(): void {
    if (!this.#started || this.#stopped) return;
    const waiting = [...this.#places.keys()];
    const next = (): void => {
      const symbol = waiting.shift();
      const before = symbol === undefined ? undefined : this.#places.get(symbol);
      if (symbol === undefined || before === undefined) return;
      const place = this.#placeOf(before.instrument, before);
      this.#fill(symbol, place, this.#minute);
      this.#places.set(symbol, place);
      this.#building = this.#parts.scheduler.after(1, next);
    };
    this.#building?.dispose();
    next();
  }

  onEvent(event: FeedEvent): void {
    if (this.#stopped) return;
    switch (event.kind) {
      case 'ticker':
        this.onTime();
        this.#places.get(event.ticker.symbol)?.gatherer.onTicker(event.ticker);
        return;
      case 'trade':
        this.#places.get(event.symbol)?.gatherer.onTrade(event);
        return;
      case 'liquidation':
        this.#onLiquidation(event);
        return;
      case 'candle':
      case 'funding':
      case 'depth':
      case 'status':
        return;
    }
  }

  /** Ends the minute when it is over. */
  onTime(): void {
    if (this.#stopped) return;
    const minute = minuteOf(this.#parts.clock.now());
    if (minute === this.#minute) return;
    const ended = this.#minute;
    this.#minute = minute;
    const kept: FlowMinute[] = [];
    for (const [symbol, place] of this.#places) {
      if (!place.gatherer.take(this.#bar, ended, MINUTE)) continue;
      if (!place.built) this.build(symbol, ended);
      if (place.apply(this.#bar)) kept.push({ symbol, ts: ended, values: KEPT.map((field) => this.#bar[field]) });
    }
    this.#parts.flows.write(kept);
  }

  /** Works in what is stored of a contract up to a moment, once. */
  build(symbol: ContractSymbol, to: number): void {
    const place = this.#places.get(symbol);
    if (place === undefined || place.built) return;
    this.#fill(symbol, place, to);
  }

  #fill(symbol: ContractSymbol, place: SymbolLiquidations, to: number): void {
    place.built = true;
    const { candles, flows, baseTimeframe } = this.#parts;
    const from = to - this.limits.rebuildMs;
    const told = flows.read(symbol, from, to);
    const columns = candles.read(symbol, baseTimeframe, from, to);
    for (const bar of merged(columns, timeframeMs(baseTimeframe), told)) place.apply(bar);
  }

  #onLiquidation(event: Extract<FeedEvent, { kind: 'liquidation' }>): void {
    const place = this.#places.get(event.symbol);
    if (place === undefined) return;
    place.gatherer.onLiquidation(event);
    const worth = event.price * event.lots * Number(place.instrument.multiplier);
    const { tsVenue: ts, positionSide: side, price } = event;
    const entry = { ts, side, price, worth, kind: 'realised', hit: place.hadLevel(price, ts) } as const;
    place.tape.add(entry);
    this.onRealised.emit({ symbol: event.symbol, entry });
  }

  #settings(): MarketSettings {
    return this.#parts.settings?.() ?? MARKET_DEFAULTS;
  }

  /** @param before whose events of this minute and told liquidations go on in the new one. */
  #placeOf(instrument: Instrument, before: SymbolLiquidations | null): SymbolLiquidations {
    const { venue, heatmap = HEATMAP_DEFAULTS } = this.#parts;
    return new SymbolLiquidations(instrument, venue, this.#settings().model, heatmap, before);
  }

  #buildNext(): void {
    const next = [...this.#places].find(([, { built }]) => !built);
    if (next === undefined) return;
    this.build(next[0], this.#minute);
    this.#building = this.#parts.scheduler.after(1, () => this.#buildNext());
  }
}

const minuteOf = (at: number): number => Math.floor(at / MINUTE) * MINUTE;

/** Stored minutes, and candles wherever no minute within them was stored, in order. The same bar object each time. */
function* merged(columns: CandleColumns, ms: number, told: readonly FlowMinute[]): Generator<ModelBar> {
  const bar = emptyBar();
  let next = 0;
  for (let i = 0; i < columns.ts.length; i += 1) {
    const ts = columns.ts[i] as number;
    for (; next < told.length && (told[next] as FlowMinute).ts < ts; next += 1)
      yield fill(bar, told[next] as FlowMinute);
    const following = told[next];
    if (following !== undefined && following.ts < ts + ms) continue;
    yield candleBar(bar, ms, {
      ts,
      open: columns.open[i] as number,
      high: columns.high[i] as number,
      low: columns.low[i] as number,
      close: columns.close[i] as number,
      volume: columns.volume[i] as number,
    });
  }
  for (; next < told.length; next += 1) yield fill(bar, told[next] as FlowMinute);
}

function fill(bar: ModelBar, { ts, values }: FlowMinute): ModelBar {
  bar.ts = ts;
  for (const [i, field] of KEPT.entries()) bar[field] = values[i] ?? Number.NaN;
  return bar;
}
