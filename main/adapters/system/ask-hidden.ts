import { StringDecoder } from 'node:string_decoder';

/** The parts of a terminal that are needed to read a line without showing it. */
export interface HiddenInput {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

const ENTER = /[\r\n]/;
const END = '\u0004';
const INTERRUPT = '\u0003';
const ERASE = /[\b\u007F]/;

type Typed = { readonly text: string; readonly ended: 'enter' | 'given-up' | 'interrupted' | null };

/** What is typed so far, after more keys. */
function afterKeys(text: string, keys: string): Typed {
  let typed = text;
  for (const key of keys) {
    if (ENTER.test(key)) return { text: typed, ended: 'enter' };
    if (key === INTERRUPT) return { text: '', ended: 'interrupted' };
    if (key === END) return { text: '', ended: 'given-up' };
    if (ERASE.test(key)) typed = [...typed].slice(0, -1).join('');
    else if (key >= ' ') typed += key;
  }
  return { text: typed, ended: null };
}

/**
 * Asks on the terminal and reads a line that is not shown. Null when nobody is there to ask, or when the answer was given
 * up with Ctrl+D. Ctrl+C interrupts the process, as it does outside of a question.
 */
export function askHidden(
  question: string,
  input: HiddenInput = process.stdin,
  write: (text: string) => void = (text) => void process.stderr.write(text),
  interrupt: () => void = () => void process.kill(process.pid, 'SIGINT'),
): Promise<string | null> {
  if (input.isTTY !== true || input.setRawMode === undefined) return Promise.resolve(null);
  const decoder = new StringDecoder('utf8');
  let text = '';
  write(question);
  input.setRawMode(true);
  return new Promise((resolve) => {
    const onData = (chunk: Buffer): void => {
      const typed = afterKeys(text, decoder.write(chunk));
      ({ text } = typed);
      if (typed.ended === null) return;
      input.off('data', onData);
      input.setRawMode?.(false);
      input.pause();
      write('\n');
      if (typed.ended === 'interrupted') interrupt();
      resolve(typed.ended === 'enter' ? text : null);
    };
    input.on('data', onData);
    input.resume();
  });
}
