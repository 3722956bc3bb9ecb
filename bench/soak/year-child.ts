import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { runReplayJob } from '#main/adapters/replay/replay-job.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { importRecordedYear, YEAR_FROM, YEAR_TO } from '#tests/support/replay/recorded-year.ts';

/**
 * `year-child.ts FOLDER [ID]`: imports the recorded year of twelve coins into a data folder, or replays it there as ID. A
 * process of its own each, as with `zmart import` and `zmart replay`, so that its memory is its own.
 */
const [folder = '', id] = process.argv.slice(2);
const store = openStore(folder);
try {
  const result = id === undefined ? await importRecordedYear(store.candles) : await replay(id);
  console.log(JSON.stringify({ result, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
} finally {
  store.close();
}

function replay(run: string) {
  const symbols = instrumentsForSimulation().map(({ symbol }) => symbol);
  const request = {
    symbols,
    timeframe: '15m' as const,
    from: YEAR_FROM,
    to: YEAR_TO,
    capital: '10000',
    drawdownLimit: 0.25,
    seed: 1,
  };
  return runReplayJob(
    { id: run, request, dataFolder: folder, version: 'soak', startedAt: 0 },
    {
      candles: store.candles,
      open: (path) => openStore(path),
      log: { info: () => undefined, warn: () => undefined, error: (message) => console.error(message) },
      onProgress: () => Promise.resolve('go on'),
    },
  );
}
