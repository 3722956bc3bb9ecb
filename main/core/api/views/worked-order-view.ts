import type { WorkedOrderView } from '#shared/contract/worked-order.ts';
import { formatTicks, ticksToPlot, type Instrument } from '#shared/domain/instrument.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { WorkedStatus } from '../../execution/manual/worked-order.ts';
import { endOf } from '../../execution/manual/worked-terms.ts';

/** An order worked in parts for the list; without the contract's record its prices are not shown. */
export function workedOrderView(
  { terms, state, reason, filledLots, tickLots, parts, orderId }: WorkedStatus,
  instrument: Instrument | undefined,
  simulated: boolean,
): WorkedOrderView {
  const { id, by, ticket, method, startAt } = terms;
  const { symbol, side, lots, priceTicks } = ticket;
  const known = instrument !== undefined;
  return {
    key: id,
    symbol,
    coin: instrument?.coin ?? symbol,
    side,
    method:
      method.kind === 'twap'
        ? { kind: 'twap', minutes: Math.round(method.durationMs / MINUTE), slices: method.slices }
        : method,
    lots,
    filledLots,
    average: known && filledLots > 0 ? ticksToPlot(instrument, Number(tickLots) / filledLots) : null,
    price: known && priceTicks !== null ? formatTicks(instrument, priceTicks) : null,
    priceDecimals: instrument?.priceScale ?? 0,
    state,
    reason,
    parts,
    orderId,
    by,
    startAt,
    endAt: endOf(terms),
    provenance: simulated ? 'simulated' : 'measured',
  };
}
