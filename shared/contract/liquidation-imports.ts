import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { contractSymbolSchema, ERRORS, moment, trader, viewer } from './base.ts';

const kind = z.enum(['levels', 'liquidations']);
/** What the worth of levels is in: quote units, or a scale of the source's own. */
const unit = z.enum(['quote', 'relative']);
const side = z.enum(['long', 'short']);
/** Name of the file, shown wherever its rows are. */
const name = z.string().trim().min(1).max(120);

/** An import that stands; `problem` says why its rows cannot be used. */
export const liquidationImport = z.object({
  id: z.string(),
  kind,
  from: z.enum(['file', 'picture']),
  name,
  at: moment,
  rows: z.int(),
  symbols: z.array(z.string()),
  unit,
  by: z.string(),
  problem: z.string().nullable(),
});
export type LiquidationImport = z.infer<typeof liquidationImport>;

/** Levels of a source outside, one layer an import. They stand beside the model and never move it. */
export const importedLayer = z.object({
  id: z.string(),
  /** `imported: <file>`. */
  origin: z.string(),
  /** Estimated by that source; nothing here is measured. */
  label: z.literal('estimated'),
  at: moment,
  unit,
  levels: z.array(
    z.object({
      side,
      price: z.number(),
      worth: z.number(),
      leverage: z.number().nullable(),
      born: moment.nullable(),
    }),
  ),
});
export type ImportedLayer = z.infer<typeof importedLayer>;

const badRow = z.object({ line: z.int(), reason: z.string() });
const box = z.object({ left: z.int(), top: z.int(), right: z.int(), bottom: z.int() });
const axis = z.object({
  scale: z.enum(['linear', 'log']),
  /** Labels that count, and all that were found. */
  used: z.int(),
  found: z.int(),
  /** Greatest distance of a label from where its number belongs, pixels. */
  worst: z.number(),
});

/** What was read in a picture: a proposal until a person confirms it. Boxes in pixels of the picture. */
export const pictureReading = z.object({
  levels: z.array(z.object({ side, price: z.number(), worth: z.number(), leverage: z.number().nullable(), box })),
  price: z.number(),
  priceAxis: axis,
  worthAxis: axis,
  plot: box,
  priceAt: z.number(),
  pitch: z.number(),
  labels: z.array(z.object({ text: z.string(), box, of: z.enum(['price', 'worth']) })),
  warnings: z.array(z.string()),
});
export type PictureReading = z.infer<typeof pictureReading>;

export const pictureMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), share: z.number(), doing: z.string() }),
  z.object({ kind: z.literal('read'), reading: pictureReading, width: z.int(), height: z.int(), hash: z.string() }),
  z.object({ kind: z.literal('not-readable'), reason: z.string() }),
  z.object({ kind: z.literal('canceled') }),
  z.object({ kind: z.literal('failed'), problem: z.string() }),
]);
export type PictureMessageView = z.infer<typeof pictureMessage>;

/** Characters of one piece of a file: a message holds a megabyte. */
export const IMPORT_PART = 500_000;

const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE, NOT_FOUND: ERRORS.NOT_FOUND };
const byId = z.object({ id: z.string().min(1).max(64) });
const path = (rest: string) => `/liquidations/imports${rest}` as const;

export const liquidationImports = {
  list: viewer
    .route({ method: 'GET', path: path(''), summary: 'Imported levels and liquidations, newest first' })
    .output(z.array(liquidationImport)),
  layers: viewer
    .route({ method: 'GET', path: path('/layers'), summary: 'Imported levels of a symbol, one layer an import' })
    .input(z.object({ symbol: contractSymbolSchema }))
    .output(z.array(importedLayer)),
  part: trader
    .route({ method: 'POST', path: path('/parts'), summary: 'Hand over a piece of a file: text, or base64 of a PNG' })
    .input(z.object({ upload: z.string().max(64).nullable(), text: z.string().max(IMPORT_PART) }))
    .output(z.object({ upload: z.string(), length: z.int() }))
    .errors(WRITES),
  file: trader
    .route({ method: 'POST', path: path('/files'), summary: 'Import a file that was handed over: all rows or none' })
    .input(z.object({ upload: z.string().max(64), name, kind }))
    .output(z.object({ imported: liquidationImport.nullable(), bad: z.array(badRow), badCount: z.int() }))
    .errors(WRITES),
  picture: trader
    .route({ method: 'POST', path: path('/pictures'), summary: 'Read a picture of a liquidation map beside the core' })
    .input(z.object({ upload: z.string().max(64), name, symbol: contractSymbolSchema }))
    .output(z.object({ run: z.string() }))
    .errors({ ...WRITES, BUSY: ERRORS.BUSY }),
  progress: viewer
    .route({ method: 'GET', path: path('/pictures/{run}'), summary: 'Progress of a reading, then what was read' })
    .input(z.object({ run: z.string() }))
    .output(eventIterator(pictureMessage))
    .errors({ NOT_FOUND: ERRORS.NOT_FOUND }),
  cancel: trader
    .route({ method: 'POST', path: path('/pictures/{run}/cancel'), summary: 'Stop reading a picture' })
    .input(z.object({ run: z.string() }))
    .output(z.object({ canceled: z.boolean() })),
  confirm: trader
    .route({ method: 'POST', path: path('/pictures/{run}/confirm'), summary: 'Keep what was read in a picture' })
    .input(z.object({ run: z.string(), unit }))
    .output(liquidationImport)
    .errors(WRITES),
  reject: trader
    .route({ method: 'POST', path: path('/pictures/{run}/reject'), summary: 'Keep nothing of a picture' })
    .input(z.object({ run: z.string() }))
    .output(z.object({ rejected: z.boolean() }))
    .errors(WRITES),
  remove: trader
    .route({
      method: 'POST',
      path: path('/{id}/remove'),
      summary: 'Remove an import; its rows are erased an hour later',
    })
    .input(byId)
    .output(z.object({ removed: z.boolean() }))
    .errors(WRITES),
  restore: trader
    .route({
      method: 'POST',
      path: path('/{id}/restore'),
      summary: 'Take the removal of an import back, within an hour',
    })
    .input(byId)
    .output(liquidationImport)
    .errors(WRITES),
};
