/**
 * A venue on a socket.
 *
 *     const venue = await startKucoinSimulator({ engineOptions: { levelLots: 20 } });
 *     const client = new ccxt.kucoinfutures(ccxtOptions(venue));          // or ccxt.pro.kucoinfutures,
 *     // which opens ws:// only after `await client.loadHttpProxyAgent()`
 *     venue.engine.setPrice('XBTUSDTM', { last: 89_000 });
 *     venue.control.http.arm({ on: { method: 'POST', path: '/api/v1/orders' }, process: 'before', reply: { kind: 'reset' } });
 *     venue.control.stream.silent = true;
 *     await venue.close();
 */
export * from './engine/index.ts';
export * from './faults/index.ts';
export { type KucoinSimulator, startKucoinSimulator } from './kucoin/simulator.ts';
export type { Control as SimulatorControl } from './wire/runtime.ts';
export { ccxtOptions } from './kucoin/ccxt-options.ts';
export { type BinanceSimulator, startBinanceSimulator } from './binance/simulator.ts';
export { ccxtBinanceOptions } from './binance/ccxt-options.ts';
export { startControlServer } from './control-server.ts';
