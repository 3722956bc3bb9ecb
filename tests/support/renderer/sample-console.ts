import type { ConsoleSignal, SignalView, WhyNotView } from '#shared/contract/signal.ts';
import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import { DENIALS } from '#shared/domain/denial.ts';
import { refusedState } from '#shared/domain/signal-life.ts';
import { dispositionOfCode } from '#shared/domain/disposition.ts';
import { HARD_CAPS } from '#shared/domain/signal-caps.ts';
import { STAGES, type Stage } from '#shared/domain/signal.ts';

type Numbers = ConsoleSignal['numbers'];
type Told = readonly [
  symbol: string,
  source: string,
  score: number | null,
  code: SignalView['code'] | 'executed' | 'waits' | 'works',
  sentence: string,
  numbers: Numbers,
];

const TOLD: readonly Told[] = [
  [
    'SOLUSDTM',
    'breakout',
    null,
    'waits',
    'It waits: SOLUSDTM had its 6 signals of this hour; next place in 212 s.',
    { limit: 6, waitSeconds: 212 },
  ],
  ['ETHUSDTM', 'trend', 57.4, 'works', 'Passed every check; the order is on its way.', {}],
  ['SUIUSDTM', 'trend', -56.2, 'executed', 'Short entered. Score −56.20.', {}],
  [
    'AVAXUSDTM',
    'trend',
    58.1,
    'RISK_NET_EXPOSURE',
    'Net exposure would be 60.5 % of equity; the limit is 60 %.',
    { share: 0.605, limit: 0.6, equity: 104_218.4 },
  ],
  [
    'LINKUSDTM',
    'breakout',
    61,
    'CONFLICT_SAME_SIDE',
    'A long on LINKUSDTM is already held or on its way (rule C-31).',
    { side: 'long', rule: 'C-31', running: 'position 01J8ZQ4W2N7K5T3M9B6F4F7Q' },
  ],
  [
    'XRPUSDTM',
    'trend',
    31,
    'SCORE_BELOW_THRESHOLD',
    'The score for this side is 31.00; 50 is needed.',
    { score: 31, threshold: 50 },
  ],
  [
    'ADAUSDTM',
    'breakout',
    52.7,
    'LOCK_HELD',
    'symbol:ADAUSDTM is locked by reconcile for another 840 ms.',
    { holder: 'reconcile', remainingMs: 840 },
  ],
  ['SOLUSDTM', 'breakout', 66, 'executed', 'Long entered. Score +66.00.', {}],
  [
    'DOGEUSDTM',
    'trend',
    null,
    'THROTTLE_SYMBOL_HOUR',
    'DOGEUSDTM had its 6 signals of this hour; next place in 312 s.',
    { limit: 6, waitSeconds: 312 },
  ],
  ['DOGEUSDTM', 'trend', null, 'SIGNAL_DUPLICATE', 'The same signal came 12 s ago from trend.', { agoSeconds: 12 }],
  [
    'XBTUSDTM',
    'webhook',
    null,
    'SIGNAL_EXPIRED',
    'The signal is 94 s old; it was good for 60 s.',
    { ageSeconds: 94, limitSeconds: 60 },
  ],
  [
    'UNIUSDTM',
    'trend',
    44.9,
    'SCORE_LOW_CONFIDENCE',
    'Confidence is 0.41; 0.55 is needed.',
    { confidence: 0.41, threshold: 0.55 },
  ],
  [
    'NEARUSDTM',
    'trend',
    null,
    'THROTTLE_PAUSED',
    'Signal intake is paused: news at 14:30.',
    { reason: 'news at 14:30' },
  ],
];

const MINUTE = 60_000;
const coinOf = (symbol: string): string => symbol.replace('USDTM', '').replace('XBT', 'BTC');

type Status = ConsoleSignal['way'][number]['status'];

/** What each stage says that let a signal pass. */
const PASSED: Readonly<Record<Stage, string>> = {
  intake: 'breakout: close above the highest high of 20 candles',
  throttle: '3 of 6 for the symbol this hour, 41 of 100 in all',
  scoring: '57.40 for this side; 50 is needed; the agents agree to 74.1 %',
  conflict: 'Rule C-01; running: nothing',
  lock: 'symbol:ETHUSDTM with token 88431',
  risk: '28 of 28 checks passed, 120 contracts',
  execution: 'Order 4F7Q2K9A of 120 contracts sent',
  outcome: 'Awaiting target, stop or time-out',
};

/** The stages up to one of them, which ended or holds the signal. */
const wayTo = (last: Stage, status: Status, sentence: string): ConsoleSignal['way'] =>
  STAGES.map((stage) => {
    const place = STAGES.indexOf(stage) - STAGES.indexOf(last);
    if (place < 0) return { stage, status: 'passed' as const, sentence: PASSED[stage], us: null };
    return place === 0
      ? { stage, status, sentence, us: null }
      : { stage, status: 'not-reached' as const, sentence: 'Not reached', us: null };
  });

const LIVE = {
  executed: { stage: 'outcome', status: 'in-work', verdict: 'executed', disposition: 'executed', state: 'EXECUTED' },
  waits: { stage: 'throttle', status: 'in-work', verdict: 'in-work', disposition: 'waiting', state: 'QUEUED' },
  works: { stage: 'execution', status: 'in-work', verdict: 'in-work', disposition: 'in-work', state: 'APPROVED' },
} as const;

const REFUSED = { status: 'stopped', verdict: 'refused' } as const;

/** Where a signal came to: still under way, or refused with its code. */
function placeOf(end: Told[3]) {
  if (end === 'executed' || end === 'waits' || end === 'works') return { ...LIVE[end], code: null };
  if (end === null) throw new Error('A sample is refused with a code');
  return {
    ...REFUSED,
    state: refusedState(end),
    stage: DENIALS[end].stage as Stage,
    disposition: dispositionOfCode(end),
    code: end,
  };
}

function sampleRow(now: number, [symbol, source, score, end, sentence, numbers]: Told, index: number): ConsoleSignal {
  const { stage, status, verdict, disposition, state, code } = placeOf(end);
  return {
    signal: {
      key: `signal-${String(index)}`,
      at: now - 2_000 - index * 47_000,
      symbol,
      coin: coinOf(symbol),
      source,
      timeframe: index % 3 === 0 ? '1h' : '15m',
      direction: score !== null && score < 0 ? -1 : 1,
      state,
      stage,
      verdict,
      code,
      sentence,
      score,
      orderId: end === 'executed' ? `order-${String(index)}` : null,
      outcome: null,
      r: null,
    },
    disposition,
    way: wayTo(stage, status, sentence),
    numbers,
    waitsUntil: end === 'waits' ? now + 9 * MINUTE : null,
  };
}

/** Five hours of signals, newest first. */
export const sampleConsole = (now: number): ConsoleSignal[] =>
  Array.from({ length: 390 }, (_, index) => {
    const told = TOLD[index % TOLD.length] as Told;
    // Only the newest are still under way.
    const ended = index >= TOLD.length && (told[3] === 'waits' || told[3] === 'works');
    return sampleRow(now, ended ? (TOLD[3] as Told) : told, index);
  });

export const sampleUnreadable = (now: number) => [
  {
    key: '01J8ZQ5A7C2R',
    at: now - 31 * MINUTE,
    code: 'SIGNAL_INVALID' as const,
    sentence: 'The signal could not be read: symbol is missing.',
  },
  {
    key: '01J8ZPYB4T9W',
    at: now - 212 * MINUTE,
    code: 'SIGNAL_UNKNOWN_SYMBOL' as const,
    sentence: 'No contract named PEPEUSDTM is known.',
  },
];

/** One symbol of each kind of reason. */
export const sampleWhyNot = (now: number): WhyNotView[] => {
  const why = (
    symbol: string,
    kind: WhyNotView['kind'],
    sentence: string,
    part: Partial<WhyNotView> = {},
  ): WhyNotView => ({
    symbol,
    asOf: now,
    kind,
    sentence,
    at: null,
    code: null,
    signalId: null,
    ...part,
  });
  const of = (index: number, minutes: number) => ({ at: now - minutes * MINUTE, signalId: `signal-${String(index)}` });
  return [
    why('XBTUSDTM', 'no-signal', 'No source saw its pattern on XBTUSDTM in the last 24 h (15m, 1h, 4h).'),
    why(
      'ETHUSDTM',
      'in-work',
      'A signal of trend is being decided: Passed every check; the order is on its way.',
      of(1, 1),
    ),
    why('SOLUSDTM', 'waiting', 'A signal of breakout waits for a place under the caps, 540 s at most.', of(0, 0.1)),
    why(
      'XRPUSDTM',
      'refused',
      'The last signal (trend, 15m) was refused: The score for this side is 31.00; 50 is needed.',
      { ...of(5, 4), code: 'SCORE_BELOW_THRESHOLD' },
    ),
    why(
      'AVAXUSDTM',
      'refused',
      'The last signal (trend, 1h) was refused: Net exposure would be 60.5 % of equity; the limit is 60 %.',
      { ...of(3, 3), code: 'RISK_NET_EXPOSURE' },
    ),
    why('LINKUSDTM', 'held', 'A long of 400 contracts is held; there is one position per symbol.', of(4, 97)),
    why('SUIUSDTM', 'frozen', 'SUIUSDTM is frozen until the state of an order is proven.'),
    why('ADAUSDTM', 'locked', 'symbol:ADAUSDTM is locked by reconcile for another 840 ms.'),
    why('UNIUSDTM', 'held', 'A long of 900 contracts is held; there is one position per symbol.', of(11, 41)),
    why('NEARUSDTM', 'warming-up', 'No source can look yet: candles are missing on 15m, 1h, 4h.'),
  ];
};

export const sampleThrottle = (now: number, paused: boolean): ThrottleView => ({
  key: 'throttle',
  asOf: now,
  pause: paused
    ? { paused: true, reason: 'news at 14:30', by: 'trader', since: now - 14 * MINUTE }
    : { paused: false, reason: '', by: '', since: null },
  version: 2,
  caps: {
    perSymbolHour: 6,
    perSourceHour: 60,
    totalHour: 100,
    symbolSpacingMs: MINUTE,
    schedule: [],
    overflow: 'queue',
    places: 20,
    maxWaitMs: 10 * MINUTE,
  },
  hardCaps: { ...HARD_CAPS },
  waiting: paused
    ? []
    : [
        {
          id: 'signal-0',
          symbol: 'SOLUSDTM',
          source: 'breakout',
          at: 'throttle',
          dueAt: now + 212_000,
          until: now + 9 * MINUTE,
        },
      ],
});

type Fill = readonly [CapView['kind'], string, number, number, number | null];

const FILLS: readonly Fill[] = [
  ['total', '', 41, 100, null],
  ['source', 'trend', 52, 60, null],
  ['source', 'breakout', 18, 60, null],
  ['source', 'webhook', 2, 60, null],
  ['symbol', 'SOLUSDTM', 6, 6, 212_000],
  ['symbol', 'DOGEUSDTM', 6, 6, 312_000],
  ['symbol', 'ETHUSDTM', 4, 6, null],
  ['symbol', 'SUIUSDTM', 2, 6, null],
  ['symbol', 'AVAXUSDTM', 1, 6, null],
];

export const sampleCaps = (now: number): CapView[] =>
  FILLS.map(([kind, name, used, limit, wait]) => ({
    key: `${kind}:${name}`,
    asOf: now,
    kind,
    name,
    used,
    limit,
    nextFreeAt: wait === null ? null : now + wait,
  }));
