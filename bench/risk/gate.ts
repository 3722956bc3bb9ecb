import { passGate } from '#core/agents/risk/gate.ts';
import { CHECKS } from '#core/agents/risk/checks.ts';
import { RandomOrders } from '#tests/support/risk/random-orders.ts';
import { brokenLimits } from '#tests/support/risk/gate-oracle.ts';
import { MINIMUM_ROUNDS, quantile, resultOf, type BenchResult } from '../harness.ts';

/** Orders per round, drawn before the clock runs. */
const ORDERS = 5_000;
/** Microseconds that the whole gate may take for an order. */
const LIMIT_US = 100;

/** "equal" when every verdict is the oracle's. */
function check(orders: readonly ReturnType<RandomOrders['next']>[]): string {
  for (const [i, { order, context }] of orders.entries()) {
    const expected = brokenLimits(order, context);
    if (passGate(order, context).passed !== (expected.size === 0)) return `order ${String(i)}: ${[...expected].join()}`;
  }
  return 'equal';
}

/** The risk gate: all its checks on orders near their limits. The ratio is the limit ÷ the time of one order. */
export function run(): Promise<BenchResult[]> {
  const random = new RandomOrders(1);
  const orders = Array.from({ length: ORDERS }, () => random.next());
  const verdict = check(orders);
  const perOrder: number[] = [];
  for (let round = -2; round < MINIMUM_ROUNDS; round++) {
    const from = process.hrtime.bigint();
    for (const { order, context } of orders) passGate(order, context);
    const spent = Number(process.hrtime.bigint() - from) / 1_000 / ORDERS;
    if (round >= 0) perOrder.push(spent);
  }
  const single = orders.map(({ order, context }) => {
    const from = process.hrtime.bigint();
    passGate(order, context);
    return Number(process.hrtime.bigint() - from) / 1_000;
  });
  const [low, mid, high] = [0, 0.5, 1].map((q) => quantile(perOrder, q));
  const perSecond = Math.round((1e6 / (mid ?? NaN)) * CHECKS.length);
  process.stderr.write(
    `  gate: ${(low ?? NaN).toFixed(2)} / ${(mid ?? NaN).toFixed(2)} / ${(high ?? NaN).toFixed(2)} µs per order, p99 ${quantile(single, 0.99).toFixed(2)} µs, ${String(perSecond)} checks/s\n`,
  );
  const ratios = perOrder.map((us) => LIMIT_US / us);
  const peer = `limit of ${String(LIMIT_US)} µs per order`;
  return Promise.resolve([resultOf(ratios, { area: 'gate', peer, goal: 1, check: verdict })]);
}
