import type { CandleColumns } from '#shared/domain/candle.ts';
import type { FeatureFunction, OutsideFacts } from '#core/research/bias/hindsight.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';

/** A feature with a name; `biased` ones know what could not be known. */
export interface PlantedFeature {
  readonly name: string;
  readonly biased: boolean;
  readonly compute: FeatureFunction;
}

type Series = (candles: CandleColumns) => Float64Array;

const BASES: readonly Series[] = [
  ({ close }) => close.map((value, i) => (i === 0 ? NaN : Math.log(value / (close[i - 1] ?? NaN)))),
  ({ high, low, close }) => close.map((value, i) => ((high[i] ?? NaN) - (low[i] ?? NaN)) / value),
  ({ volume }) => volume.map(Math.log),
  ({ open, close }) => close.map((value, i) => value / (open[i] ?? NaN) - 1),
];

const at = (values: ArrayLike<number>, i: number): number => (i < 0 || i >= values.length ? NaN : (values[i] ?? NaN));

/** Mean of `values[from … to]`; NaN when one is missing. */
function meanOf(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i <= to; i++) sum += at(values, i);
  return sum / (to - from + 1);
}

const each = (values: Float64Array, value: (i: number) => number): Float64Array => values.map((_, i) => value(i));

function standardise(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((a, b) => a + (b - mean) ** 2, 0) / known.length);
  return values.map((value) => (value - mean) / deviation);
}

/** Ways to know too much. Each is made with another length and another base series by its seed. */
const BIASED: readonly ((base: Series, n: number) => FeatureFunction)[] = [
  // Return of bars to come; at the end, where there are none, it falls back on the last known price.
  (_, n) =>
    ({ candles: { close } }) =>
      each(close, (i) => (close[Math.min(i + n, close.length - 1)] ?? NaN) / (close[i] ?? NaN) - 1),
  // A centred average.
  (base, n) =>
    ({ candles }) => {
      const x = base(candles);
      return each(x, (i) => meanOf(x, Math.max(1, i - n), Math.min(x.length - 1, i + n)));
    },
  // Mean and deviation of the whole sample.
  (base) =>
    ({ candles }) =>
      standardise(base(candles)),
  // Rank among all values, later ones too.
  (base) =>
    ({ candles }) => {
      const x = base(candles);
      const sorted = x.filter((value) => !Number.isNaN(value)).sort();
      return x.map((value) => sorted.findIndex((other) => other >= value) / sorted.length);
    },
  // A label that leaked: whether one of the next bars goes up.
  (_, n) =>
    ({ candles: { close, high } }) =>
      each(close, (i) => {
        for (let k = i + 1; k <= i + n && k < close.length; k++) if ((high[k] ?? 0) > (close[i] ?? 0) * 1.01) return 1;
        return 0;
      }),
  // Off by one: the bar that opens when this one closes.
  (base, n) =>
    ({ candles }) => {
      const x = base(candles);
      return each(x, (i) => meanOf(x, Math.max(1, i - n + 2), Math.min(i + 1, x.length - 1)));
    },
  // A figure as it was revised later.
  () =>
    ({ candles: { close }, outside, asOf }) =>
      each(close, (i) => outside.figure(i, asOf)),
  // A list of today's members, asked of the past.
  (base) =>
    ({ candles, outside, asOf }) => {
      const x = base(candles);
      return each(x, (i) => (outside.listed(i, asOf) ? at(x, i) : 0));
    },
  // Missing values filled from the next known one.
  (base, n) =>
    ({ candles }) => {
      const x = base(candles).map((value, i) => (i % n === n - 1 ? value : NaN));
      for (let i = x.length - 2; i >= 0; i--) if (Number.isNaN(x[i])) x[i] = x[i + 1] ?? NaN;
      return x;
    },
  // Peaks that are known as peaks only when the price has turned.
  (_, n) =>
    ({ candles: { high, close } }) =>
      each(high, (i) => {
        for (let k = i - n; k <= i + n; k++) if (k !== i && at(high, k) > at(high, i)) return 0;
        return at(high, i) / at(close, i) - 1;
      }),
];

/** Ways to know no more than there is to know. */
const CLEAN: readonly ((base: Series, n: number) => FeatureFunction)[] = [
  (base, n) =>
    ({ candles }) => {
      const x = base(candles);
      return each(x, (i) => meanOf(x, i - n + 1, i));
    },
  (_, n) =>
    ({ candles: { close } }) =>
      each(close, (i) => at(close, i) / at(close, i - n) - 1),
  // An exponential mean, which forgets its beginning within the warm-up.
  (base, n) =>
    ({ candles }) => {
      const x = base(candles);
      let mean = NaN;
      return x.map((value) => (mean = Number.isNaN(mean) ? value : mean + (value - mean) / Math.min(n, 8)));
    },
  (base, n) =>
    ({ candles }) => {
      const x = base(candles);
      return each(x, (i) => {
        const mean = meanOf(x, i - n + 1, i);
        let sum = 0;
        for (let k = i - n + 1; k <= i; k++) sum += (at(x, k) - mean) ** 2;
        return (at(x, i) - mean) / Math.sqrt(sum / n + 1e-12);
      });
    },
  (_, n) =>
    ({ candles: { high, low, close } }) =>
      each(close, (i) => {
        let [top, bottom] = [-Infinity, Infinity];
        for (let k = i - n + 1; k <= i; k++) {
          top = Math.max(top, at(high, k));
          bottom = Math.min(bottom, at(low, k));
        }
        return (at(close, i) - bottom) / (top - bottom);
      }),
  // A figure as it was first told.
  () =>
    ({ candles: { close }, outside }) =>
      each(close, (i) => outside.figure(i, i)),
  // Membership as of the bar itself.
  (base) =>
    ({ candles, outside }) => {
      const x = base(candles);
      return each(x, (i) => (outside.listed(i, i) ? at(x, i) : 0));
    },
  // Filled forward.
  (base, n) =>
    ({ candles: all }) => {
      const x = base(all);
      const step = 3_600_000 * n;
      return each(x, (i) => {
        const back = Math.floor(((all.ts[i] ?? 0) % step) / 3_600_000);
        return at(x, i - back);
      });
    },
  // A peak, told when the price has turned.
  (_, n) =>
    ({ candles: { high } }) =>
      each(high, (i) => {
        for (let k = i - 2 * n; k <= i; k++) if (!(at(high, k) <= at(high, i - n))) return 0;
        return 1;
      }),
  (_, n) =>
    ({ candles: { volume } }) =>
      each(volume, (i) => at(volume, i) / meanOf(volume, i - n, i - 1)),
];

/** `count` features of each sort, every kind in turn, with another length and base each time. */
export function plantedFeatures(seed: number, count: number): readonly PlantedFeature[] {
  const random = new Sfc32(seed);
  const make = (kinds: typeof BIASED, biased: boolean): PlantedFeature[] =>
    Array.from({ length: count }, (_, k) => {
      const kind = k % kinds.length;
      const base = BASES[Math.floor(random.next() * BASES.length)] as Series;
      const n = 2 + Math.floor(random.next() * 30);
      const compute = kinds[kind]?.(base, n);
      if (compute === undefined) throw new Error('no such kind');
      return { name: `${biased ? 'biased' : 'clean'} ${String(kind)}, ${String(n)} bars`, biased, compute };
    });
  return [...make(BIASED, true), ...make(CLEAN, false)];
}

/** A figure told at each bar and revised three bars later, and a list that members join and leave. */
export function outsideFacts(seed: number, bars: number): OutsideFacts {
  const random = new Sfc32(seed);
  const first = Float64Array.from({ length: bars }, () => random.next());
  const revised = first.map((value) => value + 0.1 * (random.next() - 0.5));
  let member = true;
  const members = Array.from({ length: bars }, () => (member = random.next() < 0.02 ? !member : member));
  return {
    figure: (i, asOf) => (i > asOf ? NaN : asOf - i >= 3 ? at(revised, i) : at(first, i)),
    // Today's list is what a careless reader takes for the past.
    listed: (i, asOf) => (asOf === i ? members[i] : members[asOf]) ?? false,
  };
}
