import type { ReplayMessage } from '#shared/contract/replay.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { StopSignal } from '../stop-signal.ts';
import type { ApiParts } from '../api-parts.ts';

const ends = (message: ReplayMessage): boolean => message.kind !== 'progress';

export function replayHandlers({ replays, store, dataFolder }: ApiParts): HandlersOf<'replay'> {
  /** Messages of a replay; of several progress messages not yet read only the latest is kept. */
  async function* watch(id: string, signal: StopSignal | undefined): AsyncGenerator<ReplayMessage, void, void> {
    let latest: ReplayMessage | null = null;
    let wake: () => void = () => undefined;
    const subscription = replays.watch(id, (message) => {
      latest = message;
      wake();
    });
    if (subscription === null) throw contractError('NOT_FOUND', { what: `replay ${id}` });
    const stop = (): void => wake();
    signal?.addEventListener('abort', stop);
    try {
      while (signal?.aborted !== true) {
        const message: ReplayMessage | null = latest;
        latest = null;
        if (message === null) await new Promise<void>((resolve) => (wake = resolve));
        else {
          yield message;
          if (ends(message)) return;
        }
      }
    } finally {
      subscription.dispose();
      signal?.removeEventListener('abort', stop);
    }
  }

  return {
    start: (request) => {
      if (store.journal.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
      const running = replays.running();
      if (running !== null) throw contractError('BUSY', { running: `replay ${running}` });
      const stored = new Set(store.candles.series().map((s) => `${s.symbol}:${s.timeframe}`));
      const missing = request.symbols.find((symbol) => !stored.has(`${symbol}:${request.timeframe}`));
      if (missing !== undefined)
        throw contractError('NOT_FOUND', { what: `stored ${request.timeframe} candles of ${missing}` });
      return Promise.resolve({ id: replays.start(request) });
    },
    watch: ({ id }, { signal }) => watch(id, signal),
    cancel: ({ id }) => {
      if (!replays.list().some((replay) => replay.id === id))
        throw contractError('NOT_FOUND', { what: `replay ${id}` });
      return Promise.resolve({ canceled: replays.cancel(id) });
    },
    list: () => Promise.resolve(replays.list()),
    report: ({ id }) => {
      const report = replays.report(id);
      if (report === null) throw contractError('NOT_FOUND', { what: `report of replay ${id}` });
      return Promise.resolve(report);
    },
  };
}
