import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { SymbolView, WeightsView } from '#shared/contract/portfolio-figures.ts';
import { sampleRandom, sampleWalk } from './sample-random.ts';
import { sampleBench, sampleSlots } from './sample-slots.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Figures =
  | 'statistics'
  | 'metrics'
  | 'attribution'
  | 'race'
  | 'correlation'
  | 'sectors'
  | 'risk'
  | 'symbols'
  | 'symbol'
  | 'preview'
  | 'optimizeWeights'
  | 'rebalance';

/** A correlation that depends on the two names only, and is symmetric. */
function correlationOf(a: string, b: string, base: number): number {
  if (a === b) return 1;
  const [first = '', second = ''] = [a, b].sort();
  let code = 0;
  for (const letter of first + second) code = (code * 31 + letter.charCodeAt(0)) % 997;
  return Math.round((base + (code / 997) * 0.24) * 100) / 100;
}

function symbolsOf(now: number): SymbolView[] {
  const contract = {
    multiplier: '0.1',
    lotSize: 1,
    maxLeverage: 75,
    makerFeePpm: 200,
    takerFeePpm: 600,
    asOf: '2025-03-11',
    assumed: [],
  };
  const common = { listedAt: now - 700 * DAY, endsAt: null, turnover24h: 84_000_000, spreadBps: 1.4, contract };
  return [
    ...sampleSlots(now).map(({ key, coin, sector, state, rank, score }) => ({
      ...{ symbol: key, coin, sector, state, rank, score, eligible: true, missing: null, banned: false, ...common },
    })),
    ...sampleBench(now).map(({ key, coin, sector, state, score, missing, banned }) => ({
      ...{ symbol: key, coin, sector, state, rank: null, score, eligible: state !== 'discovered' },
      ...{ missing: missing?.sentence ?? null, banned: banned !== null, ...common },
    })),
  ];
}

const weightsOf = (now: number, method: string, applied: boolean): WeightsView => ({
  method,
  weights: sampleSlots(now).map(({ key, weight }, i) => ({
    symbol: key,
    before: weight,
    after: (weight ?? 0) + (i % 2 === 0 ? -0.3 : 0.3),
  })),
  applied,
  turnover: 0.015,
  volatility: method === 'score-tilted' ? null : 0.62,
  note: method === 'score-tilted' ? '' : '270 returns of an hour',
});

/** The figures around the slots, as of a moment. */
export function slotFigures(now: number): Pick<Client['slots'], Figures> {
  const slots = sampleSlots(now);
  const bench = sampleBench(now).filter(({ state }) => state !== 'discovered');
  const names = [...slots, ...bench].map(({ key }) => key);
  const table = (returns: string, base: number, n: number) => ({
    returns,
    values: names.map((a) => names.map((b) => correlationOf(a, b, base))),
    n: names.map(() => names.map(() => n)),
  });
  return {
    statistics: async () => ({
      slots: 10,
      taken: 10,
      pinned: 1,
      draining: 0,
      candidates: 2,
      bench: 4,
      eligible: 3,
      banned: 1,
      meanScore: 67,
      meanStayMs: 105 * DAY,
      swaps: { week: 1, month: 2, all: 7, weekLimit: 1, monthLimit: 1 },
      changes: { added: 10, replaced: 7, weighted: 41, pinned: 1, banned: 1 },
      effect: { total: '-78.11', measured: 4, notMeasurable: 1, pending: 2 },
      orphans: 0,
    }),
    metrics: async () => ({
      returns: 218,
      metrics: [
        { name: 'sharpe', value: 1.31, reason: null },
        { name: 'sortino', value: 1.92, reason: null },
        { name: 'maxDrawdown', value: -0.0551, reason: null },
        { name: 'beta', value: null, reason: 'There is no benchmark.' },
      ],
      provenance: 'simulated',
    }),
    attribution: async ({ days } = {}) => ({
      days: Number(days ?? 30),
      from: now - Number(days ?? 30) * DAY,
      rows: slots.flatMap(({ key, result }) => {
        if (result === null) return [];
        const { price, funding, fees, slippage, net } = result;
        return [{ symbol: key, in: true, price, funding, fees, slippage, net }];
      }),
      total: { price: '9907.65', funding: '-383.86', fees: '-435.55', slippage: '-178.12', net: '8910.12' },
    }),
    race: async () => ({
      slot: 'ATOMUSDTM',
      lead: 5,
      holdMs: 48 * HOUR,
      lines: [
        ...slots.slice(8).map(({ key, trend }) => ({
          ...{ symbol: key, role: key === 'ATOMUSDTM' ? ('slot' as const) : ('next-slot' as const) },
          ...{ at: trend.at, score: trend.score, leadSince: null, earliestAt: null },
        })),
        ...bench.map(({ key, trend, leadSince }) => ({
          ...{ symbol: key, role: 'challenger' as const, at: trend.at, score: trend.score, leadSince },
          earliestAt: leadSince === null ? null : leadSince + 48 * HOUR,
        })),
      ],
      now,
    }),
    correlation: async () => ({
      symbols: names,
      slots: 10,
      hours: table('1 h, 11 days', 0.7, 270),
      quarters: table('15 min, last 24 h', 0.52, 96),
      cap: 0.92,
      least: 30,
      mean: 0.824,
      atCap: [{ a: 'ADAUSDTM', b: 'NEARUSDTM', value: 0.92 }],
      after: { newcomer: 'AVAXUSDTM', leaver: 'ATOMUSDTM', mean: 0.83 },
      asOf: now,
    }),
    sectors: async () => ({
      sectors: [
        {
          sector: 'Layer 1',
          weight: 47.8,
          after: 51.8,
          symbols: ['ETHUSDTM', 'SOLUSDTM', 'SUIUSDTM', 'ADAUSDTM', 'NEARUSDTM'],
        },
        { sector: 'DeFi', weight: 20.5, after: 20.5, symbols: ['AAVEUSDTM', 'UNIUSDTM'] },
        { sector: 'Bitcoin', weight: 15, after: 15, symbols: ['XBTUSDTM'] },
        { sector: 'Oracle', weight: 14.7, after: 14.7, symbols: ['LINKUSDTM'] },
        { sector: 'Interoperability', weight: 2, after: 0, symbols: ['ATOMUSDTM'] },
      ],
      cap: 55,
      herfindahl: 0.117,
      equalNames: 8.5,
      topThree: 44.7,
    }),
    risk: async () => {
      const walk = sampleWalk(41, 265, 100, 104, 1.4);
      let peak = 0;
      const drawdown = walk.map((value) => {
        peak = Math.max(peak, value);
        return value / peak - 1;
      });
      const random = sampleRandom(43);
      const low = Math.min(...drawdown);
      return {
        ts: walk.map((_, i) => now - (264 - i) * HOUR),
        drawdown,
        deepest: { share: low, at: now - (264 - drawdown.indexOf(low)) * HOUR },
        days: Array.from({ length: 985 }, () => (random() + random() + random() - 1.45) * 0.022),
        n: 985,
        least: 100,
        var95: { share: 0.0229, amount: '2387' },
        cvar95: { share: 0.0267, amount: '2787' },
        var99: { share: 0.0301, amount: '3135' },
        cvar99: { share: 0.0311, amount: '3241' },
        provenance: 'simulated',
      };
    },
    symbols: async ({ limit } = {}) => symbolsOf(now).slice(0, Number(limit ?? 50)),
    symbol: async ({ symbol }) => {
      const found = symbolsOf(now).find((row) => row.symbol === symbol);
      if (found === undefined) throw new ORPCError('NOT_FOUND', { message: `No contract named ${symbol} is known` });
      return found;
    },
    preview: async ({ action, symbol, newcomer }) => {
      const leaver = action === 'add' ? undefined : slots.find(({ key }) => key === symbol);
      const incoming = action === 'add' ? symbol : newcomer;
      return {
        weights: [
          ...slots.map(({ key, weight }) => ({
            symbol: key,
            before: weight,
            after: key === leaver?.key ? null : weight,
          })),
          ...(incoming === undefined ? [] : [{ symbol: incoming, before: null, after: leaver?.weight ?? 2 }]),
        ],
        sectors: [
          { sector: 'Layer 1', before: 47.8, after: 51.8 },
          { sector: 'DeFi', before: 20.5, after: 20.5 },
          { sector: 'Interoperability', before: 2, after: 0 },
        ],
        sectorCap: 55,
        meanPair: { before: 0.824, after: 0.83 },
        closestPair: incoming === undefined ? null : { other: 'NEARUSDTM', value: 0.9 },
        correlationCap: 0.92,
        costBps: action === 'replace' ? 17.5 : null,
        gainBps: action === 'replace' ? 42 : null,
        drain:
          leaver === undefined || leaver.position.side === 'flat' ? null : { ...leaver.position, forMs: 24 * HOUR },
        asOf: now,
      };
    },
    optimizeWeights: async ({ method } = {}) => weightsOf(now, method ?? 'score-tilted', false),
    rebalance: async ({ method }) => weightsOf(now, method ?? 'score-tilted', true),
  };
}
