import type { LiquidationRow, LiquidationTapeEntry, OrderFlowView } from '#shared/contract/liquidations.ts';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import { sampleRandom, sampleWalk } from './sample-random.ts';
import type { Scene } from './sample-scenes.ts';

type Coverage = LiquidationRow['coverage'];

/** Inputs as of a few seconds ago; open interest known most of the time. In the scene `unknown` it never was, and all is old. */
export function sampleCoverage(coverage: Coverage, scene: Scene, now = Date.now()): Coverage {
  if (scene === 'unknown') return { ...coverage, to: now - 14 * MINUTE, formOnly: true, openInterest: 0, stale: true };
  const to = now - 12_000;
  return {
    ...coverage,
    to,
    openInterest: 0.71,
    openInterestAt: to,
    realisedAt: to,
    formOnly: false,
    stale: false,
    low: false,
  };
}

const RSI = [51, 55, 40, 42, 49, 43];
const RSI_BEFORE = [72, 47, 38, 41, 52, 33];
const ARROWS = [0.75, 0.6];

const arrowsOf = (longShare: number): number => {
  const count = ARROWS.filter((from) => Math.max(longShare, 1 - longShare) > from).length;
  return longShare > 0.5 ? -count : count;
};

/** Leans of the sample coins: arrows of every kind are among them. */
const LEANS = [0.76, 0.73, 0.59, 0.45, 0.78, 0.21];

/** A row with what the short sample world cannot know: RSI, percentile, coverage. Its last coin has no ratio. */
export function sampleLiquidationRow(row: LiquidationRow, place: number, scene: Scene): LiquidationRow {
  const coverage = sampleCoverage(row.coverage, scene);
  if (scene === 'unknown') {
    const nothing = { long: 0, short: 0, longShare: null, arrows: 0 };
    const unknown = { rsi: null, rsiDayAgo: null, vpinPercentile: null };
    return { ...row, ...unknown, asOf: coverage.to, coverage, all: nothing, optical: nothing };
  }
  const lean = LEANS[place % LEANS.length] ?? 0.5;
  const both = row.optical.long + row.optical.short;
  return {
    ...row,
    asOf: coverage.to,
    coverage,
    optical: { long: both * lean, short: both * (1 - lean), longShare: lean, arrows: arrowsOf(lean) },
    rsi: RSI[place % RSI.length] ?? null,
    rsiDayAgo: RSI_BEFORE[place % RSI_BEFORE.length] ?? null,
    vpinPercentile: 0.97,
  };
}

/** Five days of buckets; the newest is unusual. */
export function sampleOrderFlow(symbol: OrderFlowView['symbol'], scene: Scene): OrderFlowView {
  if (scene === 'unknown') {
    return {
      symbol,
      bars: [],
      bucket: null,
      missing: 'Fifty buckets of volume are needed, about a mean day, after a day of candles.',
    };
  }
  const count = 250;
  const step = (5 * DAY) / count;
  const walk = sampleWalk(61, count, 0.35, 0.97, 0.22);
  const bars = walk.map((value, place) => {
    const percentile = Math.max(0.01, Math.min(0.99, value));
    return { ts: Math.round(Date.now() - (count - place) * step), vpin: 0.1 + 0.3 * percentile, percentile };
  });
  return { symbol, bars, bucket: 240, missing: null };
}

/** What was realised over the last hours around a price: most of it where the map had a level. */
export function sampleTape(symbol: LiquidationTapeEntry['symbol'], price: number, count = 60): LiquidationTapeEntry[] {
  const random = sampleRandom(17);
  const begin = Date.now() - 8_000;
  return Array.from({ length: count }, (_, place) => {
    const kind = random() < 0.2 ? ('estimated' as const) : ('realised' as const);
    return {
      symbol,
      ts: Math.round(begin - place * 7 * MINUTE * (0.4 + random()) - (place * HOUR) / 40),
      side: random() < 0.45 ? ('long' as const) : ('short' as const),
      price: price * (1 + (random() - 0.5) * 0.02),
      worth: 8_000 * 1.5 ** (random() * 12),
      kind,
      hit: kind === 'estimated' ? null : random() < 0.7,
    };
  }).sort((a, b) => b.ts - a.ts);
}
