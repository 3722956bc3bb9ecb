import { WINDOW, WINDOW_SHARE, type FeatureName, type MissingReason } from './feature-table.ts';
import type { FeatureRow } from './feature-row.ts';
import { HOURS_KEPT, type HourRing } from './hour-ring.ts';
import type { MarketReturns } from './market-returns.ts';
import { placeAmong } from './percentile.ts';

const HOURS_A_YEAR = 8760;
const EFFICIENCY_HOURS = 48;
const BPS = 10_000;
const MILLION = 1e6;

/** Columns that every window is read into, oldest first; shared, since one symbol is computed at a time. */
const returns = new Float64Array(HOURS_KEPT);
const days = new Float64Array(HOURS_KEPT);

const enough = (found: number, wanted: number): boolean => found >= Math.ceil(wanted * WINDOW_SHARE);

/** Computes every feature of the hourly candles of a symbol anew from its window. */
export function candleFeatures(ring: HourRing, market: MarketReturns, row: FeatureRow): void {
  fill(ring, row, 'return24h', WINDOW.day + 1, () => at(ring.log, ring.last) - at(ring.log, ring.last - WINDOW.day));
  fill(ring, row, 'turnover24h', WINDOW.day, () => sumOf(ring, ring.last, WINDOW.day));
  fill(ring, row, 'volumeGrowth', WINDOW.growth, () => {
    const before = sumOf(ring, ring.last - WINDOW.day, WINDOW.week) / 7;
    return before > 0 ? sumOf(ring, ring.last, WINDOW.day) / before : Number.NaN;
  });
  fill(ring, row, 'efficiency', EFFICIENCY_HOURS + 1, () => efficiency(ring));
  weekly(ring, row);
  const { high, low } = extremes(ring);
  fill(ring, row, 'drawdown', WINDOW.high, () => 1 - at(ring.close, ring.last) / high);
  fill(ring, row, 'rangePlace', WINDOW.high, () => {
    return (2 * (at(ring.close, ring.last) - low)) / (high - low) - 1;
  });
  fill(ring, row, 'volatilityPercentile', WINDOW.high + 1, () => volatilityPlace(ring));
  correlation(ring, market, row);
}

const at = (column: Float64Array, hour: number): number => column[hour % HOURS_KEPT] as number;

/** Sets a feature when the symbol is old enough and its window has enough candles. */
function fill(ring: HourRing, row: FeatureRow, name: FeatureName, wanted: number, compute: () => number): void {
  const reason = windowProblem(ring, wanted);
  if (reason !== null) row.miss(name, reason, ring.asOf);
  else row.set(name, compute(), ring.asOf);
}

function windowProblem(ring: HourRing, wanted: number): MissingReason | null {
  if (ring.span < wanted) return 'warming-up';
  if (ring.lastGap <= ring.last - wanted) return null;
  let found = 0;
  for (let hour = ring.last - wanted + 1; hour <= ring.last; hour += 1) if (at(ring.close, hour) > 0) found += 1;
  // The ends of a window carry it: without the first there is nothing to compare the last with.
  return enough(found, wanted) && at(ring.close, ring.last - wanted + 1) > 0 ? null : 'gaps';
}

function sumOf(ring: HourRing, last: number, count: number): number {
  let sum = 0;
  for (let hour = last - count + 1; hour <= last; hour += 1) {
    const turnover = at(ring.turnover, hour);
    if (turnover === turnover) sum += turnover;
  }
  return sum;
}

function efficiency(ring: HourRing): number {
  let way = 0;
  let before = at(ring.close, ring.last - EFFICIENCY_HOURS);
  const first = before;
  for (let hour = ring.last - EFFICIENCY_HOURS + 1; hour <= ring.last; hour += 1) {
    const close = at(ring.close, hour);
    if (close !== close) continue;
    way += Math.abs(close - before);
    before = close;
  }
  return way > 0 ? (before - first) / way : Number.NaN;
}

function extremes(ring: HourRing): { high: number; low: number } {
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  for (let hour = ring.last - WINDOW.high + 1; hour <= ring.last; hour += 1) {
    const close = at(ring.close, hour);
    if (close > high) high = close;
    if (close < low) low = close;
  }
  return { high, low };
}

const WEEKLY = ['volatility', 'impact', 'spreadEstimate', 'asymmetry'] as const;

/** Volatility, impact, spread and asymmetry in one walk over the week. */
function weekly(ring: HourRing, row: FeatureRow): void {
  const reason = windowProblem(ring, WINDOW.week + 1);
  if (reason !== null) {
    for (const name of WEEKLY) row.miss(name, reason, ring.asOf);
    return;
  }
  let count = 0;
  let sum = 0;
  let up = 0;
  let down = 0;
  let impact = 0;
  let traded = 0;
  let spread = 0;
  for (let hour = ring.last - WINDOW.week + 1; hour <= ring.last; hour += 1) {
    const value = ring.returnOf(hour);
    if (value !== value) continue;
    returns[count] = value;
    count += 1;
    sum += value;
    if (value > 0) up += value * value;
    else down += value * value;
    const turnover = at(ring.turnover, hour);
    if (turnover > 0) {
      impact += Math.abs(value) / turnover;
      traded += 1;
    }
    const close = at(ring.log, hour - 1);
    spread += (close - at(ring.middle, hour - 1)) * (close - at(ring.middle, hour));
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i += 1) squares += ((returns[i] as number) - mean) ** 2;
  row.set('volatility', Math.sqrt((squares / (count - 1)) * HOURS_A_YEAR), ring.asOf);
  row.set('asymmetry', (up - down) / (up + down), ring.asOf);
  row.set('spreadEstimate', Math.sqrt(Math.max(0, (4 * spread) / count)) * BPS, ring.asOf);
  if (enough(traded, WINDOW.week)) row.set('impact', (impact / traded) * BPS * MILLION, ring.asOf);
  else row.miss('impact', 'gaps', ring.asOf);
}

/** Mean squared return of the last day among those of every day that ended in the window. */
function volatilityPlace(ring: HourRing): number {
  let sum = 0;
  let count = 0;
  let found = 0;
  let place = (ring.last - WINDOW.high + 1) % HOURS_KEPT;
  for (let hour = ring.last - WINDOW.high + 1; hour <= ring.last; hour += 1) {
    const value = ring.returns[place] as number;
    place = place + 1 === HOURS_KEPT ? 0 : place + 1;
    if (value === value) {
      sum += value * value;
      count += 1;
    }
    const leaving = hour - WINDOW.day;
    if (leaving <= ring.last - WINDOW.high) continue;
    const old = ring.returnOf(leaving);
    if (old === old) {
      sum -= old * old;
      count -= 1;
    }
    // The first day of the window ends with its 24th hour.
    if (count > 0 && hour >= ring.last - WINDOW.high + WINDOW.day) days[found++] = sum / count;
  }
  return placeAmong(days, days[found - 1] ?? Number.NaN, found);
}

/** Up to the hour before: the newest is not known of all symbols while they report one after the other. */
function correlation(ring: HourRing, market: MarketReturns, row: FeatureRow): void {
  const wanted = WINDOW.fortnight + 1;
  const reason = windowProblem(ring, wanted + 1);
  if (reason !== null) {
    row.miss('correlation', reason, ring.asOf);
    return;
  }
  let n = 0;
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
  let place = (ring.last - WINDOW.fortnight) % HOURS_KEPT;
  for (let hour = ring.last - WINDOW.fortnight; hour < ring.last; hour += 1) {
    const own = ring.returns[place] as number;
    const others = market.withoutAt(place, hour, own);
    place = place + 1 === HOURS_KEPT ? 0 : place + 1;
    if (own !== own || others !== others) continue;
    n += 1;
    x += own;
    y += others;
    xx += own * own;
    yy += others * others;
    xy += own * others;
  }
  if (!enough(n, WINDOW.fortnight)) row.miss('correlation', n === 0 ? 'no-market' : 'gaps', ring.asOf);
  else {
    const spread = Math.sqrt((xx - (x * x) / n) * (yy - (y * y) / n));
    const raw = (xy - (x * y) / n) / spread;
    row.set('correlation', Math.max(-1, Math.min(1, raw)), ring.asOf);
  }
}
