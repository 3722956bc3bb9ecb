import type { FunnelView, SignalView } from '#shared/contract/signal.ts';
import { STAGES } from '#shared/domain/signal.ts';

type Reason = FunnelView['stages'][number]['reasons'][number];
type Stage = FunnelView['stages'][number];

const stage = (key: Stage['key'], received: number, stopped: number, inWork: number, reasons: Reason[]): Stage => ({
  key,
  received,
  stopped,
  inWork,
  passed: received - stopped - inWork,
  reasons,
});

/** A day of 412 signals of which 17 became orders; every stage adds up. */
export const sampleFunnel = (now: number): FunnelView => ({
  key: 'funnel',
  from: now - 86_400_000,
  to: now,
  stages: [
    stage('intake', 412, 9, 0, [
      { code: 'SIGNAL_DUPLICATE', count: 6 },
      { code: 'SIGNAL_EXPIRED', count: 3 },
    ]),
    stage('throttle', 403, 114, 4, [
      { code: 'THROTTLE_SYMBOL_HOUR', count: 66 },
      { code: 'THROTTLE_SYMBOL_SPACING', count: 33 },
      { code: 'THROTTLE_SOURCE_QUOTA', count: 15 },
    ]),
    stage('scoring', 285, 217, 4, [
      { code: 'SCORE_BELOW_THRESHOLD', count: 164 },
      { code: 'SCORE_LOW_CONFIDENCE', count: 41 },
      { code: 'SCORE_INCOMPLETE', count: 12 },
    ]),
    stage('conflict', 64, 11, 0, [
      { code: 'CONFLICT_OPPOSITE_SIDE', count: 6 },
      { code: 'CONFLICT_SAME_SIDE', count: 5 },
    ]),
    stage('lock', 53, 3, 0, [{ code: 'LOCK_HELD', count: 3 }]),
    stage('risk', 50, 33, 0, [
      { code: 'RISK_NET_EXPOSURE', count: 12 },
      { code: 'RISK_POSITION_VALUE', count: 9 },
      { code: 'RISK_FREE_MARGIN', count: 5 },
      { code: 'RISK_DUPLICATE_ORDER', count: 7 },
    ]),
    stage('execution', 17, 0, 0, []),
    stage('outcome', 17, 0, 6, []),
  ],
  outcomes: { target: 7, stop: 3, timeOut: 1, hitRate: null, meanR: 0.38 },
});

type Decision = readonly [string, string, 'executed' | 'refused' | 'in-work', SignalView['code'], number, string];

const DECISIONS: readonly Decision[] = [
  ['SUIUSDTM', 'SUI', 'executed', null, -56, 'Short entered. Score −56.00.'],
  [
    'AVAXUSDTM',
    'AVAX',
    'refused',
    'RISK_NET_EXPOSURE',
    58,
    'Net exposure would be 60.5 % of equity; the limit is 60 %.',
  ],
  [
    'LINKUSDTM',
    'LINK',
    'refused',
    'CONFLICT_SAME_SIDE',
    61,
    'A long on LINK is already held or on its way (rule C-01).',
  ],
  ['XRPUSDTM', 'XRP', 'refused', 'SCORE_BELOW_THRESHOLD', 31, 'The score for this side is 31.0; 50 is needed.'],
  ['ETHUSDTM', 'ETH', 'in-work', null, 57, 'Passed every check; the order is on its way.'],
  ['ADAUSDTM', 'ADA', 'refused', 'LOCK_HELD', 52, 'symbol:ADAUSDTM is locked by reconcile for another 840 ms.'],
  ['SOLUSDTM', 'SOL', 'executed', null, 66, 'Long entered. Score +66.00.'],
  [
    'DOGEUSDTM',
    'DOGE',
    'refused',
    'THROTTLE_SYMBOL_HOUR',
    44,
    'DOGEUSDTM had its 6 signals of this hour; next place in 312 s.',
  ],
  ['UNIUSDTM', 'UNI', 'executed', null, 71, 'Long entered. Score +71.00.'],
];

/** The latest decisions, newest first. */
export const sampleSignals = (now: number): SignalView[] =>
  DECISIONS.map(([symbol, coin, verdict, code, score, sentence], index) => ({
    key: `signal-${String(index)}`,
    at: now - index * 56_000 - 2_000,
    symbol,
    coin,
    source: 'technical',
    timeframe: '15m',
    direction: score < 0 ? -1 : 1,
    state: verdict === 'executed' ? 'EXECUTED' : verdict === 'refused' ? 'REJECTED' : 'APPROVED',
    stage: verdict === 'executed' ? 'execution' : (STAGES[index % 6] ?? 'intake'),
    verdict,
    code,
    sentence,
    score,
    orderId: verdict === 'executed' ? `order-${String(index)}` : null,
    outcome: null,
    r: null,
  }));
