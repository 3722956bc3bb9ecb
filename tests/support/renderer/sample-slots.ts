import type { BenchView, SlotChangeView, SlotsStatus, SlotView } from '#shared/contract/portfolio-manager.ts';
import { sampleWalk } from './sample-random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Parts = readonly [technical: number, fundamental: number, structure: number, risk: number];
type Money4 = readonly [price: string, funding: string, fees: string, slippage: string, net: string];
type SlotTuple = readonly [
  string,
  string,
  string,
  Parts,
  number,
  number,
  number,
  'long' | 'short' | 'flat',
  string,
  Money4,
];

/** Symbol, coin, sector, parts, change over 7 days, weight, days in, side, value, result. */
const SLOTS: readonly SlotTuple[] = [
  [
    'ETHUSDTM',
    'ETH',
    'Layer 1',
    [84, 78, 92, 66],
    -3.4,
    15,
    218,
    'long',
    '14620',
    ['3412.6', '-118.44', '-96.2', '-31.85', '3166.11'],
  ],
  [
    'XBTUSDTM',
    'BTC',
    'Bitcoin',
    [63, 71, 97, 83],
    -6.5,
    15,
    218,
    'long',
    '12980',
    ['2108.35', '-84.12', '-71.66', '-18.9', '1933.67'],
  ],
  [
    'LINKUSDTM',
    'LINK',
    'Oracle',
    [88, 74, 79, 61],
    6.6,
    14.7,
    9,
    'long',
    '13510',
    ['1462.3', '-21.3', '-14.52', '-6.08', '1420.4'],
  ],
  [
    'SOLUSDTM',
    'SOL',
    'Layer 1',
    [72, 58, 88, 60],
    -2.9,
    11.2,
    175,
    'flat',
    '0',
    ['1264.9', '-142.75', '-88.31', '-40.22', '993.62'],
  ],
  [
    'AAVEUSDTM',
    'AAVE',
    'DeFi',
    [72, 76, 68, 58],
    2.4,
    10.7,
    79,
    'long',
    '7740',
    ['902.15', '-38.6', '-29.74', '-12.66', '821.15'],
  ],
  [
    'UNIUSDTM',
    'UNI',
    'DeFi',
    [81, 66, 69, 52],
    3.3,
    9.8,
    4,
    'long',
    '6680',
    ['884.2', '-6.1', '-7.44', '-3.95', '866.71'],
  ],
  [
    'SUIUSDTM',
    'SUI',
    'Layer 1',
    [76, 64, 73, 51],
    2.7,
    9.2,
    158,
    'short',
    '4390',
    ['388.7', '44.15', '-52.08', '-24.31', '356.46'],
  ],
  [
    'ADAUSDTM',
    'ADA',
    'Layer 1',
    [68, 57, 72, 57],
    -0.2,
    7.8,
    119,
    'flat',
    '0',
    ['-212.4', '-19.88', '-41.37', '-15.02', '-288.67'],
  ],
  [
    'NEARUSDTM',
    'NEAR',
    'Layer 1',
    [66, 55, 63, 48],
    0.9,
    4.6,
    51,
    'short',
    '2790',
    ['-164.25', '12.6', '-22.18', '-13.77', '-187.6'],
  ],
  [
    'ATOMUSDTM',
    'ATOM',
    'Interoperability',
    [60, 48, 50, 56],
    0.9,
    2,
    30,
    'long',
    '1560',
    ['-138.9', '-9.42', '-12.05', '-11.36', '-171.73'],
  ],
];

const EQUITY = 104_218.4;

const mean = ([a, b, c, d]: Parts): number => (a + b + c + d) / 4;

function trendOf(score: number, change: number, now: number, seed: number): SlotView['trend'] {
  const values = sampleWalk(seed, 169, score - change, score, 1.2).map((value) => Math.round(value * 10) / 10);
  return { at: values.map((_, i) => now - (168 - i) * HOUR), score: values, change };
}

const scoredOf = (
  symbol: string,
  coin: string,
  sector: string,
  parts: Parts,
  change: number,
  now: number,
  seed: number,
) => ({
  key: symbol,
  coin,
  sector,
  score: mean(parts),
  scoreAsOf: now - 27_000,
  stale: false,
  parts: { technical: parts[0], fundamental: parts[1], structure: parts[2], risk: parts[3] },
  trend: trendOf(mean(parts), change, now, seed),
});

/** Ten slots: two at the cap, one pinned, two within their minimum stay, two candidates. */
export function sampleSlots(now: number): SlotView[] {
  return SLOTS.map(([symbol, coin, sector, parts, change, weight, days, side, value, money], i) => {
    const capital = (EQUITY * weight) / 100;
    const [price, funding, fees, slippage, net] = money;
    return {
      ...scoredOf(symbol, coin, sector, parts, change, now, i + 1),
      rank: i + 1,
      state: i >= 8 ? 'replacement-candidate' : 'active',
      outOrder: i >= 8 ? 10 - i : null,
      pinned: symbol === 'XBTUSDTM' ? 'Core holding, never rotate' : null,
      stayLeftMs: Math.max(0, 14 - days) * DAY,
      since: now - days * DAY,
      scoreThen: mean(parts) - change,
      weight,
      atCap: weight >= 15,
      position: { side, value, used: Number(value) / capital, openOrders: side === 'flat' ? 0 : 2 },
      drain: null,
      result: { price, funding, fees, slippage, net, share: Number(net) / capital, unmeasured: i === 3 ? 1 : 0 },
      provenance: 'simulated',
    };
  });
}

/** The same with the last slot draining for the first of the bench. */
export const sampleDrainingSlots = (now: number): SlotView[] =>
  sampleSlots(now).map((slot) =>
    slot.rank < 10
      ? slot
      : {
          ...slot,
          state: 'draining',
          outOrder: null,
          drain: {
            since: now - 2 * HOUR,
            until: now + 22 * HOUR,
            reason: 'AVAXUSDTM leads ATOMUSDTM by 7 points, held 48 h',
            replacement: 'AVAXUSDTM',
          },
        },
  );

type BenchTuple = readonly [string, string, string, Parts, number, number, Partial<BenchView>];

const noBan = { banned: null, leftAt: null, leadSince: null, heldMs: null, missing: null } as const;

const benchTuples = (now: number): readonly BenchTuple[] => [
  [
    'AVAXUSDTM',
    'AVAX',
    'Layer 1',
    [68, 58, 69, 47],
    8.5,
    7,
    {
      leftAt: now - 9 * DAY,
      leadSince: now - 41 * HOUR,
      heldMs: 41 * HOUR,
      gainBps: 42,
      costBps: 17.5,
      missing: { condition: 'hold', sentence: 'Its lead was held for 41 h of 48.', numbers: { hours: 41, limit: 48 } },
    },
  ],
  [
    'DOTUSDTM',
    'DOT',
    'Interoperability',
    [64, 52, 60, 52],
    -0.3,
    3.5,
    {
      state: 'replaced',
      leftAt: now - 4 * DAY,
      gainBps: 21,
      costBps: 17.1,
      missing: { condition: 'cool-off', sentence: 'It left 4 days ago; 7 must pass.', numbers: { days: 4, limit: 7 } },
    },
  ],
  [
    'LTCUSDTM',
    'LTC',
    'Bitcoin forks',
    [50, 51, 59, 48],
    -3.7,
    -1.5,
    {
      gainBps: -9,
      costBps: 18.2,
      missing: {
        condition: 'lead',
        sentence: 'It leads ATOMUSDTM by -1.5 points; 5 are needed.',
        numbers: { slot: 'ATOMUSDTM', lead: -1.5, limit: 5 },
      },
    },
  ],
  [
    'DOGEUSDTM',
    'DOGE',
    'Meme',
    [74, 46, 76, 48],
    1,
    7.5,
    {
      state: 'discovered',
      place: null,
      banned: { at: now - 6 * DAY, by: 'trader', reason: 'No fundamental inputs I trust' },
      missing: {
        condition: 'banned',
        sentence: 'It is banned: No fundamental inputs I trust.',
        numbers: { reason: 'No fundamental inputs I trust' },
      },
    },
  ],
];

/** Four who are not in, each for another reason. */
export function sampleBench(now: number): BenchView[] {
  return benchTuples(now).map(([symbol, coin, sector, parts, change, lead, more], i) => ({
    ...scoredOf(symbol, coin, sector, parts, change, now, 20 + i),
    place: 11 + i,
    state: 'eligible',
    ...noBan,
    lead,
    toClose: Math.max(0, 5 - lead),
    gainBps: null,
    costBps: null,
    turnover24h: 84_000_000 / (i + 1),
    spreadBps: 1.4 + i,
    provenance: 'simulated',
    ...more,
  }));
}

export function sampleSlotsStatus(now: number): SlotsStatus {
  return {
    key: 'slots',
    managed: true,
    slots: 10,
    taken: 10,
    reviewedAt: now - 5 * 60_000,
    nextReviewAt: now + 55 * 60_000,
    algorithm: 'hysteresis-1',
    line: { slot: 'ATOMUSDTM', score: 53.5, lead: 5, needed: 58.5, holdMs: 48 * HOUR },
    next: { newcomer: 'AVAXUSDTM', leaver: 'ATOMUSDTM', at: now + 7 * HOUR, draining: false },
    totals: {
      weight: 100,
      gross: 0.617,
      net: 0.479,
      result: {
        price: '9907.65',
        funding: '-383.86',
        fees: '-435.55',
        slippage: '-178.12',
        net: '8910.12',
        share: null,
        unmeasured: 1,
      },
    },
    cap: 15,
    floor: 2,
    gainRate: { kind: 'stated', bpsPerPoint: 6, n: 0 },
    provenance: 'simulated',
    asOf: now,
  };
}

/** The same before anybody is in. */
export const sampleEmptyStatus = (now: number): SlotsStatus => ({
  ...sampleSlotsStatus(now),
  taken: 0,
  line: null,
  next: null,
  totals: { weight: 0, gross: null, net: null, result: null },
});

const NO_CONTEXT = {
  code: null,
  override: false,
  score: null,
  confidence: null,
  replaced: null,
  difference: null,
  gainBps: null,
  costBps: null,
  heldMs: null,
  algorithm: 'hysteresis-1',
  effect: { state: 'none', amount: null, sentence: '' },
} as const;

/** Changes with good, bad, pending and unmeasured effects, newest first. */
export function sampleChanges(now: number): SlotChangeView[] {
  const effect = (state: 'pending' | 'final', amount: string | null, sentence: string) => ({ state, amount, sentence });
  return [
    {
      ...NO_CONTEXT,
      seq: 1_196_402,
      ts: now - 2 * DAY,
      symbol: 'portfolio',
      action: 'weighted',
      reason: 'A weight drifted by 2.3 points',
      code: 'score-tilted',
      actor: 'rule',
    },
    {
      ...NO_CONTEXT,
      seq: 1_188_270,
      ts: now - 4 * DAY,
      symbol: 'UNIUSDTM',
      action: 'replaced',
      reason: 'UNIUSDTM leads DOTUSDTM by 6.4 points, held 52 h',
      actor: 'rule',
      score: 66.1,
      confidence: 0.78,
      replaced: 'DOTUSDTM',
      difference: 6.4,
      gainBps: 38.4,
      costBps: 17.3,
      heldMs: 52 * HOUR,
      effect: effect(
        'pending',
        '312.41',
        'UNIUSDTM made 866.71, DOTUSDTM would have made 543.93 on 3 signals, closing cost 10.37',
      ),
    },
    {
      ...NO_CONTEXT,
      seq: 1_181_655,
      ts: now - 6 * DAY,
      symbol: 'DOGEUSDTM',
      action: 'banned',
      reason: 'No fundamental inputs I trust',
      actor: 'trader',
      override: true,
    },
    {
      ...NO_CONTEXT,
      seq: 1_169_037,
      ts: now - 9 * DAY,
      symbol: 'LINKUSDTM',
      action: 'replaced',
      reason: 'LINKUSDTM leads AVAXUSDTM by 7.9 points, held 49 h',
      actor: 'rule',
      score: 68.9,
      confidence: 0.81,
      replaced: 'AVAXUSDTM',
      difference: 7.9,
      gainBps: 47.4,
      costBps: 17.9,
      heldMs: 49 * HOUR,
      effect: effect(
        'pending',
        null,
        'not measurable: no signal on AVAXUSDTM came to its end since; LINKUSDTM made 1420.4',
      ),
    },
    {
      ...NO_CONTEXT,
      seq: 1_148_512,
      ts: now - 15 * DAY,
      symbol: 'XBTUSDTM',
      action: 'pinned',
      reason: 'Core holding, never rotate',
      actor: 'trader',
      override: true,
    },
    {
      ...NO_CONTEXT,
      seq: 1_099_846,
      ts: now - 30 * DAY,
      symbol: 'ATOMUSDTM',
      action: 'replaced',
      reason: 'ATOMUSDTM leads LTCUSDTM by 5.3 points, held 48 h',
      actor: 'rule',
      score: 57.6,
      confidence: 0.71,
      replaced: 'LTCUSDTM',
      difference: 5.3,
      gainBps: 31.8,
      costBps: 15.5,
      heldMs: 48 * HOUR,
      effect: effect(
        'final',
        '-116.26',
        'ATOMUSDTM made -171.73, LTCUSDTM would have made -65.13 on 11 signals, closing cost 9.66',
      ),
    },
  ];
}
