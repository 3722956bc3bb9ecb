import {
  absolute,
  type Amount,
  amountNumber,
  applyPpm,
  bankruptTicks,
  type Contract,
  type EnginePosition,
  liquidationTicks,
  maintenanceOf,
  markNumber,
  priceNumber,
  type Quote,
  tierOf,
  unrealisedOf,
  valueAtMark,
} from '../engine/index.ts';

const part = (value: number): number => (Number.isFinite(value) ? Number(value.toFixed(4)) : 0);

const ratio = (a: Amount, b: Amount): number => (b === 0n ? 0 : Number(a) / Number(b));

/** Fields that follow from the entry alone. */
function entryFields(contract: Contract, position: EnginePosition): Record<string, unknown> {
  const value = absolute(position.entryValue);
  const held = position.lots !== 0;
  const average = held ? Number(value) / (Math.abs(position.lots) * Number(contract.tickValue)) : 0;
  return {
    currentQty: position.lots,
    currentCost: amountNumber(position.entryValue),
    currentComm: amountNumber(position.fees),
    unrealisedCost: amountNumber(position.entryValue),
    realisedGrossCost: amountNumber(-position.realisedGross),
    realisedCost: amountNumber(position.fees - position.realisedGross),
    isOpen: held,
    posCost: amountNumber(position.entryValue),
    posCross: 0,
    posCrossMargin: 0,
    posInit: amountNumber(held ? value / BigInt(position.leverage) : 0n),
    posComm: amountNumber(applyPpm(value, contract.takerFeePpm)),
    posCommCommon: amountNumber(applyPpm(value, contract.takerFeePpm)),
    posLoss: amountNumber(position.funding < 0n ? -position.funding : 0n),
    posMargin: amountNumber(position.margin),
    posFunding: 0,
    realisedGrossPnl: amountNumber(position.realisedGross),
    realisedPnl: amountNumber(position.realisedGross - position.fees + position.funding),
    avgEntryPrice: held ? Number((average / 10 ** contract.priceDecimals).toPrecision(12)) : 0,
    liquidationPrice: held ? priceNumber(contract, Math.round(liquidationTicks(contract, position))) : 0,
    bankruptPrice: held ? priceNumber(contract, bankruptTicks(contract, position)) : 0,
  };
}

/** Fields that follow the mark price. */
export function markFields(
  contract: Contract,
  position: EnginePosition,
  quote: Quote,
  now: number,
): Record<string, unknown> {
  const value = valueAtMark(contract, quote.markUnits, position.lots);
  const unrealised = unrealisedOf(contract, position, quote.markUnits);
  const margin = position.margin + unrealised;
  return {
    markPrice: markNumber(contract, quote.markUnits),
    markValue: amountNumber(value),
    maintMargin: amountNumber(margin),
    realLeverage: part(ratio(absolute(value), margin)),
    unrealisedPnl: amountNumber(unrealised),
    unrealisedRoePcnt: part(ratio(unrealised, position.margin)),
    unrealisedPnlPcnt: part(ratio(unrealised, absolute(position.entryValue))),
    delevPercentage: 0.1,
    currentTimestamp: now,
    settleCurrency: 'USDT',
  };
}

/** A position as the stream tells it: signed quantity, no buy or sell. */
export function positionView(
  contract: Contract,
  position: EnginePosition,
  quote: Quote,
  now: number,
): Record<string, unknown> {
  const tier = tierOf(contract, position.entryValue);
  return {
    symbol: position.symbol,
    autoDeposit: false,
    crossMode: false,
    maintMarginReq: tier.maintenancePpm / 1e6,
    riskLimit: tier.maxNotional,
    openingTimestamp: position.openedAt,
    ...entryFields(contract, position),
    ...markFields(contract, position, quote, now),
    posMaint: amountNumber(maintenanceOf(contract, position, quote.markUnits)),
    riskLimitLevel: tier.level,
    marginMode: 'ISOLATED',
    positionSide: 'BOTH',
    leverage: part(ratio(absolute(position.entryValue), position.margin)),
  };
}

/** A position as REST tells it: with an id and the rate twice. */
export function positionRecord(
  contract: Contract,
  position: EnginePosition,
  quote: Quote,
  now: number,
): Record<string, unknown> {
  const view = positionView(contract, position, quote, now);
  return {
    id: `50000000000${String(contract.firstOpenAt).slice(0, 7)}`,
    ...view,
    maintainMargin: view['maintMarginReq'],
  };
}
