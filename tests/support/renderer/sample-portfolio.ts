import type { EquityCurve, LimitView, OverviewView, PositionView } from '#shared/contract/portfolio.ts';
import { sampleRandom, sampleWalk } from './sample-random.ts';

const HOUR = 3_600_000;

type PositionTuple = readonly [string, string, 'long' | 'short', number, string, string, number, number, number];

const POSITIONS: readonly PositionTuple[] = [
  ['ETHUSDTM', 'ETH', 'long', 420, '4.20', '16682.40', 3872.4, 3972, 2],
  ['LINKUSDTM', 'LINK', 'long', 6400, '640', '12685.44', 18.914, 19.821, 3],
  ['UNIUSDTM', 'UNI', 'long', 900, '900', '9630.90', 10.421, 10.701, 3],
  ['XBTUSDTM', 'BTC', 'long', 110, '0.110', '12848.66', 116480, 116806, 1],
  ['SOLUSDTM', 'SOL', 'long', 520, '52.0', '9246.64', 176.9, 177.82, 2],
  ['SUIUSDTM', 'SUI', 'short', 1450, '1450', '5566.84', 3.851, 3.8392, 4],
];

const OPEN = ['418.32', '580.48', '252.00', '35.86', '47.84', '17.11'];
const R = [1.08, 1.27, 1.16, 0.21, 0.17, 0.09];

/** Six positions, one with a stop that does not cover all of it. */
export function samplePositions(now: number): PositionView[] {
  return POSITIONS.map(([key, coin, side, lots, quantity, value, entry, mark, priceDecimals], index) => {
    const way = side === 'long' ? 1 : -1;
    return {
      key,
      coin,
      side,
      lots,
      quantity,
      value,
      entry,
      mark,
      priceDecimals,
      open: OPEN[index] ?? null,
      r: R[index] ?? null,
      stop: entry * (1 - way * 0.029),
      target: entry * (1 + way * 0.062),
      margin: (Number(value) / 3).toFixed(2),
      stopLots: key === 'SUIUSDTM' ? 1200 : lots,
      liquidation: mark * (1 - way * 0.34),
      liquidationDistance: 0.34,
      openedAt: now - (index * 5 + 1.6) * HOUR,
      signalId: `signal-${String(index)}`,
      provenance: 'simulated',
    };
  });
}

const limit = (key: string, label: string, used: number | null, most: number, unit: LimitView['unit'] = '%') => ({
  key,
  label,
  used,
  limit: most,
  unit,
  share: used === null ? null : used / most,
  floor: false,
});

/** Limits in their fixed order; one near its bound, one not known. */
export const sampleLimits = (): LimitView[] => [
  limit('day-loss', 'Day loss', 0, 3),
  limit('drawdown', 'Drawdown from peak', 0.42, 10),
  limit('net-exposure', 'Net exposure', 55.8, 60),
  limit('gross-exposure', 'Gross exposure', 66.5, 100),
  limit('position-value', 'Largest position, ETH', 16682, 40_000, 'USDT'),
  limit('week-loss', 'Week loss', null, 6),
  { ...limit('free-margin', 'Free margin', 77, 20), share: 0.26, floor: true },
  limit('open-orders', 'Open orders', 14, 20, ''),
];

/** A good day with six positions. */
export function sampleOverview(now: number): OverviewView {
  return {
    key: 'overview',
    known: true,
    reason: '',
    equity: '104218.40',
    peak: '104655.10',
    drawdown: 0.0042,
    today: { total: '1342.18', closed: '299.44', open: '1085.40', fees: '-38.91', funding: '-3.75', share: 0.013 },
    week: { total: '3884.62', share: 0.0387 },
    all: { total: '4218.40', share: 0.0422, since: now - 31 * 24 * HOUR },
    trades: { closed: 61, won: 35, hitRate: { value: 0.57, low: 0.45, high: 0.69 }, profitFactor: 1.38 },
    exposure: {
      long: '61094.04',
      short: '5566.84',
      gross: 0.665,
      net: 0.558,
      bySymbol: POSITIONS.map(([symbol, coin, side, , , value]) => ({ symbol, coin, side, value })),
    },
    limits: sampleLimits(),
    verdict: {
      level: 'watch',
      sentence: 'Inside every limit',
      detail: 'Nearest limit: net exposure, 93 % used',
    },
    openOrders: 14,
    provenance: 'simulated',
    asOf: now - 400,
  };
}

export type Span = '1d' | '1w' | '1m' | 'all';

const SPANS: Readonly<Record<Span, readonly [number, number]>> = {
  '1d': [1, 300],
  '1w': [7, 700],
  '1m': [31, 1200],
  all: [31, 1200],
};

/** Equity with a drawdown in the middle and trades along it. */
export function sampleEquity(now: number, span: Span): EquityCurve {
  const [days, count] = SPANS[span];
  const start = now - days * 24 * HOUR;
  const shape = sampleWalk(days, count, span === '1d' ? 102_876 : 100_300, 104_218, 260);
  const dip = (share: number): number => -4_200 * Math.exp(-(((share - 0.78) / 0.07) ** 2));
  const equity = shape.map(
    (value, index) => value + (span === '1d' ? 0 : dip(index / count) + 1_500 * Math.sin((3 * index) / count)),
  );
  const shift = 104_218.4 - (equity.at(-1) ?? 0);
  const level = equity.map((value, index) => value + (shift * index) / count);
  let top = -Infinity;
  const peak = level.map((value) => (top = Math.max(top, value)));
  const random = sampleRandom(11);
  const trades = Array.from({ length: 26 }, (_, index) => ({
    ts: Math.round(start + ((index + 0.6) / 26) * days * 24 * HOUR),
    symbol: POSITIONS[index % POSITIONS.length]?.[0] ?? 'XBTUSDTM',
    result: (random() - 0.42) * 900,
    signalId: `signal-${String(index)}`,
  }));
  const ts = level.map((_, index) => start + ((index + 1) / count) * days * 24 * HOUR);
  return { ts, equity: level, peak, trades, provenance: 'simulated' };
}
