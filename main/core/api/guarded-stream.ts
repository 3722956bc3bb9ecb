import type { StopSignal } from './stop-signal.ts';

/** What surrounds a stream on its way to a reader. */
export interface StreamGuard {
  readonly signal: StopSignal | undefined;
  /** Resolves when the carrier can take the next message. */
  readonly ready: (() => Promise<void>) | undefined;
  /** What the reader sees of an error; null when the stream is to end in silence, because nobody reads it. */
  readonly toError: (error: unknown) => Promise<Error | null>;
}

type Source = AsyncIterator<unknown, unknown, void>;

const END: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** Resolves when the signal is aborted; `dispose` leaves no listener behind. */
function whenAborted(signal: StopSignal | undefined): { promise: Promise<typeof END>; dispose: () => void } {
  let listener = (): void => undefined;
  const promise = new Promise<typeof END>((resolve) => {
    listener = () => resolve(END);
  });
  if (signal?.aborted === true) listener();
  signal?.addEventListener('abort', listener);
  return { promise, dispose: () => signal?.removeEventListener('abort', listener) };
}

/** A generator that waits inside cannot be returned until it wakes: nobody waits for that, but its end is heard. */
function endSource(source: Source): void {
  const ended = source.return?.();
  if (ended !== undefined) void Promise.resolve(ended).catch(() => undefined);
}

/**
 * Passes a stream on: pulls only when the carrier has room, ends the source as soon as the reader is gone even if it is
 * waiting for news, and lets no raw error out.
 */
export async function* guardStream(source: Source, guard: StreamGuard): AsyncGenerator<unknown, unknown, void> {
  const { signal, ready, toError } = guard;
  const aborted = whenAborted(signal);
  try {
    while (signal?.aborted !== true) {
      if (ready !== undefined) await Promise.race([ready(), aborted.promise]);
      const step = await Promise.race([source.next(), aborted.promise]);
      if (step.done === true) return step.value;
      yield step.value;
    }
    return undefined;
  } catch (error) {
    const shown = await toError(error);
    if (shown !== null) throw shown;
    return undefined;
  } finally {
    aborted.dispose();
    endSource(source);
  }
}
