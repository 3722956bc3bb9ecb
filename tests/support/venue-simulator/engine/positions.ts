import { absolute, share, tierOf, valueAt, valueAtMark, applyPpm } from './amounts.ts';
import type { Amount, Contract, EnginePosition, Side } from './types.ts';

export const signOf = (side: Side): 1 | -1 => (side === 'buy' ? 1 : -1);

export const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

export const flat = (symbol: string): EnginePosition => ({
  symbol,
  lots: 0,
  entryValue: 0n,
  margin: 0n,
  leverage: 1,
  openedAt: 0,
  updatedAt: 0,
  realisedGross: 0n,
  fees: 0n,
  funding: 0n,
});

export interface Fill {
  readonly side: Side;
  readonly lots: number;
  readonly ticks: number;
  readonly leverage: number;
  readonly fee: Amount;
  readonly at: number;
}

export interface Applied {
  readonly position: EnginePosition;
  /** Profit of the lots that closed, before fees. */
  readonly realised: Amount;
  readonly closedLots: number;
}

function close(contract: Contract, before: EnginePosition, lots: number, ticks: number): Applied {
  const sign = Math.sign(before.lots);
  const held = Math.abs(before.lots);
  const entryValue = share(before.entryValue, lots, held);
  const realised = valueAt(contract, ticks, sign * lots) - entryValue;
  return {
    realised,
    closedLots: lots,
    position: {
      ...before,
      lots: before.lots - sign * lots,
      entryValue: before.entryValue - entryValue,
      margin: before.margin - share(before.margin, lots, held),
      realisedGross: before.realisedGross + realised,
    },
  };
}

function open(contract: Contract, before: EnginePosition, lots: number, fill: Fill): EnginePosition {
  const value = valueAt(contract, fill.ticks, signOf(fill.side) * lots);
  const fresh = before.lots === 0 ? { ...flat(before.symbol), openedAt: fill.at } : before;
  return {
    ...fresh,
    lots: fresh.lots + signOf(fill.side) * lots,
    entryValue: fresh.entryValue + value,
    margin: fresh.margin + absolute(value) / BigInt(fill.leverage),
    leverage: fill.leverage,
  };
}

/** Books one fill: closes first, then opens what is left over on the other side. */
export function applyFill(contract: Contract, before: EnginePosition, fill: Fill): Applied {
  const against = before.lots !== 0 && Math.sign(before.lots) !== signOf(fill.side);
  const closing = against ? Math.min(fill.lots, Math.abs(before.lots)) : 0;
  const closed: Applied =
    closing > 0 ? close(contract, before, closing, fill.ticks) : { position: before, realised: 0n, closedLots: 0 };
  const opening = fill.lots - closing;
  const after = opening > 0 ? open(contract, closed.position, opening, fill) : closed.position;
  return { ...closed, position: { ...after, fees: after.fees + fill.fee, updatedAt: fill.at } };
}

export const unrealisedOf = (contract: Contract, position: EnginePosition, markUnits: number): Amount =>
  valueAtMark(contract, markUnits, position.lots) - position.entryValue;

/** Maintenance margin with the liquidation fee, on the mark value (KuCoin since 2025-05-22). */
export function maintenanceOf(contract: Contract, position: EnginePosition, markUnits: number): Amount {
  const notional = absolute(valueAtMark(contract, markUnits, position.lots));
  const rate = BigInt(tierOf(contract, notional).maintenancePpm) + contract.takerFeePpm;
  return applyPpm(notional, rate);
}

export const isLiquidated = (contract: Contract, position: EnginePosition, markUnits: number): boolean =>
  position.lots !== 0 &&
  position.margin + unrealisedOf(contract, position, markUnits) <= maintenanceOf(contract, position, markUnits);

/** Price at which the margin is gone, in ticks, rounded so that no more than the margin is lost. */
export function bankruptTicks(contract: Contract, position: EnginePosition): number {
  const perTick = BigInt(Math.abs(position.lots)) * contract.tickValue;
  const left = position.lots > 0 ? position.entryValue - position.margin : -position.entryValue + position.margin;
  const down = left / perTick;
  const roundUp = position.lots > 0 && down * perTick !== left;
  return Math.max(1, Number(roundUp ? down + 1n : down));
}

/** LP = (value − s·margin) ÷ (lots·(1 − s·(mmr + fee))), in ticks with fraction, the tier taken at entry. */
export function liquidationTicks(contract: Contract, position: EnginePosition): number {
  const sign = Math.sign(position.lots);
  const rate = (tierOf(contract, position.entryValue).maintenancePpm + Number(contract.takerFeePpm)) / 1e6;
  const value = Number(absolute(position.entryValue) - BigInt(sign) * position.margin);
  return Math.max(0, value / (Math.abs(position.lots) * Number(contract.tickValue) * (1 - sign * rate)));
}
