import * as z from 'zod';
import { SCORING_AGENTS } from '../domain/agent.ts';
import { MODES, TRADING_STATES } from '../domain/signal.ts';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, ERRORS, moment, provenance, trader, viewer } from './base.ts';
import { journalRecord } from './journal.ts';
import { symbolView } from './portfolio-figures.ts';
import { benchView, slotChangeView, slotsStatus, slotView } from './portfolio-manager.ts';
import { cellExplanation } from './score.ts';
import { standingView } from './scoring.ts';
import { settingsFile } from './settings.ts';
import { signalExplanation } from './signal.ts';
import { signalStatistics, trackRow } from './signal-management.ts';
import { accountSummary } from './system.ts';

/** One thing that is looked at, and what was found. `failed`: nothing can be relied on that needs it. */
export const healthCheck = z.object({
  name: z.enum(['journal', 'feed', 'agents', 'scores', 'portfolio', 'trading']),
  state: z.enum(['ok', 'warning', 'failed']),
  sentence: z.string(),
});
export type HealthCheck = z.infer<typeof healthCheck>;

/** Counts at a glance. Null: there is none, or it is not known. */
export const managementStatus = z.object({
  mode: z.enum(MODES),
  version: z.string(),
  startedAt: moment,
  trading: z.object({ state: z.enum(TRADING_STATES), cause: z.string(), since: moment }),
  account: accountSummary,
  symbols: z.object({ known: z.int(), scored: z.int(), timeframes: z.array(z.enum(TIMEFRAMES)) }),
  slots: z.object({ taken: z.int(), of: z.int(), reviewedAt: moment.nullable(), nextReviewAt: moment.nullable() }),
  signals: z.object({ pending: z.int(), decided: z.int() }),
  settings: z.object({ version: z.int() }),
  journal: z.object({ records: z.int(), head: z.string() }),
  provenance,
  now: moment,
});
export type ManagementStatus = z.infer<typeof managementStatus>;

/** Groups of records of the audit trail. */
export const AUDIT_KINDS = ['all', 'portfolio', 'signals', 'orders', 'settings', 'risk', 'accounts', 'system'] as const;

/** What recomputing the whole chain and comparing every table with its fold found. */
export const auditResult = z.object({
  ok: z.boolean(),
  records: z.int(),
  rootHash: z.string().nullable(),
  /** The first place that is wrong and what is wrong with it; null when nothing is. */
  where: z.string().nullable(),
  problem: z.string().nullable(),
  tookMs: z.number(),
});

/** A scoring agent: what it weighs, how reliable it was, and how it is. */
export const managedAgent = z.object({
  agent: z.enum(SCORING_AGENTS),
  label: z.string(),
  state: z.string(),
  reason: z.string(),
  /** Share of the sum of weights in force, 0…1. */
  weight: z.number(),
  /** Measured; null under 100 cases. */
  reliability: z.object({ n: z.int(), rate: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  /** Symbols that it has an opinion on now, of those that are scored. */
  speaksOf: z.int(),
  dataAgeMs: z.number().nullable(),
});
export type ManagedAgent = z.infer<typeof managedAgent>;

/** The contracts that are known, and those that take part. */
export const discoveryView = z.object({
  known: z.int(),
  eligible: z.int(),
  inPortfolio: z.int(),
  /** Contracts that cannot come in, each with its one main reason. */
  missing: z.array(z.object({ symbol: contractSymbolSchema, reason: z.string() })),
  /** When the contracts of the venue were last read; null where they are built in. */
  readAt: moment.nullable(),
  /** Known, but gone or changed at the venue since the start: not traded before a restart. */
  changed: z.array(contractSymbolSchema),
  sentence: z.string(),
  asOf: moment,
});
export type DiscoveryView = z.infer<typeof discoveryView>;

/** Everything about the symbols at one moment, as a file. */
export const managementExport = z.object({
  format: z.literal('zmart-symbol-management'),
  formatVersion: z.literal(1),
  at: moment,
  version: z.string(),
  journal: z.object({ records: z.int(), head: z.string() }),
  symbols: z.array(symbolView),
  portfolio: z.object({ status: slotsStatus, slots: z.array(slotView), bench: z.array(benchView) }),
  history: z.array(slotChangeView),
  rankings: z.array(standingView),
  signals: signalStatistics,
  trackRecord: z.array(trackRow),
  settings: settingsFile,
  provenance,
});

/** How many signals of the sample ended in a state, and how many of these are resolved by now. */
const sampleState = z.object({ state: z.string(), count: z.int() });

/** What a sample holds. */
export const sampleSummary = z.object({
  folder: z.string(),
  seed: z.int(),
  from: moment,
  to: moment,
  symbols: z.array(contractSymbolSchema),
  candles: z.int(),
  records: z.int(),
  rootHash: z.string(),
  /** Signals by the state their way ended in, before the price told what came of them. */
  signals: z.array(sampleState),
  /** By what the price did afterwards. */
  outcomes: z.array(z.object({ outcome: z.string(), executed: z.int(), refused: z.int() })),
});
export type SampleSummary = z.infer<typeof sampleSummary>;

/** How far the making of the sample is. */
export const sampleProgress = z.object({
  state: z.enum(['none', 'running', 'done', 'failed']),
  /** While it runs: what is made, and how much of that, 0…1. */
  what: z.enum(['market', 'trading']).nullable(),
  share: z.number().nullable(),
  /** What was made; null until it is done. */
  summary: sampleSummary.nullable(),
  sentence: z.string(),
});
export type SampleProgress = z.infer<typeof sampleProgress>;

const NO_PORTFOLIO = { NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };
const UNKNOWN = { NOT_FOUND: ERRORS.NOT_FOUND };
const at = (path: string): `/${string}` => `/symbol-mgmt${path}`;

export const symbolManagement = {
  health: viewer
    .route({ method: 'GET', path: at('/health'), summary: 'Whether everything that decides works, check by check' })
    .output(z.object({ ok: z.boolean(), checks: z.array(healthCheck), at: moment })),
  status: viewer
    .route({ method: 'GET', path: at('/status'), summary: 'Mode, portfolio, signals, settings and journal in numbers' })
    .output(managementStatus),
  agents: viewer
    .route({
      method: 'GET',
      path: at('/agents'),
      summary: 'Scoring agents with weight, measured reliability and state',
    })
    .output(z.array(managedAgent)),
  discovery: viewer
    .route({ method: 'GET', path: at('/discovery'), summary: 'Contracts that are known, and why some cannot come in' })
    .output(discoveryView)
    .errors(NO_PORTFOLIO),
  sync: trader
    .route({ method: 'POST', path: at('/discovery/sync'), summary: 'Read the contracts of the venue again now' })
    .output(discoveryView)
    .errors(NO_PORTFOLIO),
  explainSignal: viewer
    .route({ method: 'GET', path: at('/explain/signal/{signalId}'), summary: 'Why a signal ended as it did' })
    .input(z.object({ signalId: z.string().max(64) }))
    .output(signalExplanation)
    .errors(UNKNOWN),
  explainSymbol: viewer
    .route({
      method: 'GET',
      path: at('/explain/symbol/{symbol}'),
      summary: 'What makes the score of a symbol, and what would change it',
    })
    .input(z.object({ symbol: contractSymbolSchema, timeframe: z.enum(TIMEFRAMES).default('1h') }))
    .output(cellExplanation)
    .errors(UNKNOWN),
  audit: viewer
    .route({ method: 'GET', path: at('/audit'), summary: 'Records of the audit trail, newest first' })
    .input(
      z.object({
        kind: z.enum(AUDIT_KINDS).default('all'),
        /** A symbol, a signal, an order. */
        subject: z.string().max(64).optional(),
        text: z.string().max(200).optional(),
        before: z.coerce.number().int().min(1).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(50),
      }),
    )
    .output(z.object({ records: z.array(journalRecord), next: z.int().nullable() })),
  auditVerify: viewer
    .route({
      method: 'GET',
      path: at('/audit/verify'),
      summary: 'Recompute the whole chain and compare every table with its fold',
    })
    .output(auditResult),
  export: viewer
    .route({
      method: 'GET',
      path: at('/export'),
      summary: 'Symbols, portfolio, history, ranking, signals and settings as one file',
    })
    .output(managementExport)
    .errors(NO_PORTFOLIO),
  sampleData: viewer
    .route({
      method: 'GET',
      path: at('/initialize-sample-data'),
      summary: 'How far the sample data are, and what they hold',
    })
    .output(sampleProgress),
  initializeSampleData: trader
    .route({
      method: 'POST',
      path: at('/initialize-sample-data'),
      summary: 'Make the sample data in a folder of their own: a year of a simulated market, traded through',
    })
    .input(
      z.object({
        /** Length of the simulated past; under a month not every end of a signal's way comes about. */
        days: z.coerce.number().int().min(30).max(730).default(365),
        seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
      }),
    )
    .output(sampleProgress)
    .errors({ NOT_AVAILABLE: ERRORS.NOT_AVAILABLE, BUSY: ERRORS.BUSY, READ_ONLY: ERRORS.READ_ONLY }),
};
