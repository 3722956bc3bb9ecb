import { browserTimer, type PageTimer } from './reconnect.ts';

/** Opens one subscription; aborting the signal ends it. */
export type Open<Message> = (signal: AbortSignal) => Promise<AsyncIterable<Message>>;

/** What is done with a stream's messages. */
export interface Follower<Message> {
  /** Folds a message in; `gap` when one is missing before it, so that a new subscription is wanted at once. */
  readonly take: (message: Message) => 'gap' | 'taken';
  /** The subscription ended; a new one follows. @param error why; null at a gap or a plain end. */
  readonly lost: (error: unknown) => void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** Reads one subscription; true when a message was missing. */
async function readOnce<Message>(
  open: Open<Message>,
  take: (message: Message) => 'gap' | 'taken',
  signal: AbortSignal,
): Promise<boolean> {
  const own = new AbortController();
  const stop = (): void => own.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const message of await open(own.signal)) {
      if (signal.aborted) return false;
      if (take(message) === 'gap') return true;
    }
    return false;
  } finally {
    signal.removeEventListener('abort', stop);
    own.abort();
  }
}

function sleep(ms: number, timer: PageTimer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = timer.after(ms, done);
    signal.addEventListener('abort', done, { once: true });
  });
}

/**
 * Follows a stream until the signal is aborted: subscribes anew at once at a gap in the sequence, and at growing waits after
 * a loss. Resolves when it ended.
 */
export async function followStream<Message>(
  open: Open<Message>,
  follower: Follower<Message>,
  signal: AbortSignal,
  timer: PageTimer = browserTimer,
): Promise<void> {
  let wait = FIRST_WAIT_MS;
  const take = (message: Message): 'gap' | 'taken' => {
    const word = follower.take(message);
    if (word === 'taken') wait = FIRST_WAIT_MS;
    return word;
  };
  while (!signal.aborted) {
    let problem: unknown = null;
    const gap = await readOnce(open, take, signal).catch((error: unknown) => {
      problem = error;
      return false;
    });
    if (signal.aborted) return;
    follower.lost(problem);
    if (gap) continue;
    await sleep(wait, timer, signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}
