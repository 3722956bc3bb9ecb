import * as z from 'zod';
import { LIQUIDATION_ALERT_KINDS, thresholdProblem } from '../domain/liquidation-alert.ts';
import { NOTICE_LEVELS } from '../domain/alert.ts';
import { cooldownMinutes } from './alerts.ts';
import { contractSymbolSchema, ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const kind = z.enum(LIQUIDATION_ALERT_KINDS);
const id = z.string().regex(/^[0-9a-z-]{1,40}$/, 'This is not the id of an alert rule.');
const level = z.enum(NOTICE_LEVELS);
const threshold = z.number();

/** What a person sets; ranges of the threshold by kind are in `LIQUIDATION_ALERTS` and in {@link liquidationAlerts.kinds}. */
export const newLiquidationAlert = z
  .object({
    kind,
    /** Null for all symbols. */
    symbol: contractSymbolSchema.nullable(),
    threshold,
    cooldownMinutes: cooldownMinutes.default(30),
    level: level.default('warning'),
  })
  .check((context) => {
    const problem = thresholdProblem(context.value.kind, context.value.threshold);
    if (problem === null) return;
    context.issues.push({ code: 'custom', message: problem, input: context.value.threshold, path: ['threshold'] });
  });
export type NewLiquidationAlert = z.infer<typeof newLiquidationAlert>;

/** A rule and how it stands. `key` is its id. */
export const liquidationAlertView = z.object({
  key: z.string(),
  kind,
  symbol: contractSymbolSchema.nullable(),
  threshold,
  cooldownMinutes: z.int(),
  level,
  enabled: z.boolean(),
  by: z.string(),
  createdAt: moment,
  /**
   * `armed`: fires when it happens; `inside`: it has happened and must end before it fires again; `cooling`: fired lately;
   * `waiting`: the data are stale or cover too little, nothing fires; `off`: switched off. Of many symbols the most telling.
   */
  state: z.enum(['armed', 'inside', 'cooling', 'waiting', 'off']),
  /** The state in words, with numbers: "Waiting: coverage 31 %". */
  sentence: z.string(),
  /** Symbols by state. */
  symbols: z.object({ armed: z.int(), inside: z.int(), cooling: z.int(), waiting: z.int() }),
  /** The last time it fired: when, where, and what was said; null when it never did. */
  fired: z.object({ at: moment, symbol: contractSymbolSchema, sentence: z.string() }).nullable(),
  /** How often it happened within a cool-down and was not told. */
  held: z.int(),
});
export type LiquidationAlertView = z.infer<typeof liquidationAlertView>;

const kindView = z.object({
  kind,
  label: z.string(),
  sentence: z.string(),
  /** What the threshold is, and its unit: `share` is 0…1, `quote` quote units. */
  thresholdLabel: z.string(),
  unit: z.enum(['share', 'quote']),
  min: z.number(),
  max: z.number(),
  standard: z.number(),
});

const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE, NOT_FOUND: ERRORS.NOT_FOUND };

export const liquidationAlerts = {
  list: viewer
    .route({
      method: 'GET',
      path: '/liquidation-alerts',
      summary: 'Alert rules on the liquidation maps, as they stand',
    })
    .output(z.array(liquidationAlertView)),
  watch: viewer
    .route({ method: 'GET', path: '/liquidation-alerts/watch', summary: 'The alert rules, as they change' })
    .output(rowStream(liquidationAlertView)),
  kinds: viewer
    .route({
      method: 'GET',
      path: '/liquidation-alerts/kinds',
      summary: 'Kinds of rules with ranges of their thresholds',
    })
    .output(z.array(kindView)),
  create: trader
    .route({ method: 'POST', path: '/liquidation-alerts', summary: 'Set an alert rule' })
    .input(newLiquidationAlert)
    .output(liquidationAlertView)
    .errors(WRITES),
  change: trader
    .route({ method: 'POST', path: '/liquidation-alerts/change', summary: 'Change or switch an alert rule' })
    .input(
      z.object({
        id,
        threshold: threshold.optional(),
        cooldownMinutes: cooldownMinutes.optional(),
        level: level.optional(),
        enabled: z.boolean().optional(),
      }),
    )
    .output(liquidationAlertView)
    .errors(WRITES),
  remove: trader
    .route({ method: 'POST', path: '/liquidation-alerts/remove', summary: 'Remove an alert rule' })
    .input(z.object({ id }))
    .output(z.object({ id: z.string() }))
    .errors(WRITES),
  test: trader
    .route({
      method: 'POST',
      path: '/liquidation-alerts/test',
      summary: 'Send what a rule would say, marked as a test; neither its state nor its cool-down changes',
    })
    .input(z.object({ id }))
    .output(z.object({ at: moment, title: z.string(), body: z.string() }))
    .errors(WRITES),
};
