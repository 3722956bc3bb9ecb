import { startBinanceSimulator, type BinanceSimulator } from '../venue-simulator/index.ts';
import { openSimulatedWorld, type SimulatedWorld } from './simulated-world.ts';
import type { VenueKind } from './venue-under-test.ts';

export async function openBinanceWorld(): Promise<SimulatedWorld<BinanceSimulator>> {
  const simulator = await startBinanceSimulator();
  const { key, secret } = simulator.credentials;
  return openSimulatedWorld('binance-usdm', simulator, { key, secret, passphrase: null });
}

export const binanceKind: VenueKind = {
  name: 'Binance USDⓈ-M through ccxt',
  without: ['trailing-stop'],
  byHand: true,
  open: openBinanceWorld,
};
