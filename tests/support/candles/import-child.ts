/** Imports two files into a data folder and dies in the middle of storing them, or, with `live`, does not. */
import { ThreadCandleImporter } from '#main/adapters/candles/thread-importer.ts';
import { candleText } from './candle-text.ts';
import { importAll } from './drive-import.ts';

const [, , folder = '', mode] = process.argv;
const importer = new ThreadCandleImporter(folder, () => 0);
importer.onChange(() => {
  const { run } = importer;
  if (mode !== 'live' && run?.state === 'storing' && run.share > 0) process.kill(process.pid, 'SIGKILL');
});
const ended = await importAll(importer, {
  'BTC-1m.csv': Buffer.from(candleText(200_000, 60_000, 200)),
  'ETH-1m.csv': Buffer.from(candleText(120_000, 60_000)),
});
console.log(ended.state);
await importer.close();
