import type { Instrument } from '#shared/domain/instrument.ts';
import type { Mode } from '#shared/domain/signal.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { SimulatedFeed } from '#core/market/sim/simulated-feed.ts';
import { SimulatedMarket } from '#core/market/sim/simulated-market.ts';
import type { Store } from '#core/ports/store.ts';
import { pastUntil, prologue } from '#core/session-prologue.ts';
import { historyInThread } from '../adapters/demo/thread-history.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemScheduler } from '../adapters/system/scheduler.ts';
import type { Market } from './market.ts';

const MARKET_STATE = 'demo-market';
const DEMO_SEED = 20_251;
const NOT_HERE = 'The market and its venue are simulated here. Start the workstation with --mode live.';

/** What the demo market is made of where it is not the usual one, as in a bench. */
export interface DemoTerms {
  /** Their coins are those that the simulated market knows. */
  readonly instruments: readonly Instrument[];
  /** Milliseconds between two rounds of tickers. */
  readonly tickMs: number;
}

/** The built-in market of the demo, which goes on from where the data folder left it; in replay mode it stands still. */
export function demoMarket(store: Store, mode: Mode, terms: Partial<DemoTerms> = {}): Market {
  const { instruments = instrumentsForSimulation(), ...pace } = terms;
  const saved = store.scratch.read(MARKET_STATE);
  const market =
    saved === null
      ? new SimulatedMarket({ seed: DEMO_SEED, instruments, startAt: 0 })
      : SimulatedMarket.restore(saved, instruments);
  const request = pastUntil(systemClock.now());
  const making =
    saved === null && mode === 'demo' ? historyInThread({ ...request, seed: DEMO_SEED, instruments }) : null;
  let feed: SimulatedFeed | null = null;
  return {
    instruments,
    connections: null,
    venue: null,
    simulated: true,
    feed(clock) {
      feed = new SimulatedFeed({
        market,
        clock,
        scheduler: systemScheduler,
        speed: 1,
        ...pace,
        store: store.candles,
        onState: (state) => {
          if (!store.journal.readOnly) store.scratch.write(MARKET_STATE, state);
        },
      });
      return feed;
    },
    liveConditions: () =>
      Promise.resolve([
        { key: 'reconciled', label: 'Reconciled with the exchange', state: 'unmet', detail: NOT_HERE },
        { key: 'venue-open', label: 'Exchange open', state: 'unmet', detail: NOT_HERE },
      ]),
    async begin(core, breath) {
      if (feed === null || core.observing || mode !== 'demo') return true;
      const past = making === null ? null : { request, spans: making.spans };
      return prologue({ core, feed, store, past, now: systemClock.now(), breath });
    },
    followed: () => undefined,
    close: () => making?.close(),
  };
}
