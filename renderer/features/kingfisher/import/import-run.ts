import { create } from 'zustand';
import { describeError } from '#renderer/data/describe-error.ts';
import { tell } from '#renderer/data/notices.ts';
import { undoBy } from '#renderer/data/undo.ts';
import type { Client } from '#shared/contract/index.ts';
import type { LiquidationImport } from '#shared/contract/liquidation-imports.ts';
import { say } from '#shared/language/words.ts';
import { fileProblem, kindOf } from './import-file.ts';
import { importEnd, importRows, notImported, readPicture, type ImportState } from './import-steps.ts';

const CHOOSE: ImportState = { at: 'choose' };

interface ImportStore {
  readonly state: ImportState;
  /** The contract a picture is taken for; null before the first. */
  readonly symbol: string | null;
}

/** The import under way or ended last; it goes on when its dialog is closed. */
export const useImportRun = create<ImportStore>(() => ({ state: CHOOSE, symbol: null }));

let stopper: AbortController | null = null;
let watched = false;

/** Shows a state; where the dialog is closed, what is to be known of it is told. */
function show(state: ImportState): void {
  useImportRun.setState({ state });
  const end = watched ? null : importEnd(state);
  if (end === null) return;
  tell(end.text, { tone: end.tone });
  // Told is told; a picture that was read waits for its answer.
  if (state.at !== 'proposal') useImportRun.setState({ state: CHOOSE });
}

/** Says that the dialog is looked at. @returns what says that it is closed: an end that was seen is forgotten then. */
export function watchImport(): () => void {
  watched = true;
  return () => {
    watched = false;
    const { at } = useImportRun.getState().state;
    if (at !== 'working' && at !== 'proposal') useImportRun.setState({ state: CHOOSE });
  };
}

/** What an import needs of the window. */
export interface ImportParts {
  readonly client: Client;
  readonly symbol: string;
  readonly kind: 'levels' | 'liquidations';
  /** Has everything that imports change read again. */
  readonly renew: () => Promise<unknown>;
}

const done = (renew: ImportParts['renew']) => async (entry: LiquidationImport) => {
  show({ at: 'imported', entry });
  await renew();
};

/** Hands a file over and follows it to its end; what ran before is stopped. */
export async function takeFile({ client, symbol, kind, renew }: ImportParts, file: File): Promise<void> {
  const wrong = fileProblem(file);
  if (wrong !== null) {
    show(notImported(wrong));
    return;
  }
  stopper?.abort();
  const stop = new AbortController();
  stopper = stop;
  const showOwn = (state: ImportState): void => {
    if (!stop.signal.aborted) show(state);
  };
  useImportRun.setState({ symbol });
  show({ at: 'working', doing: say('Reading the file'), share: 0, run: null });
  const steps = { client, show: showOwn, done: done(renew) };
  try {
    await (kindOf(file) === 'picture'
      ? readPicture(steps, file, symbol, stop.signal)
      : importRows(steps, file, kind, stop.signal));
  } catch (error) {
    showOwn({ at: 'failed', failure: describeError(error) });
  }
}

async function attempt(call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    show({ at: 'failed', failure: describeError(error) });
  }
}

/** Stops what is under way, on the host too; nothing of it is kept. */
export async function cancelImport({ client }: Pick<ImportParts, 'client'>, run: string | null): Promise<void> {
  stopper?.abort();
  useImportRun.setState({ state: CHOOSE });
  if (run !== null) await attempt(async () => void (await client.liquidationImports.cancel({ run })));
}

/** Keeps what was read in a picture. */
export const confirmImport = ({ client, renew }: ImportParts, run: string, unit: 'quote' | 'relative') =>
  attempt(async () => done(renew)(await client.liquidationImports.confirm({ run, unit })));

/** Keeps nothing of a picture. */
export const rejectImport = ({ client }: Pick<ImportParts, 'client'>, run: string) =>
  attempt(async () => {
    await client.liquidationImports.reject({ run });
    useImportRun.setState({ state: CHOOSE });
  });

/** Removes what was imported; taken back it is as it was. */
export const removeImport = ({ client, renew }: Pick<ImportParts, 'client' | 'renew'>, id: string, name: string) =>
  attempt(async () => {
    const { liquidationImports } = client;
    await liquidationImports.remove({ id });
    tell(say('The import {name} was removed.', { name }), {
      undo: undoBy(async () => {
        await liquidationImports.restore({ id });
        await renew();
      }),
    });
    await renew();
  });
