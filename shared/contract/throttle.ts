import * as z from 'zod';
import { HARD_CAPS, OVERFLOW_POLICIES } from '../domain/signal-caps.ts';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const perHour = (most: number) => z.int().min(1).max(most);
const scheduled = (most: number) => z.int().min(0).max(most).nullable();

/** Other caps for some hours of the day, UTC; null leaves one as it is. Over midnight when `untilHour` ≤ `fromHour`. */
export const scheduledCaps = z.object({
  fromHour: z.int().min(0).max(23),
  untilHour: z.int().min(1).max(24),
  perSymbolHour: scheduled(HARD_CAPS.perSymbolHour),
  perSourceHour: scheduled(HARD_CAPS.perSourceHour),
  totalHour: scheduled(HARD_CAPS.totalHour),
});

/** Caps on signals per hour, and what becomes of those that no cap has a place for. */
export const throttleCaps = z.object({
  perSymbolHour: perHour(HARD_CAPS.perSymbolHour),
  perSourceHour: perHour(HARD_CAPS.perSourceHour),
  totalHour: perHour(HARD_CAPS.totalHour),
  /** Least time between two admitted signals of one symbol, ms. */
  symbolSpacingMs: z.int().min(0).max(HARD_CAPS.symbolSpacingMs),
  schedule: z.array(scheduledCaps).max(24),
  overflow: z.enum(OVERFLOW_POLICIES),
  /** Signals that may wait at once. */
  places: z.int().min(1).max(HARD_CAPS.places),
  maxWaitMs: z.int().min(1_000).max(HARD_CAPS.maxWaitMs),
});

/** A signal that waits. */
export const waitingSignal = z.object({
  id: z.string(),
  symbol: z.string(),
  source: z.string(),
  /** For a place in a cap, or for a conflicting action to end. */
  at: z.enum(['throttle', 'conflict']),
  /** When it is decided on again, and when its wait is over. */
  dueAt: moment,
  until: moment,
});

/** The throttle as it stands. */
export const throttleView = z.object({
  key: z.literal('throttle'),
  asOf: moment,
  pause: z.object({ paused: z.boolean(), reason: z.string(), by: z.string(), since: moment.nullable() }),
  /** Rises by one with each change of the caps; 0 as configured. */
  version: z.int(),
  caps: throttleCaps,
  hardCaps: z.object({
    perSymbolHour: z.int(),
    perSourceHour: z.int(),
    totalHour: z.int(),
    symbolSpacingMs: z.int(),
    places: z.int(),
    maxWaitMs: z.int(),
  }),
  waiting: z.array(waitingSignal),
});
export type ThrottleView = z.infer<typeof throttleView>;

/** How full one cap is. Counted by the program: measured. */
export const capView = z.object({
  key: z.string(),
  asOf: moment,
  kind: z.enum(['total', 'symbol', 'source']),
  /** The symbol's or source's name; empty for all together. */
  name: z.string(),
  used: z.int(),
  /** By the caps of this hour of the day. */
  limit: z.int(),
  /** When the next place is free; null when one is now. */
  nextFreeAt: moment.nullable(),
});
export type CapView = z.infer<typeof capView>;

const reason = z.string().min(1).max(200);
const WRITE_ERRORS = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE } as const;

export const throttle = {
  get: viewer.route({ method: 'GET', path: '/throttle', summary: 'Pause, caps and what waits' }).output(throttleView),
  watch: viewer
    .route({ method: 'GET', path: '/throttle/watch', summary: 'Pause, caps and what waits, as they change' })
    .output(rowStream(throttleView)),
  fill: viewer
    .route({ method: 'GET', path: '/throttle/caps', summary: 'How full every cap is that was used in the last hour' })
    .output(z.array(capView)),
  watchFill: viewer
    .route({ method: 'GET', path: '/throttle/caps/watch', summary: 'How full every cap is, as it changes' })
    .output(rowStream(capView)),
  pause: trader
    .route({
      method: 'POST',
      path: '/throttle/pause',
      summary: 'Refuse all signals, also those that wait, until resumed',
    })
    .input(z.object({ reason }))
    .output(throttleView)
    .errors(WRITE_ERRORS),
  resume: trader
    .route({ method: 'POST', path: '/throttle/resume', summary: 'Take signals again' })
    .input(z.object({ reason }))
    .output(throttleView)
    .errors(WRITE_ERRORS),
  change: trader
    .route({ method: 'POST', path: '/throttle/caps', summary: 'Set other caps, within the hard caps' })
    .input(z.object({ version: z.int().min(0), reason, caps: throttleCaps.partial() }))
    .output(throttleView)
    .errors({ ...WRITE_ERRORS, REFUSED: ERRORS.REFUSED }),
};
