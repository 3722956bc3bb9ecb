import type { FillView, FundingView } from '#shared/contract/fills.ts';
import { clientOrderId, contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { formatTicks, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, formatMoney, parseMoney } from '#shared/domain/money.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { JournalState } from '../../journal/fold.ts';
import type { Answer } from '../handler-types.ts';
import { originOf } from './order-views.ts';

export interface BookedSource {
  readonly state: Pick<JournalState, 'order'>;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly simulated: boolean;
}

/** The contract that a fill or a settlement is about. */
export const symbolOf = ({ type, subject, data }: JournalEvent): string =>
  type === 'order.fill' ? (data as unknown as EventDataByType['order.fill']).symbol : subject;

/** A fill from its record; null for a contract that is not known any more, whose ticks say nothing. */
export function fillView(event: JournalEvent, source: BookedSource): Answer<FillView> | null {
  const data = event.data as unknown as EventDataByType['order.fill'];
  const symbol = contractSymbol(data.symbol);
  const instrument = source.instruments.get(symbol);
  if (instrument === undefined) return null;
  const order = source.state.order(clientOrderId(event.subject));
  return {
    seq: event.seq,
    at: event.ts,
    symbol,
    coin: instrument.coin,
    side: data.side,
    role: order?.role ?? null,
    lots: data.lots,
    price: formatTicks(instrument, data.priceTicks),
    value: formatMoney(absolute(parseMoney(data.value))),
    fee: data.fee,
    feeEstimated: data.feeEstimated ?? false,
    realised: data.realised,
    liquidity: data.liquidity,
    orderId: event.subject,
    origin: order === null ? null : originOf(order),
    signalId: order?.signalId ?? null,
    provenance: source.simulated ? 'simulated' : 'measured',
  };
}

/** A settlement from its record. */
export function fundingView(event: JournalEvent, source: BookedSource): Answer<FundingView> | null {
  const { rate, lots, markTicks, amount } = event.data as unknown as EventDataByType['funding.settled'];
  const symbol = contractSymbol(event.subject);
  const instrument = source.instruments.get(symbol);
  return {
    seq: event.seq,
    at: event.ts,
    symbol,
    coin: instrument?.coin ?? symbol,
    rate,
    lots,
    mark: markTicks === null || instrument === undefined ? null : formatTicks(instrument, markTicks),
    amount,
    provenance: source.simulated ? 'simulated' : 'measured',
  };
}
