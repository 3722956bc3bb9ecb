import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';
import { runMessages } from '../run-messages.ts';

export function replayHandlers({ replays, store, candleImports, dataFolder }: ApiParts): HandlersOf<'replay'> {
  return {
    start: (request) => {
      if (store.journal.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
      const running = replays.running();
      if (running !== null) throw contractError('BUSY', { running: `replay ${running}` });
      const of = request.candles ?? 'market';
      const own = of === 'market' ? store.candles.series() : (candleImports.importer?.series() ?? []);
      const stored = new Set(own.map((s) => `${s.symbol}:${s.timeframe}`));
      const missing = request.symbols.find((symbol) => !stored.has(`${symbol}:${request.timeframe}`));
      if (missing !== undefined) {
        const { timeframe } = request;
        throw contractError('NOT_FOUND', {
          what:
            of === 'market'
              ? `stored ${timeframe} candles of ${missing}`
              : `imported ${timeframe} candles of ${missing}`,
        });
      }
      return Promise.resolve({ id: replays.start(request) });
    },
    watch: ({ id }, { signal }) => runMessages(`replay ${id}`, (listener) => replays.watch(id, listener), signal),
    cancel: ({ id }) => {
      // One that has just begun has nothing on the disk yet, by which the list knows it.
      if (replays.running() !== id && !replays.list().some((replay) => replay.id === id))
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
