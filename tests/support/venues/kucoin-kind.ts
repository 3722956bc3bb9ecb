import { contractSymbol } from '#shared/domain/ids.ts';
import { startKucoinSimulator, type KucoinSimulator } from '../venue-simulator/index.ts';
import { eventuallyTrue, openSimulatedWorld, type SimulatedWorld, type WorldOptions } from './simulated-world.ts';
import type { VenueKind } from './venue-under-test.ts';

/** The contract of these worlds, as KuCoin and the engine call it. */
export const SYMBOL = contractSymbol('XBTUSDTM');

export type KucoinWorld = SimulatedWorld<KucoinSimulator>;

export async function openKucoinWorld(options: WorldOptions = {}): Promise<KucoinWorld> {
  const simulator = await startKucoinSimulator();
  const { key, secret, passphrase } = simulator.credentials;
  return openSimulatedWorld('kucoin-futures', simulator, { key, secret, passphrase }, options);
}

export const kucoinKind: VenueKind = {
  name: 'KuCoin Futures through ccxt',
  without: ['trailing-stop'],
  byHand: true,
  open: () => openKucoinWorld(),
};

export { eventuallyTrue };
