import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { CONTRACT_CATALOGUE } from '#core/market/contract-catalogue.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';

/** A file and the contract whose candles it holds. */
export interface FoundFile {
  readonly path: string;
  readonly symbol: ContractSymbol;
}

const PLACES = ['{COIN}', '{SYMBOL}'] as const;

/** Whether a pattern says where the coin or the contract stands. */
export const isFilePattern = (pattern: string): boolean =>
  PLACES.filter((place) => pattern.split(place).length === 2).length === 1 && !/[/\\]/.test(pattern);

/**
 * The files of a folder whose names fit a pattern such as `{COIN}-USDT-15m-2025.csv.gz`, one for each known contract.
 * @throws CliError when the folder is not there or nothing in it fits.
 */
export function findFiles(folder: string, pattern: string): readonly FoundFile[] {
  let names: ReadonlySet<string>;
  try {
    names = new Set(readdirSync(folder));
  } catch (error) {
    const reason = existsSync(folder) ? 'it is not a folder that can be read' : 'there is no such folder';
    throw new CliError(EXIT.badInput, `${folder} cannot be read: ${reason}.`, { cause: error });
  }
  const found = CONTRACT_CATALOGUE.flatMap(({ coin, symbol }): FoundFile[] => {
    const name = pattern.replace('{COIN}', coin).replace('{SYMBOL}', symbol);
    return names.has(name) ? [{ path: join(folder, name), symbol: contractSymbol(symbol) }] : [];
  });
  if (found.length > 0) return found;
  throw new CliError(
    EXIT.badInput,
    `No file in ${folder} is named like ${pattern}. Known coins: ${CONTRACT_CATALOGUE.map(({ coin }) => coin).join(', ')}.`,
  );
}
