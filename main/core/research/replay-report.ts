import type { ReplayReport } from '#shared/contract/replay.ts';
import { denialLabel, type DenialCode } from '#shared/domain/denial.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import {
  absolute,
  add,
  formatMoney,
  negate,
  parseMoney,
  ratio,
  subtract,
  toPlot,
  ZERO,
  type Money,
} from '#shared/domain/money.ts';
import { OUTCOME_KINDS, STAGES, type OutcomeKind, type Stage } from '#shared/domain/signal.ts';
import type { Journal } from '../journal/journal.ts';
import { parseEquityRow, parseFillRow, type OrderRow, type SignalRow } from '../journal/rows.ts';
import { profitFactor } from '../portfolio/statistics.ts';
import { TradeLog, type ClosedTrade } from '../portfolio/trade-log.ts';
import type { ReplayInput } from './replay-input.ts';

/** Points of the equity curve a report carries at most. */
const MOST_POINTS = 1_500;

export interface ReportSource {
  readonly input: ReplayInput;
  readonly journal: Journal;
  readonly dataHash: string;
  readonly tookMs: number;
  readonly candles: number;
}

/** Builds the report of a finished replay from the tables its journal folds to. */
export function buildReport(source: ReportSource): ReplayReport {
  const { input, journal, tookMs, candles } = source;
  const { state } = journal;
  const signals = [...state.signals()];
  const fills = readFills(journal);
  const balances = state.balances();
  let ledgerSum: Money = ZERO;
  for (const amount of balances.values()) ledgerSum = add(ledgerSum, amount);
  return {
    id: input.id,
    request: input.request,
    startedAt: input.startedAt,
    tookMs: Math.round(tookMs),
    candles,
    candlesPerSecond: Math.round(candles / Math.max(0.001, tookMs / 1000)),
    records: journal.head?.seq ?? 0,
    rootHash: journal.head?.hash ?? '',
    dataHash: source.dataHash,
    ledgerSum: formatMoney(ledgerSum),
    signals: {
      received: signals.length,
      executed: signals.filter((row) => row.orderId !== null).length,
      dispositions: dispositions(signals),
    },
    outcomes: OUTCOME_KINDS.map((kind) => outcomeRow(kind, signals)),
    orders: orderCounts(journal),
    fills: {
      count: fills.count,
      value: formatMoney(fills.value),
      fees: formatMoney(fills.fees),
      funding: formatMoney(fundingOf(balances)),
    },
    ...results(source, fills.log.closed),
    perSymbol: perSymbol(input, fills.log.closed),
  };
}

interface ReadFills {
  readonly count: number;
  readonly value: Money;
  readonly fees: Money;
  readonly log: TradeLog;
}

function readFills(journal: Journal): ReadFills {
  const log = new TradeLog();
  let count = 0;
  let value: Money = ZERO;
  let fees: Money = ZERO;
  for (const [, row] of journal.state.rows('fills')) {
    const fill = parseFillRow(row);
    log.add(fill);
    count += 1;
    value = add(value, absolute(fill.value));
    fees = add(fees, fill.fee);
  }
  return { count, value, fees, log };
}

/** What funding brought: the ledger's funding account says where cash came from, so its sign is turned. */
const fundingOf = (balances: ReadonlyMap<string, Money>): Money => negate(balances.get('funding') ?? ZERO);

const EXECUTED_LABEL = 'Executed';

function dispositions(signals: readonly SignalRow[]): ReplayReport['signals']['dispositions'] {
  const counts = new Map<string, { stage: Stage; code: DenialCode | null; count: number }>();
  for (const { code, stage } of signals) {
    const at: Stage = code === null ? 'execution' : stage;
    const key = code ?? EXECUTED_LABEL;
    const entry = counts.get(key) ?? { stage: at, code, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  return [...counts.values()]
    .sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || b.count - a.count)
    .map((entry) => ({ ...entry, label: entry.code === null ? EXECUTED_LABEL : denialLabel(entry.code) }));
}

function outcomeRow(kind: OutcomeKind, signals: readonly SignalRow[]): ReplayReport['outcomes'][number] {
  const ended = signals.filter((row) => row.outcome === kind);
  const real = ended.filter((row) => row.orderId !== null);
  const refused = ended.filter((row) => row.orderId === null);
  return { kind, executed: real.length, refused: refused.length, meanR: meanR(real), meanRRefused: meanR(refused) };
}

function meanR(rows: readonly SignalRow[]): number | null {
  if (rows.length === 0) return null;
  return rows.reduce((sum, row) => sum + (row.r ?? 0), 0) / rows.length;
}

function orderCounts(journal: Journal): ReplayReport['orders'] {
  const counts = { sent: 0, filled: 0, canceled: 0, rejected: 0 };
  for (const [, row] of journal.state.rows('orders')) {
    counts.sent += 1;
    const state = row['state'] as OrderRow['state'];
    if (state === 'FILLED') counts.filled += 1;
    if (state === 'CANCELED') counts.canceled += 1;
    if (state === 'REJECTED') counts.rejected += 1;
  }
  return counts;
}

function results(
  { input, journal }: ReportSource,
  trades: readonly ClosedTrade[],
): Pick<ReplayReport, 'result' | 'curve'> {
  const points = [...journal.state.rows('equity')].map(([, row]) => parseEquityRow(row));
  const capital = parseMoney(input.request.capital);
  const last = points.at(-1);
  const equity = last?.equity ?? capital;
  let maxDrawdown = 0;
  const drawdown = points.map((point) => {
    const share = ratio(subtract(point.peak, point.equity), point.peak);
    maxDrawdown = Math.max(maxDrawdown, share);
    return share;
  });
  const won = trades.filter((trade) => trade.result > 0n).length;
  const kept = thin(points.length);
  return {
    result: {
      capital: formatMoney(capital),
      equity: formatMoney(equity),
      realised: formatMoney(trades.reduce((sum, trade) => add(sum, trade.result), ZERO)),
      returnShare: ratio(subtract(equity, capital), capital),
      maxDrawdown,
      peak: formatMoney(last?.peak ?? capital),
      trades: trades.length,
      won,
      profitFactor: profitFactor(trades.map((trade) => toPlot(trade.result))),
    },
    curve: {
      ts: kept.map((i) => points[i]?.ts ?? 0),
      equity: kept.map((i) => toPlot(points[i]?.equity ?? ZERO)),
      drawdown: kept.map((i) => drawdown[i] ?? 0),
    },
  };
}

/** Indexes of at most {@link MOST_POINTS} of `count` points, evenly spread, the last one included. */
function thin(count: number): number[] {
  if (count <= MOST_POINTS) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: MOST_POINTS }, (_, i) => Math.round((i * (count - 1)) / (MOST_POINTS - 1)));
}

function perSymbol(input: ReplayInput, trades: readonly ClosedTrade[]): ReplayReport['perSymbol'] {
  const bySymbol = new Map<ContractSymbol, ClosedTrade[]>();
  for (const trade of trades) bySymbol.set(trade.symbol, [...(bySymbol.get(trade.symbol) ?? []), trade]);
  return input.series.map(({ symbol }) => {
    const own = bySymbol.get(symbol) ?? [];
    const instrument = input.instruments.get(symbol);
    return {
      symbol,
      coin: instrument?.coin ?? symbol,
      trades: own.length,
      won: own.filter((trade) => trade.result > 0n).length,
      result: formatMoney(own.reduce((sum, trade) => add(sum, trade.result), ZERO)),
      fees: formatMoney(own.reduce((sum, trade) => add(sum, trade.fees), ZERO)),
      assumed: [...(instrument?.assumed ?? [])],
    };
  });
}
