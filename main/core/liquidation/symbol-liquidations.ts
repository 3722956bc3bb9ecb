import type { Instrument } from '#shared/domain/instrument.ts';
import { CohortBook } from './cohort-book.ts';
import { FlowGatherer } from './flow-gatherer.ts';
import { Heatmap, type HeatmapSettings } from './heatmap.ts';
import { liquidationMap, type LiquidationMap } from './liquidation-map.ts';
import { LiquidationTape } from './liquidation-tape.ts';
import { OrderFlow } from './order-flow.ts';
import type { LeverageClass } from './level-profile.ts';
import type { ModelBar } from './model-bar.ts';
import type { LiquidationSettings } from './settings.ts';
import { termsOfInstrument } from './tier-ratios.ts';

/** A level counts for a realised liquidation from this share of the greatest of its time. */
export const HIT_STRENGTH = 0.1;

/** What the inputs of a map cover, shown beside it. */
export interface Coverage {
  /** Begin and end of what the model was told, ms; 0 before anything. */
  readonly from: number;
  readonly to: number;
  /** Share of that time in which open interest was known, 0…1. */
  readonly openInterest: number;
  /** When open interest was last told; null before. */
  readonly openInterestAt: number | null;
  /** True when no open interest was told yet: only the form of the map means anything. */
  readonly formOnly: boolean;
  /** When a realised liquidation was last told; null before. */
  readonly realisedAt: number | null;
}

/** The model of one contract: its cohorts, the heatmap of them over time, and the tape. */
export class SymbolLiquidations {
  readonly instrument: Instrument;
  readonly venue: string;
  readonly book: CohortBook;
  readonly heatmap: Heatmap;
  readonly tape = new LiquidationTape();
  readonly flow = new OrderFlow();
  readonly gatherer: FlowGatherer;
  /** True once the stored past was worked in. */
  built = false;
  #column = Number.NaN;

  /** @param before the same contract's: what the feed tells of the minute at hand is gathered once for both. */
  constructor(
    instrument: Instrument,
    venue: string,
    settings: LiquidationSettings,
    heatmap: HeatmapSettings,
    before: SymbolLiquidations | null = null,
  ) {
    this.instrument = instrument;
    this.venue = venue;
    this.book = new CohortBook(termsOfInstrument(instrument), settings);
    this.heatmap = new Heatmap(heatmap, settings.binWidth, settings.tiers);
    this.gatherer = before?.gatherer ?? new FlowGatherer(Number(instrument.multiplier));
  }

  /** The newest price known: the mark, or the last close. */
  get price(): number {
    return this.gatherer.mark > 0 ? this.gatherer.mark : this.book.lastClose;
  }

  /** Takes the place of another of the same contract. */
  replace(before: SymbolLiquidations): void {
    this.built = true;
    this.tape.join(before.tape.realised());
  }

  apply(bar: ModelBar): boolean {
    if (!this.book.update(bar)) return false;
    this.flow.add(bar);
    const end = bar.ts + bar.ms;
    const column = Math.floor(end / this.heatmap.settings.columnMs);
    if (column !== this.#column) {
      this.heatmap.sample([this.book], bar.close, end - 1);
      this.#column = column;
    }
    this.#noteSwept(bar, end);
    return true;
  }

  map(of: LeverageClass, reach: number): LiquidationMap | null {
    return liquidationMap([this.book], this.price, { of, reach });
  }

  /** Whether the map had a level near a price before a moment; null when that is not known. */
  hadLevel(price: number, at: number): boolean | null {
    return this.book.anchored ? this.heatmap.hadLevel(price, at, HIT_STRENGTH) : null;
  }

  coverage(): Coverage {
    const { firstAt, lastAt, knownMs, openInterestAt, anchored } = this.book;
    return {
      from: firstAt,
      to: lastAt,
      openInterest: lastAt > firstAt ? Math.min(1, knownMs / (lastAt - firstAt)) : 0,
      openInterestAt: anchored ? openInterestAt : null,
      formOnly: !anchored,
      realisedAt: this.tape.realisedAt === 0 ? null : this.tape.realisedAt,
    };
  }

  #noteSwept({ markLow, markHigh }: ModelBar, end: number): void {
    const { swept: sizes, anchored, cohorts } = this.book;
    if (!anchored) return;
    for (let side = 0; side < 2; side += 1) {
      let size = 0;
      for (let tier = 0; tier < cohorts.tiers; tier += 1) size += sizes[side * cohorts.tiers + tier] as number;
      const price = side === 0 ? markLow : markHigh;
      if (size * price < 1) continue;
      const swept = { side: side === 0 ? 'long' : 'short', price, worth: size * price } as const;
      this.tape.add({ ts: end, ...swept, kind: 'estimated', hit: null });
    }
  }
}
