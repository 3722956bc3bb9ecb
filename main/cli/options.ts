import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { isTimeframe, TIMEFRAMES, type Timeframe } from '#shared/domain/timeframe.ts';
import { CONTRACT_CATALOGUE } from '#core/market/contract-catalogue.ts';
import { defaultDataFolder } from '#main/adapters/system/data-folder.ts';

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

const refuse = (message: string): never => {
  throw new InvalidArgumentError(message);
};

/** Reads a contract (`XBTUSDTM`) or a coin (`BTC`) as the contract it stands for. */
export function parseSymbol(text: string): ContractSymbol {
  const wanted = text.trim().toUpperCase();
  const record = CONTRACT_CATALOGUE.find(({ symbol, coin }) => symbol === wanted || coin === wanted);
  if (record !== undefined) return contractSymbol(record.symbol);
  const known = CONTRACT_CATALOGUE.map(({ symbol, coin }) => `${symbol} (${coin})`).join(', ');
  return refuse(`No contract is named "${text.trim()}". Known: ${known}.`);
}

/** Reads `all`, or contracts and coins with commas between; each once, in the catalogue's order. */
export function parseSymbols(text: string): readonly ContractSymbol[] | 'all' {
  if (text.trim().toLowerCase() === 'all') return 'all';
  const wanted = new Set(text.split(',').map(parseSymbol));
  return CONTRACT_CATALOGUE.map(({ symbol }) => contractSymbol(symbol)).filter((symbol) => wanted.has(symbol));
}

/** Reads a timeframe. */
export function parseTimeframe(text: string): Timeframe {
  return isTimeframe(text) ? text : refuse(`No timeframe is named "${text}". Known: ${TIMEFRAMES.join(', ')}.`);
}

/** Reads a date (its first moment, UTC) or an ISO moment, UTC unless it names an offset. */
export function parseMoment(text: string): number {
  const dated = DATE.test(text) ? `${text}T00:00:00Z` : text;
  if (!MOMENT.test(dated))
    return refuse(`"${text}" is not a date such as 2025-03-01 or a time such as 2025-03-01T14:15Z.`);
  const iso = dated.replace(' ', 'T');
  const ms = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`);
  // Date.parse takes 30 February for 2 March; the calendar does not.
  const day = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
  const real = Number.isFinite(ms) && new Date(day).toISOString().startsWith(iso.slice(0, 10));
  return real && ms >= 0 ? ms : refuse(`"${text}" is not a moment of the calendar after 1970.`);
}

/** Reads the end of a span: a date means its whole day, so the end is the midnight after it. */
export const parseEnd = (text: string): number => parseMoment(text) + (DATE.test(text) ? DAY_MS : 0);

/** Reads an amount of USDT, kept as exact text. */
export function parseCapital(text: string): string {
  return /^\d{1,12}(\.\d{1,8})?$/.test(text) && Number(text) > 0
    ? text
    : refuse(`"${text}" is not a positive amount of USDT with at most 8 decimals.`);
}

/** A parser of numbers within bounds. */
export function parseNumber(min: number, max: number, kind: 'whole' | 'any'): (text: string) => number {
  return (text) => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max && (kind === 'any' || Number.isSafeInteger(value))) return value;
    return refuse(
      `"${text}" is not a ${kind === 'whole' ? 'whole ' : ''}number from ${String(min)} to ${String(max)}.`,
    );
  };
}

/** The option that every command with data has. */
export const dataDirOption = (): Option =>
  new Option(
    '--data-dir <folder>',
    'data folder; else ZMART_HOME, else the platform’s place for application data',
  ).argParser((text) => (text === '' ? refuse('The folder has no name.') : resolve(text)));

/** Where the data are: the option wins, then the environment, then the platform. */
export const dataFolder = (
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): string => option ?? defaultDataFolder(env, platform);

/** Reads the id of a replay, which is also the name of its folder. */
export const parseRunId = (text: string): string =>
  /^[\w-]{1,64}$/.test(text) ? text : refuse(`"${text}" is not the id of a replay, such as run-20251121091500000.`);

/** Reads `period=14,fast=12` as numbers by name. */
export function parseParams(text: string): Readonly<Record<string, number>> {
  const params: Record<string, number> = {};
  for (const part of text.split(',').filter((item) => item.trim() !== '')) {
    const [, name = '', value = ''] =
      /^\s*(\w+)\s*=\s*(-?\d+(?:\.\d+)?)\s*$/.exec(part) ?? refuse(`"${part}" is not name=number.`);
    if (Object.hasOwn(params, name)) refuse(`${name} is given twice.`);
    params[name] = Number(value);
  }
  return params;
}
