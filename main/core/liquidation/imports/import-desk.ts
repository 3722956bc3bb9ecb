import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Journal } from '../../journal/journal.ts';
import type { LiquidationImportEventData } from '../../journal/liquidation-import-event-types.ts';
import type { BadRow } from '../../market/candle-csv.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { TextShelf } from '../../ports/text-shelf.ts';
import { ImportParser } from './import-parser.ts';
import {
  levelOf,
  liquidationOf,
  type ImportedLevel,
  type ImportedLiquidation,
  type ImportKind,
} from './import-rows.ts';

const SUBJECT = 'liquidation-imports';
/** How long a removal can be taken back; the rows are erased then. */
export const REMOVAL_STANDS_MS = HOUR;

export interface ImportDeskParts {
  readonly journal: Journal;
  readonly shelf: TextShelf;
  readonly hasher: Hasher;
  readonly now: () => number;
  readonly scheduler: Scheduler;
  readonly symbolOf: (text: string) => ContractSymbol | null;
  readonly newId: () => string;
}

/** An import that stands. */
export interface ImportEntry {
  readonly id: string;
  readonly kind: ImportKind;
  readonly from: 'file' | 'picture';
  readonly name: string;
  readonly at: number;
  readonly rows: number;
  readonly symbols: readonly string[];
  readonly unit: 'quote' | 'relative';
  readonly by: string;
  /** Why what was kept cannot be used; null when it can. */
  readonly problem: string | null;
}

type Recorded = LiquidationImportEventData['liquidations.imported'] & { readonly at: number };
type Kept = { readonly levels: readonly ImportedLevel[] } | { readonly liquidations: readonly ImportedLiquidation[] };

/** What an input was, for the record. */
interface ImportInput {
  readonly name: string;
  readonly from: 'file' | 'picture';
  /** SHA-256 of the input, hex. */
  readonly hash: string;
  readonly unit: 'quote' | 'relative';
  readonly by: string;
}

type FileInput = Pick<ImportInput, 'name' | 'by'>;
type Chunks = Iterable<string> | AsyncIterable<string>;

/**
 * Imported levels and liquidations: restored from the journal, their rows on the shelf and believed only while they are what
 * was recorded. Nothing of them moves the model; they stand beside it under the name of their source.
 */
export class ImportDesk {
  readonly onChange = new Emitter<void>();
  readonly #parts: ImportDeskParts;
  readonly #recorded = new Map<string, Recorded>();
  /** What was removed and not erased yet, by id: when. */
  readonly #removed = new Map<string, number>();
  readonly #opened = new Map<string, Result<Kept, string>>();

  constructor(parts: ImportDeskParts) {
    this.#parts = parts;
    for (const { type, data, ts } of parts.journal.store.bySubject(SUBJECT)) {
      if (type === 'liquidations.imported') this.#keep(data as unknown as Omit<Recorded, 'at'>, ts);
      else if (type === 'liquidations.import_removed') this.#removed.set(data['id'] as string, ts);
      else if (type === 'liquidations.import_restored') this.#removed.delete(data['id'] as string);
    }
    for (const [id, at] of this.#removed) this.#eraseLater(id, at);
  }

  /** Newest first. */
  entries(): readonly ImportEntry[] {
    const standing = [...this.#recorded.values()].filter(({ id }) => !this.#removed.has(id));
    return standing.reverse().map((one) => {
      const { id, kind, from, name, at, rows, symbols, unit, by } = one;
      const opened = this.#open(one);
      return { id, kind, from, name, at, rows, symbols, unit, by, problem: opened.ok ? null : opened.error };
    });
  }

  entry(id: string): ImportEntry | null {
    return this.entries().find((one) => one.id === id) ?? null;
  }

  /** The levels of a contract, one layer for each import that has any; newest first. */
  layers(symbol: string): readonly { readonly entry: ImportEntry; readonly levels: readonly ImportedLevel[] }[] {
    return this.entries().flatMap((entry) => {
      const opened = this.#opened.get(entry.id);
      if (opened?.ok !== true || !('levels' in opened.value)) return [];
      const levels = opened.value.levels.filter((one) => one.symbol === symbol);
      return levels.length === 0 ? [] : [{ entry, levels }];
    });
  }

  /** Liquidations that were imported, with where from; of every contract when none is named. Newest first. */
  liquidations(symbol: string | null, limit: number) {
    const found = this.entries().flatMap(({ id, name }) => {
      const opened = this.#opened.get(id);
      if (opened?.ok !== true || !('liquidations' in opened.value)) return [];
      return opened.value.liquidations
        .filter((one) => symbol === null || one.symbol === symbol)
        .map((one) => ({ ...one, origin: `imported: ${name}` }));
    });
    return found.sort((a, b) => b.ts - a.ts).slice(0, limit);
  }

  /** Imports the text of a file: all rows or none. */
  importText(kind: ImportKind, chunks: Chunks, input: FileInput): Promise<Result<ImportEntry, readonly BadRow[]>> {
    const context = { symbolOf: this.#parts.symbolOf, now: this.#parts.now() };
    if (kind === 'levels') {
      const parser = new ImportParser(input.name, kind, levelOf, context);
      return this.#importRows(parser, chunks, input, (levels) => ({ levels }));
    }
    const parser = new ImportParser(input.name, kind, liquidationOf, context);
    return this.#importRows(parser, chunks, input, (liquidations) => ({ liquidations }));
  }

  async #importRows<Row>(
    parser: ImportParser<Row>,
    chunks: Chunks,
    input: FileInput,
    keep: (rows: readonly Row[]) => Kept,
  ): Promise<Result<ImportEntry, readonly BadRow[]>> {
    const pieces: string[] = [];
    for await (const chunk of chunks) {
      parser.push(chunk);
      if (parser.ended) break;
      pieces.push(chunk);
    }
    const read = parser.finish();
    if (!read.ok) return read;
    const hash = this.#parts.hasher.sha256(pieces.join(''));
    return ok(this.#record(keep(read.value), { ...input, from: 'file', hash, unit: 'quote' }));
  }

  /** Keeps levels that a person confirmed. */
  importLevels(levels: readonly ImportedLevel[], input: ImportInput): ImportEntry {
    return this.#record({ levels }, input);
  }

  /** A person did not confirm a proposal. */
  reject(name: string, hash: string, by: string): void {
    this.#parts.journal.append({ type: 'liquidations.picture_rejected', subject: SUBJECT, data: { name, hash, by } });
  }

  /** Takes an import away; its rows stay for {@link REMOVAL_STANDS_MS}. False when there is no such import. */
  remove(id: string, by: string): boolean {
    const recorded = this.#recorded.get(id);
    if (recorded === undefined || this.#removed.has(id)) return false;
    const { name } = recorded;
    this.#parts.journal.append({ type: 'liquidations.import_removed', subject: SUBJECT, data: { id, name, by } });
    const at = this.#parts.now();
    this.#removed.set(id, at);
    this.#eraseLater(id, at);
    this.onChange.emit();
    return true;
  }

  /** Takes a removal back; null when there is none, or its rows were erased since. */
  restore(id: string, by: string): ImportEntry | null {
    const recorded = this.#recorded.get(id);
    if (recorded === undefined || !this.#removed.has(id)) return null;
    const { name } = recorded;
    this.#parts.journal.append({ type: 'liquidations.import_restored', subject: SUBJECT, data: { id, name, by } });
    this.#removed.delete(id);
    this.onChange.emit();
    return this.entry(id);
  }

  /** Erases what was removed at a time once that cannot be taken back any more; after a restart too. */
  #eraseLater(id: string, at: number): void {
    const { journal, now, scheduler } = this.#parts;
    // A reader does not hear what the writer takes back.
    if (journal.notWritable !== null) return;
    const left = at + REMOVAL_STANDS_MS - now();
    if (left <= 0) this.#erase(id);
    else
      scheduler.after(left, () => {
        if (this.#removed.get(id) === at && !this.#standsInJournal(id)) this.#erase(id);
      });
  }

  /** Whether the last that the journal on the disk says of an import is that it was brought in, or back. */
  #standsInJournal(id: string): boolean {
    let stands = false;
    for (const { type, data } of this.#parts.journal.store.bySubject(SUBJECT))
      if (data['id'] === id) stands = type !== 'liquidations.import_removed';
    return stands;
  }

  #erase(id: string): void {
    this.#recorded.delete(id);
    this.#removed.delete(id);
    this.#opened.delete(id);
    try {
      this.#parts.shelf.remove(id);
    } catch {
      // The record says that it is removed: the next start tries again.
    }
  }

  /** The rows first: a record never names what is not there. */
  #record(kept: Kept, { name, from, hash, unit, by }: ImportInput): ImportEntry {
    const { shelf, hasher, journal, newId, now } = this.#parts;
    const text = JSON.stringify(kept);
    const id = newId();
    const rows = 'levels' in kept ? kept.levels : kept.liquidations;
    const kind = 'levels' in kept ? ('levels' as const) : ('liquidations' as const);
    const symbols = [...new Set(rows.map(({ symbol }) => symbol))].sort();
    const data = { id, kind, from, name, hash, kept: hasher.sha256(text), rows: rows.length, symbols, unit, by };
    shelf.write(id, text);
    try {
      journal.append({ type: 'liquidations.imported', subject: SUBJECT, data });
    } catch (error) {
      shelf.remove(id);
      throw error;
    }
    this.#keep(data, now());
    this.#opened.set(id, ok(kept));
    this.onChange.emit();
    return this.entry(id) as ImportEntry;
  }

  #keep(data: Omit<Recorded, 'at'>, at: number): void {
    this.#recorded.set(data.id, { ...data, at });
  }

  #open({ id, kept }: Recorded): Result<Kept, string> {
    let opened = this.#opened.get(id);
    if (opened === undefined) {
      opened = opening(this.#parts.shelf.read(id), kept, this.#parts.hasher);
      this.#opened.set(id, opened);
    }
    return opened;
  }
}

function opening(text: string | null, kept: string, hasher: Hasher): Result<Kept, string> {
  if (text === null) return err('Its rows are no longer in the data folder; import it again.');
  if (hasher.sha256(text) !== kept)
    return err('Its rows are not those that were imported; remove it and import it again.');
  return ok(JSON.parse(text) as Kept);
}
