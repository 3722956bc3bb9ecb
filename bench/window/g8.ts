import { Worker } from 'node:worker_threads';
import type { BenchResult } from '../harness.ts';
import { compare, measure, printTimes } from '../harness.ts';

const ROWS = 1_000;
const FIELDS = 7;
/** Updates of a round: as many as make a round long beside the waking of a thread. */
const UPDATES = 64;
const QUICK_UPDATES = 1_024;
/** Updates that may wait for their reader, and how many it takes between two words of it: no sender of the program queues without bound. */
const WAITING = 64;
const TAKEN_EACH = 16;
const ROUNDS = 15;
const GOAL_COPIED = 25;
const GOAL_SHARED = 100;

interface TickerRow {
  readonly bid: number;
  readonly ask: number;
  readonly last: number;
  readonly mark: number;
  readonly index: number;
  readonly bidLots: number;
  readonly askLots: number;
}

/** Whether a message went. */
type Send = (rows: TickerRow[], answer: boolean) => boolean;

const rowsAt = (tick: number): TickerRow[] =>
  Array.from({ length: ROWS }, (_, i) => {
    const last = 100 + i + (tick % 97) / 10;
    const [bid, ask] = [last - 0.1, last + 0.1];
    return { bid, ask, last, mark: last, index: last, bidLots: i + 1, askLots: tick };
  });

/** Puts the rows into columns: field by field, all rows of one after the other. */
function fill(columns: Float64Array, rows: readonly TickerRow[]): void {
  for (let i = 0; i < ROWS; i += 1) {
    const row = rows[i] as TickerRow;
    columns[i] = row.bid;
    columns[ROWS + i] = row.ask;
    columns[2 * ROWS + i] = row.last;
    columns[3 * ROWS + i] = row.mark;
    columns[4 * ROWS + i] = row.index;
    columns[5 * ROWS + i] = row.bidLots;
    columns[6 * ROWS + i] = row.askLots;
  }
}

/** The other side: sums what it got, so that all of it was read, says how many it took, and answers to the last message of a burst. */
const OTHER = `
const { parentPort, workerData } = require('node:worker_threads');
const shared = new Float64Array(workerData);
let taken = 0;
let read = [];
// Four sums side by side: one alone would wait for itself, and the reader would be slower than what it reads.
const sumOf = (columns) => {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < columns.length; i += 4) { a += columns[i]; b += columns[i + 1]; c += columns[i + 2]; d += columns[i + 3]; }
  return a + b + c + d;
};
const sumRows = (rows) => { let sum = 0; for (const r of rows) sum += r.bid + r.ask + r.last + r.mark + r.index + r.bidLots + r.askLots; return sum; };
parentPort.on('message', ({ kind, data, answer }) => {
  const sum = kind === 'rows' ? sumRows(data) : sumOf(kind === 'shared' ? shared : data);
  if (kind === 'copied') read.push(data.buffer);
  taken += 1;
  if (answer || taken % ${String(TAKEN_EACH)} === 0) {
    parentPort.postMessage({ taken, sum, read }, read);
    read = [];
  }
  if (answer) taken = 0;
});
`;

interface Word {
  readonly taken: number;
  readonly sum: number;
  /** Memory of columns that were read, for the next ones. */
  readonly read: readonly ArrayBuffer[];
}

/** An update of 1000 tickers of 7 figures to another thread: columns against the clone of objects, the filling included. */
export async function run(): Promise<BenchResult[]> {
  const memory = new SharedArrayBuffer(ROWS * FIELDS * 8);
  const shared = new Float64Array(memory);
  const columns = new Float64Array(ROWS * FIELDS);
  const other = new Worker(OTHER, { eval: true, workerData: memory });
  const updates = Array.from({ length: 8 }, (_, tick) => rowsAt(tick));
  const last = updates[(UPDATES - 1) % updates.length] as TickerRow[];
  const wanted = last.reduce((sum, row) => sum + (Object.values(row) as number[]).reduce((a, b) => a + b, 0), 0);
  const problems: string[] = [];
  const spare: Float64Array<ArrayBuffer>[] = [];
  let word: Word = { taken: 0, sum: Number.NaN, read: [] };
  let wake = (): void => undefined;
  other.on('message', (said: Word) => {
    word = said;
    for (const memory of said.read) spare.push(new Float64Array(memory));
    wake();
  });
  const spoken = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const burst = async (name: string, count: number, send: Send): Promise<void> => {
    word = { taken: 0, sum: Number.NaN, read: [] };
    let sent = 0;
    for (let i = 0; i < count; i += 1) {
      while (sent - word.taken >= WAITING) await spoken();
      if (send(updates[i % updates.length] as TickerRow[], i === count - 1)) sent += 1;
    }
    while (word.taken < sent) await spoken();
    const { sum } = word;
    if (Math.abs(sum - wanted) > 1e-3) problems.push(`${name} summed to ${String(sum)}, not ${String(wanted)}`);
  };
  const candidate = (name: string, units: number, send: Send) => ({ name, units, run: () => burst(name, units, send) });
  try {
    const measured = await measure(
      [
        candidate('objects', UPDATES, (data, answer) => {
          other.postMessage({ kind: 'rows', data, answer });
          return true;
        }),
        candidate('columns copied', QUICK_UPDATES, (rows, answer) => {
          fill(columns, rows);
          const data = spare.pop() ?? new Float64Array(columns.length);
          data.set(columns);
          other.postMessage({ kind: 'copied', data, answer }, [data.buffer]);
          return true;
        }),
        candidate('columns shared', QUICK_UPDATES, (rows, answer) => {
          fill(shared, rows);
          // Of a burst only the last word is said: the reader looks once a frame.
          if (answer) other.postMessage({ kind: 'shared', data: null, answer });
          return answer;
        }),
      ],
      ROUNDS,
    );
    printTimes(measured, 'update');
    const check = problems[0] ?? 'equal';
    const line = (subject: string, goal: number) =>
      compare(measured, { area: `g8, ${subject}`, subject, peer: 'objects', goal, check });
    return [line('columns copied', GOAL_COPIED), line('columns shared', GOAL_SHARED)];
  } finally {
    await other.terminate();
  }
}
