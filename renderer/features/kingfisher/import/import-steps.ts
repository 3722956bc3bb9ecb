import type { Failure } from '#renderer/data/describe-error.ts';
import type { WorkEnd } from '#renderer/data/long-work.ts';
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
      /** By the page's clock, ms since 1970. */
      readonly readAt: number;
    }
  | { readonly at: 'imported'; readonly entry: LiquidationImport }
  | { readonly at: 'failed'; readonly failure: Failure };

export const rowWords = (kind: LiquidationImport['kind'], rows: number): string =>
  kind === 'levels'
    ? say('{rows, plural, one {# level} other {# levels}}', { rows })
    : say('{rows, plural, one {# liquidation} other {# liquidations}}', { rows });

/** What was imported, as a sentence. */
export const importedWords = ({ kind, rows, symbols, name }: LiquidationImport): string =>
  say('Imported {rows} of {symbols} from {name}.', { rows: rowWords(kind, rows), symbols: symbols.join(', '), name });

/** What is said of bad rows before they are listed. */
export const badWords = (name: string, count: number): string =>
  say('Nothing of {name} was imported: {count, plural, one {# problem} other {# problems}}.', { name, count });

/** How an import ended or what it waits for, for whoever looks at something else; null where there is nothing to say. */
export function importEnd(state: ImportState): WorkEnd | null {
  switch (state.at) {
    case 'choose':
    case 'working':
      return null;
    case 'bad-rows':
      return { text: badWords(state.name, state.count), tone: 'problem' };
    case 'not-readable':
      return {
        text: say('{name} could not be read: {reason}', { name: state.name, reason: state.reason }),
        tone: 'problem',
      };
    case 'proposal':
      return {
        text: say('{name} is read. Compare it under Import of the KingFisher screen: it counts once you keep it.', {
          name: state.name,
        }),
        tone: 'info',
      };
    case 'imported':
      return { text: importedWords(state.entry), tone: 'info' };
    case 'failed':
      return { text: state.failure.sentence, tone: 'problem' };
  }
}

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
  if (signal.aborted) return;
  // Not to be broken off: all of it counts by then, or none.
  const answer = await client.liquidationImports.file({ upload, name: file.name, kind });
  if (signal.aborted) {
    if (answer.imported !== null) await client.liquidationImports.remove({ id: answer.imported.id });
    return;
  }
  if (answer.imported !== null) await done(answer.imported);
  else show({ at: 'bad-rows', name: file.name, bad: answer.bad, count: answer.badCount });
}

/** Hands a picture over and follows its reading to the end. */
export async function readPicture(
  { client, show }: ImportSteps,
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
  for await (const message of await client.liquidationImports.progress({ run }, { signal })) {
    if (message.kind === 'progress')
      show({ at: 'working', doing: told(message.doing), share: 0.1 + 0.9 * message.share, run });
    else show(ended(message, file.name, run, png));
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
      return { at: 'proposal', name, run, read: message, picture: png, readAt: Date.now() };
    case 'not-readable':
      return { at: 'not-readable', name, reason: told(message.reason) };
    case 'canceled':
      return { at: 'choose' };
    case 'failed':
      return notImported(told(message.problem));
  }
}
