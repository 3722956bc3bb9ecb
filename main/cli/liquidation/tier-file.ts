import { tierRecordsOfJson, tiersFromRecords, type TierRecord } from '#core/market/margin-tier-file.ts';
import { MarginTierError, type DeductionRule, type MarginTiers } from '#core/market/margin-tiers.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';
import { fileSize, fileText } from '../import/file-text.ts';
import { csvCells } from '#shared/kernel/csv-line.ts';

/** A venue's answer for all its contracts is a few MB; more is another file. */
const MAX_BYTES = 50_000_000;

/**
 * Reads a maintenance table from a CSV file with a header or a venue's JSON; either may end in `.gz`.
 * @throws CliError naming the file, the row and what is wrong with it.
 */
export async function tiersOfFile(
  path: string,
  symbol: string | null,
  deductions: DeductionRule,
): Promise<MarginTiers> {
  if ((await fileSize(path)) > MAX_BYTES) throw bad(path, 'It is too large for a maintenance table.');
  let text = '';
  for await (const piece of fileText(path, () => undefined)) text += piece;
  try {
    const records = /^\s*[[{]/.test(text) ? recordsOfJson(text) : recordsOfCsv(text);
    return tiersFromRecords(records, symbol, deductions);
  } catch (error) {
    if (error instanceof MarginTierError) throw bad(path, error.message);
    throw error;
  }
}

const bad = (path: string, message: string): CliError => new CliError(EXIT.badInput, `${path}: ${message}`);

function recordsOfJson(text: string): readonly TierRecord[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new MarginTierError('It is not JSON.');
  }
  return tierRecordsOfJson(json);
}

function recordsOfCsv(text: string): readonly TierRecord[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = (csvCells(lines[0] ?? '') ?? []).map((name) => name.trim().toLowerCase());
  const records: TierRecord[] = [];
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line === '') continue;
    const cells = csvCells(line);
    if (cells?.length !== header.length) {
      throw new MarginTierError(`Line ${String(i + 1)} does not have the header's ${String(header.length)} cells.`);
    }
    records.push(new Map(header.map((name, column) => [name, cells[column] ?? ''])));
  }
  return records;
}
