import { type Contract, priceText, ticksOf, type VenueEngine } from '../engine/index.ts';

/** `BTCUSDT` where KuCoin says `XBTUSDTM`. */
export const nameOf = (contract: Contract): string => `${contract.coin}USDT`;

export const contractOf = (engine: VenueEngine, name: string | null): Contract | undefined =>
  engine.contracts.find((contract) => nameOf(contract) === name?.toUpperCase());

export function contractAt(engine: VenueEngine, symbol: string): Contract {
  const contract = engine.contract(symbol);
  if (contract === undefined) throw new Error(`This venue has no contract ${symbol}`);
  return contract;
}

/** Decimals of one contract in base units: sizes are told in the base currency, not in contracts. */
export const sizeDecimals = (contract: Contract): number => contract.multiplier.split('.')[1]?.length ?? 0;

/** Base units of a number of contracts, exact: `0.003`. */
export function sizeText(contract: Contract, lots: number): string {
  const decimals = sizeDecimals(contract);
  const units = BigInt(lots) * BigInt(Math.round(Number(contract.multiplier) * 10 ** decimals));
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const sign = units < 0n ? '-' : '';
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Contracts of a decimal text in base units; null when it is no size or between two steps. */
export function lotsOf(contract: Contract, text: string | null): number | null {
  const decimals = sizeDecimals(contract);
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text ?? '');
  if (match === null) return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return null;
  const units = Number(`${match[1] ?? '0'}${fraction.padEnd(decimals, '0')}`);
  const perLot = Math.round(Number(contract.multiplier) * 10 ** decimals);
  return units % perLot === 0 ? units / perLot : null;
}

/** A price with all of the tick's decimals: `90000.10`. */
export const priceOf = (contract: Contract, ticks: number): string =>
  Number(priceText(contract, ticks)).toFixed(contract.priceDecimals);

export const ticksOfText = (contract: Contract, text: string | null): number | null =>
  text === null ? null : ticksOf(contract, text);
