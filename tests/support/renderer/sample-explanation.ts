import type { ExplanationDetails, SimilarCases } from '#shared/contract/explain.ts';
import type { SignalExplanation, SignalView } from '#shared/contract/signal.ts';
import type { Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import { DENIALS } from '#shared/domain/denial.ts';
import type { Sha256Hex } from '#shared/domain/ids.ts';
import type { Instrument, Ticks } from '#shared/domain/instrument.ts';
import type { Reliability } from '#shared/domain/reliability.ts';
import { STAGES } from '#shared/domain/signal.ts';
import { wilsonInterval } from '#shared/domain/statistics.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import { evaluate } from '#core/agents/evaluation/evaluate.ts';
import { EVALUATION_DEFAULTS } from '#core/agents/evaluation/evaluation-settings.ts';
import { voteRecord } from '#core/agents/evaluation/vote-record.ts';
import { compose } from '#core/agents/scoring/composite.ts';
import { opinionOfEvidence } from '#core/agents/scoring/technical-agent.ts';
import {
  chainOf,
  decisionRecord,
  explainedEvidence,
  explainedVotes,
  sensitivityOf,
} from '#core/api/views/explanation-details.ts';
import { explanationView } from '#core/api/views/explanation-view.ts';
import { refusalFlips } from '#core/api/views/refusal-flips-view.ts';
import { GENESIS_HASH, seal, type JournalDraft, type JournalEvent } from '#core/journal/event.ts';
import type { SignalRow } from '#core/journal/rows.ts';
import type { Hasher } from '#core/ports/hasher.ts';
import type { JournalStore } from '#core/ports/store.ts';
import { sampleRandom, sampleWalk } from './sample-random.ts';

const MINUTE = 60_000;

/** No real hash: as long, and different for different texts. */
const sampleHasher: Hasher = {
  sha256(text) {
    let out = '';
    for (let part = 0; part < 8; part++) {
      let state = 0x811c9dc5 ^ part;
      for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
      out += (state >>> 0).toString(16).padStart(8, '0');
    }
    return out as Sha256Hex;
  },
};

type Part = readonly [name: string, measured: string, input: number, share: number, ageMinutes: number];

const EVIDENCE: Readonly<Partial<Record<ScoringAgentName, readonly [confidence: number, parts: readonly Part[]]>>> = {
  technical: [
    0.82,
    [
      ['trend', '+1.46 ATR', 73, 0.25, 5],
      ['momentum', '+0.31 ATR', 77.5, 0.2, 5],
      ['direction', '+DI 31, −DI 14, ADX 33', 62.2, 0.15, 5],
      ['breakout', '+104 % of channel', 100, 0.15, 5],
      ['oscillator', 'RSI 66.8', 67.2, 0.1, 5],
      ['band', '+1.71 σ', 85.5, 0.1, 5],
      ['volume', '4.3 × mean', 100, 0.05, 5],
    ],
  ],
  fundamental: [
    0.71,
    [
      ['participation', '+61 % volume', 74, 0.3, 31],
      ['openInterest', '+6.1 %', 61, 0.3, 1],
      ['funding', '+0.0380 %', -76, 0.4, 220],
    ],
  ],
  structure: [
    0.66,
    [
      ['efficiency', '+0.24', 48, 0.25, 5],
      ['flow', '+0.31', 100, 0.35, 0.1],
      ['book', '+0.18', 36, 0.25, 0.1],
      ['toxicity', '0.52', 52, 0.15, 9],
    ],
  ],
  risk: [
    0.38,
    [
      ['asymmetry', '+0.10', 33.3, 0.5, 5],
      ['range', '+0.61', 61, 0.5, 5],
    ],
  ],
  sentiment: [0.41, [['fearAndGreed', '74', 48, 1, 840]]],
  cycle: [0.47, [['cycle', '0.38', 24, 1, 1210]]],
};

const REASONS: Readonly<Partial<Record<ScoringAgentName, string>>> = {
  onchain: 'no address of a chain node is set',
  liquidation: 'no liquidation map is computed from this feed',
  model: 'no trained model is installed',
};

const ORDER = [
  'technical',
  'fundamental',
  'structure',
  'risk',
  'sentiment',
  'onchain',
  'liquidation',
  'cycle',
  'model',
];

function opinionsAt(at: number, lean: number): readonly Opinion[] {
  return ORDER.map((name): Opinion => {
    const agent = name as ScoringAgentName;
    const given = EVIDENCE[agent];
    if (given === undefined) {
      return { status: 'no-data', agent, reason: REASONS[agent] ?? 'no opinion', missing: null };
    }
    const [confidence, parts] = given;
    const evidence = parts.map(([input, measured, value, weight, age]) => ({
      name: input,
      measured,
      input: Math.round(Math.max(-100, Math.min(100, value * lean)) * 10) / 10,
      weight,
      asOf: Math.round(at - age * MINUTE),
    }));
    const opinion = opinionOfEvidence(evidence);
    return { status: 'ok', agent, opinion, confidence, evidence, veto: false, asOf: evidence[0]?.asOf ?? at };
  });
}

const CASES: Readonly<Partial<Record<string, readonly [n: number, rate: number]>>> = {
  'agent:technical': [948, 0.414],
  'agent:fundamental': [633, 0.385],
  'agent:structure': [627, 0.41],
  'agent:risk': [412, 0.408],
  'agent:sentiment': [512, 0.359],
  'agent:cycle': [88, 0.35],
  agents: [3_220, 0.352],
};

const track = {
  figures: ({ who }: { readonly who: string }) => {
    const n = CASES[who]?.[0];
    return n === undefined ? null : ({ n } as never);
  },
  reliability: (who: string): Reliability | null => {
    const [n, rate] = CASES[who] ?? [0, 0];
    const interval = n < 100 ? null : wilsonInterval(Math.round(n * rate), n);
    return interval === null ? null : { n, rate, lower: interval.low, upper: interval.high };
  },
};

const instrument: Instrument = {
  ...{ symbol: 'SOLUSDTM' as Instrument['symbol'], coin: 'SOL', tickUnits: 1, priceScale: 3, multiplier: '0.1' },
  ...{ tickValue: 10_000n, lotSize: 1, maxOrderLots: 1_000_000, makerFeePpm: 200n, takerFeePpm: 600n, maxLeverage: 75 },
  ...{ maintenanceTiers: [], fundingIntervalMs: 28_800_000, asOf: '2025-08-08', assumed: [] },
};

const STAGE_US = [212, 28, 861, 41, 19, 87, 0, 0];

function rowOf(view: SignalView): SignalRow {
  const { key, at, symbol, source, timeframe, direction, state, stage, code, sentence, score, orderId } = view;
  return {
    ...{ id: key, receivedAt: at, symbol, source, timeframe, direction, state, stage, code, sentence, score, orderId },
    priceTicks: 178_860 as Ticks,
    stopTicks: (178_860 - direction * 2_590) as Ticks,
    targetTicks: (178_860 + direction * 5_180) as Ticks,
    ...{ outcome: view.outcome, r: view.r, resolvedAt: null },
  } as unknown as SignalRow;
}

/** The records of a decision, sealed one after the other. */
function recordsOf(row: SignalRow, lean: number): readonly JournalEvent[] {
  const score = compose(opinionsAt(row.receivedAt, lean));
  const asked = {
    symbol: row.symbol,
    timeframe: row.timeframe,
    direction: row.direction,
    strength: 0.8,
    confidence: 0.7,
  };
  const context = { now: row.receivedAt, reliability: track.reliability, settings: EVALUATION_DEFAULTS };
  const evaluation = evaluate(score, asked, context);
  const reason = 'close above the highest high of 20 candles';
  const { source, symbol, timeframe, direction, priceTicks, stopTicks, targetTicks, receivedAt } = row;
  const prices = { priceTicks, stopTicks, targetTicks, tsSource: receivedAt, expiresAt: receivedAt + 15 * MINUTE };
  const drafts: readonly (readonly [type: string, data: object])[] = [
    ['signal.received', { source, symbol, timeframe, direction, strength: 0.8, confidence: 0.7, ...prices, reason }],
    [
      'signal.admitted',
      { symbolHour: 2, symbolLimit: 6, sourceHour: 9, sourceLimit: 60, totalHour: 14, totalLimit: 100 },
    ],
    [
      'signal.scored',
      { timeframe, side: direction, threshold: 50, score: score as unknown as Json, inputs: '0|sample' },
    ],
    ['signal.evaluated', voteRecord(evaluation, EVALUATION_DEFAULTS)],
    ...endOf(row, evaluation.refusal),
  ];
  const early = row.code !== null && DENIALS[row.code].stage === 'throttle';
  const left = early ? [...drafts.slice(0, 1), ...drafts.slice(4)] : drafts;
  let previous = GENESIS_HASH;
  return left.map(([type, data], index) => {
    const draft = { type, subject: row.id, data } as unknown as JournalDraft;
    const sealed = seal(sampleHasher, 1_204_871 + index, (receivedAt + index) as never, previous, draft);
    previous = sealed.hash;
    return sealed;
  });
}

type Refusal = ReturnType<typeof evaluate>['refusal'];

function endOf({ code, sentence, orderId }: SignalRow, refusal: Refusal): readonly (readonly [string, object])[] {
  if (code === null) {
    return orderId === null ? [] : [['signal.executed', { orderId, lots: 134, stageUs: STAGE_US }]];
  }
  const numbers = code === refusal?.code ? refusal.numbers : (NUMBERS[code] ?? {});
  const said = code === refusal?.code ? refusal.sentence : sentence;
  return [
    [
      'signal.refused',
      {
        stage: DENIALS[code].stage,
        code,
        sentence: said,
        numbers,
        stageUs: STAGE_US.slice(0, STAGES.indexOf(DENIALS[code].stage) + 1),
      },
    ],
  ];
}

const NUMBERS: Readonly<Record<string, object>> = {
  RISK_NET_EXPOSURE: { exposure: 60.5, limit: 60 },
  CONFLICT_SAME_SIDE: { symbol: 'LINKUSDTM', side: 'long', rule: 'C-01', running: 'order long' },
};

const noStore = { query: () => [] } as unknown as JournalStore;

/** The row as its records have it: the stage of its code, and the sentence of the refusal. */
function decided(row: SignalRow): SignalRow {
  if (row.code === null) return row;
  const refusal = recordsOf(row, leanOf(row as unknown as SignalView)).find(({ type }) => type === 'signal.refused');
  const said = refusal?.data['sentence'];
  return { ...row, stage: DENIALS[row.code].stage, sentence: typeof said === 'string' ? said : row.sentence };
}

/** What a scored decision of the list looks like in full; others are refused before their score. */
function leanOf({ code, score }: SignalView): number {
  if (code === 'SCORE_BELOW_THRESHOLD') return 0.98;
  return (score ?? 0) < 0 ? -1.3 : 1.3;
}

function candlesAt(at: number): SignalExplanation['candles'] {
  const count = 96;
  const close = sampleWalk(61, count, 171.4, 178.86, 2.4);
  const random = sampleRandom(9);
  const open = close.map((value, i) => close[i - 1] ?? value);
  const reach = close.map(() => random() * 0.7);
  return {
    ts: close.map((_, i) => at - (count - 1 - i) * 15 * MINUTE),
    open,
    close,
    high: close.map((value, i) => Math.max(value, open[i] ?? value) + (reach[i] ?? 0)),
    low: close.map((value, i) => Math.min(value, open[i] ?? value) - (reach[i] ?? 0)),
    volume: close.map(() => 100 + random() * 900),
  };
}

/** The explanation of a decision of the list, made from sample records by the functions of the host. */
export function sampleExplanation(view: SignalView): SignalExplanation {
  const row = decided(rowOf(view));
  const candles = candlesAt(view.at);
  const columns = Object.fromEntries(
    Object.entries(candles).map(([name, values]) => [name, Float64Array.from(values)]),
  );
  const made = explanationView(row, recordsOf(row, leanOf(view)), { ...instrument, coin: view.coin }, columns as never);
  // The inputs of the sample are no real ones, so that nothing is recomputed from them.
  return { ...made, recomputed: true };
}

function sampleCases(view: SignalView): SimilarCases {
  const random = sampleRandom(17);
  const cases = Array.from({ length: 18 }, (_, i) => {
    const outcome = random() < 0.42 ? ('target' as const) : random() < 0.8 ? ('stop' as const) : ('time-out' as const);
    const r =
      outcome === 'target' ? 1.9 + random() * 0.1 : outcome === 'stop' ? -1.07 + random() * 0.04 : random() - 0.4;
    const executed = random() < 0.4;
    return {
      ...{
        key: `past-${String(i)}`,
        at: view.at - (i + 2) * 1_150 * MINUTE,
        coin: random() < 0.7 ? view.coin : 'AVAX',
      },
      distance: 0.21 + i * 0.035,
      verdict: executed ? ('executed' as const) : ('refused' as const),
      code: executed ? null : ('SCORE_BELOW_THRESHOLD' as const),
      ...{ outcome, r: Math.round(r * 100) / 100, simulated: !executed },
    };
  });
  const won = cases.filter(({ r }) => r > 0).length;
  const interval = wilsonInterval(won, cases.length);
  return {
    ...{ cases, pool: 331, days: 180, capped: false },
    meanR: cases.reduce((sum, { r }) => sum + r, 0) / cases.length,
    wins: interval === null ? null : { rate: won / cases.length, lower: interval.low, upper: interval.high },
  };
}

/** Everything behind it; of one refused by the throttle only what the records hold. */
export function sampleDetails(view: SignalView): ExplanationDetails {
  const row = rowOf(view);
  const events = recordsOf(row, leanOf(view));
  const decision = decisionRecord(row, events);
  const around = { store: noStore, limits: EMPTY_LIMITS, signal: () => null };
  return {
    votes: explainedVotes(row, events, track),
    evidence: explainedEvidence(row, decision?.score ?? null, EVALUATION_DEFAULTS, false),
    ...refusalFlips(row, events, around),
    sensitivity: sensitivityOf(decision),
    similar: decision === null ? null : sampleCases(view),
    chain: chainOf(events, sampleHasher),
  };
}

const EMPTY_LIMITS = {
  ...{ perSymbolHour: 6, perSourceHour: 60, totalHour: 100, symbolSpacingMs: 60_000, schedule: [] },
  ...{ overflow: 'refuse' as const, places: 20, maxWaitMs: 600_000 },
};

/** The recorded decision, to try values on. */
export const sampleDecision = (view: SignalView) => {
  const row = rowOf(view);
  return decisionRecord(row, recordsOf(row, leanOf(view)));
};
