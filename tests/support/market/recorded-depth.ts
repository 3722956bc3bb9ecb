import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DepthColumns } from '#core/market/depth-columns.ts';
import { parseStep } from '#core/market/decimal-step.ts';
import { DEPTH_FORMATS, DepthReader, type DepthContract } from '#main/adapters/venues/parse/depth.ts';
import { WordTable } from '#main/adapters/venues/parse/field-names.ts';
import { TICKER_FORMATS, TickerColumns, TickerReader } from '#main/adapters/venues/parse/tickers.ts';

const FOLDER = resolve(process.env['ZMART_DATA_DIR'] ?? '../shared/data', 'order-flow');

/** A recorded session of one Binance futures contract: REST snapshot, depth messages, best prices. */
export interface RecordedDepth {
  readonly contract: DepthContract;
  /** The raw messages in order of arrival, as bytes. */
  readonly depth: readonly Uint8Array[];
  readonly snapshot: Uint8Array;
  /** How many depth messages came before the snapshot. */
  readonly before: number;
  readonly best: BestPrices;
}

/** The best prices as the venue told them, in order of its update numbers; ticks and lots. */
export interface BestPrices {
  readonly update: number[];
  readonly bid: number[];
  readonly bidLots: number[];
  readonly ask: number[];
  readonly askLots: number[];
}

export const RECORDED_CONTRACTS = {
  usdm: { file: 'binance-usdm-btcusdt_20240808.jsonl.gz', venueSymbol: 'BTCUSDT', lot: '0.001' },
  coinm: { file: 'binance-cm-btcusd_perp_20240808.jsonl.gz', venueSymbol: 'BTCUSD_PERP', lot: '1' },
} as const;

/** Splits a recording into its messages. */
export function recordedDepth(name: keyof typeof RECORDED_CONTRACTS): RecordedDepth {
  const { file, venueSymbol, lot } = RECORDED_CONTRACTS[name];
  const contract = { venueSymbol, tick: parseStep('0.1'), lot: parseStep(lot) };
  const all = gunzipSync(readFileSync(resolve(FOLDER, file)));
  const depth: Uint8Array[] = [];
  const best: BestPrices = { update: [], bid: [], bidLots: [], ask: [], askLots: [] };
  let snapshot: Uint8Array | null = null;
  let before = 0;
  const isDepth = Buffer.from(`"${venueSymbol.toLowerCase()}@depth`);
  const isBest = Buffer.from('@bookTicker"');
  for (let from = 0; from < all.length;) {
    const end = all.indexOf(10, from);
    const to = end < 0 ? all.length : end;
    const line = all.subarray(all.indexOf(32, from) + 1, to);
    const head = line.subarray(0, 60);
    if (head.includes(isDepth)) depth.push(line);
    else if (head.includes(isBest)) addBest(best, line, contract);
    else if (head.includes('lastUpdateId')) [snapshot, before] = [line, depth.length];
    from = to + 1;
  }
  if (snapshot === null) throw new Error(`${file} has no snapshot`);
  return { contract, depth, snapshot, before, best };
}

const reader = new TickerReader(TICKER_FORMATS['binance-book'], new WordTable(['BTCUSDT', 'BTCUSD_PERP']));
const row = new TickerColumns(1);

function addBest(best: BestPrices, line: Buffer, { tick, lot }: DepthContract): void {
  // The recording is of a combined stream, which puts each message into an envelope; ours asks for single ones.
  reader.read(line.subarray(line.indexOf('{', line.indexOf('"data":')), -1), row);
  const whole = (value: number | undefined, scale: number): number => Math.round((value ?? 0) * 10 ** scale);
  best.update.push(Number(/"u":(\d+)/.exec(line.toString('latin1'))?.[1]));
  best.bid.push(whole(row.values.bid[0], tick.scale));
  best.bidLots.push(whole(row.values.bidSize[0], lot.scale));
  best.ask.push(whole(row.values.ask[0], tick.scale));
  best.askLots.push(whole(row.values.askSize[0], lot.scale));
}

/** A reader of the recording's depth messages, and one of its snapshot. */
export const depthReaders = (contract: DepthContract) => ({
  message: new DepthReader(DEPTH_FORMATS['binance-update'], contract),
  snapshot: new DepthReader(DEPTH_FORMATS['binance-snapshot'], contract),
  columns: new DepthColumns(2_048),
});
