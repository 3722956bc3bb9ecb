import { moneyOfUnits, parseMoney, type Money } from '#shared/domain/money.ts';
import type { GateContext } from '#core/agents/risk/context.ts';
import { CONTRACT, contextOf, exposureOf, MARKET, SYMBOL, type entryOf } from './sample-gate.ts';

export type OrderPart = Parameters<typeof entryOf>[0];
/** Name, what the order and the context are, and the code. 100 USDT of entry at 1,000 ticks unless told. */
export type GateCase = readonly [name: string, order: OrderPart, context: GateContext, code: string];

const usdt = parseMoney;
const unit = (amount: Money, change: bigint): Money => moneyOfUnits(amount + change);

function held(value: string): GateContext {
  const signed = usdt(value);
  const gross = signed < 0n ? usdt(value.slice(1)) : signed;
  return contextOf({}, { gross, net: signed, exposure: exposureOf(SYMBOL, signed) });
}

/** The checks of the order and the account. */
export const ORDER_CASES: readonly GateCase[] = [
  ['trading state: active', {}, contextOf(), 'passed'],
  ['trading state: reducing', {}, contextOf({ trading: { state: 'REDUCING', cause: 'day loss' } }), 'RISK_REDUCING'],
  ['trading state: halted', {}, contextOf({ trading: { state: 'HALTED', cause: 'by hand' } }), 'RISK_HALTED'],
  ['journal not intact', {}, contextOf({ journalIntact: false }), 'JOURNAL_UNVERIFIED'],
  ['symbol not allowed', {}, contextOf({ allowed: new Set() }), 'RISK_NOT_ALLOWED'],
  ['symbol frozen', {}, contextOf({ frozen: new Set([SYMBOL]) }), 'RISK_SYMBOL_FROZEN'],
  ['contract not known', {}, contextOf({ instrument: null }), 'RISK_INPUT_UNKNOWN'],
  ['assumed terms in simulation', {}, contextOf({ instrument: { ...CONTRACT, assumed: ['tick'] } }), 'passed'],
  [
    'assumed terms for real',
    {},
    contextOf({ simulated: false, instrument: { ...CONTRACT, assumed: ['tick'] } }),
    'RISK_SPECIFICATION_UNKNOWN',
  ],
  ['known terms for real', {}, contextOf({ simulated: false }), 'passed'],
  ['price zero', { priceTicks: 0, stopTicks: -10 }, contextOf(), 'RISK_OFF_TICK'],
  [
    'price one tick',
    { priceTicks: 2, stopTicks: 1, lots: 1, nearTicks: 2 },
    contextOf({ market: { ...MARKET, atrTicks: 0 } }),
    'RISK_LIQUIDATION_NEAR',
  ],
  ['price negative', { priceTicks: -1 }, contextOf(), 'RISK_OFF_TICK'],
  ['price between ticks', { priceTicks: 1000.5 }, contextOf(), 'RISK_OFF_TICK'],
  ['price not a number', { priceTicks: Number.NaN }, contextOf(), 'RISK_OFF_TICK'],
  ['price infinite', { priceTicks: Number.POSITIVE_INFINITY }, contextOf(), 'RISK_OFF_TICK'],
  ['price beyond whole numbers', { priceTicks: 2 ** 60 }, contextOf(), 'RISK_OFF_TICK'],
  ['no lots', { lots: 0 }, contextOf(), 'RISK_TOO_SMALL'],
  ['below a lot', { lots: 9 }, contextOf({ instrument: { ...CONTRACT, lotSize: 10 } }), 'RISK_TOO_SMALL'],
  ['one lot', { lots: 10 }, contextOf({ instrument: { ...CONTRACT, lotSize: 10 } }), 'passed'],
  ['between lots', { lots: 15 }, contextOf({ instrument: { ...CONTRACT, lotSize: 10 } }), 'RISK_OFF_LOT'],
  ['largest order', { lots: 1_000 }, contextOf({ instrument: { ...CONTRACT, maxOrderLots: 1_000 } }), 'passed'],
  [
    'above the largest',
    { lots: 1_001 },
    contextOf({ instrument: { ...CONTRACT, maxOrderLots: 1_000 } }),
    'RISK_OFF_LOT',
  ],
  ['lots negative', { lots: -1 }, contextOf(), 'RISK_OFF_LOT'],
  ['lots not a number', { lots: Number.NaN }, contextOf(), 'RISK_OFF_LOT'],
  ['lots a fraction', { lots: 1.5 }, contextOf(), 'RISK_OFF_LOT'],
  ['lots huge', { lots: 2 ** 60 }, contextOf(), 'RISK_OFF_LOT'],
  ['stop a tick below', { stopTicks: 999 }, contextOf(), 'passed'],
  ['stop at the price', { stopTicks: 1_000 }, contextOf(), 'RISK_NO_STOP'],
  ['stop above a long', { stopTicks: 1_001 }, contextOf(), 'RISK_NO_STOP'],
  ['stop below a short', { direction: -1, stopTicks: 999 }, contextOf(), 'RISK_NO_STOP'],
  ['stop above a short', { direction: -1, stopTicks: 1_010 }, contextOf(), 'passed'],
  ['stop not a number', { stopTicks: Number.NaN }, contextOf(), 'RISK_NO_STOP'],
  ['stop at nothing', { stopTicks: 0 }, contextOf(), 'RISK_NO_STOP'],
  ['price age at the limit', {}, contextOf({ dataAgeMs: 3_000 }), 'passed'],
  ['price age above', {}, contextOf({ dataAgeMs: 3_001 }), 'RISK_DATA_AGE'],
  ['price age not known', {}, contextOf({ dataAgeMs: null }), 'RISK_INPUT_UNKNOWN'],
  ['price age not a number', {}, contextOf({ dataAgeMs: Number.NaN }), 'RISK_INPUT_UNKNOWN'],
  ['price from the future', {}, contextOf({ dataAgeMs: -1 }), 'RISK_INPUT_UNKNOWN'],
  ['price of ever', {}, contextOf({ dataAgeMs: Number.POSITIVE_INFINITY }), 'RISK_INPUT_UNKNOWN'],
  ['account not known', {}, contextOf({ account: null, accountProblem: 'no mark' }), 'RISK_INPUT_UNKNOWN'],
  ['equity zero', {}, contextOf({}, { equity: usdt('0') }), 'RISK_INPUT_UNKNOWN'],
  ['equity negative', {}, contextOf({}, { equity: usdt('-1') }), 'RISK_INPUT_UNKNOWN'],
  ['gross negative', {}, contextOf({}, { gross: usdt('-1') }), 'RISK_INPUT_UNKNOWN'],
  ['net beyond gross', {}, contextOf({}, { gross: usdt('1'), net: usdt('-2') }), 'RISK_INPUT_UNKNOWN'],
  ['margin negative', {}, contextOf({}, { marginUsed: usdt('-1') }), 'RISK_INPUT_UNKNOWN'],
  ['day loss below', {}, contextOf({}, { dayLossPpm: 19_999n }), 'passed'],
  ['day loss at the limit', {}, contextOf({}, { dayLossPpm: 20_000n }), 'RISK_DAY_LOSS'],
  ['a day’s gain', {}, contextOf({}, { dayLossPpm: -1n }), 'passed'],
  ['drawdown below', {}, contextOf({}, { drawdownPpm: 99_999n }), 'passed'],
  ['drawdown at the limit', {}, contextOf({}, { drawdownPpm: 100_000n }), 'RISK_DRAWDOWN'],
  ['drawdown of everything', {}, contextOf({}, { drawdownPpm: 10n ** 9n }), 'RISK_DRAWDOWN'],
  ['same order long ago', {}, contextOf({ sameOrderAgoMs: 10_000 }), 'passed'],
  ['same order just now', {}, contextOf({ sameOrderAgoMs: 9_999 }), 'RISK_DUPLICATE_ORDER'],
  ['same order from the future', {}, contextOf({ sameOrderAgoMs: -1 }), 'RISK_DUPLICATE_ORDER'],
  ['same order at no time', {}, contextOf({ sameOrderAgoMs: Number.NaN }), 'RISK_INPUT_UNKNOWN'],
  ['open orders below', {}, contextOf({}, { openOrders: 19 }), 'passed'],
  ['open orders at the limit', {}, contextOf({}, { openOrders: 20 }), 'RISK_OPEN_ORDERS'],
  ['open orders not a number', {}, contextOf({}, { openOrders: Number.NaN }), 'RISK_INPUT_UNKNOWN'],
  ['open orders negative', {}, contextOf({}, { openOrders: -1 }), 'RISK_INPUT_UNKNOWN'],
  ['order value at 5 %', { lots: 5_000 }, contextOf(), 'passed'],
  ['order value above 5 %', { lots: 5_001 }, contextOf(), 'RISK_ORDER_VALUE'],
  ['order value at the cap', { lots: 10_000 }, contextOf({}, { equity: usdt('100000') }), 'passed'],
  ['order value above the cap', { lots: 10_001 }, contextOf({}, { equity: usdt('100000') }), 'RISK_ORDER_VALUE'],
  [
    'order value huge',
    { lots: 1_000_000, priceTicks: 10 ** 12, stopTicks: 10 ** 11, nearTicks: 10 ** 12 },
    contextOf(),
    'RISK_ORDER_VALUE',
  ],
  ['position at 15 % times 3', {}, held('4400'), 'passed'],
  ['position above 15 % times 3', {}, held('4400.00000001'), 'RISK_POSITION_VALUE'],
  ['position short at 15 % times 3', { direction: -1, stopTicks: 1_010 }, held('-4400'), 'passed'],
  ['position short above', { direction: -1, stopTicks: 1_010 }, held('-4400.00000001'), 'RISK_POSITION_VALUE'],
  ['position made smaller', {}, held('-5000'), 'RISK_POSITION_VALUE'],
  ['gross at 100 %', {}, contextOf({}, { gross: usdt('9900') }), 'passed'],
  ['gross above 100 %', {}, contextOf({}, { gross: unit(usdt('9900'), 1n) }), 'RISK_GROSS_EXPOSURE'],
  ['net at 60 %', {}, contextOf({}, { gross: usdt('5900'), net: usdt('5900') }), 'passed'],
  ['net above 60 %', {}, contextOf({}, { gross: usdt('6000'), net: unit(usdt('5900'), 1n) }), 'RISK_NET_EXPOSURE'],
  [
    'net short above',
    { direction: -1, stopTicks: 1_010 },
    contextOf({}, { gross: usdt('6000'), net: usdt('-5901') }),
    'RISK_NET_EXPOSURE',
  ],
  ['net brought down', {}, contextOf({}, { gross: usdt('8000'), net: usdt('-8000') }), 'passed'],
  ['free margin at 20 %', { lots: 3_000 }, contextOf({}, { marginUsed: usdt('7900') }), 'passed'],
  ['free margin below', { lots: 3_000 }, contextOf({}, { marginUsed: unit(usdt('7900'), 1n) }), 'RISK_FREE_MARGIN'],
  [
    'free margin with the fee',
    { lots: 3_000 },
    contextOf({ instrument: { ...CONTRACT, takerFeePpm: 600n } }, { marginUsed: usdt('7900') }),
    'RISK_FREE_MARGIN',
  ],
  [
    'free margin beyond the known tiers',
    { lots: 3_000 },
    contextOf({ instrument: { ...CONTRACT, maintenanceTiers: [] } }, { marginUsed: usdt('7900') }),
    'RISK_FREE_MARGIN',
  ],
  ['free margin none', {}, contextOf({}, { marginUsed: usdt('20000') }), 'RISK_FREE_MARGIN'],
  ['loss at the stop of 1 %', { lots: 5_000, stopTicks: 800 }, contextOf(), 'passed'],
  ['loss at the stop above', { lots: 5_000, stopTicks: 799 }, contextOf(), 'RISK_STOP_LOSS'],
];
