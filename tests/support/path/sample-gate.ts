import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots, Ticks } from '#shared/domain/instrument.ts';
import { moneyOfUnits, parseMoney, ZERO, type Money } from '#shared/domain/money.ts';
import type { AccountFacts, EntryProposal, GateContext } from '#core/agents/risk/context.ts';
import { RISK_DEFAULTS, type RiskLimits } from '#core/agents/risk/limits.ts';

export const SYMBOL = contractSymbol('XBTUSDTM');

/** One contract at one tick is worth 0.0001 USDT: 100,000 lots at 1,000 ticks are 10,000 USDT. */
export const CONTRACT: Instrument = {
  symbol: SYMBOL,
  coin: 'BTC',
  tickUnits: 1,
  priceScale: 1,
  multiplier: '0.001',
  tickValue: 10_000n,
  lotSize: 1,
  maxOrderLots: 1_000_000,
  makerFeePpm: 200n,
  takerFeePpm: 0n,
  maxLeverage: 100,
  maintenanceTiers: [{ maxNotional: moneyOfUnits(10n ** 30n), maxLeverage: 100, maintenanceRatePpm: 4_000n }],
  fundingIntervalMs: 28_800_000,
  asOf: '2025-03-11',
  assumed: [],
};

/** An empty book of 10,000 USDT. */
export const EMPTY_BOOK: AccountFacts = {
  equity: parseMoney('10000'),
  gross: ZERO,
  net: ZERO,
  marginUsed: ZERO,
  exposure: new Map(),
  openOrders: 0,
  dayLossPpm: 0n,
  drawdownPpm: 0n,
};

/** An entry worth 100 USDT with its stop 1 % away. */
export const entryOf = (
  more: Partial<Record<'lots' | 'priceTicks' | 'stopTicks', number>> & { direction?: 1 | -1 } = {},
): EntryProposal => ({
  symbol: SYMBOL,
  direction: more.direction ?? 1,
  lots: (more.lots ?? 1_000) as Lots,
  priceTicks: (more.priceTicks ?? 1_000) as Ticks,
  stopTicks: (more.stopTicks ?? 990) as Ticks,
});

/** A gate context in which the entry of {@link entryOf} passes. */
export const contextOf = (
  more: Partial<GateContext> = {},
  account: Partial<AccountFacts> = {},
  limits: Partial<RiskLimits> = {},
): GateContext => ({
  limits: { ...RISK_DEFAULTS, ...limits },
  trading: { state: 'ACTIVE', cause: '' },
  journalIntact: true,
  simulated: true,
  allowed: new Set([SYMBOL]),
  frozen: new Set(),
  instrument: CONTRACT,
  account: { ...EMPTY_BOOK, ...account },
  accountProblem: '',
  dataAgeMs: 0,
  sameOrderAgoMs: null,
  ...more,
});

export const exposureOf = (symbol: ContractSymbol, value: Money): AccountFacts['exposure'] =>
  new Map([[symbol, value]]);
