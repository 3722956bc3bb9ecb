import { startBinanceSimulator } from '../venue-simulator/index.ts';
import { openSimulatedWorld } from './simulated-world.ts';
import type { VenueKind } from './venue-under-test.ts';

export const binanceKind: VenueKind = {
  name: 'Binance USDⓈ-M through ccxt',
  without: ['trailing-stop'],
  byHand: true,
  async open() {
    const simulator = await startBinanceSimulator();
    const { key, secret } = simulator.credentials;
    return openSimulatedWorld('binance-usdm', simulator, { key, secret, passphrase: null });
  },
};
