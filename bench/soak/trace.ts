import { BAD_DAY, LAGGING_DAY } from '#tests/support/orders/fault-levels.ts';
import { orderRun } from '#tests/support/orders/order-run.ts';
import type { OrderSimulation } from '#tests/support/orders/order-simulation.ts';

/** The days of the order simulation that the soak plays. */
const DAYS = {
  bad: { faults: BAD_DAY },
  lagging: { faults: LAGGING_DAY },
  clocks: { clocks: true },
} as const;

const isDay = (word: string): word is keyof typeof DAYS => word in DAYS;

const secondsOf = (ms: number): string => (ms / 1_000).toFixed(1).padStart(7);

/** Every record that holds the word, each trade of a stranger, and what arrived; times in seconds since the first record. */
function print({ around, exchange }: OrderSimulation, about: string): void {
  const start = around.store.records[0]?.ts ?? 0;
  for (const { seq, ts, type, subject, data } of around.store.records) {
    const text = `${type} ${subject} ${JSON.stringify(data)}`;
    if (text.includes(about)) console.log(`${String(seq).padStart(5)} ${secondsOf(ts - start)} ${text}`);
  }
  for (const { clientId, symbol, side, lots, at } of exchange.engine.trades()) {
    if (clientId === null) console.log(`      ${secondsOf(at - start)} a stranger: ${side} ${String(lots)} ${symbol}`);
  }
  const arrival = exchange.arrivals.get(about);
  if (arrival !== undefined) console.log(`      ${about} arrived ${secondsOf(arrival)} s after the start of the clock`);
}

/**
 * Plays one seed of the order simulation as the soak does and prints its journal, to look at what was found.
 * @param about only records that hold it: an order's id, a symbol, a type; all when empty.
 * @returns false when the day is none.
 */
export async function traceOrders(day: string, seed: number, about: string): Promise<boolean> {
  if (!isDay(day)) {
    console.error(`A day is one of ${Object.keys(DAYS).join(', ')}, not "${day}".`);
    return false;
  }
  const { findings } = await orderRun({
    seed,
    events: 500,
    ...DAYS[day],
    onEnd: (simulation) => print(simulation, about),
  });
  console.log(findings.length === 0 ? 'Nothing was found.' : findings.join('\n'));
  return true;
}
