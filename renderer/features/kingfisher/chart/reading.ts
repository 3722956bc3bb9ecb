import { cellAt, levelEdges, newestColumn, type HeatField } from './heat-field.ts';
import { binAt } from './map-bars.ts';
import { firstCandle } from './paint-candles.ts';
import type { Candles, Scene } from './scene.ts';
import { streakAt, type Streak } from './streaks.ts';

/** What lies under the cross-hair, in figures. */
export interface Reading {
  readonly side: 'long' | 'short';
  readonly from: number;
  readonly to: number;
  /** Quote units. */
  readonly worth: number;
  /** Null where no column tells it. */
  readonly z: number | null;
  /** (level − price then) ÷ price then; null where the price is not known. */
  readonly distance: number | null;
  /** How long the streak had lasted then, ms; null where it is not known. */
  readonly ageMs: number | null;
  readonly fate: 'open' | 'swept' | 'faded';
  /** When it was taken or had faded; null while open. */
  readonly endedAt: number | null;
  /** Shares of each leverage, as of now; empty where they are not known. */
  readonly tiers: readonly { readonly leverage: number; readonly share: number }[];
  /** True where it tells of now. */
  readonly now: boolean;
}

/** The last close at or before a moment; null before the first. */
function priceThen(candles: Candles | null, ts: number): number | null {
  if (candles === null) return null;
  const next = firstCandle(candles, ts + 1);
  return candles.close[Math.max(0, next - 1)] ?? null;
}

/** Whether the price came to a stretch of levels within a span of time. */
function touched({ candles }: Scene, from: number, to: number, low: number, high: number): boolean {
  if (candles === null) return false;
  for (let at = firstCandle(candles, from); at < candles.ts.length && (candles.ts[at] as number) < to; at += 1) {
    if ((candles.low[at] as number) <= high && (candles.high[at] as number) >= low) return true;
  }
  return false;
}

function tiersAt({ bars }: Scene, price: number): Reading['tiers'] {
  if (bars === null) return [];
  const bin = binAt(bars, price);
  const total = bin < 0 ? 0 : (bars.totals[bin] ?? 0);
  if (!(total > 0)) return [];
  return bars.leverages.flatMap((leverage, tier) => {
    const share = (bars.byTier[bin * bars.leverages.length + tier] ?? 0) / total;
    return share > 0.004 ? [{ leverage, share }] : [];
  });
}

/** The map at a price, as of now; null where nothing is. */
function readMap(scene: Scene, price: number): Reading | null {
  const { bars, mark } = scene;
  const bin = bars === null ? -1 : binAt(bars, price);
  if (bars === null || bin < 0 || !((bars.totals[bin] ?? 0) > 0)) return null;
  const middle = bars.prices[bin] as number;
  return {
    side: middle < bars.price ? 'long' : 'short',
    from: middle * Math.exp(-bars.half),
    to: middle * Math.exp(bars.half),
    worth: bars.totals[bin] as number,
    z: null,
    distance: middle / mark - 1,
    ageMs: null,
    fate: 'open',
    endedAt: null,
    tiers: tiersAt(scene, price),
    now: true,
  };
}

/** Whether a streak is still there, and how it ended. */
function fateOf(scene: Scene, field: HeatField, streak: Streak, level: number): Pick<Reading, 'fate' | 'endedAt'> {
  if (streak.open) return { fate: 'open', endedAt: null };
  const endedAt = field.from + (streak.end + 1) * field.columnMs;
  const [low, high] = levelEdges(field, level);
  const swept = touched(scene, endedAt - scene.timeframeMs, endedAt + field.columnMs, low, high);
  return { fate: swept ? 'swept' : 'faded', endedAt };
}

/** The heatmap at a moment and a price; null where nothing is. */
function readHeat(scene: Scene, ts: number, price: number): Reading | null {
  const { field } = scene;
  if (field === null) return null;
  const { column, level } = cellAt(field, ts, price);
  if (column < 0 || level < 0) return null;
  const streak = streakAt(field, column, level);
  if (streak === null) return null;
  const { columnMs } = field;
  const cell = column * field.levels + level;
  const [from, to] = levelEdges(field, level);
  const at = field.from + (column + 1) * columnMs;
  const then = priceThen(scene.candles, at - 1);
  const middle = Math.sqrt(from * to);
  return {
    side: middle < (then ?? scene.mark) ? 'long' : 'short',
    from,
    to,
    worth: field.worth[cell] as number,
    z: field.z[cell] as number,
    distance: then === null ? null : middle / then - 1,
    ageMs: streak.begin === 0 ? null : (column + 1 - streak.begin) * columnMs,
    ...fateOf(scene, field, streak, level),
    tiers: streak.open ? tiersAt(scene, middle) : [],
    now: column === newestColumn(field),
  };
}

/** What is at a price, at a moment (the heatmap) or now (the map). */
export const readingAt = (scene: Scene, price: number, ts: number | null): Reading | null =>
  ts === null ? readMap(scene, price) : readHeat(scene, ts, price);
