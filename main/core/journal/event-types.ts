import type { TaskState } from '#shared/domain/agent.ts';
import type { DenialCode } from '#shared/domain/denial.ts';
import type { Direction, Mode, OutcomeKind, Stage, TradingState } from '#shared/domain/signal.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { OrderSide } from '../ports/venue.ts';
import { ACCOUNT_EVENT_TYPES, type AccountEventData } from './account-event-types.ts';
import { ALERT_EVENT_TYPES, type AlertEventData } from './alert-event-types.ts';
import { INTAKE_EVENT_TYPES, type IntakeEventData } from './intake-event-types.ts';
import { GUARD_EVENT_TYPES, type GuardEventData } from './guard-event-types.ts';
import { LIQUIDATION_EVENT_TYPES, type LiquidationEventData } from './liquidation-event-types.ts';
import { CANDLE_IMPORT_EVENT_TYPES, type CandleImportEventData } from './candle-import-event-types.ts';
import { LIQUIDATION_IMPORT_EVENT_TYPES, type LiquidationImportEventData } from './liquidation-import-event-types.ts';
import { LOCK_EVENT_TYPES, type LockEventData } from './lock-event-types.ts';
import { MODEL_EVENT_TYPES, type ModelEventData } from './model-event-types.ts';
import { ORDER_EVENT_TYPES, type OrderEventData, type PlanData } from './order-event-types.ts';
import { PORTFOLIO_EVENT_TYPES, type PortfolioEventData } from './portfolio-event-types.ts';
import { SETTINGS_EVENT_TYPES, type SettingsEventData } from './settings-event-types.ts';
import { SOURCE_EVENT_TYPES, type SourceEventData } from './source-event-types.ts';
import { WATCHDOG_EVENT_TYPES, type WatchdogEventData } from './watchdog-event-types.ts';
import { WORKED_EVENT_TYPES, type WorkedEventData } from './worked-event-types.ts';

/** One side of a double entry: account and exact amount (decimal text, USDT). The lines of a record sum to zero. */
export type LedgerLine = readonly [account: LedgerAccount, amount: string];

/**
 * `cash` is the wallet balance; the others say where it came from or went: capital paid in, realised results, fees,
 * funding. A linear perpetual moves no cash when opened but its fee; results move it when a position is reduced.
 */
export type LedgerAccount = 'cash' | 'realised' | 'fees' | 'funding' | 'capital';

/** What a movement of the ledger was. */
export type MovementKind = 'transfer' | 'rebate' | 'funding' | 'fee' | 'included' | 'adjustment';

type Data<T extends { readonly [K in keyof T]: Json }> = T;

/** An open cause of the trading state; `holds` says whether what it names goes on. */
export type CauseData = Data<{
  kind: string;
  level: 'REDUCING' | 'HALTED';
  reason: string;
  by: string;
  since: number;
  latched: boolean;
  holds: boolean;
}>;

/** A pause of entries; `target` is empty for all, `until` null until it is ended. */
export type PauseData = Data<{
  scope: 'all' | 'symbol' | 'source' | 'agent';
  target: string;
  until: number | null;
  reason: string;
  by: string;
  since: number;
}>;

/** An alarm that waits for a person; `times` counts how often it was raised. */
export type AlarmData = Data<{ id: number; title: string; body: string; at: number; times: number }>;

/** The data of every record type. Amounts are decimal text, prices whole ticks, sizes whole contracts, times ms. */
export interface EventDataByType
  extends
    AccountEventData,
    ModelEventData,
    OrderEventData,
    IntakeEventData,
    LiquidationEventData,
    LiquidationImportEventData,
    CandleImportEventData,
    LockEventData,
    GuardEventData,
    WatchdogEventData,
    AlertEventData,
    SourceEventData,
    WorkedEventData,
    SettingsEventData,
    PortfolioEventData {
  'system.started': Data<{
    mode: Mode;
    feed: string;
    venue: string;
    simulated: boolean;
    configHash: string;
    version: string;
  }>;
  'system.stopped': Data<{ reason: string }>;
  'account.opened': Data<{ account: string; lines: readonly LedgerLine[] }>;
  'feed.status': Data<{ status: 'open' | 'down'; reason: string }>;
  'feed.gap': Data<{ timeframe: string; from: number; missing: number }>;
  'agent.state': Data<{ state: string; reason: string }>;
  /** A task that did not go well; `count` refusals of one kind are told together. */
  'agent.task': Data<{
    type: string;
    state: TaskState;
    code: DenialCode | null;
    sentence: string;
    count: number;
    retries: number;
  }>;
  /** `causes`: everything that is open after it, worst first; absent when nothing is. */
  'trading.state': Data<{ state: TradingState; cause: string; by: string; causes?: readonly CauseData[] }>;
  /** The pauses of entries after a change. */
  'risk.pauses': Data<{ pauses: readonly PauseData[]; change: 'pause' | 'resume'; by: string }>;
  /** The alarms that nobody has acknowledged, after a change; `last` is the highest number given to one. */
  'risk.alarms': Data<{ alarms: readonly AlarmData[]; last: number; change: 'raised' | 'acknowledged'; by: string }>;
  /** The kill switch or a flatten was used: what it cancels and closes. */
  'risk.emergency': Data<{ action: 'halt' | 'flatten'; by: string; reason: string; cancels: number; exits: number }>;
  'throttle.pause': Data<{ paused: boolean; reason: string; by: string }>;
  /** The caps were changed; `version` rises by one with each change. */
  'throttle.caps': Data<{ version: number; caps: { readonly [key: string]: Json }; reason: string; by: string }>;
  /** A person was told that a cap has no place left. */
  'throttle.alert': Data<{ code: DenialCode; sentence: string }>;
  /** Two actions met on a resource (the subject) and a rule of the matrix decided. */
  'conflict.decided': Data<{
    incoming: string;
    running: string;
    rule: string;
    outcome: string;
    because: string;
    canceled: readonly string[];
  }>;
  /** A proposal that could not be read; it never became a signal. */
  'intake.invalid': Data<{ code: DenialCode; sentence: string }>;
  'signal.received': Data<{
    source: string;
    symbol: string;
    timeframe: string;
    direction: Direction;
    /** Source's own strength and confidence, both 0…1. */
    strength: number;
    confidence: number;
    priceTicks: number;
    stopTicks: number;
    targetTicks: number;
    tsSource: number;
    expiresAt: number;
    reason: string;
    /** Of a signal that is tried again after a technical failure: the failed one, and which try this is. */
    retryOf?: string;
    attempt?: number;
  }>;
  'signal.admitted': Data<{
    symbolHour: number;
    symbolLimit: number;
    sourceHour: number;
    sourceLimit: number;
    totalHour: number;
    totalLimit: number;
    /** By the clock of the caps, where it differs from the record's time. */
    at?: number;
  }>;
  /** It waits for a place in a cap, or for a conflicting action to end; it is decided on again. */
  'signal.waiting': Data<{
    stage: Stage;
    code: DenialCode;
    sentence: string;
    numbers: { readonly [key: string]: number | string };
    until: number;
  }>;
  'signal.scored': Data<{
    timeframe: string;
    side: number;
    threshold: number;
    score: { readonly [key: string]: Json };
    /** Version of the settings it was made under; 0 for their defaults, absent in records of older versions. */
    settings?: number;
    /** Everything it was computed from and the SHA-256 of that; records of older versions have neither. */
    inputHash?: string;
    inputs?: string;
  }>;
  /**
   * How the agents voted on it. A weight is base × reliability × quality × freshness in whole millionths, reliability in
   * whole ten-thousandths; `side` is the opinion towards the signal's side in whole points, confidence in thousandths. `consensus` is Σ weight × (1, ½, 0) ÷ Σ weight and `quorum` the share of base weight that
   * voted, in steps of 0.0001; `cautious` the score that decided, null when nobody spoke; `size` the share of the full size.
   * `cuts` are the settings it was judged by: side and confidence of an approval and of a condition, the least consensus,
   * and the least confidence of the score, which older records lack.
   */
  'signal.evaluated': Data<{
    outcome: 'APPROVED' | 'CONDITIONAL' | 'REJECTED';
    consensus: number;
    quorum: number;
    cautious: number | null;
    size: number;
    cuts: readonly number[];
    votes: readonly (readonly [
      agent: string,
      vote: 'A' | 'C' | 'R',
      weight: number,
      reliability: number,
      side: number,
      confidence: number,
    ])[];
  }>;
  'signal.cleared': Data<{ rule: string; running: string }>;
  'signal.locked': Data<{ resource: string; token: number; leaseUntil: number }>;
  'signal.passed': Data<{ checks: number; lots: number; numbers: { readonly [key: string]: number | string } }>;
  /** `stageUs`: microseconds spent in each stage from intake on, by the monotonic clock. */
  'signal.refused': Data<{
    stage: Stage;
    code: DenialCode;
    sentence: string;
    numbers: { readonly [key: string]: number | string };
    stageUs: readonly number[];
  }>;
  'signal.executed': Data<{ orderId: string; lots: number; stageUs: readonly number[] }>;
  'signal.resolved': Data<{
    outcome: OutcomeKind;
    /** Result after costs in multiples of the risk to the stop. */
    r: number;
    /** False when the signal was refused and its outcome is what would have been. */
    real: boolean;
    exitTicks: number;
    heldMs: number;
    feesPpm: number;
    fundingPpm: number;
    /** Of an outcome that is simulated; what was executed has it in its fills. */
    slippagePpm?: number;
  }>;
  /** Null where a venue that settled it does not tell; `id` is then its own, booked once. */
  'funding.settled': Data<{
    rate: number | null;
    lots: number | null;
    markTicks: number | null;
    amount: string;
    id?: string;
    tsVenue?: number;
    lines: readonly LedgerLine[];
  }>;
  /**
   * Money moved at the venue without a fill; the subject is its id, booked once. `included`: it was in the balance the
   * account was opened with, nothing is booked. `adjustment`: a person booked a difference of unknown cause.
   */
  'ledger.moved': Data<{
    kind: MovementKind;
    what: string;
    symbol: string | null;
    amount: string;
    tsVenue: number;
    by: string;
    lines: readonly LedgerLine[];
  }>;
  /** A fill was booked with an estimated fee; once per trade id. `amount`: what cash gained by the correction. */
  'fee.corrected': Data<{
    symbol: string;
    tradeId: string;
    before: string;
    after: string;
    amount: string;
    tsVenue: number;
    lines: readonly LedgerLine[];
  }>;
  /**
   * A difference to the venue was booked as ours: signed like a fill, but of no order. `id` is made from the difference.
   * `cause` is `adopted`, or what the venue did unasked (`liquidation`, `adl`, `settlement`).
   */
  'position.adjusted': Data<{
    id: string;
    side: OrderSide;
    lots: number;
    priceTicks: number;
    value: string;
    fee: string;
    realised: string;
    cause: string;
    by: string;
    sentence: string;
    plan?: PlanData;
    lines: readonly LedgerLine[];
  }>;
  /** Stop or target of the running trade on a symbol were moved by a person; what is placed from now on follows this. */
  'trade.replanned': Data<{ signalId: string; plan: PlanData; by: string }>;
  /** A person asked for something that trades. The subject is the order or symbol meant, or the id of the new trade. */
  'manual.requested': Data<{ action: string; by: string; asked: { readonly [key: string]: Json } }>;
  /** What became of it. */
  'manual.decided': Data<{
    action: string;
    by: string;
    outcome: 'done' | 'in-doubt' | 'refused';
    code: string | null;
    sentence: string;
    numbers: { readonly [key: string]: number | string };
    orderIds: readonly string[];
  }>;
  /** Something differs between journal and venue, or does no more. */
  'reconcile.difference': Data<{ kind: string; symbol: string; state: string; sentence: string }>;
  /** A person's decision about a difference. */
  'reconcile.decided': Data<{ kind: string; symbol: string; choice: string; by: string; sentence: string }>;
  /** Where the comparison with the venue stands; every fill up to `fillsUntil` and every movement up to `movedUntil` (venue time) is known. */
  'reconcile.state': Data<{ phase: string; reason: string; fillsUntil: number; movedUntil?: number }>;
  'venue.condition': Data<{ about: string; status: string; reason: string }>;
  /** Every limit of the gate after a change, as whole numbers in the limit's own unit. */
  'limits.changed': Data<{
    version: number;
    values: { readonly [key: string]: number };
    by: string;
    reason: string;
    confirmation: string | null;
    /** The version that was taken again; null for a change. */
    rolledBackTo: number | null;
  }>;
  /** The rules and the program that may trade from now on; hashes. */
  'gate.approved': Data<{ rules: string; build: string; by: string; reason: string }>;
  /** A strategy was disabled on a symbol, or enabled again; `disabled` are all that are. */
  'strategy.state': Data<{
    strategy: string;
    symbol: string;
    enabled: boolean;
    cause: string;
    by: string;
    disabled: readonly {
      readonly strategy: string;
      readonly symbol: string;
      readonly cause: string;
      readonly since: number;
    }[];
  }>;
  'equity.sampled': Data<{ equity: string; peak: string; cash: string; open: string; gross: string; net: string }>;
  'replay.started': Data<{
    from: number;
    to: number;
    symbols: readonly string[];
    timeframe: string;
    seed: number;
    dataHash: string;
  }>;
  'replay.finished': Data<{ candles: number }>;
}

export type EventType = keyof EventDataByType;

/** Every record type, for filters and for the parser of stored rows. */
export const EVENT_TYPES = [
  ...ACCOUNT_EVENT_TYPES,
  ...GUARD_EVENT_TYPES,
  ...INTAKE_EVENT_TYPES,
  ...LOCK_EVENT_TYPES,
  ...WATCHDOG_EVENT_TYPES,
  ...ALERT_EVENT_TYPES,
  ...LIQUIDATION_EVENT_TYPES,
  ...LIQUIDATION_IMPORT_EVENT_TYPES,
  ...CANDLE_IMPORT_EVENT_TYPES,
  ...MODEL_EVENT_TYPES,
  ...SOURCE_EVENT_TYPES,
  ...WORKED_EVENT_TYPES,
  ...SETTINGS_EVENT_TYPES,
  ...PORTFOLIO_EVENT_TYPES,
  'system.started',
  'system.stopped',
  'account.opened',
  'feed.status',
  'feed.gap',
  'agent.state',
  'agent.task',
  'trading.state',
  'risk.pauses',
  'risk.alarms',
  'risk.emergency',
  'throttle.pause',
  'throttle.caps',
  'throttle.alert',
  'conflict.decided',
  'intake.invalid',
  'signal.received',
  'signal.admitted',
  'signal.waiting',
  'signal.scored',
  'signal.evaluated',
  'signal.cleared',
  'signal.locked',
  'signal.passed',
  'signal.refused',
  'signal.executed',
  'signal.resolved',
  'trade.replanned',
  'manual.requested',
  'manual.decided',
  ...ORDER_EVENT_TYPES,
  'funding.settled',
  'ledger.moved',
  'fee.corrected',
  'position.adjusted',
  'reconcile.difference',
  'reconcile.decided',
  'reconcile.state',
  'venue.condition',
  'limits.changed',
  'gate.approved',
  'strategy.state',
  'equity.sampled',
  'replay.started',
  'replay.finished',
] as const satisfies readonly EventType[];
