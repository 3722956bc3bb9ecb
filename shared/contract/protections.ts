import * as z from 'zod';
import {
  BREAKER_KINDS,
  BREAKER_STATES,
  LOCK_SCOPES,
  PARAMETER_UNITS,
  PROTECTION_INPUTS,
  RISK_LEVELS,
} from '../domain/guard.ts';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const numbers = z.record(z.string(), z.union([z.number(), z.string()]));

/** A breaker as it is. The three kinds never share a switch; only risk breakers wait for a person. */
export const breakerView = z.object({
  key: z.string(),
  kind: z.enum(BREAKER_KINDS),
  title: z.string(),
  state: z.enum(BREAKER_STATES),
  level: z.enum(RISK_LEVELS),
  /** When it last moved; null when it never did. */
  since: moment.nullable(),
  /** When it ends, or is probed, by itself; null when it does not. */
  until: moment.nullable(),
  /** Why it is not closed; empty when it is. */
  sentence: z.string(),
  /** What closes it. */
  rearm: z.string(),
  /** True when a person may re-arm it now. */
  rearmable: z.boolean(),
  numbers,
});
export type BreakerView = z.infer<typeof breakerView>;

/** A figure of a protection, with what is allowed. */
export const parameterView = z.object({
  name: z.string(),
  what: z.string(),
  unit: z.enum(PARAMETER_UNITS),
  value: z.number(),
  standard: z.number(),
  least: z.number(),
  most: z.number(),
});

/** A lock that stands. `target`: whom it is for, such as `account`, `longs`, `XBTUSDTM`, `XBTUSDTM shorts`. */
export const lockView = z.object({
  target: z.string(),
  scope: z.enum(LOCK_SCOPES),
  since: moment,
  until: moment,
  sentence: z.string(),
  numbers,
});

/** A protection: how it is set, and the locks it holds now. */
export const protectionView = z.object({
  key: z.string(),
  title: z.string(),
  what: z.string(),
  watches: z.enum(PROTECTION_INPUTS),
  enabled: z.boolean(),
  /** By whom it locks, and by whom it may. */
  scope: z.enum(LOCK_SCOPES),
  scopes: z.array(z.enum(LOCK_SCOPES)),
  params: z.array(parameterView),
  /** The code of its refusals. */
  code: z.string(),
  /** True when a person set it to something else than the standard. */
  changed: z.boolean(),
  /** Targets that are set apart. */
  apart: z.array(z.object({ target: z.string(), enabled: z.boolean(), params: z.record(z.string(), z.number()) })),
  locks: z.array(lockView),
});
export type ProtectionView = z.infer<typeof protectionView>;

const REFUSALS = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE, NOT_FOUND: ERRORS.NOT_FOUND };
const reason = z.string().trim().min(1).max(200);
const id = z.string().min(1).max(100);
const target = z.string().max(100);

export const protections = {
  breakers: viewer
    .route({ method: 'GET', path: '/protections/breakers', summary: 'Every circuit breaker, as it moves' })
    .output(rowStream(breakerView)),
  watch: viewer
    .route({ method: 'GET', path: '/protections/watch', summary: 'Every protection with its setting and its locks' })
    .output(rowStream(protectionView)),
  rearm: trader
    .route({
      method: 'POST',
      path: '/protections/rearm',
      summary: 'Re-arm a risk breaker; the word REARM must be typed. Trading itself is resumed apart',
    })
    .input(z.object({ id, confirmation: z.string().max(40), reason }))
    .output(z.object({ id: z.string() }))
    .errors({ ...REFUSALS, NOT_CONFIRMED: ERRORS.NOT_CONFIRMED }),
  configure: trader
    .route({
      method: 'POST',
      path: '/protections/configure',
      summary: 'Switch a protection on or off or set its figures, for all (an empty target) or for one target',
    })
    .input(
      z.object({
        id,
        target,
        enabled: z.boolean().optional(),
        scope: z.enum(LOCK_SCOPES).optional(),
        params: z.record(z.string().max(40), z.int()).optional(),
        reason,
      }),
    )
    .output(z.object({ id: z.string() }))
    .errors(REFUSALS),
  unlock: trader
    .route({ method: 'POST', path: '/protections/unlock', summary: 'End a lock before its time' })
    .input(z.object({ id, target, reason }))
    .output(z.object({ id: z.string() }))
    .errors(REFUSALS),
};
