/** A liquidation map of known content, and how it is drawn. */
export interface MapSpec {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: 'dark' | 'light' | 'blue';
  readonly language: 'en' | 'de' | 'fr' | 'zh';
  readonly fontSize: number;
  readonly fontFamily: string;
  /** Standard deviation of what is added to each pixel, and quality of a JPEG it went through; 0 for none. */
  readonly noise: number;
  readonly jpeg: number;
  readonly grid: boolean;
  readonly legend: 'top' | 'bottom';
  readonly scale: 'linear' | 'log';
  readonly coin: string;
  readonly priceFrom: number;
  readonly priceTo: number;
  readonly price: number;
  readonly leverages: readonly number[];
  /** Pixels between two bars. */
  readonly gap: number;
  /** Worth by bin and leverage, USD; price of the middle of each bin. */
  readonly bins: readonly { readonly price: number; readonly worth: readonly number[] }[];
  readonly unit: 'plain' | 'dollar' | 'short' | 'wan';
  readonly seed: number;
  /** Replaces the text of one label of the price axis: a fault that is planted. */
  readonly mutated: { readonly label: number; readonly text: string } | null;
}

/** Mulberry32: the same numbers for a seed everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: () => number, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;

const COINS = [
  { coin: 'BTC', price: 62_345, reach: 0.12, peak: 180e6 },
  { coin: 'ETH', price: 3_764.6, reach: 0.2, peak: 42e6 },
  { coin: 'SOL', price: 182.4, reach: 0.25, peak: 9e6 },
  { coin: 'XRP', price: 2.184, reach: 0.3, peak: 2.4e6 },
] as const;
const THEMES = ['dark', 'light', 'blue'] as const;
const LANGUAGES = ['en', 'de', 'zh', 'fr', 'en'] as const;
const SIZES = [
  [1600, 900],
  [1280, 720],
  [1920, 1080],
  [1100, 640],
  [2200, 1100],
] as const;

/** Maps varied in size, theme, noise and language of their labels; the same for a seed. */
export function mapSpecs(count: number, seed: number): readonly MapSpec[] {
  return Array.from({ length: count }, (_, i) => mapSpec(i, seed * 1_000 + i));
}

function mapSpec(index: number, seed: number): MapSpec {
  const random = seeded(seed);
  const { coin, price, reach, peak } = COINS[index % COINS.length] as (typeof COINS)[number];
  const [width, height] = SIZES[index % SIZES.length] as (typeof SIZES)[number];
  const language = LANGUAGES[(index + 2) % LANGUAGES.length] as MapSpec['language'];
  const scale = index % 5 === 3 ? 'log' : 'linear';
  const leverages = pick(random, [
    [10, 25, 50, 100],
    [10, 50, 100],
    [25, 50, 100],
  ] as const);
  const priceFrom = price * (1 - reach * (0.8 + 0.4 * random()));
  const priceTo = price * (1 + reach * (0.8 + 0.4 * random()));
  const count = Math.round((width / 12) * (0.6 + 0.5 * random()));
  return {
    name: `${String(index + 1)}-${coin}-${language}`,
    width,
    height,
    theme: THEMES[index % THEMES.length] as MapSpec['theme'],
    language,
    fontSize: pick(random, [12, 13, 14, 16]),
    fontFamily: pick(random, ['sans-serif', 'sans-serif', 'serif', 'sans-serif', 'serif', 'monospace']),
    noise: index % 4 === 1 ? 3 : 0,
    jpeg: index % 4 === 2 ? 0.82 : 0,
    grid: random() < 0.7,
    legend: random() < 0.6 ? 'top' : 'bottom',
    scale,
    coin,
    priceFrom,
    priceTo,
    price,
    leverages,
    gap: pick(random, [0, 1, 2]),
    bins: binsOf(random, { count, priceFrom, priceTo, price, scale, peak, tiers: leverages.length }),
    unit: pick(random, ['plain', 'dollar', 'short', 'short']),
    seed,
    mutated: null,
  };
}

interface BinsOf {
  readonly count: number;
  readonly priceFrom: number;
  readonly priceTo: number;
  readonly price: number;
  readonly scale: 'linear' | 'log';
  readonly peak: number;
  readonly tiers: number;
}

/** Some clusters on either side of the price over a low ground, nothing at the price itself. */
function binsOf(
  random: () => number,
  { count, priceFrom, priceTo, price, scale, peak, tiers }: BinsOf,
): MapSpec['bins'] {
  const centres = Array.from({ length: 6 }, () => ({
    at: random(),
    high: 0.3 + 0.7 * random(),
    wide: 0.01 + 0.05 * random(),
  }));
  return Array.from({ length: count }, (_, bin) => {
    const share = (bin + 0.5) / count;
    const at = scale === 'log' ? priceFrom * (priceTo / priceFrom) ** share : priceFrom + (priceTo - priceFrom) * share;
    const near = Math.abs(at - price) / (priceTo - priceFrom) < 0.012;
    const high = centres.reduce((sum, one) => sum + one.high * Math.exp(-(((share - one.at) / one.wide) ** 2)), 0.05);
    const empty = near || random() < 0.06;
    const worth = Array.from({ length: tiers }, () => (empty ? 0 : (peak / tiers) * high * (0.3 + random())));
    return { price: at, worth };
  });
}
