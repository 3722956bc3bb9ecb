import type { LiquidationImport, PictureMessageView } from '#shared/contract/liquidation-imports.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { ImportEntry } from '../../liquidation/imports/import-desk.ts';
import { LONGEST_UPLOAD } from '../../liquidation/imports/uploads.ts';
import type { PictureMessage } from '../../ports/picture-reader.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';
import type { ImportsBoard } from '../imports-board.ts';
import { runMessages } from '../run-messages.ts';

/** Bad rows that an answer holds. */
const MOST_TOLD = 200;

export function liquidationImportHandlers(parts: ApiParts): HandlersOf<'liquidationImports'> {
  return { ...importHandlers(parts), ...pictureHandlers(parts) };
}

function boardOf({ imports }: ApiParts): ImportsBoard {
  if (imports === null) throw notAvailable('Nothing is imported in this mode.');
  return imports;
}

function writable(parts: ApiParts): ImportsBoard {
  mustBeWritable(parts);
  return boardOf(parts);
}

/** The pieces of a file that was handed over. */
function taken({ uploads }: ImportsBoard, upload: string): readonly string[] {
  const pieces = uploads.take(upload);
  if (pieces === null) throw contractError('NOT_FOUND', { what: 'the file that was handed over' });
  return pieces;
}

function importHandlers(parts: ApiParts) {
  const { journal } = parts.core.parts;
  return {
    list: () => Promise.resolve((parts.imports?.desk.entries() ?? []).map(viewOf)),
    layers: ({ symbol }) =>
      Promise.resolve(
        (parts.imports?.desk.layers(symbol) ?? []).map(({ entry: { id, name, at, unit }, levels }) => ({
          ...{ id, origin: `imported: ${name}`, label: 'estimated' as const, at, unit },
          levels: levels.map(({ side, price, worth, leverage, born }) => ({ side, price, worth, leverage, born })),
        })),
      ),
    part: ({ upload, text }) => {
      const added = writable(parts).uploads.add(upload, text);
      if (added === null) throw notAvailable(`A file may have ${String(LONGEST_UPLOAD)} characters, a picture 12 MB.`);
      return Promise.resolve({ upload: added.id, length: added.length });
    },
    file: async ({ upload, name, kind }, { role }) => {
      const board = writable(parts);
      const result = await board.desk.importText(kind, taken(board, upload), { name, by: role });
      if (!result.ok)
        return { imported: null, bad: result.error.slice(0, MOST_TOLD).map(badView), badCount: result.error.length };
      await journal.whenDurable();
      return { imported: viewOf(result.value), bad: [], badCount: 0 };
    },
    remove: async ({ id }, { role }) => {
      if (!writable(parts).desk.remove(id, role)) throw contractError('NOT_FOUND', { what: `import ${id}` });
      await journal.whenDurable();
      return { removed: true };
    },
    restore: async ({ id }, { role }) => {
      const entry = writable(parts).desk.restore(id, role);
      if (entry === null) throw contractError('NOT_FOUND', { what: `removed import ${id}` });
      await journal.whenDurable();
      return viewOf(entry);
    },
  } satisfies Partial<HandlersOf<'liquidationImports'>>;
}

function pictureHandlers(parts: ApiParts) {
  const { instruments } = parts;
  const { journal } = parts.core.parts;
  return {
    picture: ({ upload, name, symbol: text }) => {
      const board = writable(parts);
      const symbol = contractSymbol(text);
      if (!instruments.has(symbol)) throw contractError('NOT_FOUND', { what: text });
      const { running } = board.pictures;
      if (running !== null) throw contractError('BUSY', { running });
      const base64 = taken(board, upload).join('');
      return Promise.resolve({ run: board.pictures.start(name, symbol, base64, board.price(symbol)) });
    },
    progress: ({ run }, { signal }) => {
      const { pictures } = boardOf(parts);
      return runMessages<PictureMessageView>(
        `reading ${run}`,
        (listener) => pictures.watch(run, (message) => listener(messageView(message))),
        signal,
      );
    },
    cancel: ({ run }) => Promise.resolve({ canceled: boardOf(parts).pictures.cancel(run) }),
    confirm: async ({ run, unit }, { role }) => {
      const entry = writable(parts).pictures.confirm(run, unit, role);
      if (entry === null) throw contractError('NOT_FOUND', { what: `proposal ${run}` });
      await journal.whenDurable();
      return viewOf(entry);
    },
    reject: async ({ run }, { role }) => {
      const rejected = writable(parts).pictures.reject(run, role);
      await journal.whenDurable();
      return { rejected };
    },
  } satisfies Partial<HandlersOf<'liquidationImports'>>;
}

const viewOf = (entry: ImportEntry): LiquidationImport => ({ ...entry, symbols: [...entry.symbols] });
const badView = ({ line, reason }: { readonly line: number; readonly reason: string }) => ({ line, reason });

function messageView(message: PictureMessage): PictureMessageView {
  if (message.kind !== 'read') return message;
  const { reading } = message;
  const { levels, labels, warnings } = reading;
  return { ...message, reading: { ...reading, levels: [...levels], labels: [...labels], warnings: [...warnings] } };
}
