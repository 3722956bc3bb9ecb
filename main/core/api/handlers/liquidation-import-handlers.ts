import type { LiquidationImport, PictureMessageView } from '#shared/contract/liquidation-imports.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { ImportEntry } from '../../liquidation/imports/import-desk.ts';
import { LONGEST_UPLOAD } from '../../liquidation/imports/uploads.ts';
import type { PictureMessage } from '../../ports/picture-reader.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ImportsBoard } from '../imports-board.ts';
import type { StopSignal } from '../stop-signal.ts';

/** Bad rows that an answer holds. */
const MOST_TOLD = 200;

export function liquidationImportHandlers(parts: ApiParts): HandlersOf<'liquidationImports'> {
  const { core, store, dataFolder, instruments } = parts;
  const { journal } = core.parts;
  const there = (): ImportsBoard => {
    if (parts.imports === null) throw notAvailable('Nothing is imported in this mode.');
    return parts.imports;
  };
  const writable = (): ImportsBoard => {
    if (store.journal.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    if (journal.notWritable !== null) throw notAvailable(journal.notWritable);
    return there();
  };
  const taken = (board: ImportsBoard, upload: string): readonly string[] => {
    const pieces = board.uploads.take(upload);
    if (pieces === null) throw contractError('NOT_FOUND', { what: 'the file that was handed over' });
    return pieces;
  };
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
      const added = writable().uploads.add(upload, text);
      if (added === null) throw notAvailable(`A file may have ${String(LONGEST_UPLOAD)} characters, a picture 12 MB.`);
      return Promise.resolve({ upload: added.id, length: added.length });
    },
    file: async ({ upload, name, kind }, { role }) => {
      const board = writable();
      const result = await board.desk.importText(kind, taken(board, upload), { name, by: role });
      if (!result.ok)
        return { imported: null, bad: result.error.slice(0, MOST_TOLD).map(badView), badCount: result.error.length };
      await journal.whenDurable();
      return { imported: viewOf(result.value), bad: [], badCount: 0 };
    },
    picture: ({ upload, name, symbol: text }) => {
      const board = writable();
      const symbol = contractSymbol(text);
      if (!instruments.has(symbol)) throw contractError('NOT_FOUND', { what: text });
      const { running } = board.pictures;
      if (running !== null) throw contractError('BUSY', { running });
      const base64 = taken(board, upload).join('');
      return Promise.resolve({ run: board.pictures.start(name, symbol, base64, board.price(symbol)) });
    },
    progress: ({ run }, { signal }) => watch(there(), run, signal),
    cancel: ({ run }) => Promise.resolve({ canceled: there().pictures.cancel(run) }),
    confirm: async ({ run, unit }, { role }) => {
      const entry = writable().pictures.confirm(run, unit, role);
      if (entry === null) throw contractError('NOT_FOUND', { what: `proposal ${run}` });
      await journal.whenDurable();
      return viewOf(entry);
    },
    reject: async ({ run }, { role }) => {
      const rejected = writable().pictures.reject(run, role);
      await journal.whenDurable();
      return { rejected };
    },
    remove: async ({ id }, { role }) => {
      if (!writable().desk.remove(id, role)) throw contractError('NOT_FOUND', { what: `import ${id}` });
      await journal.whenDurable();
      return { removed: true };
    },
  };
}

const notAvailable = (reason: string) => contractError('NOT_AVAILABLE', { reason }, reason);
const viewOf = (entry: ImportEntry): LiquidationImport => ({ ...entry, symbols: [...entry.symbols] });
const badView = ({ line, reason }: { readonly line: number; readonly reason: string }) => ({ line, reason });
const ends = (message: PictureMessage): boolean => message.kind !== 'progress';

function messageView(message: PictureMessage): PictureMessageView {
  if (message.kind !== 'read') return message;
  const { reading } = message;
  const { levels, labels, warnings } = reading;
  return { ...message, reading: { ...reading, levels: [...levels], labels: [...labels], warnings: [...warnings] } };
}

/** Messages of a reading; of several not yet read only the latest is kept. */
async function* watch(
  { pictures }: ImportsBoard,
  run: string,
  signal: StopSignal | undefined,
): AsyncGenerator<PictureMessageView, void, void> {
  let latest: PictureMessage | null = null;
  let wake: () => void = () => undefined;
  const subscription = pictures.watch(run, (message) => {
    latest = message;
    wake();
  });
  if (subscription === null) throw contractError('NOT_FOUND', { what: `reading ${run}` });
  const stop = (): void => wake();
  signal?.addEventListener('abort', stop);
  try {
    while (signal?.aborted !== true) {
      const message: PictureMessage | null = latest;
      latest = null;
      if (message === null) await new Promise<void>((resolve) => (wake = resolve));
      else {
        yield messageView(message);
        if (ends(message)) return;
      }
    }
  } finally {
    subscription.dispose();
    signal?.removeEventListener('abort', stop);
  }
}
