import type { OrderPreview, OrderView, RefusalView } from '#shared/contract/order.ts';
import type { Denial } from '#shared/domain/denial.ts';
import { formatTicks, ticksToPlot, type Instrument } from '#shared/domain/instrument.ts';
import { absolute, formatMoney, type Money } from '#shared/domain/money.ts';
import { isFinalOrderState, isOrderInDoubt } from '#shared/domain/order-state.ts';
import { isByHand } from '../../execution/manual/manual-orders.ts';
import type { ExpectedFill } from '../../execution/manual/expected-fill.ts';
import type { ManualPreview, Outlook } from '../../execution/manual/ticket.ts';
import { ADOPTED_OWNER } from '../../journal/projections/positions.ts';
import type { OrderRow } from '../../journal/rows.ts';
import type { Answer } from '../handler-types.ts';

/** Average price of the fills, in quote units; null without any. */
function averageOf({ filledLots, filledValue }: OrderRow, instrument: Instrument): number | null {
  if (filledLots === 0) return null;
  const perTick = instrument.tickValue * BigInt(filledLots);
  return ticksToPlot(instrument, Number(absolute(filledValue)) / Number(perTick));
}

/** Who made an order. */
export const originOf = ({ signalId, mark }: OrderRow): OrderView['origin'] => {
  if (mark === 'EXTERNAL' || signalId === ADOPTED_OWNER) return 'venue';
  return isByHand(signalId) ? 'hand' : 'signal';
};

type Terms = Pick<OrderView, 'timeInForce' | 'postOnly' | 'leverage'>;

const termsOf = ({ terms }: OrderRow): Terms => ({
  timeInForce: terms?.timeInForce ?? 'gtc',
  postOnly: terms?.postOnly ?? false,
  leverage: terms?.leverage ?? null,
});

/** An order for the list; without the contract's record its prices are not shown. */
export function orderView(row: OrderRow, instrument: Instrument | undefined, simulated: boolean): OrderView {
  const price = (ticks: number | null): string | null =>
    ticks === null || instrument === undefined ? null : formatTicks(instrument, ticks);
  const { symbol, role, side, kind, state, lots, filledLots, reduceOnly, reason, signalId } = row;
  return {
    key: row.id,
    symbol,
    coin: instrument?.coin ?? symbol,
    role,
    side,
    kind,
    state,
    open: !isFinalOrderState(state),
    inDoubt: isOrderInDoubt(state),
    lots,
    filledLots,
    changingTo: row.amendLots ?? null,
    price: price(row.priceTicks),
    trigger: price(row.triggerTicks),
    average: instrument === undefined ? null : averageOf(row, instrument),
    priceDecimals: instrument?.priceScale ?? 0,
    ...termsOf(row),
    reduceOnly,
    reason,
    mark: row.mark ?? null,
    origin: originOf(row),
    signalId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    provenance: simulated ? 'simulated' : 'measured',
  };
}

export const refusalView = ({ stage, code, sentence, numbers }: Denial): RefusalView => ({
  stage,
  code,
  sentence,
  numbers: { ...numbers },
});

/** A preview with its prices and amounts as text. */
export function orderPreview(
  preview: ManualPreview,
  outlook: Outlook,
  fill: ExpectedFill | null,
  instrument: Instrument,
  times: Pick<OrderPreview, 'at' | 'markAt'>,
): Answer<OrderPreview> {
  const price = (ticks: number | null): string | null => (ticks === null ? null : formatTicks(instrument, ticks));
  const amount = (value: Money | null): string | null => (value === null ? null : formatMoney(value));
  const { order, plan, appraisal, checks, wouldPass } = preview;
  return {
    order: {
      symbol: order.symbol,
      side: order.side,
      kind: order.kind as OrderPreview['order']['kind'],
      lots: order.lots,
      price: price(order.priceTicks),
      trigger: price(order.triggerTicks),
      timeInForce: order.timeInForce ?? 'gtc',
      postOnly: order.postOnly ?? false,
      reduceOnly: order.reduceOnly,
      leverage: appraisal.leverage,
    },
    stop: price(plan.stopTicks),
    target: price(plan.targetTicks),
    reference: price(appraisal.referenceTicks),
    at: times.at,
    markAt: times.markAt,
    value: amount(appraisal.value),
    margin: amount(appraisal.margin),
    entryFee: amount(appraisal.entryFee),
    exitFee: amount(appraisal.exitFee),
    lossAtStop: amount(appraisal.lossAtStop),
    gainAtTarget: amount(appraisal.gainAtTarget),
    liquidation: price(appraisal.liquidationTicks),
    liquidationAfter: price(outlook.liquidationAfterTicks),
    fill: fill === null ? null : { ...fill, slippage: amount(fill.slippage) },
    free: amount(outlook.free),
    freeAfter: amount(outlook.freeAfter),
    exposure: amount(outlook.exposure),
    exposureAfter: amount(outlook.exposureAfter),
    checks: checks.map(({ name, refusal, use = null }) => ({
      name,
      refusal: refusal === null ? null : refusalView(refusal),
      use: use === null ? null : { ...use },
    })),
    wouldPass,
    largestLots: outlook.largestLots,
    blocker: outlook.blocker === null ? null : refusalView(outlook.blocker),
  };
}
