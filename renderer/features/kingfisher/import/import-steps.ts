import type { Failure } from '#renderer/data/describe-error.ts';
import type { Client } from '#shared/contract/index.ts';
import type { LiquidationImport, PictureMessageView } from '#shared/contract/liquidation-imports.ts';
import { told } from '#shared/language/told.ts';
import { say, verbatim } from '#shared/language/words.ts';
import { asPng, base64Of, handOver } from './import-file.ts';

type ReadMessage = Extract<PictureMessageView, { kind: 'read' }>;

/** Where an import stands. */
export type ImportState =
  | { readonly at: 'choose' }
  | { readonly at: 'working'; readonly doing: string; readonly share: number; readonly run: string | null }
  | {
      readonly at: 'bad-rows';
      readonly name: string;
      readonly bad: readonly { readonly line: number; readonly reason: string }[];
      readonly count: number;
    }
  | { readonly at: 'not-readable'; readonly name: string; readonly reason: string }
  | {
      readonly at: 'proposal';
      readonly name: string;
      readonly run: string;
      readonly read: ReadMessage;
      readonly picture: Blob;
    }
  | { readonly at: 'imported'; readonly entry: LiquidationImport }
  | { readonly at: 'failed'; readonly failure: Failure };

/** A failure of this side: the host was not asked. */
export const notImported = (sentence: string): ImportState => ({
  at: 'failed',
  failure: { code: verbatim('NOT IMPORTED'), sentence },
});

/** What the steps of an import work with. */
export interface ImportSteps {
  readonly client: Client;
  readonly show: (state: ImportState) => void;
  readonly done: (entry: LiquidationImport) => Promise<void>;
  /** The reading that runs on the host; null when none does. */
  readonly reading: { current: string | null };
}

/** Hands a file of rows over: all of them are imported or none. */
export async function importRows(
  { client, show, done }: ImportSteps,
  file: File,
  kind: 'levels' | 'liquidations',
  signal: AbortSignal,
): Promise<void> {
  const sent = (share: number) => show({ at: 'working', doing: say('Sending the file'), share, run: null });
  const upload = await handOver(client, await file.text(), sent, signal);
  const answer = await client.liquidationImports.file({ upload, name: file.name, kind }, { signal });
  if (answer.imported !== null) await done(answer.imported);
  else show({ at: 'bad-rows', name: file.name, bad: answer.bad, count: answer.badCount });
}

/** Hands a picture over and follows its reading to the end. */
export async function readPicture(
  { client, show, reading }: ImportSteps,
  file: File,
  symbol: string,
  signal: AbortSignal,
): Promise<void> {
  const png = await asPng(file).catch(() => null);
  if (png === null) {
    show({ at: 'not-readable', name: file.name, reason: say('The file is no picture that can be opened.') });
    return;
  }
  const sent = (share: number) =>
    show({ at: 'working', doing: say('Sending the picture'), share: share * 0.1, run: null });
  const upload = await handOver(client, await base64Of(png), sent, signal);
  // Not to be broken off: only who knows the run can stop it.
  const { run } = await client.liquidationImports.picture({ upload, name: file.name, symbol });
  if (signal.aborted) {
    await client.liquidationImports.cancel({ run });
    return;
  }
  reading.current = run;
  for await (const message of await client.liquidationImports.progress({ run }, { signal })) {
    if (message.kind === 'progress')
      show({ at: 'working', doing: told(message.doing), share: 0.1 + 0.9 * message.share, run });
    else {
      reading.current = null;
      show(ended(message, file.name, run, png));
    }
  }
}

function ended(
  message: Exclude<PictureMessageView, { kind: 'progress' }>,
  name: string,
  run: string,
  png: Blob,
): ImportState {
  switch (message.kind) {
    case 'read':
      return { at: 'proposal', name, run, read: message, picture: png };
    case 'not-readable':
      return { at: 'not-readable', name, reason: told(message.reason) };
    case 'canceled':
      return { at: 'choose' };
    case 'failed':
      return notImported(told(message.problem));
  }
}
