import * as z from 'zod';
import { AGENTS, TASK_PRIORITIES, TASK_STATES } from '../domain/agent.ts';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';
import { agentView } from './system.ts';

/** A task of an agent: those under way, and the latest that ended. */
export const taskView = z.object({
  key: z.string(),
  type: z.string(),
  agent: z.enum(AGENTS),
  priority: z.enum(TASK_PRIORITIES),
  /** What it is about: a symbol, a signal. */
  subject: z.string(),
  state: z.enum(TASK_STATES),
  created: moment,
  /** When it is tried again; null when it is not waiting for that. */
  dueInMs: z.number().nullable(),
  timeoutMs: z.number(),
  retries: z.int(),
  maxRetries: z.int(),
  /** From creation to its end, ms; null while it has not ended. */
  tookMs: z.number().nullable(),
  /** How it ended, as a sentence; empty when it went well or has not ended. */
  error: z.string(),
});
export type TaskView = z.infer<typeof taskView>;

/** An event of the bus. What led to it is named by `causationId`, what it belongs to by `correlationId`. */
export const busEventView = z.object({
  /** `record:<seq>` for a journal record, `event:<n>` for one that is not recorded. */
  key: z.string(),
  type: z.string(),
  at: moment,
  source: z.string(),
  subject: z.string(),
  /** The signal's id; null when it belongs to none. */
  correlationId: z.string().nullable(),
  causationId: z.string().nullable(),
  priority: z.enum(TASK_PRIORITIES),
});
export type BusEventView = z.infer<typeof busEventView>;

/** A subscriber of the bus that reads at its own pace, and how far it is behind. */
export const mailboxView = z.object({
  key: z.string(),
  held: z.int(),
  bound: z.int(),
  overflow: z.enum(['drop-oldest', 'refuse']),
  taken: z.int(),
  /** Events it did not get because its mailbox was full. */
  lost: z.int(),
  errors: z.int(),
});
export type MailboxView = z.infer<typeof mailboxView>;

const agent = z.enum(AGENTS);
const reason = z.string().trim().min(1).max(200);
const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };

export const agentCalls = {
  tasks: viewer
    .route({ method: 'GET', path: '/agents/tasks', summary: 'Tasks under way, and the latest that ended' })
    .output(rowStream(taskView)),
  events: viewer
    .route({ method: 'GET', path: '/agents/events', summary: 'The latest events of the bus, with what led to each' })
    .output(rowStream(busEventView)),
  mailboxes: viewer
    .route({ method: 'GET', path: '/agents/mailboxes', summary: 'Who reads the bus, and how far behind' })
    .output(z.array(mailboxView)),
  pause: trader
    .route({
      method: 'POST',
      path: '/agents/pause',
      summary: 'An agent takes no new work until it is resumed or until a time; exits, stops and cancels go on',
    })
    .input(z.object({ agent, reason, until: moment.nullable().default(null) }))
    .output(agentView)
    .errors(WRITES),
  resume: trader
    .route({ method: 'POST', path: '/agents/resume', summary: 'End the pause of an agent' })
    .input(z.object({ agent }))
    .output(agentView)
    .errors({ ...WRITES, NOT_FOUND: ERRORS.NOT_FOUND }),
  restart: trader
    .route({
      method: 'POST',
      path: '/agents/restart',
      summary: 'Restart an agent: what it works on is given up, its restarts are counted anew',
    })
    .input(z.object({ agent, reason }))
    .output(agentView)
    .errors(WRITES),
};
