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
/** The maps wait until a start has shown its first numbers, ms. */
const SETTLE_MS = 500;
/** Bars worked in at a turn, about ten milliseconds of work, and the time left to others before the next turn, ms. */
const BARS_A_TURN = 4_000;
const TURN_MS = 10;
/** Fields of a bar that are kept, its time besides. */
const KEPT = BAR_FIELDS.filter((field) => field !== 'ts');

/** A contract whose map is being built beside the one that shows. */
interface Build {
  readonly symbol: ContractSymbol;
  readonly place: SymbolLiquidations;
  /** Stored bars up to `to` that are not worked in yet. */
  bars: Iterator<ModelBar, void>;
  to: number;
}

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
  /** The next turn of building. */
  #building: Disposable | null = null;
  readonly #waiting: ContractSymbol[] = [];
  #open: Build | null = null;

  constructor(parts: LiquidationMarketsParts) {
    this.#parts = parts;
    for (const symbol of parts.symbols) {
      const instrument = parts.instruments.get(symbol);
      // Without a maintenance table no liquidation price is known.
      if (instrument === undefined || instrument.maintenanceTiers.length === 0) continue;
      this.#places.set(
        symbol,
        new SymbolLiquidations(instrument, parts.venue, MARKET_DEFAULTS.model, parts.heatmap ?? HEATMAP_DEFAULTS),
      );
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

  /** Builds the maps from what is stored, a little each turn, and follows time; once disposed nothing is read or written. */
  start(): Disposable {
    this.#started = true;
    this.#minute = minuteOf(this.#parts.clock.now());
    for (const [symbol, { built }] of this.#places) if (!built) this.#waiting.push(symbol);
    this.#building = this.#parts.scheduler.after(SETTLE_MS, () => this.#buildOn());
    const looking = this.#parts.scheduler.every(LOOK_MS, () => this.onTime());
    return toDisposable(() => {
      this.#stopped = true;
      looking.dispose();
      this.#building?.dispose();
    });
  }

  /** Builds every map anew with the settings in force; each stays what it was until its own is there. */
  rebuild(): void {
    if (!this.#started || this.#stopped) return;
    this.#open = null;
    this.#waiting.splice(0, this.#waiting.length, ...this.#places.keys());
    this.#building?.dispose();
    this.#buildOn();
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
      // A map that is still to be built finds the minute among the stored ones.
      if (!place.built || place.apply(this.#bar))
        kept.push({ symbol, ts: ended, values: KEPT.map((field) => this.#bar[field]) });
    }
    this.#parts.flows.write(kept);
  }

  /** Builds the map of a contract from what is stored up to a moment, at once, unless it is built. */
  build(symbol: ContractSymbol, to: number): void {
    const shown = this.#places.get(symbol);
    if (shown === undefined || shown.built) return;
    const build = this.#begin(symbol, shown, to);
    for (let next = build.bars.next(); next.value !== undefined; next = build.bars.next())
      build.place.apply(next.value);
    this.#show(build);
  }

  #begin(symbol: ContractSymbol, shown: SymbolLiquidations, to: number): Build {
    const { venue, heatmap = HEATMAP_DEFAULTS } = this.#parts;
    const place = new SymbolLiquidations(shown.instrument, venue, this.#settings().model, heatmap, shown);
    return { symbol, place, bars: this.#stored(symbol, to - this.limits.rebuildMs, to), to };
  }

  #show({ symbol, place }: Build): void {
    const before = this.#places.get(symbol);
    if (before !== undefined) place.replace(before);
    this.#places.set(symbol, place);
  }

  #stored(symbol: ContractSymbol, from: number, to: number): Generator<ModelBar, void> {
    const { candles, flows, baseTimeframe } = this.#parts;
    const told = flows.read(symbol, from, to);
    const columns = candles.read(symbol, baseTimeframe, from, to);
    return merged(columns, timeframeMs(baseTimeframe), told);
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

  /** A turn of building: goes on with the contract at hand, or begins with the next. */
  #buildOn(): void {
    if (this.#open === null) {
      const symbol = this.#waiting.shift();
      const shown = symbol === undefined ? undefined : this.#places.get(symbol);
      if (symbol === undefined || shown === undefined) return;
      this.#open = this.#begin(symbol, shown, this.#minute);
    }
    this.#workIn(this.#open);
    this.#building = this.#parts.scheduler.after(TURN_MS, () => this.#buildOn());
  }

  /** Works in some bars; shows the map once the minutes that ended meanwhile are in it too. */
  #workIn(build: Build): void {
    for (let i = 0; i < BARS_A_TURN; i += 1) {
      const { value } = build.bars.next();
      if (value !== undefined) build.place.apply(value);
      else if (build.to === this.#minute) {
        this.#open = null;
        this.#show(build);
        return;
      } else {
        build.bars = this.#stored(build.symbol, build.to, this.#minute);
        build.to = this.#minute;
      }
    }
  }
}

const minuteOf = (at: number): number => Math.floor(at / MINUTE) * MINUTE;

/** Stored minutes, and candles wherever no minute within them was stored, in order. The same bar object each time. */
function* merged(columns: CandleColumns, ms: number, told: readonly FlowMinute[]): Generator<ModelBar, void> {
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
