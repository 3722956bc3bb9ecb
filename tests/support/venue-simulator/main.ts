/**
 * `npm run simulator [-- --dialect binance --seed 7 --port 8100 --control-port 8101 --still --thin]`: a venue on this
 * machine. Prints one line of JSON with its addresses and the credentials it accepts, then runs until it is stopped.
 */
import { parseArgs } from 'node:util';

import { startBinanceSimulator, startControlServer, startKucoinSimulator } from './index.ts';

const { values } = parseArgs({
  options: {
    /** `kucoin` or `binance`. */
    dialect: { type: 'string', default: 'kucoin' },
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    /** Prices move only when told. */
    still: { type: 'boolean', default: false },
    /** A few contracts per price level: orders fill in parts. */
    thin: { type: 'boolean', default: false },
  },
});

const start = values.dialect === 'binance' ? startBinanceSimulator : startKucoinSimulator;
const venue = await start({
  port: Number(values.port),
  engineOptions: {
    seed: Number(values.seed),
    ...(values.still ? {} : { walk: { everyMs: 250, bps: 2 } }),
    ...(values.thin ? { levelLots: 5 } : {}),
  },
});
const control = await startControlServer({ engine: venue.engine, ...venue.control }, Number(values['control-port']));

console.log(
  JSON.stringify({ rest: venue.restUrl, stream: venue.wsUrl, control: control.url, credentials: venue.credentials }),
);

const stop = (): void => void Promise.all([venue.close(), control.close()]).then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
