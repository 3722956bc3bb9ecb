import { expect, it } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { moneyOfUnits } from '#shared/domain/money.ts';
import type { AccountFacts, EntryProposal, GateContext } from '#core/agents/risk/context.ts';
import { CHECKS, type Check } from '#core/agents/risk/checks.ts';
import { passGate } from '#core/agents/risk/gate.ts';
import { RISK_DEFAULTS, type RiskLimits } from '#core/agents/risk/limits.ts';
import { sizeEntry } from '#core/agents/risk/sizing.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { CONTRACT, contextOf, entryOf, SYMBOL } from '#tests/support/path/sample-gate.ts';

const CASES = 20_000;
const M = 1_000_000n;
const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const ceil = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

/** A second implementation of the limits: cross-multiplied whole numbers, nothing shared with the first. */
function broken(order: EntryProposal, account: AccountFacts, contract: Instrument, limits: RiskLimits): Set<string> {
  const found = new Set<string>();
  const say = (code: string, when: boolean): void => void (when && found.add(code));
  const value = BigInt(order.priceTicks) * BigInt(order.lots) * contract.tickValue;
  const signed = value * BigInt(order.direction);
  const equity: bigint = account.equity;
  say('RISK_TOO_SMALL', order.lots < contract.lotSize);
  say(
    'RISK_OFF_LOT',
    order.lots >= contract.lotSize && (order.lots % contract.lotSize !== 0 || order.lots > contract.maxOrderLots),
  );
  say('RISK_NO_STOP', (order.priceTicks - order.stopTicks) * order.direction <= 0);
  say('RISK_DAY_LOSS', account.dayLossPpm >= limits.dayLossPpm);
  say('RISK_DRAWDOWN', account.drawdownPpm >= limits.drawdownPpm);
  say('RISK_OPEN_ORDERS', account.openOrders >= limits.maxOpenOrders);
  say('RISK_ORDER_VALUE', value * M > equity * limits.orderValuePpm || value > limits.orderValueCap);
  const position = abs((account.exposure.get(SYMBOL) ?? 0n) + signed);
  say('RISK_POSITION_VALUE', position * M > equity * limits.positionValuePpm);
  say('RISK_GROSS_EXPOSURE', (account.gross + value) * M > equity * limits.grossExposurePpm);
  const net = abs(account.net + signed);
  say('RISK_NET_EXPOSURE', net > abs(account.net) && net * M > equity * limits.netExposurePpm);
  const margin = ceil(value, BigInt(limits.leverage)) + ceil(value * contract.takerFeePpm, M);
  say('RISK_FREE_MARGIN', (equity - account.marginUsed - margin) * M < equity * limits.freeMarginPpm);
  const loss = BigInt(Math.abs(order.priceTicks - order.stopTicks)) * BigInt(order.lots) * contract.tickValue;
  say('RISK_STOP_LOSS', loss * M > equity * limits.maxRiskPerTradePpm);
  return found;
}

interface Case {
  readonly order: EntryProposal;
  readonly context: GateContext;
  readonly account: AccountFacts;
  readonly contract: Instrument;
}

/**
 * An account and an order near enough to the limits that both sides of each are met. Half of the accounts are so small
 * that a limit is no whole number of 1e-8 USDT: there a limit rounded the wrong way is met.
 */
function sample(random: Sfc32): Case {
  const whole = (from: number, to: number): number => from + Math.floor(random.next() * (to - from + 1));
  const part = (of: bigint, most: number): bigint => (of * BigInt(whole(0, most))) / 10_000n + BigInt(whole(-2, 2));
  const tiny = random.next() < 0.5;
  const equity = tiny ? BigInt(whole(100, 5_000)) : BigInt(whole(1, 2_000_000)) * BigInt(whole(1, 10_000_000));
  const gross = abs(part(equity, 10_400));
  const net = (gross * BigInt(whole(-10_000, 10_000))) / 10_000n;
  const exposure = (net * BigInt(whole(0, 3_000))) / 10_000n;
  const contract = {
    ...CONTRACT,
    lotSize: whole(1, 3),
    tickValue: tiny ? 1n : BigInt(whole(1, 40_000)),
    takerFeePpm: 600n,
    maxOrderLots: 10 ** 9,
  };
  const priceTicks = tiny ? whole(2, 8) : whole(2, 200_000);
  const wanted = Math.max(0, Number(part(equity, 560) / (BigInt(priceTicks) * contract.tickValue)));
  const direction = random.next() < 0.5 ? 1 : -1;
  const distance = whole(0, Math.max(1, Math.floor(priceTicks / 3)));
  const lots = random.next() < 0.9 ? wanted - (wanted % contract.lotSize) : wanted;
  const order = entryOf({ direction, lots, priceTicks, stopTicks: priceTicks - direction * distance });
  const account: AccountFacts = {
    equity: moneyOfUnits(equity),
    gross: moneyOfUnits(gross),
    net: moneyOfUnits(net),
    marginUsed: moneyOfUnits(abs(part(equity, random.next() < 0.5 ? 3_000 : 8_200))),
    exposure: new Map([[SYMBOL, moneyOfUnits(exposure)]]),
    openOrders: whole(0, random.next() < 0.9 ? 20 : 42),
    dayLossPpm: BigInt(whole(-50_000, random.next() < 0.9 ? 19_999 : 21_000)),
    drawdownPpm: BigInt(whole(0, random.next() < 0.9 ? 99_999 : 101_000)),
  };
  return { order, account, contract, context: contextOf({ instrument: contract, account }, {}, {}) };
}

/** Runs both on random cases; returns the first on which they do not agree. */
function compare(checks: readonly Check[]): {
  readonly seen: ReadonlyMap<string, number>;
  readonly differ: string | null;
} {
  const random = new Sfc32(24);
  const seen = new Map<string, number>();
  for (let i = 0; i < CASES; i++) {
    const { order, account, contract, context } = sample(random);
    const expected = broken(order, account, contract, RISK_DEFAULTS);
    const result = passGate(order, context, checks);
    const code = result.passed ? 'passed' : result.denial.code;
    seen.set(code, (seen.get(code) ?? 0) + 1);
    if (result.passed !== (expected.size === 0))
      return { seen, differ: `case ${String(i)}: ${code}, but ${[...expected].join()}` };
    if (!result.passed && !expected.has(code)) return { seen, differ: `case ${String(i)}: ${code} is not explained` };
  }
  return { seen, differ: null };
}

it('no accepted order breaks a limit and no refusal is unexplained, over 20,000 accounts', () => {
  const { seen, differ } = compare(CHECKS);
  expect(differ).toBeNull();
  expect(seen.get('passed')).toBeGreaterThan(CASES / 100);
  const met = [
    'RISK_ORDER_VALUE',
    'RISK_POSITION_VALUE',
    'RISK_GROSS_EXPOSURE',
    'RISK_NET_EXPOSURE',
    'RISK_FREE_MARGIN',
  ];
  for (const code of [...met, 'RISK_STOP_LOSS', 'RISK_DAY_LOSS', 'RISK_DRAWDOWN', 'RISK_OPEN_ORDERS']) {
    expect(seen.get(code) ?? 0, code).toBeGreaterThan(10);
  }
});

it('a check that is left out is noticed', () => {
  for (const left of [
    'day loss',
    'open orders',
    'order value',
    'position value',
    'gross exposure',
    'net exposure',
    'free margin',
    'loss at the stop',
  ]) {
    const { differ } = compare(CHECKS.filter(({ name }) => name !== left));
    expect(differ, left).not.toBeNull();
  }
});

it('what sizing proposes is whole lots within the limits it works with, and nothing when too small', () => {
  const random = new Sfc32(7);
  let proposed = 0;
  for (let i = 0; i < CASES; i++) {
    const { order, account, contract } = sample(random);
    const lots = sizeEntry(contract, order.priceTicks, order.stopTicks, account, RISK_DEFAULTS);
    const value = BigInt(order.priceTicks) * BigInt(lots) * contract.tickValue;
    const loss = BigInt(Math.abs(order.priceTicks - order.stopTicks)) * BigInt(lots) * contract.tickValue;
    expect(lots >= 0 && lots % contract.lotSize === 0 && lots <= contract.maxOrderLots).toBe(true);
    if (lots === 0) continue;
    proposed += 1;
    expect(loss * M <= account.equity * RISK_DEFAULTS.riskPerTradePpm).toBe(true);
    expect(value * M <= account.equity * RISK_DEFAULTS.orderValuePpm && value <= RISK_DEFAULTS.orderValueCap).toBe(
      true,
    );
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
