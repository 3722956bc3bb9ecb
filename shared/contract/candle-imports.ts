import * as z from 'zod';
import { TIMEFRAMES } from '../domain/timeframe.ts';
import { contractSymbolSchema, ERRORS, moment, rowStream, trader, viewer } from './base.ts';
import { seriesView } from './market.ts';

/** Files of one import, and what they may be together: bytes as they travel (packed), and candles. */
export const MOST_CANDLE_FILES = 40;
export const MOST_PACKED_BYTES = 128_000_000;
export const MOST_CANDLES = 4_000_000;
/** Base64 characters of one piece of a file: it holds the host for a millisecond or two. */
export const CANDLE_PART = 262_144;

const timeframe = z.enum(TIMEFRAMES);
/** Name of the file, shown as text wherever its candles are. */
const name = z.string().trim().min(1).max(200);
const count = z.int().min(0);

/** A file of an import, as far as it is read. */
export const candleFileView = z.object({
  name,
  /** Size of the file, and how much of it has come. */
  bytes: count,
  received: count,
  state: z.enum(['coming', 'reading', 'read', 'bad']),
  /** Left out by a person: nothing of it is stored. */
  leftOut: z.boolean(),
  /** Guessed from the name, or chosen; null while it is to be chosen. */
  symbol: z.string().nullable(),
  /** Told by what lies between the candles, or chosen; null while it is to be chosen. */
  timeframe: timeframe.nullable(),
  rows: count,
  /** Open times of the first and the last candle; null without any. */
  from: moment.nullable(),
  to: moment.nullable(),
  gaps: count,
  /** Candles that the gaps lack. */
  missing: count,
  /** Compared with the stored candles of that symbol and timeframe; null while either is to be chosen. */
  overlap: z.object({ fresh: count, changed: count, same: count }).nullable(),
  /** What is wrong, the first of it. */
  bad: z.array(z.object({ line: z.int(), reason: z.string() })),
  badCount: count,
});
export type CandleFileView = z.infer<typeof candleFileView>;

/** An import under way, or the last one since the start. */
export const candleImportRun = z.object({
  id: z.string(),
  /** `asking`: everything is read, and a person says whether it is stored. */
  state: z.enum(['reading', 'asking', 'storing', 'done', 'canceled', 'failed']),
  startedAt: moment,
  endedAt: moment.nullable(),
  /** 0…1 of what is done now: reading or storing. */
  share: z.number(),
  files: z.array(candleFileView),
  /** When it is done: candles that are new, and those that replaced others. */
  result: z.object({ fresh: count, changed: count, same: count }).nullable(),
  problem: z.string().nullable(),
});
export type CandleImportRun = z.infer<typeof candleImportRun>;

/** The stored series and the one import that may be under way. */
export const candleImportView = z.object({
  key: z.literal('candle-import'),
  /** False where this host can import nothing. */
  available: z.boolean(),
  run: candleImportRun.nullable(),
  /** What candles can be of: the contracts that a replay knows. */
  contracts: z.array(z.object({ symbol: z.string(), coin: z.string() })),
  stored: z.array(seriesView.extend({ bytes: z.number().min(0) })),
});
export type CandleImportView = z.infer<typeof candleImportView>;
export type StoredSeries = CandleImportView['stored'][number];

const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };
const OF_RUN = { ...WRITES, NOT_FOUND: ERRORS.NOT_FOUND };
const run = z.object({ id: z.string().min(1).max(64) });
const file = z
  .int()
  .min(0)
  .max(MOST_CANDLE_FILES - 1);

export const candleImports = {
  watch: viewer
    .route({
      method: 'GET',
      path: '/candles/imports/watch',
      summary: 'Stored candle series with their size, and the import under way',
    })
    .output(rowStream(candleImportView)),
  begin: trader
    .route({ method: 'POST', path: '/candles/imports', summary: 'Begin to hand over candle files' })
    .input(
      z.object({
        files: z
          .array(z.object({ name, bytes: count }))
          .min(1)
          .max(MOST_CANDLE_FILES),
      }),
    )
    .output(z.object({ id: z.string() }))
    .errors({ ...WRITES, BUSY: ERRORS.BUSY }),
  part: trader
    .route({
      method: 'POST',
      path: '/candles/imports/{id}/parts',
      summary:
        'Hand over the next piece of a file as base64, of CSV or of CSV packed with gzip; answered when it is taken',
    })
    .input(
      run.extend({
        file,
        data: z.string().max(CANDLE_PART),
        /** How many bytes of the file have been handed over with it. */
        received: count,
        last: z.boolean(),
      }),
    )
    .output(z.object({ taken: z.boolean() }))
    .errors(OF_RUN),
  choose: trader
    .route({
      method: 'POST',
      path: '/candles/imports/{id}/choose',
      summary: 'Say what a file holds, or leave it out; it is read again where that needs it',
    })
    .input(
      run.extend({
        file,
        symbol: contractSymbolSchema.optional(),
        timeframe: timeframe.optional(),
        leftOut: z.boolean().optional(),
      }),
    )
    .output(z.object({ taken: z.boolean() }))
    .errors(OF_RUN),
  store: trader
    .route({
      method: 'POST',
      path: '/candles/imports/{id}/store',
      summary: 'Store the candles of all files that are not left out: all of them or none',
    })
    .input(run)
    .output(z.object({ started: z.boolean() }))
    .errors(OF_RUN),
  cancel: trader
    .route({ method: 'POST', path: '/candles/imports/{id}/cancel', summary: 'Stop an import; nothing of it is kept' })
    .input(run)
    .output(z.object({ canceled: z.boolean() })),
  remove: trader
    .route({
      method: 'POST',
      path: '/candles/remove',
      summary: 'Remove an imported series; `typed` repeats symbol and timeframe',
    })
    .input(z.object({ symbol: contractSymbolSchema, timeframe, typed: z.string().max(100) }))
    .output(z.object({ removed: z.boolean() }))
    .errors({ ...OF_RUN, BUSY: ERRORS.BUSY, NOT_CONFIRMED: ERRORS.NOT_CONFIRMED }),
};
