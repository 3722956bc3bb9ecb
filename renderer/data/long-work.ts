import { say } from '#shared/language/words.ts';
import { describeError } from './describe-error.ts';
import { tell, type Notice } from './notices.ts';

/** How long work went as far as it was seen. */
export interface Pace {
  /** Where it was first seen: what was done before says nothing about the pace now. */
  readonly since: number;
  /** Where it was looked at last. */
  readonly at: number;
  readonly done: number;
  /** Done per ms, smoothed; null before it is known. */
  readonly rate: number | null;
}

/** Between two looks, ms: what comes in bursts is taken together. */
const LOOK_MS = 1_000;
/** A change of the rate is believed over so long, ms. */
const BELIEF_MS = 15_000;

/** The pace after a look at `at`, ms. Work that begins anew, as its next part does, has a pace of its own. */
export function paceAfter(pace: Pace | null, done: number, at: number): Pace {
  if (pace === null || done < pace.done) return { since: at, at, done, rate: null };
  const passed = at - pace.at;
  if (passed < LOOK_MS) return pace;
  const now = (done - pace.done) / passed;
  // The mean of all that was seen at first, then rather what was seen lately.
  const weight = Math.max(passed / (at - pace.since), 1 - Math.exp(-passed / BELIEF_MS));
  return { ...pace, at, done, rate: pace.rate === null ? now : pace.rate + (now - pace.rate) * weight };
}

/** What is left at this pace, ms; null before a pace is known. */
export function remainingMs(pace: Pace | null, total: number): number | null {
  if (pace === null || pace.rate === null || pace.rate <= 0) return null;
  return Math.max(0, total - pace.done) / pace.rate;
}

/** How long work ended, in one sentence. */
export interface WorkEnd {
  readonly text: string;
  readonly tone: Notice['tone'];
  /** Where to go from here. */
  readonly next?: Notice['next'];
}

const isLookedAt = (paths: readonly string[]): boolean =>
  document.visibilityState === 'visible' && paths.some((path) => location.hash.startsWith(`#${path}`));

/** Tells how long work ended, unless a screen that shows it is looked at. */
export function tellEnd(paths: readonly string[], { text, tone, next = null }: WorkEnd): void {
  if (!isLookedAt(paths)) tell(text, { tone, next });
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
      if (end === null) continue;
      tellEnd(paths, end);
      return;
    }
  } catch (error) {
    tellEnd(paths, {
      text: say('Lost sight of work under way: {sentence}', { sentence: describeError(error).sentence }),
      tone: 'problem',
    });
  }
}
