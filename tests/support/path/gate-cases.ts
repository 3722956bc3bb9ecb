import { parseMoney } from '#shared/domain/money.ts';
import { denial } from '#shared/domain/denial.ts';
import type { MarketFacts, GateContext, KeyFacts, RateFacts, RepeatFacts } from '#core/agents/risk/context.ts';
import { moneyOfUnits } from '#shared/domain/money.ts';
import { ORDER_CASES, type GateCase, type OrderPart } from './gate-order-cases.ts';
import { CONTRACT, contextOf, MARKET, SYMBOL } from './sample-gate.ts';

const usdt = parseMoney;

const { NaN: NAN, POSITIVE_INFINITY: FOREVER } = Number;

/** A measured figure that must stay at or below `limit`: every way in which it can be wrong. */
function atMost(
  name: string,
  limit: number,
  code: string,
  make: (value: number) => GateContext,
  { negative = 'RISK_INPUT_UNKNOWN', order = {} }: { readonly negative?: string; readonly order?: OrderPart } = {},
): readonly GateCase[] {
  return [
    [`${name}: nothing`, order, make(0), 'passed'],
    [`${name}: below`, order, make(limit - 1), 'passed'],
    [`${name}: at the limit`, order, make(limit), 'passed'],
    [`${name}: above`, order, make(limit + 1), code],
    [`${name}: huge`, order, make(2 ** 53), code],
    [`${name}: not a number`, order, make(NAN), 'RISK_INPUT_UNKNOWN'],
    [`${name}: infinite`, order, make(FOREVER), 'RISK_INPUT_UNKNOWN'],
    [`${name}: negative`, order, make(-1), negative],
  ];
}

/** A fact that may be unknown, and that need not exist. */
function fact(name: string, make: (value: null | 'not-applicable') => GateContext): readonly GateCase[] {
  return [
    [`${name}: not known`, {}, make(null), 'RISK_INPUT_UNKNOWN'],
    [`${name}: not applicable`, {}, make('not-applicable'), 'passed'],
  ];
}

const BUILD = { rules: 'a', approvedRules: 'a', build: 'b', approvedBuild: 'b' };
const KEY: KeyFacts = { canTrade: 'yes', canMoveFunds: 'no', ipRestricted: 'yes', rightAccount: true };
const RATES: RateFacts = { symbolWaitMs: 0, accountWaitMs: 0, messageWaitMs: 0 };
const REPEATS: RepeatFacts = { strategy: 'trend', lastHour: 0, lastDay: 0, disabled: null };
const LIVE = { status: 'live', reason: 'heartbeat' } as const;
const OPEN = { status: 'open', reason: '', maintenanceInMs: 'not-applicable' } as const;
const CALM = { pause: null, connector: null, market: [], protections: [] } as const;
const market = (more: Partial<MarketFacts>): GateContext => contextOf({ market: { ...MARKET, ...more } });
const key = (more: Partial<KeyFacts>): GateContext => contextOf({ key: { ...KEY, ...more } });
const lock = (remainingMs: number, current = true): GateContext => contextOf({ lock: { remainingMs, current } });
const storage = (freeBytes: number | null, commitP99Ms: number | null): GateContext =>
  contextOf({ storage: { freeBytes, commitP99Ms } });

/** Rows 1 to 7: this program, this machine, this login. */
const STATE_CASES: readonly GateCase[] = [
  ['trading state: of no known kind', {}, contextOf({ trading: { state: 'X' as never, cause: '?' } }), 'RISK_HALTED'],
  ...fact('build', (build) => contextOf({ build })),
  ['rules changed', {}, contextOf({ build: { ...BUILD, rules: 'x' } }), 'RISK_RULES_CHANGED'],
  ['rules never approved', {}, contextOf({ build: { ...BUILD, approvedRules: null } }), 'RISK_RULES_CHANGED'],
  ['rules without a hash', {}, contextOf({ build: { ...BUILD, rules: '', approvedRules: '' } }), 'RISK_RULES_CHANGED'],
  ['a foreign build', {}, contextOf({ build: { ...BUILD, build: 'x' } }), 'RISK_BUILD_NOT_APPROVED'],
  ['build never approved', {}, contextOf({ build: { ...BUILD, approvedBuild: null } }), 'RISK_BUILD_NOT_APPROVED'],
  ['no build', {}, contextOf({ build: { ...BUILD, build: '', approvedBuild: '' } }), 'RISK_BUILD_NOT_APPROVED'],
  ...fact('lock', (value) => contextOf({ lock: value })),
  ['lock with more than 2 s left', {}, lock(2_001), 'passed'],
  ['lock with 2 s left', {}, lock(2_000), 'RISK_LOCK_ENDING'],
  ['lock with nothing left', {}, lock(0), 'RISK_LOCK_ENDING'],
  ['lock that ended', {}, lock(-1), 'RISK_INPUT_UNKNOWN'],
  ['lock of no length', {}, lock(NAN), 'RISK_INPUT_UNKNOWN'],
  ['lock for ever', {}, lock(FOREVER), 'RISK_INPUT_UNKNOWN'],
  ['lock of another', {}, lock(30_000, false), 'RISK_LOCK_LOST'],
  ...fact('storage', (value) => contextOf({ storage: value })),
  ['disk with 500 MB', {}, storage(500e6, 5), 'passed'],
  ['disk with less', {}, storage(500e6 - 1, 5), 'RISK_DISK_FULL'],
  ['disk full', {}, storage(0, 5), 'RISK_DISK_FULL'],
  ['disk huge', {}, storage(2 ** 60, 5), 'passed'],
  ['disk of unknown size', {}, storage(null, 5), 'RISK_INPUT_UNKNOWN'],
  ['disk of no number', {}, storage(NAN, 5), 'RISK_INPUT_UNKNOWN'],
  ['disk with less than nothing', {}, storage(-1, 5), 'RISK_INPUT_UNKNOWN'],
  ['commits below 250 ms', {}, storage(1e12, 249.9), 'passed'],
  ['commits at 250 ms', {}, storage(1e12, 250), 'RISK_DISK_SLOW'],
  ['commits of an hour', {}, storage(1e12, 3_600_000), 'RISK_DISK_SLOW'],
  ['commits never measured', {}, storage(1e12, null), 'RISK_INPUT_UNKNOWN'],
  ['commits of no number', {}, storage(1e12, NAN), 'RISK_INPUT_UNKNOWN'],
  ['commits of negative time', {}, storage(1e12, -1), 'RISK_INPUT_UNKNOWN'],
  ...fact('clock', (clockOffsetMs) => contextOf({ clockOffsetMs })),
  ...atMost('clock ahead', 1_500, 'RISK_CLOCK_OFFSET', (ms) => contextOf({ clockOffsetMs: ms }), {
    negative: 'passed',
  }),
  ['clock behind at the limit', {}, contextOf({ clockOffsetMs: -1_500 }), 'passed'],
  ['clock behind above', {}, contextOf({ clockOffsetMs: -1_500.1 }), 'RISK_CLOCK_OFFSET'],
  ...fact('key', (value) => contextOf({ key: value })),
  ['key that may not trade', {}, key({ canTrade: 'no' }), 'RISK_KEY_CANNOT_TRADE'],
  ['key that may withdraw', {}, key({ canMoveFunds: 'yes' }), 'RISK_KEY_MOVES_FUNDS'],
  ['key for any address', {}, key({ ipRestricted: 'no' }), 'RISK_KEY_ANY_ADDRESS'],
  ['key with unknown trade right', {}, key({ canTrade: 'unknown' }), 'RISK_INPUT_UNKNOWN'],
  ['key with unknown withdrawal', {}, key({ canMoveFunds: 'unknown' }), 'RISK_INPUT_UNKNOWN'],
  ['key with unknown addresses', {}, key({ ipRestricted: 'unknown' }), 'RISK_INPUT_UNKNOWN'],
  ['key of another account', {}, key({ rightAccount: false }), 'RISK_WRONG_ACCOUNT'],
  ...fact('contract state', (contractActive) => contextOf({ contractActive })),
  ['contract suspended', {}, contextOf({ contractActive: false }), 'RISK_CONTRACT_INACTIVE'],
  ...fact('specification age', (specificationAgeMs) => contextOf({ specificationAgeMs })),
  ...atMost('specification age', 86_400_000, 'RISK_SPECIFICATION_OLD', (ms) => contextOf({ specificationAgeMs: ms })),
];

/** Rows 9 to 11 and 25. */
const MARKET_CASES: readonly GateCase[] = [
  ...atMost('mark age', 10_000, 'RISK_MARK_AGE', (ms) => market({ markAgeMs: ms })),
  ['mark age not known', {}, market({ markAgeMs: null }), 'RISK_INPUT_UNKNOWN'],
  ['mark not known', {}, market({ markTicks: null }), 'RISK_INPUT_UNKNOWN'],
  ['mark of no number', {}, market({ markTicks: NAN }), 'RISK_INPUT_UNKNOWN'],
  ['mark of nothing', {}, market({ markTicks: 0 }), 'RISK_INPUT_UNKNOWN'],
  ['mark negative', {}, market({ markTicks: -1_000 }), 'RISK_INPUT_UNKNOWN'],
  ['mark huge', {}, market({ markTicks: 2 ** 52 }), 'RISK_PRICE_COLLAR'],
  ['price 2 % above the mark', { priceTicks: 1_020, stopTicks: 1_000 }, contextOf(), 'passed'],
  ['price more than 2 % above', { priceTicks: 1_021, stopTicks: 1_000 }, contextOf(), 'RISK_PRICE_COLLAR'],
  ['price 10 % below the mark', { priceTicks: 900, stopTicks: 890 }, contextOf(), 'passed'],
  ['price more than 10 % below', { priceTicks: 899, stopTicks: 890 }, contextOf(), 'RISK_PRICE_COLLAR'],
  ['short 2 % below the mark', { direction: -1, priceTicks: 980, stopTicks: 990 }, contextOf(), 'passed'],
  ['short more than 2 % below', { direction: -1, priceTicks: 979, stopTicks: 990 }, contextOf(), 'RISK_PRICE_COLLAR'],
  ['another coin 4 % above', { priceTicks: 1_040, stopTicks: 1_000 }, other(), 'passed'],
  ['another coin more than 4 % above', { priceTicks: 1_041, stopTicks: 1_000 }, other(), 'RISK_PRICE_COLLAR'],
  [
    'stop order near its trigger',
    { priceTicks: 1_210, stopTicks: 1_150, nearTicks: 1_200, lots: 800 },
    contextOf(),
    'passed',
  ],
  [
    'stop order far from it',
    { priceTicks: 1_230, stopTicks: 1_150, nearTicks: 1_200 },
    contextOf(),
    'RISK_PRICE_COLLAR',
  ],
  ['last 1.5 % from the index', {}, market({ lastTicks: 1_015 }), 'passed'],
  ['last more than 1.5 % above', {}, market({ lastTicks: 1_016 }), 'RISK_INDEX_DEVIATION'],
  ['last more than 1.5 % below', {}, market({ lastTicks: 984 }), 'RISK_INDEX_DEVIATION'],
  ['last not known', {}, market({ lastTicks: null }), 'RISK_INPUT_UNKNOWN'],
  ['index not known', {}, market({ indexTicks: null }), 'RISK_INPUT_UNKNOWN'],
  ['last of no number', {}, market({ lastTicks: NAN }), 'RISK_INPUT_UNKNOWN'],
  ['index of nothing', {}, market({ indexTicks: 0 }), 'RISK_INPUT_UNKNOWN'],
  ['index negative', {}, market({ indexTicks: -1 }), 'RISK_INPUT_UNKNOWN'],
  ['last huge', {}, market({ lastTicks: 2 ** 52 }), 'RISK_INDEX_DEVIATION'],
  ['no last price in this mode', {}, market({ lastTicks: 'not-applicable' }), 'passed'],
  ['no index in this mode', {}, market({ indexTicks: 'not-applicable' }), 'passed'],
  ...fact('book', (book) => market({ book })),
  ...atMost('book age', 2_000, 'RISK_BOOK_AGE', (ageMs) =>
    market({ book: { bids: [[1_000, 9_999]], asks: [[1_000, 9_999]], ageMs } }),
  ),
  ['a limit order asks no book', { kind: 'limit' }, market({ book: null }), 'passed'],
  [
    'slippage 0.5 %',
    {},
    asks([
      [1_000, 500],
      [1_010, 500],
    ]),
    'passed',
  ],
  [
    'slippage above',
    {},
    asks([
      [1_000, 499],
      [1_010, 501],
    ]),
    'RISK_SLIPPAGE',
  ],
  [
    'slippage of a short',
    { direction: -1, stopTicks: 1_010 },
    bids([
      [1_000, 499],
      [990, 501],
    ]),
    'RISK_SLIPPAGE',
  ],
  [
    'slippage of a short at the limit',
    { direction: -1, stopTicks: 1_010 },
    bids([
      [1_000, 500],
      [990, 500],
    ]),
    'passed',
  ],
  ['book as deep as the order', {}, asks([[1_000, 1_000]]), 'passed'],
  ['book less deep', {}, asks([[1_000, 999]]), 'RISK_BOOK_THIN'],
  ['book empty', {}, asks([]), 'RISK_INPUT_UNKNOWN'],
  ['book with a price of no number', {}, asks([[NAN, 1_000]]), 'RISK_INPUT_UNKNOWN'],
  ['book with a size of no number', {}, asks([[1_000, NAN]]), 'RISK_INPUT_UNKNOWN'],
  ['book with a negative size', {}, asks([[1_000, -5]]), 'RISK_INPUT_UNKNOWN'],
  ['book with a negative price', {}, asks([[-1_000, 5_000]]), 'RISK_INPUT_UNKNOWN'],
  ['book huge', {}, asks([[1_000, 2 ** 52]]), 'passed'],
];

function other(): GateContext {
  return contextOf({ instrument: { ...CONTRACT, coin: 'SOL' } });
}
function asks(levels: readonly (readonly [number, number])[]): GateContext {
  return market({ book: { bids: [[1_000, 10 ** 9]], asks: levels, ageMs: 0 } });
}
function bids(levels: readonly (readonly [number, number])[]): GateContext {
  return market({ book: { bids: levels, asks: [[1_000, 10 ** 9]], ageMs: 0 } });
}

const tiers = (maintenanceRatePpm: bigint) => ({
  ...CONTRACT,
  maintenanceTiers: [{ maxNotional: moneyOfUnits(10n ** 30n), maxLeverage: 100, maintenanceRatePpm }],
});

/** Rows 13, 15 to 18, 20 and 31. */
const ACCOUNT_CASES: readonly GateCase[] = [
  ['leverage of 1', {}, contextOf({ leverage: 1 }), 'passed'],
  ['leverage at the limit', {}, contextOf({ leverage: 3 }), 'passed'],
  ['leverage above', {}, contextOf({ leverage: 4 }), 'RISK_LEVERAGE'],
  ['leverage of nothing', {}, contextOf({ leverage: 0 }), 'RISK_LEVERAGE'],
  ['leverage negative', {}, contextOf({ leverage: -3 }), 'RISK_LEVERAGE'],
  ['leverage between', {}, contextOf({ leverage: 2.5 }), 'RISK_LEVERAGE'],
  ['leverage of no number', {}, contextOf({ leverage: NAN }), 'RISK_LEVERAGE'],
  ['leverage huge', {}, contextOf({ leverage: 2 ** 60 }), 'RISK_LEVERAGE'],
  ['leverage above the contract’s', {}, contextOf({ instrument: { ...CONTRACT, maxLeverage: 2 } }), 'RISK_LEVERAGE'],
  ['leverage limit of no number', {}, contextOf({}, {}, { leverage: NAN }), 'RISK_INPUT_UNKNOWN'],
  ['leverage limit of nothing', {}, contextOf({}, {}, { leverage: 0 }), 'RISK_INPUT_UNKNOWN'],
  ...fact('margin mode', (marginMode) => contextOf({ marginMode })),
  ['margin mode cross', {}, contextOf({ marginMode: 'cross' }), 'RISK_MARGIN_MODE'],
  ['doubts counted', {}, contextOf({}, { doubts: 2, doubtsCounted: 2 }), 'passed'],
  ['doubts not counted', {}, contextOf({}, { doubts: 2, doubtsCounted: 1 }), 'RISK_DOUBT_UNCOUNTED'],
  ['doubts of no number', {}, contextOf({}, { doubts: NAN }), 'RISK_INPUT_UNKNOWN'],
  ['doubts negative', {}, contextOf({}, { doubts: -1 }), 'RISK_INPUT_UNKNOWN'],
  ['counted doubts of no number', {}, contextOf({}, { doubtsCounted: NAN }), 'RISK_INPUT_UNKNOWN'],
  ['funding not known', {}, market({ fundingPpm: null }), 'RISK_INPUT_UNKNOWN'],
  ['funding not told', {}, market({ fundingPpm: 'not-applicable' }), 'passed'],
  ['funding to be paid', { lots: 3_000 }, paying(1_000n), 'RISK_FREE_MARGIN'],
  ['funding to be had', { lots: 3_000 }, paying(-1_000n), 'passed'],
  ['funding paid by a short', { lots: 3_000, direction: -1, stopTicks: 1_010 }, paying(-1_000n), 'RISK_FREE_MARGIN'],
  ['funding huge', {}, market({ fundingPpm: 10n ** 12n }), 'RISK_FREE_MARGIN'],
  ['week loss below', {}, contextOf({}, { weekLossPpm: 59_999n }), 'passed'],
  ['week loss at the limit', {}, contextOf({}, { weekLossPpm: 60_000n }), 'RISK_WEEK_LOSS'],
  ['week loss of everything', {}, contextOf({}, { weekLossPpm: 10n ** 12n }), 'RISK_WEEK_LOSS'],
  ['a week’s gain', {}, contextOf({}, { weekLossPpm: -1n }), 'passed'],
  ['orders of the symbol below', {}, contextOf({}, { openOrdersOf: new Map([[SYMBOL, 3]]) }), 'passed'],
  [
    'orders of the symbol at the limit',
    {},
    contextOf({}, { openOrdersOf: new Map([[SYMBOL, 4]]) }),
    'RISK_OPEN_ORDERS_SYMBOL',
  ],
  [
    'orders of the symbol huge',
    {},
    contextOf({}, { openOrdersOf: new Map([[SYMBOL, 2 ** 52]]) }),
    'RISK_OPEN_ORDERS_SYMBOL',
  ],
  [
    'orders of the symbol of no number',
    {},
    contextOf({}, { openOrdersOf: new Map([[SYMBOL, NAN]]) }),
    'RISK_INPUT_UNKNOWN',
  ],
  ['orders of the symbol negative', {}, contextOf({}, { openOrdersOf: new Map([[SYMBOL, -1]]) }), 'RISK_INPUT_UNKNOWN'],
  ['liquidation far away', {}, contextOf({ leverage: 1 }), 'passed'],
  ['liquidation within 15 %', {}, contextOf({ instrument: tiers(250_000n) }), 'RISK_LIQUIDATION_NEAR'],
  [
    'liquidation of a short within 15 %',
    { direction: -1, stopTicks: 1_010 },
    contextOf({ instrument: tiers(180_000n) }),
    'RISK_LIQUIDATION_NEAR',
  ],
  ['liquidation at once', {}, contextOf({ instrument: tiers(400_000n) }), 'RISK_LIQUIDATION_NEAR'],
  [
    'liquidation beyond the tiers',
    {},
    contextOf({ instrument: { ...CONTRACT, maintenanceTiers: [] } }),
    'RISK_INPUT_UNKNOWN',
  ],
  ['liquidation three ATRs away', {}, market({ atrTicks: 100 }), 'passed'],
  ['liquidation less than three ATRs away', {}, market({ atrTicks: 120 }), 'RISK_LIQUIDATION_ATR'],
  ['ATR huge', {}, market({ atrTicks: 2 ** 40 }), 'RISK_LIQUIDATION_ATR'],
  ['ATR of nothing', {}, market({ atrTicks: 0 }), 'passed'],
  ['ATR negative', {}, market({ atrTicks: -1 }), 'RISK_INPUT_UNKNOWN'],
  ['ATR of no number', {}, market({ atrTicks: NAN }), 'RISK_INPUT_UNKNOWN'],
  ['ATR infinite', {}, market({ atrTicks: FOREVER }), 'RISK_INPUT_UNKNOWN'],
  ...fact('ATR', (atrTicks) => market({ atrTicks })),
];

function paying(fundingPpm: bigint): GateContext {
  return contextOf({ market: { ...MARKET, fundingPpm } }, { marginUsed: usdt('7900') });
}

const rate = (name: string, code: string, make: (ms: number) => Partial<RateFacts>): readonly GateCase[] => [
  [`${name}: a place is free`, {}, contextOf({ rates: { ...RATES, ...make(0) } }), 'passed'],
  [`${name}: in a moment`, {}, contextOf({ rates: { ...RATES, ...make(1) } }), code],
  [`${name}: in a year`, {}, contextOf({ rates: { ...RATES, ...make(3e10) } }), code],
  [`${name}: of no number`, {}, contextOf({ rates: { ...RATES, ...make(NAN) } }), 'RISK_INPUT_UNKNOWN'],
  [`${name}: never`, {}, contextOf({ rates: { ...RATES, ...make(FOREVER) } }), 'RISK_INPUT_UNKNOWN'],
  [`${name}: negative`, {}, contextOf({ rates: { ...RATES, ...make(-1) } }), 'RISK_INPUT_UNKNOWN'],
];

const repeats = (more: Partial<RepeatFacts>): GateContext => contextOf({ repeats: { ...REPEATS, ...more } });
const own = (side: 'buy' | 'sell', priceTicks: number): GateContext => contextOf({ ownOrders: [{ side, priceTicks }] });
const SHORT: OrderPart = { direction: -1, stopTicks: 1_010 };

/** Rows 19, 21 to 24 and 28. */
const FLOW_CASES: readonly GateCase[] = [
  ...fact('rates', (rates) => contextOf({ rates })),
  ...rate('rate of the symbol', 'RISK_ORDER_RATE_SYMBOL', (symbolWaitMs) => ({ symbolWaitMs })),
  ...rate('rate of the account', 'RISK_ORDER_RATE_ACCOUNT', (accountWaitMs) => ({ accountWaitMs })),
  ...rate('rate of messages', 'RISK_MESSAGE_RATE', (messageWaitMs) => ({ messageWaitMs })),
  ...fact('repeats', (value) => contextOf({ repeats: value })),
  ['two in an hour', {}, repeats({ lastHour: 2, lastDay: 2 }), 'passed'],
  ['three in an hour', {}, repeats({ lastHour: 3, lastDay: 3 }), 'RISK_REPEATED'],
  ['nine in a day', {}, repeats({ lastDay: 9 }), 'passed'],
  ['ten in a day', {}, repeats({ lastDay: 10 }), 'RISK_REPEATED'],
  ['repeats huge', {}, repeats({ lastHour: 2 ** 50 }), 'RISK_REPEATED'],
  ['repeats of no number', {}, repeats({ lastHour: NAN }), 'RISK_INPUT_UNKNOWN'],
  ['repeats of the day of no number', {}, repeats({ lastDay: NAN }), 'RISK_INPUT_UNKNOWN'],
  ['repeats negative', {}, repeats({ lastDay: -1 }), 'RISK_INPUT_UNKNOWN'],
  ['a disabled strategy', {}, repeats({ disabled: 'too often' }), 'RISK_STRATEGY_DISABLED'],
  ...fact('signal', (signal) => contextOf({ signal })),
  ...atMost('signal age', 30_000, 'RISK_SIGNAL_AGE', (ageMs) => contextOf({ signal: { ageMs, seenBefore: false } })),
  ['a signal seen before', {}, contextOf({ signal: { ageMs: 0, seenBefore: true } }), 'RISK_SIGNAL_SEEN'],
  ['same order at the edge of time', {}, contextOf({ sameOrderAgoMs: FOREVER }), 'passed'],
  ['own orders not known', {}, contextOf({ ownOrders: null }), 'RISK_INPUT_UNKNOWN'],
  ['own offer above', {}, own('sell', 1_001), 'passed'],
  ['own offer at the price', {}, own('sell', 1_000), 'RISK_OWN_CROSSING'],
  ['own offer below', {}, own('sell', 1), 'RISK_OWN_CROSSING'],
  ['own bid at the price', {}, own('buy', 1_000), 'passed'],
  ['own bid below a short', SHORT, own('buy', 999), 'passed'],
  ['own bid at the price of a short', SHORT, own('buy', 1_000), 'RISK_OWN_CROSSING'],
  ['own bid above a short', SHORT, own('buy', 2 ** 50), 'RISK_OWN_CROSSING'],
  ['own offer beside a short', SHORT, own('sell', 1_000), 'passed'],
  ['own order without a price', {}, own('sell', NAN), 'RISK_INPUT_UNKNOWN'],
  ['own order at a negative price', {}, own('sell', -1), 'RISK_INPUT_UNKNOWN'],
];

const maintenance = (maintenanceInMs: number | null): GateContext =>
  contextOf({ service: { ...OPEN, maintenanceInMs } });
const paused = denial('THROTTLE_PAUSED', { reason: 'news' });

/** Rows 26 and 32 to 37. */
const VENUE_CASES: readonly GateCase[] = [
  ...fact('stream', (stream) => contextOf({ stream })),
  ['stream live', {}, contextOf({ stream: LIVE }), 'passed'],
  ['stream silent', {}, contextOf({ stream: { status: 'silent', reason: '46 s' } }), 'RISK_STREAM_SILENT'],
  ['stream down', {}, contextOf({ stream: { status: 'down', reason: 'closed' } }), 'RISK_STREAM_SILENT'],
  ...fact('service', (service) => contextOf({ service })),
  ['venue for cancels only', {}, contextOf({ service: { ...OPEN, status: 'cancel-only' } }), 'RISK_VENUE_CLOSED'],
  ['venue closed', {}, contextOf({ service: { ...OPEN, status: 'closed' } }), 'RISK_VENUE_CLOSED'],
  ['maintenance in more than 10 min', {}, maintenance(600_001), 'passed'],
  ['maintenance in 10 min', {}, maintenance(600_000), 'RISK_MAINTENANCE'],
  ['maintenance now', {}, maintenance(0), 'RISK_MAINTENANCE'],
  ['maintenance under way', {}, maintenance(-1), 'RISK_MAINTENANCE'],
  ['maintenance not known', {}, maintenance(null), 'RISK_INPUT_UNKNOWN'],
  ['maintenance at no time', {}, maintenance(NAN), 'RISK_INPUT_UNKNOWN'],
  ['maintenance never', {}, maintenance(FOREVER), 'RISK_INPUT_UNKNOWN'],
  ...fact('guard', (guard) => contextOf({ guard })),
  ['guard calm', {}, contextOf({ guard: CALM }), 'passed'],
  ['guard: pause', {}, contextOf({ guard: { ...CALM, pause: paused } }), 'THROTTLE_PAUSED'],
  ['guard: connector', {}, contextOf({ guard: { ...CALM, connector: paused } }), 'THROTTLE_PAUSED'],
  ['guard: market', {}, contextOf({ guard: { ...CALM, market: [paused, paused] } }), 'THROTTLE_PAUSED'],
  ['guard: protections', {}, contextOf({ guard: { ...CALM, protections: [paused] } }), 'THROTTLE_PAUSED'],
];

/** Every check below, at and above its limit, and with its input missing, unreadable, negative or huge. */
export const GATE_CASES: readonly GateCase[] = [
  ...ORDER_CASES,
  ...STATE_CASES,
  ...MARKET_CASES,
  ...ACCOUNT_CASES,
  ...FLOW_CASES,
  ...VENUE_CASES,
];
