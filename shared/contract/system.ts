import * as z from 'zod';
import { AGENT_STATES, AGENTS, TASK_PRIORITIES } from '../domain/agent.ts';
import { MODES, TRADING_STATES } from '../domain/signal.ts';
import { decimal, ERRORS, moment, provenance, rowStream, trader, viewer } from './base.ts';

/** Account figures, or why they are not known. Amounts in USDT as exact decimals, shares as fractions. */
export const accountSummary = z.discriminatedUnion('known', [
  z.object({
    known: z.literal(true),
    equity: decimal,
    dayResult: decimal,
    dayShare: z.number(),
    drawdown: z.number(),
    provenance,
    asOf: moment,
  }),
  z.object({ known: z.literal(false), reason: z.string() }),
]);

/** What the frame of every screen shows. */
export const statusView = z.object({
  key: z.literal('status'),
  mode: z.enum(MODES),
  simulated: z.boolean(),
  version: z.string(),
  startedAt: moment,
  now: moment,
  trading: z.object({ state: z.enum(TRADING_STATES), cause: z.string(), since: moment }),
  intake: z.object({ paused: z.boolean(), reason: z.string() }),
  feed: z.object({
    name: z.string(),
    status: z.enum(['open', 'stale', 'down']),
    ageMs: z.number().nullable(),
    reason: z.string(),
  }),
  journal: z.object({
    records: z.int(),
    head: z.string(),
    integrity: z.enum(['verified', 'broken']),
    problem: z.string().nullable(),
    verifiedAt: moment,
    readOnly: z.boolean(),
  }),
  account: accountSummary,
  agents: z.object({ alive: z.int(), total: z.int() }),
});
export type StatusView = z.infer<typeof statusView>;

/** One agent's life signs. */
export const agentView = z.object({
  key: z.enum(AGENTS),
  label: z.string(),
  kind: z.enum(['scoring', 'stage']),
  state: z.enum(AGENT_STATES),
  reason: z.string(),
  /** Work time in ms of the last 20 slots of 3 s, oldest first; null where there was no beat. */
  beats: z.array(z.number().nullable()),
  /** Since the last beat, ms; null before the first. */
  beatAgeMs: z.number().nullable(),
  queue: z.int(),
  p95Ms: z.number().nullable(),
  /** Age of the oldest datum it uses now, ms; null when it has none. */
  dataAgeMs: z.number().nullable(),
  done: z.int(),
  errors: z.int(),
  priority: z.enum(TASK_PRIORITIES),
  /** When it works, in words: `each closed candle`. */
  schedule: z.string(),
  /** Without a beat for so long it counts as not answering, ms; null when it works on demand only. */
  heartbeatTimeoutMs: z.number().nullable(),
  /** Tasks that may wait; one more is refused. */
  queueBound: z.int(),
  /** What it works on now and for how long, ms; null when nothing. Work that ends within its call is never seen here. */
  running: z.object({ type: z.string(), forMs: z.number(), timeoutMs: z.number() }).nullable(),
  /** Tasks refused since the start. */
  refused: z.int(),
  /** Work and processor time of the window, and what it may use; past it, ordinary tasks are refused. */
  budget: z.object({
    windowMs: z.number(),
    works: z.int(),
    worksLimit: z.int(),
    processorMs: z.number(),
    processorMsLimit: z.number(),
    spent: z.boolean(),
  }),
  lastError: z.object({ at: moment, sentence: z.string() }).nullable(),
  /** Restarts within the window; one more than the limit and it has failed until a person restarts it. */
  restarts: z.object({ used: z.int(), limit: z.int(), windowMs: z.number() }),
  pause: z.object({ by: z.string(), reason: z.string(), since: moment, until: moment.nullable() }).nullable(),
  /** Agents it cannot work without, and those of them that do not work now. */
  needs: z.array(z.enum(AGENTS)),
  blockedBy: z.array(z.enum(AGENTS)),
  /** What goes on while it is paused or has failed, as a sentence; empty when nothing does. */
  whilePaused: z.string(),
});
export type AgentView = z.infer<typeof agentView>;

export const system = {
  status: viewer
    .route({
      method: 'GET',
      path: '/system/status',
      summary: 'Mode, trading state, feed, journal and account at a glance',
    })
    .output(statusView),
  watch: viewer
    .route({ method: 'GET', path: '/system/watch', summary: 'The status, as it changes' })
    .output(rowStream(statusView)),
};

export const agents = {
  list: viewer
    .route({ method: 'GET', path: '/agents', summary: 'Every agent with its life signs' })
    .output(z.array(agentView)),
  watch: viewer
    .route({ method: 'GET', path: '/agents/watch', summary: 'The agents, as they beat' })
    .output(rowStream(agentView)),
};

export const trading = {
  halt: trader
    .route({
      method: 'POST',
      path: '/trading/halt',
      summary: 'Stop all new entries at once; stops, targets and exits still work',
    })
    .input(z.object({ reason: z.string().min(1).max(200) }))
    .output(z.object({ state: z.enum(TRADING_STATES) }))
    .errors({ READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE }),
  resume: trader
    .route({
      method: 'POST',
      path: '/trading/resume',
      summary: 'Allow new entries again; the word RESUME must be typed',
    })
    .input(z.object({ confirmation: z.string() }))
    .output(z.object({ state: z.enum(TRADING_STATES) }))
    .errors({ READ_ONLY: ERRORS.READ_ONLY, NOT_CONFIRMED: ERRORS.NOT_CONFIRMED, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE }),
  pauseIntake: trader
    .route({ method: 'POST', path: '/trading/intake/pause', summary: 'Refuse new signals until resumed' })
    .input(z.object({ reason: z.string().min(1).max(200) }))
    .output(z.object({ paused: z.boolean() }))
    .errors({ READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE }),
  resumeIntake: trader
    .route({ method: 'POST', path: '/trading/intake/resume', summary: 'Take signals again' })
    .output(z.object({ paused: z.boolean() }))
    .errors({ READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE }),
};
