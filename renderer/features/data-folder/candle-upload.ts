import { create } from 'zustand';
import { toBase64 } from '#renderer/data/base64.ts';
import { describeError, type Failure } from '#renderer/data/describe-error.ts';
import { followToEnd } from '#renderer/data/long-work.ts';
import { MOST_CANDLE_FILES } from '#shared/contract/candle-imports.ts';
import type { Client } from '#shared/contract/index.ts';
import { say, verbatim } from '#shared/language/words.ts';
import { candleImportEnd } from './candle-words.ts';
import { fileParts } from './file-parts.ts';

/** Screens on which an import is seen. */
const SEEN_ON = ['/settings/data'];

interface Upload {
  readonly sending: boolean;
  readonly failure: Failure | null;
}

/** The files that this window hands over; it goes on whichever screen is looked at. */
export const useCandleUpload = create<Upload>(() => ({ sending: false, failure: null }));

const problem = (sentence: string): Failure => ({ code: verbatim('NOT IMPORTED'), sentence });

/** Why files are not even sent; null when they may be. */
export function uploadProblem(files: readonly { readonly name: string; readonly size: number }[]): Failure | null {
  const empty = files.find(({ size }) => size === 0);
  if (empty !== undefined) return problem(say('{name} is empty.', { name: empty.name }));
  const wrong = files.find(({ name }) => !/\.(csv|txt|gz)$/i.test(name));
  if (wrong !== undefined)
    return problem(say('{name} is no CSV file, plain or packed with gzip.', { name: wrong.name }));
  return files.length > MOST_CANDLE_FILES
    ? problem(say('An import takes {count} files at most; import the others after it.', { count: MOST_CANDLE_FILES }))
    : null;
}

/** Hands the files of an import over, each piece when the one before it was taken. */
async function sendAll(client: Client, id: string, files: readonly File[]): Promise<void> {
  for (const [file, source] of files.entries()) {
    for await (const { bytes, received, last } of fileParts(source)) {
      const part = { id, file, data: toBase64(bytes), received, last };
      if (!(await client.candleImports.part(part)).taken) return;
    }
  }
}

/** Begins an import of these files and sees it to its end. */
export async function importFiles(client: Client, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const failure = uploadProblem(files);
  useCandleUpload.setState({ sending: failure === null, failure });
  if (failure !== null) return;
  let id: string | null = null;
  try {
    const announced = files.map(({ name, size }) => ({ name: name.slice(-200), bytes: size }));
    const begun = await client.candleImports.begin({ files: announced });
    id = begun.id;
    void followToEnd(SEEN_ON, client.candleImports.watch(), (message) => candleImportEnd(message, begun.id));
    await sendAll(client, id, files);
    useCandleUpload.setState({ sending: false });
  } catch (error) {
    useCandleUpload.setState({ sending: false, failure: describeError(error) });
    // What cannot come as a whole is not waited for; where the host is not reached, it lets the files go by itself.
    if (id !== null) await client.candleImports.cancel({ id }).catch(() => undefined);
  }
}
