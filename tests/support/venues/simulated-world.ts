import { contractSymbol } from '#shared/domain/ids.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { Credentials, VenueId } from '#core/accounts/account.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { loadInstruments, openVenue, type ConnectionParts } from '#main/adapters/venues/open-venue.ts';
import type { VenueTransport } from '#main/adapters/venues/transport.ts';
import type { WireTap } from '#main/adapters/venues/wire-tap.ts';
import type { SimulatorControl, VenueEngine } from '../venue-simulator/index.ts';
import { known, type VenueUnderTest } from './venue-under-test.ts';

/** What the simulators of all dialects have in common. */
export interface Simulator {
  readonly restUrl: string;
  readonly wsUrl: string;
  readonly engine: VenueEngine;
  readonly control: SimulatorControl;
  close(): Promise<void>;
}

export interface SimulatedWorld<S extends Simulator = Simulator> extends VenueUnderTest {
  readonly simulator: S;
  readonly parts: ConnectionParts;
  readonly credentials: Credentials;
}

export interface WorldOptions {
  readonly timeoutMs?: number;
  readonly transport?: VenueTransport;
  readonly tap?: WireTap;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** The contract as the engine calls it; dialects have names of their own. */
const ENGINE_SYMBOL = 'XBTUSDTM';
const PRICE_TICKS = 900_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Real time: asks again every few milliseconds for at most 5 s. */
export async function eventuallyTrue(met: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 5_000;
  while (!(await met())) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}`);
    await pause(5);
  }
}

/** The adapter connected to a simulator, its stream proven. */
export async function openSimulatedWorld<S extends Simulator>(
  venueId: VenueId,
  simulator: S,
  credentials: Credentials,
  options: WorldOptions = {},
): Promise<SimulatedWorld<S>> {
  const parts: ConnectionParts = {
    venue: venueId,
    clock: systemClock,
    scheduler: systemScheduler,
    log: silent,
    endpoints: { rest: simulator.restUrl, socket: simulator.wsUrl.replace(/\/$/, '') },
    ...(options.tap === undefined ? {} : { tap: options.tap }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    ...(options.transport === undefined ? {} : { transport: options.transport }),
  };
  const { contracts } = await known(loadInstruments(parts));
  const bitcoin = contracts.filter(({ instrument }) => instrument.coin === 'BTC');
  const venue = await openVenue({ ...parts, contracts: bitcoin, credentials });
  const move = (price: number): void => {
    simulator.engine.setPrice(ENGINE_SYMBOL, { last: price, mark: price, index: price });
    simulator.control.tick();
  };
  const world: SimulatedWorld<S> = {
    venue,
    simulator,
    parts,
    credentials,
    symbol: bitcoin[0]?.instrument.symbol ?? contractSymbol(ENGINE_SYMBOL),
    priceTicks: PRICE_TICKS,
    openedAt: epochMs(systemClock.now() - 1_000),
    events: [],
    conditions: [],
    until: (met, what) =>
      eventuallyTrue(() => {
        simulator.control.tick();
        return met();
      }, what),
    async moveTo(ticks) {
      move(ticks / 10);
      await pause(1);
    },
    byHand(side, lots, priceTicks) {
      const request = {
        clientId: null,
        symbol: ENGINE_SYMBOL,
        side,
        kind: 'limit',
        lots,
        priceTicks,
        origin: 'user',
      } as const;
      const placed = simulator.engine.place(request);
      if (!placed.ok) throw new Error(placed.code);
      return placed.order.id;
    },
    async close() {
      venue.dispose();
      await simulator.close();
    },
  };
  venue.onEvent((event) => world.events.push(event));
  venue.onCondition((condition) => world.conditions.push(condition));
  const isLive = () => world.conditions.some(({ kind, status }) => kind === 'stream' && status === 'live');
  await world.until(isLive, 'the stream to be proven');
  return world;
}
