import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { InstrumentView, TickerView } from '#shared/contract/market.ts';
import type { OrderPreview, OrderTicket, OrderView, RefusalView } from '#shared/contract/order.ts';
import { FakeRows } from './fake-rows.ts';
import { sampleFills, sampleFunding, sampleInstruments, sampleOrders, sampleWorked } from './sample-orders.ts';
import type { Scene } from './sample-scenes.ts';

/** How the account stands: where orders go, and what becomes of them. */
export const STANDINGS = ['demo', 'paper', 'live', 'read-only', 'doubt'] as const;
export type Standing = (typeof STANDINGS)[number];

const FREE = 80_390.22;
const LARGEST_VALUE = 40_000;
const FEE = 0.0006;
/** How long an order without a clear answer is in doubt. */
const DOUBT_MS = 5_000;

const refusal = (code: string, sentence: string): RefusalView => ({ stage: 'risk', code, sentence, numbers: {} });

interface Sized {
  readonly reference: number;
  readonly value: number;
  /** Value of one contract. */
  readonly each: number;
}

function sized(ticket: OrderTicket, { mark }: TickerView, { multiplier }: InstrumentView): Sized {
  const reference = Number(ticket.price ?? ticket.trigger ?? mark);
  const each = reference * Number(multiplier);
  return { reference, each, value: each * ticket.lots };
}

function checksOf({ value, each }: Sized, lots: number, halted: boolean): OrderPreview['checks'] {
  const use = (used: number, limit: number, unit: '%' | 'USDT') => ({ used, limit, unit, floor: false });
  const over = value > LARGEST_VALUE;
  const words = `The order is worth ${value.toFixed(2)} USDT; the limit is ${String(LARGEST_VALUE)} USDT.`;
  const size = over ? refusal('RISK_ORDER_VALUE', words) : null;
  const state = halted
    ? refusal(
        'RISK_HALTED',
        'Trading is halted: equity is 3.09 % below the start of the day (99696.38 of 102876.22 USDT).',
      )
    : null;
  return [
    { name: 'trading state', refusal: state, use: null },
    { name: 'order value', refusal: size, use: use(value, LARGEST_VALUE, 'USDT') },
    { name: 'net exposure', refusal: null, use: use(46 + (each * lots) / 2_400, 60, '%') },
    { name: 'gross exposure', refusal: null, use: use(66.5, 100, '%') },
    { name: 'day loss', refusal: null, use: use(0.4, 3, '%') },
    { name: 'price collar', refusal: null, use: use(0.02, 2, '%') },
    { name: 'distance to liquidation', refusal: null, use: null },
    { name: 'bracket', refusal: null, use: null },
    { name: 'lock', refusal: null, use: null },
  ];
}

/** The order as it would be sent. */
const orderOf = ({ symbol, side, kind, lots, price, trigger, ...ticket }: OrderTicket, leverage: number) => ({
  ...{ symbol, side, kind, lots, price, trigger, leverage, reduceOnly: false },
  ...{ timeInForce: ticket.timeInForce, postOnly: ticket.postOnly },
});

function previewOf(
  ticket: OrderTicket,
  ticker: TickerView,
  instrument: InstrumentView,
  halted: boolean,
): Awaited<ReturnType<Client['orders']['preview']>> {
  const found = sized(ticket, ticker, instrument);
  const { reference, value, each } = found;
  const way = ticket.side === 'buy' ? 1 : -1;
  const leverage = ticket.leverage ?? 3;
  const price = (at: number) => at.toFixed(ticker.priceDecimals);
  const coins = value / reference;
  // An addition takes stop and target of what is held.
  const away = (to: string | null, held: number) => ((to === null ? held : Number(to)) - reference) * way * coins;
  const checks = checksOf(found, ticket.lots, halted);
  const slip = reference * 0.00004;
  const taken = { lots: ticket.lots, average: reference + way * slip, slippage: (slip * coins).toFixed(2) };
  return {
    order: orderOf(ticket, leverage),
    ...{ stop: ticket.stop, target: ticket.target, reference: price(reference) },
    ...{ at: Date.now(), markAt: ticker.asOf },
    ...{ value: value.toFixed(2), margin: (value / leverage).toFixed(2) },
    ...{ entryFee: (value * FEE).toFixed(4), exitFee: (value * FEE).toFixed(4) },
    lossAtStop: (value * 2 * FEE - away(ticket.stop, reference * (1 - way * 0.03))).toFixed(2),
    gainAtTarget: (away(ticket.target, reference * (1 + way * 0.06)) - value * 2 * FEE).toFixed(2),
    ...{ liquidation: price(reference * (1 - way * 0.33)), liquidationAfter: price(reference * (1 - way * 0.33)) },
    fill: ticket.kind === 'market' ? { ...taken, slippageBp: 0.4, ageMs: 120 } : null,
    ...{ free: FREE.toFixed(2), freeAfter: (FREE - value / leverage - value * FEE).toFixed(2) },
    ...{ exposure: '16682.40', exposureAfter: (16_682.4 + way * value).toFixed(2) },
    checks,
    wouldPass: checks.every(({ refusal: denied }) => denied === null),
    largestLots: halted ? null : Math.floor(LARGEST_VALUE / each),
    blocker: checks[0]?.refusal ?? null,
  };
}

/** The rows and calls of orders, fills and contracts. */
export function createOrders(scene: Scene, standing: Standing, tickers: () => readonly TickerView[]) {
  const quiet = scene === 'flat' || scene === 'unknown';
  const rows = new FakeRows<OrderView>(quiet ? [] : sampleOrders(Date.now()));
  const worked = new FakeRows(quiet ? [] : sampleWorked(Date.now()));
  const tickerOf = (symbol: string | null | undefined): TickerView => {
    const found = tickers().find(({ key }) => key === symbol) ?? tickers()[1];
    if (found === undefined) throw new ORPCError('NOT_FOUND', { message: 'No such contract' });
    return found;
  };
  const done = async () => ({ outcome: 'done' as const, sentence: 'The venue has the order.', orderIds: [] });
  const canceled = async () => ({ outcome: 'done' as const, sentence: 'The cancel is sent.', orderIds: [] });
  /** The venue keeps silent; a moment later it has proven what it holds. */
  const silent = async ({ symbol, side, lots }: Pick<OrderTicket, 'symbol' | 'side' | 'lots'>) => {
    const [any] = sampleOrders(Date.now());
    if (any === undefined) return done();
    const { coin, priceDecimals } = tickerOf(symbol);
    const sent = { ...any, key: 'entry-doubt', symbol, coin, side, lots, priceDecimals, filledLots: 0, average: null };
    rows.put([{ ...sent, kind: 'market', price: null, state: 'UNKNOWN', inDoubt: true }]);
    setTimeout(() => rows.put([{ ...sent, kind: 'market', price: null, state: 'OPEN', inDoubt: false }]), DOUBT_MS);
    const sentence = 'The venue gave no clear answer; it is asked until the order is proven.';
    return { outcome: 'in-doubt' as const, sentence, orderIds: ['entry-doubt'] };
  };
  const orders: Client['orders'] = {
    watch: async (_, options) => rows.watch(options?.signal),
    watchWorked: async (_, options) => worked.watch(options?.signal),
    preview: async (ticket) => {
      const ticker = tickerOf(ticket.symbol);
      const [instrument] = sampleInstruments([ticker]);
      if (instrument === undefined) throw new ORPCError('NOT_FOUND', { message: 'No such contract' });
      return previewOf(ticket as OrderTicket, ticker, instrument, scene === 'halted');
    },
    place: standing === 'doubt' ? silent : done,
    work: async () => ({ ...(await done()), id: 'worked-2' }),
    ...{ amend: done, cancel: canceled, cancelAll: canceled, close: done, flatten: done },
    ...{ moveStop: done, moveTarget: done, trailStop: done, resumeWorked: done, cancelWorked: done },
  };
  return {
    orders,
    instruments: async () => sampleInstruments(tickers()),
    fills: async ({ symbol }: { readonly symbol?: string | null | undefined } = {}) => ({
      rows: quiet ? [] : sampleFills(Date.now(), tickerOf(symbol)),
      next: null,
    }),
    funding: async ({ symbol }: { readonly symbol?: string | null | undefined } = {}) => ({
      rows: quiet ? [] : sampleFunding(Date.now(), tickerOf(symbol)),
      next: null,
    }),
  };
}
