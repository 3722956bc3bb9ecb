import { expect, it } from 'vitest';
import { CHECKS, type Check } from '#core/agents/risk/checks.ts';
import { passGate } from '#core/agents/risk/gate.ts';
import { RISK_DEFAULTS } from '#core/agents/risk/limits.ts';
import { sizeEntry } from '#core/agents/risk/sizing.ts';
import { brokenLimits } from '#tests/support/risk/gate-oracle.ts';
import { RandomOrders } from '#tests/support/risk/random-orders.ts';

/** Orders judged by both; the nightly tier asks for a million. */
const ORDERS = Number(process.env['ZMART_GATE_ORDERS'] ?? 20_000);
const SEED = Number(process.env['ZMART_GATE_SEED'] ?? 24);
const M = 1_000_000n;

interface Comparison {
  readonly seen: ReadonlyMap<string, number>;
  readonly differ: string | null;
}

type Drawn = ReturnType<RandomOrders['next']>;

/** On what the gate and the oracle do not agree about an order: the verdict, its reason, or any one code. */
function difference({ order, context }: Drawn, checks: readonly Check[], expected: ReadonlySet<string>): string | null {
  const result = passGate(order, context, checks);
  const all = [...expected].join();
  if (result.passed !== (expected.size === 0)) return `${result.passed ? 'passed' : result.denial.code}, but ${all}`;
  if (!result.passed && !expected.has(result.denial.code)) return `${result.denial.code} is not explained by ${all}`;
  const said = new Set<string>(checks.flatMap(({ test }) => test(order, context)?.code ?? []));
  const missing = [...expected].find((code) => !said.has(code));
  if (missing !== undefined) return `${missing} is missing`;
  // An order of nothing has figures that cannot be told.
  const more = [...said].find((code) => !expected.has(code) && code !== 'RISK_INPUT_UNKNOWN' && order.lots > 0);
  return more === undefined ? null : `${more} too much`;
}

/** Runs both on random orders; says the first on which they do not agree. */
function compare(checks: readonly Check[], orders: number): Comparison {
  const random = new RandomOrders(SEED);
  const seen = new Map<string, number>();
  for (let i = 0; i < orders; i++) {
    const drawn = random.next();
    const expected = brokenLimits(drawn.order, drawn.context);
    const differ = difference(drawn, checks, expected);
    if (differ !== null) return { seen, differ: `seed ${String(SEED)}, order ${String(i)}: ${differ}` };
    for (const code of expected.size === 0 ? ['passed'] : expected) seen.set(code, (seen.get(code) ?? 0) + 1);
  }
  return { seen, differ: null };
}

it(`no accepted order breaks a limit and no refusal is unexplained, over ${String(ORDERS)} orders`, () => {
  const { seen, differ } = compare(CHECKS, ORDERS);
  expect(differ).toBeNull();
  expect(seen.get('passed')).toBeGreaterThan(ORDERS / 100);
  for (const code of MET) expect(seen.get(code) ?? 0, code).toBeGreaterThan(10);
}, 3_600_000);

/** What must be met often enough for the comparison to mean something. */
const MET = [
  'RISK_ORDER_VALUE',
  'RISK_POSITION_VALUE',
  'RISK_GROSS_EXPOSURE',
  'RISK_NET_EXPOSURE',
  'RISK_FREE_MARGIN',
  'RISK_STOP_LOSS',
  'RISK_DAY_LOSS',
  'RISK_WEEK_LOSS',
  'RISK_DRAWDOWN',
  'RISK_OPEN_ORDERS',
  'RISK_OPEN_ORDERS_SYMBOL',
  'RISK_DOUBT_UNCOUNTED',
  'RISK_PRICE_COLLAR',
  'RISK_INDEX_DEVIATION',
  'RISK_SLIPPAGE',
  'RISK_BOOK_THIN',
  'RISK_LEVERAGE',
  'RISK_LIQUIDATION_NEAR',
  'RISK_LIQUIDATION_ATR',
  'RISK_REPEATED',
  'RISK_OWN_CROSSING',
  'RISK_ORDER_RATE_SYMBOL',
];

it('a check that is left out is noticed', () => {
  const met = CHECKS.filter(({ name }) => LEFT_OUT.has(name));
  expect(met.length).toBe(LEFT_OUT.size);
  for (const { name } of met) {
    const { differ } = compare(
      CHECKS.filter((check) => check.name !== name),
      5_000,
    );
    expect(differ, name).not.toBeNull();
  }
});

const LEFT_OUT: ReadonlySet<string> = new Set([
  'day loss',
  'week loss',
  'open orders',
  'open orders of the symbol',
  'order value',
  'position value',
  'gross exposure',
  'net exposure',
  'free margin',
  'loss at the stop',
  'price collar',
  'slippage',
  'leverage',
  'distance to liquidation',
  'liquidation against ATR',
  'orders in doubt',
]);

it('float arithmetic in a limit is noticed', () => {
  const floats = CHECKS.map((check): Check => {
    if (check.name !== 'order value') return check;
    return {
      ...check,
      test: (order, context) => {
        const { account, instrument, limits } = context;
        if (account === null || instrument === null) return check.test(order, context);
        const value = order.priceTicks * order.lots * (Number(instrument.tickValue) / 1e8);
        const limit = Math.min((Number(account.equity) / 1e8) * 0.05, Number(limits.orderValueCap) / 1e8);
        // As a program with floats would round: to two digits.
        return Math.round(value * 100) <= Math.round(limit * 100) ? null : (check.test(order, context) ?? null);
      },
    };
  });
  expect(compare(floats, 20_000).differ).not.toBeNull();
});

it('what sizing proposes is whole lots within the limits it works with, and nothing when too small', () => {
  const random = new RandomOrders(7);
  let proposed = 0;
  for (let i = 0; i < 20_000; i++) {
    const { order, account, context } = random.next();
    const contract = context.instrument;
    if (contract === null) continue;
    const lots = sizeEntry(contract, order.priceTicks, order.stopTicks, account, RISK_DEFAULTS);
    const value = BigInt(order.priceTicks) * BigInt(lots) * contract.tickValue;
    const loss = BigInt(Math.abs(order.priceTicks - order.stopTicks)) * BigInt(lots) * contract.tickValue;
    expect(lots >= 0 && lots % contract.lotSize === 0 && lots <= contract.maxOrderLots).toBe(true);
    if (lots === 0) continue;
    proposed += 1;
    expect(loss * M <= account.equity * RISK_DEFAULTS.riskPerTradePpm).toBe(true);
    const within = value * M <= account.equity * RISK_DEFAULTS.orderValuePpm && value <= RISK_DEFAULTS.orderValueCap;
    expect(within).toBe(true);
    expect((account.gross + value) * M <= account.equity * RISK_DEFAULTS.grossExposurePpm).toBe(true);
    // One lot more would break one of them.
    const step = BigInt(contract.lotSize) * contract.tickValue;
    const more = value + step * BigInt(order.priceTicks);
    const worse = loss + step * BigInt(Math.abs(order.priceTicks - order.stopTicks));
    const most = more * M > account.equity * RISK_DEFAULTS.orderValuePpm || more > RISK_DEFAULTS.orderValueCap;
    expect(
      most ||
        worse * M > account.equity * RISK_DEFAULTS.riskPerTradePpm ||
        (account.gross + more) * M > account.equity * RISK_DEFAULTS.grossExposurePpm,
    ).toBe(true);
  }
  expect(proposed).toBeGreaterThan(1_000);
});
