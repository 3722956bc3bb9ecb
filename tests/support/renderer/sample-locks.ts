import type { AttributionView, ConflictView, MatrixView } from '#shared/contract/conflicts.ts';
import type { LockEventView, LockView } from '#shared/contract/locks.ts';

type Held = Extract<LockView, { kind: 'held' }>;

const held = (
  now: number,
  resource: string,
  holder: string,
  mode: Held['mode'],
  token: number,
  heldMs: number,
  leftMs: number,
): LockView => ({
  kind: 'held',
  key: `${resource} ${String(token)}`,
  resource,
  holder,
  mode,
  since: now - heldMs,
  token,
  until: now + leftMs,
  remainingMs: leftMs,
  leaseMs: 30_000,
  count: 1,
});

/** Six locks and a queue of two. */
export const sampleLocks = (now: number): LockView[] => [
  held(now, 'host:kucoin-paper', 'desktop', 'EXCLUSIVE', 87_902, 5_400_000, 22_100),
  held(now, 'trading:LINKUSDTM', 'execution', 'EXCLUSIVE', 88_431, 3_600, 26_400),
  held(now, 'risk:LINKUSDTM', 'gate', 'WRITE', 88_432, 18_200, 11_800),
  held(now, 'portfolio', 'analytics', 'READ', 88_428, 12_800, 17_200),
  held(now, 'portfolio', 'symbol manager', 'READ', 88_430, 5_100, 24_900),
  held(now, 'signal:UNIUSDTM', 'scoring', 'WRITE', 88_433, 28_700, 1_300),
  {
    kind: 'waiting',
    key: 'portfolio waiting 1',
    resource: 'portfolio',
    holder: 'rebalancer',
    mode: 'EXCLUSIVE',
    since: now - 800,
    priority: 'high',
    place: 1,
    waitedMs: 800,
    givesUpAt: now + 9_200,
  },
  {
    kind: 'waiting',
    key: 'portfolio waiting 2',
    resource: 'portfolio',
    holder: 'reconcile',
    mode: 'WRITE',
    since: now - 300,
    priority: 'normal',
    place: 2,
    waitedMs: 300,
    givesUpAt: now + 29_700,
  },
];

const EVENTS: readonly (readonly [
  LockEventView['kind'],
  string,
  string,
  LockEventView['mode'],
  number | null,
  number,
  string,
])[] = [
  ['acquired', 'signal:UNIUSDTM', 'scoring', 'WRITE', 88_433, 0, ''],
  ['waiting', 'portfolio', 'reconcile', 'WRITE', null, 0, ''],
  ['waiting', 'portfolio', 'rebalancer', 'EXCLUSIVE', null, 0, ''],
  ['released', 'trading:SOLUSDTM', 'execution', 'EXCLUSIVE', 88_429, 412, ''],
  ['gave-up', 'symbol:ADAUSDTM', 'signal …4F7Q2K9A', 'WRITE', null, 1_000, 'it waited too long'],
  ['expired', 'symbol:ADAUSDTM', 'reconcile', 'EXCLUSIVE', 88_401, 30_000, ''],
  ['broken', 'trading:DOGEUSDTM', 'execution', 'EXCLUSIVE', 88_377, 61_000, 'by trader: the order was proven by hand'],
];

export const sampleLockEvents = (now: number): LockEventView[] =>
  Array.from({ length: 42 }, (_, index) => {
    const [kind, resource, holder, mode, token, ms, reason] = EVENTS[index % EVENTS.length] ?? EVENTS[0] ?? never();
    const older = token === null ? null : token - index;
    return {
      key: String(900 - index),
      ts: now - index * 2_300,
      kind,
      resource,
      holder,
      mode,
      token: older,
      ms,
      reason,
    };
  });

function never(): never {
  throw new Error('There is always a first event');
}

/** A day with one conflict of each outcome. */
export const sampleConflicts = (now: number): ConflictView[] => {
  const one = (
    index: number,
    minutes: number,
    part: Omit<ConflictView, 'key' | 'at' | 'canceled'> & { canceled?: string[] },
  ): ConflictView => ({
    key: String(1_204_000 - index),
    at: now - minutes * 60_000,
    canceled: [],
    ...part,
  });
  return [
    one(1, 3, {
      on: 'LINKUSDTM',
      incoming: 'signal 01J8ZQ4W2N7K5T3M9B6F4F7Q',
      running: 'position of 80 contracts',
      rule: 'C-31',
      outcome: 'merge',
      because: 'one position per symbol: the one held stands for both',
    }),
    one(2, 22, {
      on: 'SOLUSDTM',
      incoming: 'close by user',
      running: 'entry 01J8ZPQ9K4W7E2R5T8Y1U3I6',
      rule: 'C-11',
      outcome: 'preempt',
      because: 'risk goes first: the entry is cancelled',
      canceled: ['01J8ZPQ9K4W7E2R5T8Y1U3I6'],
    }),
    one(3, 71, {
      on: 'AVAXUSDTM',
      incoming: 'signal 01J8ZN2B5V8C1X4Z7A9S6D3F',
      running: 'entry 01J8ZN1Q2W3E4R5T6Y7U8I9O',
      rule: 'C-06',
      outcome: 'refuse',
      because: 'of two entries that contradict each other the first in order stands',
    }),
    one(4, 188, {
      on: 'portfolio',
      incoming: 'signal 01J8ZK7J4H1G8F5D2S9A6P3P',
      running: 'position of 80 contracts',
      rule: 'C-34',
      outcome: 'queue',
      because: 'the symbol must be flat first',
    }),
    one(5, 402, {
      on: 'configuration',
      incoming: 'limits by trader',
      running: 'limits by trader',
      rule: 'C-24',
      outcome: 'refuse',
      because: 'the configuration changed meanwhile; read it again',
    }),
  ];
};

type Decision = MatrixView['cells'][number]['decision'];

const INCOMING = ['entry-same-side', 'entry-opposite-side', 'reduction', 'replacement', 'configuration', 'withdrawal'];
const RUNNING = ['order', 'position', 'reduction', 'replacement', 'configuration', 'vault'];
/** One letter a cell: merge, refuse, queue, proceed, preempt (x), precedence (o). */
const DECISIONS = ['mmrqqp', 'orrrqq', 'xpmxpp', 'qqqrqp', 'ppqqrp', 'qpqppq'];
const NAMES: Readonly<Record<string, Decision>> = {
  m: 'merge',
  r: 'refuse',
  q: 'queue',
  p: 'proceed',
  x: 'preempt',
  o: 'precedence',
};
const RULES = [
  1, 31, 2, 3, 4, 5, 6, 32, 7, 8, 9, 10, 11, 33, 12, 13, 14, 15, 16, 34, 17, 18, 19, 20, 21, 35, 22, 23, 24, 25, 26, 36,
  27, 28, 29, 30,
];

export const sampleMatrix = (): MatrixView => ({
  incoming: INCOMING,
  running: RUNNING,
  cells: INCOMING.flatMap((incoming, row) =>
    RUNNING.map((running, column) => ({
      rule: `C-${String(RULES[row * RUNNING.length + column] ?? 0).padStart(2, '0')}`,
      incoming,
      running,
      decision: NAMES[DECISIONS[row]?.[column] ?? 'p'] ?? 'proceed',
      because: `the sample says so of ${incoming} and ${running}`,
    })),
  ),
  precedence: [
    'risk, a person, a stop or target, a signal, optimisation',
    'the higher confidence',
    'the older',
    'the smaller id',
  ],
});

export const sampleAttribution = (now: number): AttributionView => {
  const sums = { fees: '38.91', funding: '-3.75', profit: '1342.18' };
  const position = (
    agent: string,
    symbol: string,
    lots: number,
    figures: readonly [string, string, string, string, string],
  ) => {
    const [realised, unrealised, fees, funding, profit] = figures;
    return { key: `${agent}:${symbol}`, agent, symbol, lots, realised, unrealised, fees, funding, profit };
  };
  return {
    asOf: now,
    provenance: 'simulated',
    positions: [
      position('trend', 'LINKUSDTM', 400, ['0', '299.44', '11.20', '-1.10', '287.14']),
      position('breakout', 'UNIUSDTM', 900, ['412.00', '673.40', '18.31', '-2.65', '1064.44']),
      position('manual', 'SOLUSDTM', 0, ['0', '0', '9.40', '0', '-9.40']),
    ],
    sums,
    account: { ...sums },
    equal: true,
  };
};
