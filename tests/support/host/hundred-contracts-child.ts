import { contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { SECOND } from '#shared/domain/time.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { openHost } from '#main/host.ts';
import { USUAL_EXCHANGE } from '#main/markets/exchange-options.ts';
import { startLoopbackServer } from '#main/transport/loopback-server.ts';

/**
 * A host of its own process whose demo market tells ten prices a second of each of a hundred contracts, with the built page:
 * `hundred-contracts-child.ts <data folder> <folder of the page>`. It prints its address, and once a second how many prices
 * came (`prices <number>`), counted where the core takes them.
 */

const CONTRACTS = 100;
const TICK_MS = 100;
/** Prices of a contract are looked at so often that none is missed. */
const LOOK_MS = 20;

/** The usual contracts, and the same again under other names until there are enough. */
function contracts(): readonly Instrument[] {
  const usual = instrumentsForSimulation();
  return Array.from({ length: CONTRACTS }, (_, i) => {
    const base = usual[i % usual.length] as Instrument;
    const again = Math.floor(i / usual.length);
    return again === 0 ? base : { ...base, symbol: contractSymbol(`${base.coin}${String(again)}USDTM`) };
  });
}

const [dataDir = '', rendererDir = ''] = process.argv.slice(2);
// Whoever started it holds the other end: when that is gone, so is this.
process.stdin.on('end', () => process.exit(1)).resume();

const watchdog = { program: process.execPath, args: [], env: {} };
const demo = { instruments: contracts(), tickMs: TICK_MS };
const host = await openHost({ mode: 'demo', dataDir, exchange: USUAL_EXCHANGE, watchdog, demo });
const server = await startLoopbackServer({
  ...{ router: host.router, hooks: host.core.hooks, rendererDir, dataDir, port: 0, log: host.log },
});
await host.ready;
console.log(`Zmart Workstation is at ${server.bootstrapAddress}`);

const seen = new Map<string, number>();
let prices = 0;
setInterval(() => {
  for (const { symbol, tsReceived } of host.core.session.tickers.all()) {
    if (seen.get(symbol) !== tsReceived) prices += 1;
    seen.set(symbol, tsReceived);
  }
}, LOOK_MS);
setInterval(() => {
  console.log(`prices ${String(prices)}`);
  prices = 0;
}, SECOND);
process.once('SIGTERM', () => {
  void server
    .close()
    .then(() => host.stop('the bench ends'))
    .then(() => process.exit(0));
});
