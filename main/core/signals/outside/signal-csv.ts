import { isTimeframe } from '#shared/domain/timeframe.ts';
import type { SignalProposal } from '../proposal.ts';
import { outsideProposal, type OutsideContext } from './outside-proposal.ts';

/** A row that cannot be a signal: its line in the file from 1, and why. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

const REQUIRED = ['symbol', 'timeframe', 'direction', 'strength', 'confidence', 'price', 'stop', 'target'] as const;
const OPTIONAL = ['tsSource', 'expiresAt', 'reason'] as const;
const TEXTS: ReadonlySet<string> = new Set(['symbol', 'timeframe', 'reason']);
const SIDES: Readonly<Record<string, number>> = { long: 1, short: -1, '1': 1, '-1': -1 };

/** More rows than this in one file are refused. */
export const MOST_ROWS = 1_000;

/**
 * Reads signals from CSV text with a header that names its columns in any order. Either every row is good, or the bad
 * ones come back with their lines and nothing is to be taken.
 */
export function readSignalCsv(
  text: string,
  context: OutsideContext,
): { readonly proposals: readonly SignalProposal[]; readonly bad: readonly BadLine[] } {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const header = cellsOf(lines[0] ?? '');
  const problem = header === null ? 'the header has an open quotation mark' : headerProblem(header);
  if (problem !== null || header === null) return { proposals: [], bad: [{ line: 1, reason: problem ?? '' }] };
  const proposals: SignalProposal[] = [];
  const bad: BadLine[] = [];
  lines.forEach((row, index) => {
    if (index === 0 || row.trim() === '') return;
    const made = rowOf(row, header, context);
    if (typeof made === 'string') bad.push({ line: index + 1, reason: made });
    else proposals.push(made);
  });
  if (proposals.length + bad.length > MOST_ROWS) {
    return {
      proposals: [],
      bad: [{ line: MOST_ROWS + 2, reason: `a file holds ${String(MOST_ROWS)} signals at most` }],
    };
  }
  if (proposals.length + bad.length === 0) bad.push({ line: 2, reason: 'there is no row after the header' });
  return { proposals: bad.length > 0 ? [] : proposals, bad };
}

function headerProblem(header: readonly string[]): string | null {
  const known: readonly string[] = [...REQUIRED, ...OPTIONAL];
  const missing = REQUIRED.filter((name) => !header.includes(name));
  if (missing.length > 0) return `the header lacks ${missing.join(', ')}`;
  const strange = header.find((name) => !known.includes(name));
  if (strange !== undefined) return `the header names "${strange}"; known are ${known.join(', ')}`;
  return new Set(header).size === header.length ? null : 'the header names a column twice';
}

function rowOf(row: string, header: readonly string[], context: OutsideContext): SignalProposal | string {
  const cells = cellsOf(row);
  if (cells === null) return 'a quotation mark is not closed';
  if (cells.length !== header.length)
    return `it has ${String(cells.length)} cells, the header ${String(header.length)}`;
  const fields: Record<string, unknown> = {};
  for (const [i, name] of header.entries()) {
    const cell = cells[i] ?? '';
    if (cell === '' && (OPTIONAL as readonly string[]).includes(name)) continue;
    fields[name] = valueOf(name, cell);
  }
  if (typeof fields['timeframe'] === 'string' && !isTimeframe(fields['timeframe']))
    return 'timeframe is not one of those known';
  const made = outsideProposal(fields, context);
  return made.ok ? made.value : made.error.sentence;
}

/** Text as it is, sides as words or numbers, anything else as a number; what is none stays text, which is then refused. */
function valueOf(name: string, cell: string): unknown {
  if (TEXTS.has(name)) return cell;
  if (name === 'direction') return SIDES[cell.toLowerCase()] ?? cell;
  return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(cell) ? Number(cell) : cell;
}

/** The cells of a line by RFC 4180, trimmed when not quoted; null when a quotation mark is not closed. */
function cellsOf(line: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?:,|$)/.exec(line.slice(at));
    if (quoted !== null) {
      cells.push((quoted[1] ?? '').replaceAll('""', '"'));
      at += quoted[0].length;
      if (!quoted[0].endsWith(',')) return cells;
      continue;
    }
    const end = line.indexOf(',', at);
    const cell = (end < 0 ? line.slice(at) : line.slice(at, end)).trim();
    if (cell.startsWith('"')) return null;
    cells.push(cell);
    if (end < 0) return cells;
    at = end + 1;
  }
  return cells;
}
