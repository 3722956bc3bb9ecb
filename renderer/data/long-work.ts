import { say } from '#shared/language/words.ts';
import { describeError } from './describe-error.ts';
import { tell, type Notice } from './notices.ts';

/** What is left of long work at the rate so far, ms; null before a rate is known. */
export function remainingMs(done: number, total: number, elapsedMs: number): number | null {
  return done <= 0 || elapsedMs <= 0 ? null : ((total - done) / done) * elapsedMs;
}

/** How long work ended, in one sentence. */
export interface WorkEnd {
  readonly text: string;
  readonly tone: Notice['tone'];
}

const isLookedAt = (paths: readonly string[]): boolean =>
  document.visibilityState === 'visible' && paths.some((path) => location.hash.startsWith(`#${path}`));

/** Tells how long work ended, unless a screen that shows it is looked at. */
export function tellEnd(paths: readonly string[], { text, tone }: WorkEnd): void {
  if (!isLookedAt(paths)) tell(text, { tone });
}

/**
 * Follows long work of the host to its end, whichever screen is looked at meanwhile, and tells how it ended.
 * @param paths screens that show it.
 * @param endOf how a message says that it ended; null while it goes on.
 */
export async function followToEnd<Message>(
  paths: readonly string[],
  messages: Promise<AsyncIterable<Message>>,
  endOf: (message: Message) => WorkEnd | null,
): Promise<void> {
  try {
    for await (const message of await messages) {
      const end = endOf(message);
      if (end !== null) tellEnd(paths, end);
    }
  } catch (error) {
    tellEnd(paths, {
      text: say('Lost sight of work under way: {sentence}', { sentence: describeError(error).sentence }),
      tone: 'problem',
    });
  }
}
