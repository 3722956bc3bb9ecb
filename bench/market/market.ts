import { OrderBook } from '#core/market/order-book.ts';
import { depthReaders, recordedDepth, type RecordedDepth } from '#tests/support/market/recorded-depth.ts';
import { compare, measure, printTimes, quantile, resultOf, type BenchResult } from '../harness.ts';

/** Messages per second that are asked of one thread, bytes to decision input; see goals 24: a venue's whole market. */
const GOAL_PER_SECOND = 100_000;
/** Messages timed one by one for the 99th percentile. */
const TIMED = 4_000;

/** What a decision asks of a book: best prices, spread, imbalance of the nearest ten ticks. */
function decisionInput(book: OrderBook): number {
  const [bid, ask] = [book.bestBid(), book.bestAsk()];
  if (bid === null || ask === null) return Number.NaN;
  const [below, above] = [book.lotsWithin('bid', 10) ?? 0, book.lotsWithin('ask', 10) ?? 0];
  return ask - bid + (below - above) / (below + above + 1);
}

/** The rebuild the obvious way: parsed text, two maps, sorted when asked. */
function naivePass(recorded: RecordedDepth, messages: readonly Uint8Array[]): number {
  const sides = { b: new Map<string, number>(), a: new Map<string, number>() };
  const set = (side: Map<string, number>, levels: readonly (readonly [string, string])[]): void => {
    for (const [price, size] of levels) {
      if (Number(size) === 0) side.delete(price);
      else side.set(price, Number(size));
    }
  };
  const first = JSON.parse(Buffer.from(recorded.snapshot).toString()) as Record<'bids' | 'asks', [string, string][]>;
  set(sides.b, first.bids);
  set(sides.a, first.asks);
  let sum = 0;
  for (const bytes of messages) {
    const { data } = JSON.parse(Buffer.from(bytes).toString()) as { data: Record<'b' | 'a', [string, string][]> };
    set(sides.b, data.b);
    set(sides.a, data.a);
    const bid = Math.max(...[...sides.b.keys()].map(Number));
    sum += Math.min(...[...sides.a.keys()].map(Number)) - bid;
  }
  return sum;
}

/** `market`: recorded messages of a venue from bytes to what a decision asks, against the obvious way and against a rate. */
export async function run(): Promise<BenchResult[]> {
  const recorded = recordedDepth('coinm');
  const messages = recorded.depth;
  const { message, snapshot, columns } = depthReaders(recorded.contract);
  let book = new OrderBook('linked');
  const reset = (): void => {
    book = new OrderBook('linked');
    snapshot.read(recorded.snapshot, columns);
    book.onSnapshot(columns, true);
  };
  const take = (bytes: Uint8Array): number => {
    message.read(bytes, columns);
    book.onMessage(columns);
    return decisionInput(book);
  };
  const few = messages.slice(0, 300);
  const measured = await measure([
    {
      name: 'bytes to decision',
      units: messages.length,
      run() {
        reset();
        for (const bytes of messages) take(bytes);
      },
    },
    { name: 'JSON and maps', units: few.length, run: () => void naivePass(recorded, few) },
  ]);
  printTimes(measured, 'message');
  reset();
  const waits = messages.slice(0, TIMED).map((bytes) => {
    const started = performance.now();
    take(bytes);
    return performance.now() - started;
  });
  process.stderr.write(`  one message, p99: ${(quantile(waits, 0.99) * 1_000).toFixed(1)} µs\n`);
  const check = book.state === 'live' && book.counts.gaps === 0 ? 'equal' : `the book is ${book.state}: ${book.reason}`;
  const limit = 1e9 / GOAL_PER_SECOND;
  const rate = (measured.times.get('bytes to decision') ?? []).map((ns) => limit / ns);
  return [
    compare(measured, { area: 'market', subject: 'bytes to decision', peer: 'JSON and maps', goal: 20, check }),
    resultOf(rate, { area: 'market', peer: `${String(GOAL_PER_SECOND)} messages a second`, goal: 1, check }),
  ];
}
