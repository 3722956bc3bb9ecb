import { CohortArrays } from './cohort-arrays.ts';
import { EntryKernel } from './entry-kernel.ts';
import { isUsable, type ModelBar } from './model-bar.ts';
import { leanOf, liquidatableShare } from './opening-share.ts';
import { sigmoid } from '../statistics/probability.ts';
import { checkSettings, LONG, SHORT, type LiquidationSettings } from './settings.ts';
import { tierRatios, usableShares, type ContractTerms } from './tier-ratios.ts';

/** Share of the window that must lie between a price and its ends. */
const MARGIN = 1 / 8;
const YOUNG_MS = 3 * 86_400_000;

/**
 * The estimated open positions of one contract at one venue, fed with bars in order of time. Each bar: what its mark touched
 * is liquidated; then the change of open interest opens or closes; then all is capped by it. Nothing is allocated.
 */
export class CohortBook {
  readonly settings: LiquidationSettings;
  readonly terms: ContractTerms;
  readonly cohorts: CohortArrays;
  /** ln(liquidation price ÷ entry price) ÷ bin width, [side × tiers + tier]; NaN where there is none. */
  readonly shifts: Float64Array;
  /** Liquidated by the last bar in the model's view, [side × tiers + tier]. */
  readonly swept: Float64Array;
  /** Open interest as last known; NaN before. */
  openInterest = Number.NaN;
  openInterestAt = 0;
  /** Begin and end of what was told, and how much of it, ms. */
  firstAt = 0;
  lastAt = 0;
  knownMs = 0;
  lastClose = Number.NaN;
  /** Bars that were refused: unusable prices, or not after the ones before. */
  refused = 0;
  readonly #shares: readonly [Float64Array, Float64Array];
  readonly #kernel: EntryKernel;
  /** What decay took out in this bar, by tier. */
  readonly #gone: Float64Array;
  #birth = Number.NaN;

  constructor(terms: ContractTerms, settings: LiquidationSettings) {
    this.settings = checkSettings(settings);
    this.terms = terms;
    const { bins, tiers, births, binWidth } = settings;
    const ratios = tierRatios(terms, settings);
    this.cohorts = new CohortArrays(bins, tiers.length, births);
    this.shifts = ratios.map((ratio) => Math.log(ratio) / binWidth);
    this.swept = new Float64Array(ratios.length);
    this.#shares = [usableShares(ratios, settings, 0), usableShares(ratios, settings, 1)];
    this.#kernel = new EntryKernel(binWidth, bins);
    this.#gone = new Float64Array(tiers.length);
  }

  /** True once open interest was told: amounts are sizes then, before only their proportions mean anything. */
  get anchored(): boolean {
    return !Number.isNaN(this.openInterest);
  }

  /** Middle of a birth bucket's time, ms. */
  birthOf(birth: number): number {
    const { births, head } = this.cohorts;
    const age = (head - birth + births) % births;
    return (this.#birth - age + 0.5) * this.settings.birthMs;
  }

  /** Takes the next bar. False when it was refused. */
  update(bar: ModelBar): boolean {
    this.swept.fill(0);
    if (!isUsable(bar) || bar.ts < this.lastAt) {
      this.refused += 1;
      return false;
    }
    const end = bar.ts + bar.ms;
    this.#place(bar);
    this.#age(bar.ts, end);
    const touched = this.#consume(bar.markLow, bar.markHigh);
    this.#replace(bar);
    this.#follow(bar, touched);
    this.#cap();
    if (this.firstAt === 0) this.firstAt = bar.ts;
    this.lastAt = end;
    if (!Number.isNaN(bar.openInterest)) this.knownMs += bar.ms;
    this.lastClose = bar.close;
    return true;
  }

  #place({ low, high, close }: ModelBar): void {
    const { cohorts, settings } = this;
    const margin = settings.bins * MARGIN;
    const from = Math.floor(Math.log(low) / settings.binWidth) - cohorts.origin;
    const to = Math.floor(Math.log(high) / settings.binWidth) - cohorts.origin;
    if (from >= margin && to < settings.bins - margin) return;
    cohorts.recentre(Math.floor(Math.log(close) / settings.binWidth) - settings.bins / 2);
  }

  /** Decay by tier, and new birth buckets. */
  #age(ts: number, end: number): void {
    const { cohorts, settings } = this;
    const birth = Math.floor(ts / settings.birthMs);
    if (Number.isNaN(this.#birth)) this.#birth = birth;
    const rolls = Math.min(settings.births, birth - this.#birth);
    for (let i = 0; i < rolls; i += 1) cohorts.roll();
    this.#birth = birth;
    const passed = this.lastAt === 0 ? 0 : end - this.lastAt;
    for (let tier = 0; tier < cohorts.tiers; tier += 1) {
      const by = 2 ** (-passed / (settings.tiers[tier]?.halfLifeMs ?? Infinity));
      let before = 0;
      for (let slot = tier; slot < cohorts.slots; slot += cohorts.tiers) {
        const factor = cohorts.factor[slot] as number;
        before += (cohorts.sum[slot] as number) * factor;
        cohorts.factor[slot] = factor * by;
      }
      this.#gone[tier] = before * (1 - by);
    }
  }

  /** What decayed while open interest stood is held by others now, entered at the prices of this bar. */
  #replace(bar: ModelBar): void {
    const { cohorts, settings } = this;
    if (!(settings.replaced > 0)) return;
    const kernel = this.#kernel;
    kernel.fill(bar.open, bar.high, bar.low, bar.close);
    const long = sigmoid(leanOf(bar, settings));
    for (let tier = 0; tier < cohorts.tiers; tier += 1) {
      const size = (this.#gone[tier] as number) * settings.replaced;
      if (!(size > 0)) continue;
      this.#enter(LONG, tier, size * long);
      this.#enter(SHORT, tier, size * (1 - long));
    }
  }

  /** Spreads an amount over the prices of the bar. */
  #enter(side: number, tier: number, amount: number): void {
    const { cohorts } = this;
    const kernel = this.#kernel;
    for (let i = 0; i < kernel.count; i += 1)
      cohorts.add(side, tier, kernel.first + i - cohorts.origin, amount * (kernel.weights[i] as number));
  }

  /** Liquidates every bin whose price lies within the mark's range, ends included. What it was in all. */
  #consume(markLow: number, markHigh: number): number {
    const { cohorts, settings, shifts } = this;
    const low = Math.log(markLow) / settings.binWidth - 0.5 - cohorts.origin;
    const high = Math.log(markHigh) / settings.binWidth - 0.5 - cohorts.origin;
    let all = 0;
    for (let tier = 0; tier < cohorts.tiers; tier += 1) {
      // A long's price lies below its entry: every entry from here up is touched.
      const from = Math.max(0, Math.ceil(low - (shifts[tier] as number)));
      for (let bin = cohorts.highest[tier] as number; bin >= from; bin -= 1) all += this.#sweep(LONG, tier, bin);
      cohorts.highest[tier] = Math.min(cohorts.highest[tier] as number, from - 1);
      const edge = cohorts.tiers + tier;
      const to = Math.min(cohorts.bins - 1, Math.floor(high - (shifts[edge] as number)));
      for (let bin = cohorts.lowest[edge] as number; bin <= to; bin += 1) all += this.#sweep(SHORT, tier, bin);
      cohorts.lowest[edge] = Math.max(cohorts.lowest[edge] as number, to + 1);
    }
    return all;
  }

  #sweep(side: number, tier: number, bin: number): number {
    const taken = this.cohorts.take(side, tier, bin);
    const at = side * this.cohorts.tiers + tier;
    this.swept[at] = (this.swept[at] as number) + taken;
    return taken;
  }

  #follow(bar: ModelBar, touched: number): void {
    const before = this.openInterest;
    const now = bar.openInterest;
    if (!(now >= 0 && now < Infinity)) {
      if (!this.anchored && bar.volume > 0) this.#open(bar, bar.volume * this.settings.volumeOpens);
      return;
    }
    this.openInterest = now;
    this.openInterestAt = bar.ts + bar.ms;
    if (Number.isNaN(before)) return this.#anchor(bar, now);
    if (now > before) return this.#open(bar, now - before);
    const told = bar.liquidatedLong + bar.liquidatedShort;
    const closed = before - now - (Number.isNaN(told) ? touched : told);
    if (closed > 0) this.#close(closed / before);
  }

  /** The first open interest: what was opened so far keeps its form and gets its size. */
  #anchor(bar: ModelBar, openInterest: number): void {
    const lean = leanOf(bar, this.settings);
    for (const side of [0, 1]) {
      const wanted = openInterest * liquidatableShare(side, lean, this.settings);
      const total = this.cohorts.total(side);
      if (total > 0) this.cohorts.scale(side, wanted / total);
    }
    if (!(this.cohorts.total(0) > 0)) this.#open(bar, openInterest);
  }

  #open(bar: ModelBar, size: number): void {
    const { cohorts, settings } = this;
    this.#kernel.fill(bar.open, bar.high, bar.low, bar.close);
    const lean = leanOf(bar, settings);
    for (let side = 0; side < 2; side += 1) {
      const onSide = size * liquidatableShare(side, lean, settings);
      const shares = this.#shares[side === LONG ? 0 : 1];
      for (let tier = 0; tier < cohorts.tiers; tier += 1) {
        const amount = onSide * (shares[tier] as number);
        if (amount > 0) this.#enter(side, tier, amount);
      }
    }
  }

  /** Closes a share of everything; by hazard, those of a higher one lose more and all together as much. */
  #close(share: number): void {
    const { cohorts, settings } = this;
    const { leverage, young } = settings.closing;
    if (leverage === 0 && young === 0) {
      for (let side = 0; side < 2; side += 1) cohorts.scale(side, 1 - Math.min(1, share));
      return;
    }
    for (let side = 0; side < 2; side += 1) {
      let weighed = 0;
      for (let birth = 0; birth < cohorts.births; birth += 1) {
        for (let tier = 0; tier < cohorts.tiers; tier += 1) {
          const slot = cohorts.slot(side, birth, tier);
          weighed += (cohorts.sum[slot] as number) * (cohorts.factor[slot] as number) * this.#hazard(birth, tier);
        }
      }
      if (!(weighed > 0)) continue;
      const rate = (share * cohorts.total(side)) / weighed;
      for (let birth = 0; birth < cohorts.births; birth += 1) {
        for (let tier = 0; tier < cohorts.tiers; tier += 1) {
          const slot = cohorts.slot(side, birth, tier);
          const left = 1 - Math.min(1, rate * this.#hazard(birth, tier));
          cohorts.factor[slot] = (cohorts.factor[slot] as number) * left;
        }
      }
    }
  }

  #hazard(birth: number, tier: number): number {
    const { births, head } = this.cohorts;
    const { closing, tiers, birthMs } = this.settings;
    const age = (head - birth + births) % births;
    const level = ((tiers[tier]?.leverage ?? 10) / 10) ** closing.leverage;
    return level * (1 + closing.young * 2 ** ((-age * birthMs) / YOUNG_MS));
  }

  /** Neither side is ever more than the open interest. */
  #cap(): void {
    if (!this.anchored) return;
    for (let side = 0; side < 2; side += 1) {
      const total = this.cohorts.total(side);
      if (total > this.openInterest) this.cohorts.scale(side, this.openInterest / total);
    }
  }
}
