import * as z from 'zod';
import { NOTICE_LEVELS } from '../domain/alert.ts';
import { ALERT_PRICES, ALERT_WAYS } from '../domain/price-alert.ts';
import { cooldownMinutes } from './alerts.ts';
import { contractSymbolSchema, ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const id = z.string().regex(/^[0-9a-z-]{1,40}$/, 'This is not the id of a price alert.');
const level = z.enum(NOTICE_LEVELS);
const triggerBy = z.enum(ALERT_PRICES);
const way = z.enum(ALERT_WAYS);
const price = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,15})?$/, 'A price is a decimal number.')
  .refine((text) => Number(text) > 0, 'A price is above 0.');
const note = z
  .string()
  .trim()
  .max(120, 'A note has at most 120 characters.')
  .regex(/^[^\p{C}]*$/u, 'A note has no control characters.');

/** What a person sets; the price lies on the contract's tick. */
export const newPriceAlert = z.object({
  symbol: contractSymbolSchema,
  price,
  triggerBy: triggerBy.default('last'),
  way: way.default('any'),
  cooldownMinutes: cooldownMinutes.default(5),
  /** Switched off by firing. */
  once: z.boolean().default(false),
  level: level.default('warning'),
  note: note.default(''),
});

/** An alert and how it stands. `key` is its id. */
export const priceAlertView = z.object({
  key: z.string(),
  symbol: contractSymbolSchema,
  coin: z.string(),
  /** Exact, on the tick. */
  price: z.string(),
  triggerBy,
  way,
  cooldownMinutes: z.int(),
  once: z.boolean(),
  level,
  note: z.string(),
  enabled: z.boolean(),
  by: z.string(),
  createdAt: moment,
  /**
   * `armed`: fires at the next crossing; `cooling`: fired lately, a crossing is only counted; `waiting`: no price is known
   * that can be trusted, nothing fires; `done`: fired and switched off by it; `off`: switched off by a person.
   */
  state: z.enum(['armed', 'cooling', 'waiting', 'done', 'off']),
  /** The state in words, with the reason. */
  sentence: z.string(),
  /** When the cool-down is over; null outside of one. */
  coolUntil: moment.nullable(),
  /** The last time it fired; null when it never did. `seen` is the price then, in quote units. */
  fired: z.object({ at: moment, seen: z.number(), way: z.enum(['up', 'down']), sentence: z.string() }).nullable(),
  /** How often it was crossed within a cool-down and not told. */
  held: z.int(),
});
export type PriceAlertView = z.infer<typeof priceAlertView>;

const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };
const ONE = { ...WRITES, NOT_FOUND: ERRORS.NOT_FOUND, ALREADY_EXISTS: ERRORS.ALREADY_EXISTS };

export const priceAlerts = {
  list: viewer
    .route({ method: 'GET', path: '/price-alerts', summary: 'Price alerts as they stand, oldest first' })
    .output(z.array(priceAlertView)),
  watch: viewer
    .route({ method: 'GET', path: '/price-alerts/watch', summary: 'The price alerts, as they change' })
    .output(rowStream(priceAlertView)),
  add: trader
    .route({ method: 'POST', path: '/price-alerts', summary: 'Set a price alert' })
    .input(newPriceAlert)
    .output(priceAlertView)
    .errors(ONE),
  change: trader
    .route({ method: 'POST', path: '/price-alerts/change', summary: 'Move, change or switch a price alert' })
    .input(
      z.object({
        id,
        price: price.optional(),
        triggerBy: triggerBy.optional(),
        way: way.optional(),
        cooldownMinutes: cooldownMinutes.optional(),
        once: z.boolean().optional(),
        level: level.optional(),
        note: note.optional(),
        enabled: z.boolean().optional(),
      }),
    )
    .output(priceAlertView)
    .errors(ONE),
  remove: trader
    .route({ method: 'POST', path: '/price-alerts/remove', summary: 'Remove a price alert' })
    .input(z.object({ id }))
    .output(z.object({ id: z.string() }))
    .errors({ ...WRITES, NOT_FOUND: ERRORS.NOT_FOUND }),
};
