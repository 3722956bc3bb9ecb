import * as z from 'zod';
import { TRADING_STATES } from '../domain/signal.ts';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const name = z.string().max(64);
const reason = z.string().trim().min(1).max(200);

/** One open cause of the trading state. */
export const causeView = z.object({
  /** What it is, once among the open causes. */
  kind: z.string(),
  level: z.enum(['REDUCING', 'HALTED']),
  /** One clause for a person. */
  reason: z.string(),
  by: z.string(),
  since: moment,
  /** What ends it: a person who types the phrase, or it ends by itself. */
  ends: z.enum(['by-person', 'by-itself']),
  /** True while what it names goes on: re-arming then needs a reason. */
  holds: z.boolean(),
});

/** Whom a pause keeps from entering. */
export const pauseScope = z.enum(['all', 'symbol', 'source', 'agent']);

/** A pause of entries. */
export const pauseView = z.object({
  scope: pauseScope,
  /** The symbol, source or agent; empty for all. */
  target: z.string(),
  /** Null until it is ended. */
  until: moment.nullable(),
  reason: z.string(),
  by: z.string(),
  since: moment,
});

/** An alarm that nobody has acknowledged. */
export const alarmView = z.object({ id: z.int(), title: z.string(), body: z.string(), at: moment, times: z.int() });

/** The trading state, everything it follows from, and what waits for a person. */
export const riskStatusView = z.object({
  key: z.literal('risk'),
  state: z.enum(TRADING_STATES),
  /** The reason of the worst cause; when there is none, why trading is active. */
  cause: z.string(),
  since: moment,
  causes: z.array(causeView),
  pauses: z.array(pauseView),
  alarms: z.array(alarmView),
  /** What a person types to re-arm. */
  phrase: z.string(),
});
export type RiskStatusView = z.infer<typeof riskStatusView>;

/** What the kill switch did within the call. */
export const emergencyView = z.object({
  state: z.enum(TRADING_STATES),
  /** Orders being canceled. */
  cancels: z.int(),
  /** Positions being closed, reduce-only at market. */
  exits: z.int(),
});

const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };

export const risk = {
  status: viewer
    .route({ method: 'GET', path: '/risk', summary: 'The trading state with its causes, pauses and open alarms' })
    .output(riskStatusView),
  watch: viewer
    .route({ method: 'GET', path: '/risk/watch', summary: 'The trading state with its causes, as it changes' })
    .output(rowStream(riskStatusView)),
  halt: trader
    .route({
      method: 'POST',
      path: '/risk/halt',
      summary: 'The kill switch: no entry leaves any more, every entry is canceled, positions are closed if wished',
    })
    .input(z.object({ reason, flatten: z.boolean().default(false) }))
    .output(emergencyView)
    .errors({ READ_ONLY: ERRORS.READ_ONLY }),
  rearm: trader
    .route({
      method: 'POST',
      path: '/risk/rearm',
      summary: 'Allow entries again; the phrase must be typed, and a reason given while a cause still holds',
    })
    .input(z.object({ phrase: z.string().max(64), reason: z.string().trim().max(200).nullable().default(null) }))
    .output(riskStatusView)
    .errors({ ...WRITES, NOT_CONFIRMED: ERRORS.NOT_CONFIRMED }),
  pause: trader
    .route({
      method: 'POST',
      path: '/risk/pause',
      summary: 'Refuse entries of all, a symbol, a source or an agent, until resumed or until a time',
    })
    .input(z.object({ scope: pauseScope, target: name.default(''), until: moment.nullable().default(null), reason }))
    .output(riskStatusView)
    .errors(WRITES),
  resume: trader
    .route({ method: 'POST', path: '/risk/resume', summary: 'End a pause' })
    .input(z.object({ scope: pauseScope, target: name.default('') }))
    .output(riskStatusView)
    .errors({ ...WRITES, NOT_FOUND: ERRORS.NOT_FOUND }),
  flatten: trader
    .route({
      method: 'POST',
      path: '/risk/flatten',
      summary: 'Cancel every entry and close every position, reduce-only; the trading state stays as it is',
    })
    .input(z.object({ reason }))
    .output(emergencyView)
    .errors({ READ_ONLY: ERRORS.READ_ONLY }),
  acknowledge: trader
    .route({ method: 'POST', path: '/risk/acknowledge', summary: 'Close an alarm that was read' })
    .input(z.object({ id: z.int() }))
    .output(riskStatusView)
    .errors({ ...WRITES, NOT_FOUND: ERRORS.NOT_FOUND }),
};
