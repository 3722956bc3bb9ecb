import * as z from 'zod';
import { contractSymbolSchema, ERRORS, moment, trader, viewer } from './base.ts';

/** What a limit counts; `ppm` is parts per million of equity or of a price, `usdt` 1e-8 USDT. */
export const limitUnit = z.enum(['ppm', 'usdt', 'ms', 'bytes', 'number']);

/** One limit of the risk gate. All figures are whole numbers in the limit's own unit. */
export const gateLimitView = z.object({
  key: z.string(),
  /** Number of the check in the table of pre-trade checks. */
  row: z.int(),
  sentence: z.string(),
  unit: limitUnit,
  value: z.int(),
  standard: z.int(),
  hardCap: z.int(),
  tightest: z.int(),
  looser: z.enum(['higher', 'lower']),
  /** True when the value allows more than the default. */
  loosened: z.boolean(),
  /** Present use in the same unit; null where it is asked per order, or is not known. */
  used: z.int().nullable(),
});
export type GateLimitView = z.infer<typeof gateLimitView>;

/** The limits in force, and whether the rules and the program that run are the ones approved last. */
export const limitsView = z.object({
  version: z.int(),
  limits: z.array(gateLimitView),
  /** Null in a replay, where nobody approves. */
  approval: z
    .object({
      rules: z.string(),
      approvedRules: z.string().nullable(),
      build: z.string(),
      approvedBuild: z.string().nullable(),
    })
    .nullable(),
  disabled: z.array(z.object({ strategy: z.string(), symbol: contractSymbolSchema, cause: z.string(), since: moment })),
  at: moment,
});
export type LimitsView = z.infer<typeof limitsView>;

/** A version of the limits. Version 0 is what the program starts with. */
export const limitVersionView = z.object({
  version: z.int(),
  at: moment,
  by: z.string(),
  reason: z.string(),
  rolledBackTo: z.int().nullable(),
  /** What this version changed: key, value before, value since. */
  changed: z.array(z.object({ key: z.string(), before: z.int(), after: z.int() })),
});
export type LimitVersionView = z.infer<typeof limitVersionView>;

const reason = z.string().trim().min(3).max(500);
/** The text that confirms looser limits; the refusal says what it must be. */
const confirmation = z.string().max(2_000).nullable().default(null);

const REFUSALS = { READ_ONLY: ERRORS.READ_ONLY, LIMIT_REFUSED: ERRORS.LIMIT_REFUSED };
const changedTo = z.object({ version: z.int() });

export const limits = {
  list: viewer
    .route({ method: 'GET', path: '/limits', summary: 'Every limit of the risk gate with its present use' })
    .output(limitsView),
  history: viewer
    .route({ method: 'GET', path: '/limits/history', summary: 'All versions of the limits, newest first' })
    .output(z.array(limitVersionView)),
  change: trader
    .route({ method: 'POST', path: '/limits/change', summary: 'Set limits, all or none, from the next decision on' })
    .input(z.object({ values: z.record(z.string(), z.number()), reason, confirmation }))
    .output(changedTo)
    .errors(REFUSALS),
  rollback: trader
    .route({ method: 'POST', path: '/limits/rollback', summary: 'Take an earlier version of the limits again' })
    .input(z.object({ version: z.int().min(0), reason, confirmation }))
    .output(changedTo)
    .errors(REFUSALS),
  approve: trader
    .route({ method: 'POST', path: '/limits/approve', summary: 'Approve the rules and the program that run' })
    .input(z.object({ reason, build: z.string(), rules: z.string() }))
    .output(z.object({ approved: z.literal(true) }))
    .errors({ READ_ONLY: ERRORS.READ_ONLY, NOT_CONFIRMED: ERRORS.NOT_CONFIRMED }),
  enable: trader
    .route({ method: 'POST', path: '/limits/enable', summary: 'Let a disabled strategy trade a symbol again' })
    .input(z.object({ strategy: z.string().min(1).max(100), symbol: contractSymbolSchema, reason }))
    .output(z.object({ enabled: z.literal(true) }))
    .errors({ READ_ONLY: ERRORS.READ_ONLY, NOT_FOUND: ERRORS.NOT_FOUND }),
};
