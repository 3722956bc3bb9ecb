import type { ReplayRequest } from '#shared/contract/replay.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { CONTRACT_CATALOGUE } from '#core/market/contract-catalogue.ts';
import { candleGapsWithin } from '#core/market/gaps.ts';
import type { CandleStore, SeriesInfo } from '#core/ports/store.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';
import { grouped, utcMinute } from '../terminal/figures.ts';

interface Span {
  readonly timeframe: Timeframe;
  readonly from: number;
  readonly to: number;
}

const storedIn = (store: CandleStore, { timeframe, from, to }: Span): ReadonlyMap<ContractSymbol, SeriesInfo> =>
  new Map(
    store
      .series()
      .filter((info) => info.timeframe === timeframe && info.from < to && info.to >= from)
      .map((info) => [info.symbol, info]),
  );

/**
 * The contracts to replay: those asked for, or with `all` every known one that has candles in the span.
 * @throws CliError when one that was asked for has none, or none has any; it says what is stored.
 */
export function chooseSymbols(
  store: CandleStore,
  wanted: readonly ContractSymbol[] | 'all',
  span: Span,
): readonly ContractSymbol[] {
  const stored = storedIn(store, span);
  const known = CONTRACT_CATALOGUE.map(({ symbol }) => contractSymbol(symbol));
  const chosen = wanted === 'all' ? known.filter((symbol) => stored.has(symbol)) : wanted;
  const without = chosen.filter((symbol) => !stored.has(symbol));
  if (chosen.length > 0 && without.length === 0) return chosen;
  const whose = without.length > 0 ? ` of ${without.join(', ')}` : '';
  const period = `${utcMinute(span.from)} to ${utcMinute(span.to)} UTC`;
  throw new CliError(
    EXIT.dataFolder,
    `No ${span.timeframe} candles${whose} are stored for ${period}. ${inventory(store)}`,
  );
}

/** What is stored, in a sentence for those who asked for something else. */
export function inventory(store: CandleStore): string {
  const series = store.series();
  if (series.length === 0) return 'The data folder holds no candles; `zmart import candles` brings some in.';
  const lines = series.map(
    ({ symbol, timeframe, from, to, count }) =>
      `\n  ${symbol.padEnd(10)} ${timeframe.padEnd(4)} ${utcMinute(from)} to ${utcMinute(to)}, ${grouped(count)} candles`,
  );
  return `Stored are:${lines.join('')}`;
}

/** A sentence for each contract whose candles do not fill the span: a replay sees these as silence of the feed. */
export function holes(store: CandleStore, request: ReplayRequest): readonly string[] {
  const step = timeframeMs(request.timeframe);
  return request.symbols.flatMap((text) => {
    const symbol = contractSymbol(text);
    const { ts } = store.read(symbol, request.timeframe, request.from, request.to);
    const gaps = candleGapsWithin(ts, step, request.from, request.to);
    const [first] = gaps;
    if (first === undefined) return [];
    const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
    return [`${symbol}: ${grouped(missing)} candles are missing, the first at ${utcMinute(first.from)} UTC.`];
  });
}
