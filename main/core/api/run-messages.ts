import type { Disposable } from '#shared/kernel/disposable.ts';
import { contractError } from './contract-error.ts';
import type { StopSignal } from './stop-signal.ts';

/**
 * Messages of a run up to the one that ends it; of several not yet read only the latest is kept.
 * @param what names the run: it is not found when `watch` answers null.
 */
export async function* runMessages<Message extends { readonly kind: string }>(
  what: string,
  watch: (listener: (message: Message) => void) => Disposable | null,
  signal: StopSignal | undefined,
): AsyncGenerator<Message, void, void> {
  let latest = null as Message | null;
  let wake: () => void = () => undefined;
  const subscription = watch((message) => {
    latest = message;
    wake();
  });
  if (subscription === null) throw contractError('NOT_FOUND', { what });
  const stop = (): void => wake();
  signal?.addEventListener('abort', stop);
  try {
    while (signal?.aborted !== true) {
      const message = latest;
      latest = null;
      if (message === null) await new Promise<void>((resolve) => (wake = resolve));
      else {
        yield message;
        if (message.kind !== 'progress') return;
      }
    }
  } finally {
    subscription.dispose();
    signal?.removeEventListener('abort', stop);
  }
}
