import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { VenueEngine } from '../venue-simulator/engine/index.ts';
import type { OrderSimulation } from './order-simulation.ts';
import { SYMBOLS } from './sample-contracts.ts';
import type { Seeded } from './seeded.ts';
import { disturb, type TimeFault } from './time-faults.ts';

/** Basis points a price may move in a step, and now and then. */
const STEP_BPS = 12;
const LEAP_BPS = 250;

/** How often of all events the clocks go wrong. */
const CLOCK_FAULTS = 0.04;
/** A jump larger than this must be noticed. */
const NOTICED_MS = 1_500;

const isLarge = (fault: TimeFault): boolean => !fault.includes('second') && !fault.includes('ppm');

type Happening = (simulation: OrderSimulation, symbol: ContractSymbol) => void;

const move =
  (most: number): Happening =>
  ({ exchange, random }, symbol) => {
    const bps = random.between(-most, most);
    exchange.act((engine) => {
      shift(engine, symbol, 1 + bps / 10_000);
    });
  };

function shift(engine: VenueEngine, symbol: string, factor: number): void {
  const { lastTicks, contract } = engine.market(symbol);
  engine.setPrice(symbol, { last: Math.round(lastTicks * factor) / 10 ** contract.priceDecimals });
}

/** After a while, unless the run has come to rest by then. */
const later = ({ time }: OrderSimulation, ms: number, task: () => void): void => {
  time.after(ms, task);
};

const cutStream =
  (to: 'down' | 'lost', least: number, most: number): Happening =>
  (simulation) => {
    const { venue, random } = simulation;
    const ms = random.between(least, most);
    if (venue === null) return;
    venue.stream = to;
    if (to === 'down') venue.report({ kind: 'stream', status: 'down', reason: 'the connection was cut' });
    // A watch over the stream takes its time to see that an open socket is silent.
    else if (ms > 20_000) {
      later(simulation, 20_000, () => {
        if (venue.stream === 'lost') venue.report({ kind: 'stream', status: 'silent', reason: 'no data' });
      });
    }
    later(simulation, ms, () => {
      if (venue.stream !== to) return;
      venue.stream = 'up';
      venue.report({ kind: 'stream', status: 'live', reason: 'connected again' });
    });
  };

const loseNetwork: Happening = (simulation) => {
  const { venue, random } = simulation;
  const ms = random.between(500, 15_000);
  if (venue === null) return;
  venue.reachable = false;
  later(simulation, ms, () => {
    venue.reachable = true;
  });
};

const venueRestarts: Happening = (simulation, symbol) => {
  loseNetwork(simulation, symbol);
  cutStream('down', 3_000, 15_000)(simulation, symbol);
};

const maintenance: Happening = (simulation) => {
  const { exchange, random } = simulation;
  const [soon, back] = [random.between(2_000, 20_000), random.between(5_000, 40_000)];
  const set = (state: 'open' | 'cancel-only' | 'closed'): void => {
    exchange.act((engine) => {
      engine.setService(state, 'maintenance');
    });
    simulation.venue?.report({ kind: 'service', status: state, reason: 'maintenance' });
  };
  if (exchange.engine.service.state !== 'open') return;
  set('cancel-only');
  later(simulation, soon, () => {
    if (exchange.engine.service.state === 'cancel-only') set('closed');
  });
  later(simulation, soon + back, () => {
    if (exchange.engine.service.state !== 'open') set('open');
  });
};

const unaskedCancel: Happening = ({ exchange, random }, symbol) => {
  const live = [...exchange.engine.openOrders(symbol), ...exchange.engine.waitingOrders(symbol)];
  const reason = random.pick(['venue', 'self-trade', 'reduce-only'] as const);
  if (live.length === 0) return;
  const { id } = random.pick(live);
  exchange.act((engine) => {
    engine.endUnasked(id, reason);
  });
};

const byHand: Happening = ({ exchange, random }, symbol) => {
  const side = random.pick(['buy', 'sell'] as const);
  const lots = random.between(1, 10);
  exchange.act((engine) => {
    engine.place({ clientId: null, symbol, side, kind: 'market', lots, leverage: 5, origin: 'user' });
  });
};

const orderByHand: Happening = ({ exchange, random }, symbol) => {
  const side = random.pick(['buy', 'sell'] as const);
  exchange.act((engine) => {
    const priceTicks = Math.round(engine.market(symbol).lastTicks * (side === 'buy' ? 0.9 : 1.1));
    engine.place({ clientId: null, symbol, side, kind: 'limit', lots: 3, priceTicks, leverage: 5, origin: 'user' });
  });
};

const closeByHand: Happening = ({ exchange }, symbol) => {
  exchange.act((engine) => {
    const { lots } = engine.position(symbol);
    if (lots === 0) return;
    const side = lots > 0 ? 'sell' : 'buy';
    engine.place({
      clientId: null,
      symbol,
      side,
      kind: 'market',
      lots: Math.abs(lots),
      reduceOnly: true,
      origin: 'user',
    });
  });
};

/** Every stop is gone and the price runs away. */
const liquidation: Happening = ({ exchange, random }, symbol) => {
  const held = exchange.engine.position(symbol).lots;
  if (held === 0 || !random.chance(0.5)) return;
  exchange.act((engine) => {
    for (const { id } of engine.waitingOrders(symbol)) engine.endUnasked(id, 'venue');
    shift(engine, symbol, held > 0 ? 0.78 : 1.22);
    shift(engine, symbol, held > 0 ? 1 / 0.78 : 1 / 1.22);
  });
};

const crash: Happening = (simulation) => {
  if (simulation.process === null) return;
  simulation.kill();
  const ms = simulation.random.between(200, 20_000);
  later(simulation, ms, () => {
    simulation.start();
  });
};

/** A person looks at what waits for a decision, and lets trading go on. */
const person: Happening = (simulation) => {
  const { process, random } = simulation;
  const choice = random.next();
  if (process === null) return;
  simulation.reducing = '';
  const open = process.reconciler
    .status()
    .differences.filter(({ state, choices }) => state === 'open' && choices.length > 0);
  const first = open[0];
  if (first === undefined) return;
  const decided = first.choices[Math.floor(choice * first.choices.length)] ?? 'ignore';
  const { lastTicks } = simulation.exchange.engine.market(first.symbol);
  const long = (first.theirs?.lots ?? 0) > 0;
  const plan = {
    stopTicks: Math.round(lastTicks * (long ? 0.98 : 1.02)),
    targetTicks: Math.round(lastTicks * (long ? 1.03 : 0.97)),
    maxHoldUntil: simulation.time.now() + 600_000,
  };
  process.reconciler
    .resolve(first.id, decided, 'person', plan as Parameters<typeof process.reconciler.resolve>[3])
    .catch((error: unknown) => process.failures.push(error));
};

const enter: Happening = (simulation, symbol) => {
  simulation.enter(symbol);
};

const exit: Happening = (simulation, symbol) => {
  simulation.exit(symbol);
};

/** What can happen, and how often of a thousand times. */
export const HAPPENINGS: readonly (readonly [weight: number, happening: Happening])[] = [
  [560, move(STEP_BPS)],
  [50, move(LEAP_BPS)],
  [170, enter],
  [50, exit],
  [20, cutStream('down', 1_000, 30_000)],
  [15, cutStream('lost', 1_000, 60_000)],
  [20, loseNetwork],
  [8, venueRestarts],
  [6, maintenance],
  [20, unaskedCancel],
  [6, byHand],
  [6, orderByHand],
  [6, closeByHand],
  [8, liquidation],
  [12, crash],
  [43, person],
];

const TOTAL = HAPPENINGS.reduce((sum, [weight]) => sum + weight, 0);

export function draw(random: Seeded): Happening {
  let left = random.next() * TOTAL;
  for (const [weight, happening] of HAPPENINGS) {
    left -= weight;
    if (left < 0) return happening;
  }
  return enter;
}

/** The clocks go wrong for a while; an entry is tried at once, which must wait for a comparison. */
function disturbClocks(simulation: OrderSimulation, symbol: ContractSymbol): void {
  const { time, random } = simulation;
  const fault = disturb(time, random);
  const rightAfter = random.between(2_000, 90_000);
  if (isLarge(fault)) simulation.clockFaultAt = time.monotonic();
  simulation.enter(symbol);
  later(simulation, rightAfter, () => {
    const off = Math.abs(time.now() - time.truth);
    time.correct();
    if (off > NOTICED_MS) simulation.clockFaultAt = time.monotonic();
    simulation.enter(symbol);
  });
}

/** Lets one thing happen, then some time pass. */
export async function happen(simulation: OrderSimulation): Promise<void> {
  const { random } = simulation;
  if (simulation.options.clocks === true && random.chance(CLOCK_FAULTS))
    disturbClocks(simulation, random.pick(SYMBOLS));
  draw(random)(simulation, random.pick(SYMBOLS));
  const busy = random.chance(0.3);
  await simulation.time.advance(busy ? random.between(0, 300) : random.between(300, 5_000));
}
