import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument, Lots, Ticks } from '#shared/domain/instrument.ts';
import { moneyOfUnits, parseMoney, ZERO, type Money } from '#shared/domain/money.ts';
import type { OrderKind } from '#core/ports/venue.ts';
import type { AccountFacts, EntryProposal, GateContext, MarketFacts } from '#core/agents/risk/context.ts';
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
  openOrdersOf: new Map(),
  doubts: 0,
  doubtsCounted: 0,
  dayLossPpm: 0n,
  weekLossPpm: 0n,
  drawdownPpm: 0n,
};

/** An entry worth 100 USDT with its stop 1 % away. */
export const entryOf = (
  more: Partial<Record<'lots' | 'priceTicks' | 'stopTicks' | 'nearTicks', number>> & {
    direction?: 1 | -1;
    kind?: OrderKind;
  } = {},
): EntryProposal => ({
  symbol: SYMBOL,
  direction: more.direction ?? 1,
  lots: (more.lots ?? 1_000) as Lots,
  priceTicks: (more.priceTicks ?? 1_000) as Ticks,
  stopTicks: (more.stopTicks ?? 990) as Ticks,
  ...(more.kind === undefined ? {} : { kind: more.kind }),
  ...(more.nearTicks === undefined ? {} : { nearTicks: more.nearTicks as Ticks }),
});

/** A market in which every price is 1,000 ticks and nothing moves. */
export const MARKET: MarketFacts = {
  markTicks: 1_000,
  markAgeMs: 0,
  lastTicks: 1_000,
  indexTicks: 1_000,
  book: { bids: [[1_000, 10 ** 9]], asks: [[1_000, 10 ** 9]], ageMs: 0 },
  fundingPpm: 0n,
  atrTicks: 10,
};

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
  build: { rules: 'rules', approvedRules: 'rules', build: 'build', approvedBuild: 'build' },
  lock: { remainingMs: 30_000, current: true },
  storage: { freeBytes: 1e12, commitP99Ms: 5 },
  clockOffsetMs: 0,
  key: { canTrade: 'yes', canMoveFunds: 'no', ipRestricted: 'yes', rightAccount: true },
  contractActive: true,
  specificationAgeMs: 0,
  market: MARKET,
  marginMode: 'isolated',
  leverage: 3,
  ownOrders: [],
  rates: { symbolWaitMs: 0, accountWaitMs: 0, messageWaitMs: 0 },
  repeats: { strategy: 'trend', lastHour: 0, lastDay: 0, disabled: null },
  signal: { ageMs: 0, seenBefore: false },
  stream: { status: 'live', reason: 'heartbeat' },
  service: { status: 'open', reason: '', maintenanceInMs: 'not-applicable' },
  guard: { pause: null, connector: null, market: [], protections: [] },
  ...more,
});

export const exposureOf = (symbol: ContractSymbol, value: Money): AccountFacts['exposure'] =>
  new Map([[symbol, value]]);
