import { createHash } from 'node:crypto';
import { MOST_CANDLES } from '#shared/contract/candle-imports.ts';
import type { CandleColumns } from '#shared/domain/candle.ts';
import { timeframeMs, TIMEFRAMES, type Timeframe } from '#shared/domain/timeframe.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { BadRow } from '#core/market/candle-csv.ts';
import { spacingFault, timeframeInName, timeframeOf } from '#core/market/candle-guess.ts';
import { allocateColumns, copyColumns } from '#core/market/candle-series.ts';
import { readCandleFile } from '#core/market/import-candles.ts';
import { packedText, unreadableReason } from '../system/packed-text.ts';

/** A line of this many characters is no row of candles; without this a file without lines would be held as a whole. */
const LONGEST_LINE = 10_000;
/** Text of one file at most: what unpacks to more is no file of candles. */
const LONGEST_TEXT = MOST_CANDLES * 150;
const SHORTEST = TIMEFRAMES[0];

/** Why an import cannot go on, in a sentence for a person. */
export class ImportProblem extends Error {}

/** Thrown where reading stops because nobody wants it any more. */
export class Unwanted extends Error {}

/** A file that came in pieces, and who watches it being read. */
export interface CameFile {
  readonly name: string;
  readonly pieces: readonly Uint8Array[];
  /** Told what share of it is read, 0…1. @throws Unwanted to stop it. */
  readonly onShare: (share: number) => void;
}

/** The candles of a file; the timeframe is null where one candle does not tell it. */
export interface ReadCandles {
  readonly columns: CandleColumns;
  readonly timeframe: Timeframe | null;
  /** SHA-256 of its text, hex. */
  readonly hash: string;
}

type Outcome = Result<ReadCandles, readonly BadRow[]>;

/** The text of a file, within bounds, watched and hashed on its way. */
async function* text({ pieces, onShare }: CameFile, onText: (piece: string) => void): AsyncGenerator<string> {
  const total = Math.max(
    1,
    pieces.reduce((sum, { length }) => sum + length, 0),
  );
  let [read, length, line] = [0, 0, 0];
  const onBytes = (bytes: number): void => {
    read += bytes;
  };
  for await (const piece of packedText(pieces, onBytes)) {
    onShare(read / total);
    length += piece.length;
    const end = piece.lastIndexOf('\n');
    line = end < 0 ? line + piece.length : piece.length - end - 1;
    if (line > LONGEST_LINE)
      throw new ImportProblem('it has a line of more than 10,000 characters, which no row of candles has');
    if (length > LONGEST_TEXT)
      throw new ImportProblem('it unpacks to more text than a year of candles of seven coins; split it');
    onText(piece);
    yield piece;
  }
}

/** Without the room that was taken for rows to come. */
function tight(columns: CandleColumns): CandleColumns {
  const copy = allocateColumns(columns.ts.length);
  copyColumns(copy, 0, columns);
  return copy;
}

async function readAs(file: CameFile, timeframe: Timeframe): Promise<Result<ReadCandles, readonly BadRow[]>> {
  const hash = createHash('sha256');
  const chunks = text(file, (piece) => hash.update(piece));
  try {
    const result = await readCandleFile({ file: file.name, timeframe, chunks });
    return result.ok ? ok({ columns: tight(result.value), timeframe, hash: hash.digest('hex') }) : result;
  } catch (error) {
    if (error instanceof Unwanted) throw error;
    return err([{ file: file.name, line: 1, reason: `The file cannot be read: ${unreadableReason(error)}.` }]);
  }
}

const bad = (file: string, reason: string): Outcome => err([{ file, line: 2, reason }]);

/**
 * Reads a file of candles.
 * @param chosen the timeframe a person says it has; null: it is told by what lies between the candles.
 * @returns its candles, or every bad row. @throws Unwanted
 */
export async function readCandles(file: CameFile, chosen: Timeframe | null): Promise<Outcome> {
  const read = await readAs(file, chosen ?? SHORTEST);
  if (!read.ok) return read;
  const { columns } = read.value;
  const { ts } = columns;
  let timeframe = chosen;
  if (timeframe === null) {
    const told = timeframeOf(ts);
    if (!told.ok && ts.length > 1) return bad(file.name, told.error);
    timeframe = told.ok ? told.value : timeframeInName(file.name);
    if (timeframe === null) return ok({ ...read.value, timeframe });
    const step = timeframeMs(timeframe);
    // Off the grid of its own timeframe: the rows are told one by one.
    if (ts.some((at) => at % step !== 0)) return readAs(file, timeframe);
  }
  const fault = spacingFault(file.name, ts, timeframe);
  return fault === null ? ok({ ...read.value, timeframe }) : err([fault]);
}
