import type { OverviewView } from '#shared/contract/portfolio.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { absolute, formatMoney, ratio, toPlot, ZERO, type Money } from '#shared/domain/money.ts';
import { drawdownShare, type EquityLosses } from '../../agents/risk/breakers/equity-stop.ts';
import type { AccountFacts } from '../../agents/risk/context.ts';
import type { RiskLimits } from '../../agents/risk/limits.ts';
import { dayStart, weekStart, type ResultBook, type SpanResult } from '../../portfolio/results.ts';
import { hitRate, profitFactor } from '../../portfolio/statistics.ts';
import type { ClosedTrade } from '../../portfolio/trade-log.ts';
import { limitViews } from './limit-views.ts';

/** What the overview is made of at one moment. */
export interface OverviewSource {
  readonly now: number;
  readonly simulated: boolean;
  /** The account, or why it is not known. */
  readonly account: AccountFacts | null;
  readonly problem: string;
  readonly losses: EquityLosses | null;
  readonly results: ResultBook;
  readonly trades: readonly ClosedTrade[];
  readonly limits: RiskLimits;
  readonly trading: { readonly state: string; readonly cause: string };
  readonly coinOf: (symbol: ContractSymbol) => string;
  readonly openOrders: number;
}

/** From this share of a limit on, it is worth a look. */
const WATCH_FROM = 0.85;

const spanView = (span: SpanResult): { total: string; share: number } => ({
  total: formatMoney(span.total),
  share: ratio(span.total, span.start),
});

/** Results, exposure and limits with the verdict in words. */
export function overviewView(source: OverviewSource): OverviewView {
  const { account, losses, now } = source;
  const limits = limitViews(account, source.limits);
  const span = (from: number): SpanResult | null =>
    account === null ? null : source.results.since(from, account.equity);
  const today = span(dayStart(now));
  const week = span(weekStart(now));
  const since = source.results.samples[0]?.ts ?? now;
  const all = span(since);
  return {
    key: 'overview',
    known: account !== null,
    reason: source.problem,
    equity: account === null ? null : formatMoney(account.equity),
    peak: losses === null ? null : formatMoney(losses.drawdown.reference),
    drawdown: losses === null ? null : drawdownShare(losses),
    today: today === null ? null : { ...spanView(today), ...partsOf(today) },
    week: week === null ? null : spanView(week),
    all: all === null ? null : { ...spanView(all), since },
    trades: tradesView(source.trades),
    exposure: account === null ? null : exposureView(account, source.coinOf),
    limits,
    verdict: verdictOf(source, limits),
    openOrders: source.openOrders,
    provenance: source.simulated ? 'simulated' : 'measured',
    asOf: now,
  };
}

const partsOf = ({
  closed,
  open,
  fees,
  funding,
}: SpanResult): { closed: string; open: string; fees: string; funding: string } => ({
  closed: formatMoney(closed),
  open: formatMoney(open),
  fees: formatMoney(fees),
  funding: formatMoney(funding),
});

function tradesView(trades: readonly ClosedTrade[]): OverviewView['trades'] {
  const won = trades.filter((trade) => trade.result > 0n).length;
  const results = trades.map((trade) => toPlot(trade.result));
  return { closed: trades.length, won, hitRate: hitRate(won, trades.length), profitFactor: profitFactor(results) };
}

function exposureView(
  account: AccountFacts,
  coinOf: (symbol: ContractSymbol) => string,
): NonNullable<OverviewView['exposure']> {
  let long: Money = ZERO;
  let short: Money = ZERO;
  const bySymbol = [...account.exposure]
    .filter(([, value]) => value !== 0n)
    .sort(([, a], [, b]) => (absolute(b) > absolute(a) ? 1 : -1))
    .map(([symbol, value]) => {
      if (value > 0n) long = (long + value) as Money;
      else short = (short - value) as Money;
      const side: 'long' | 'short' = value > 0n ? 'long' : 'short';
      return { symbol, coin: coinOf(symbol), value: formatMoney(absolute(value)), side };
    });
  return {
    long: formatMoney(long),
    short: formatMoney(short),
    gross: ratio(account.gross, account.equity),
    net: ratio(account.net, account.equity),
    bySymbol,
  };
}

function verdictOf(source: OverviewSource, limits: OverviewView['limits']): OverviewView['verdict'] {
  const { state, cause } = source.trading;
  if (state === 'HALTED') return { level: 'stop', sentence: 'Halted', detail: cause };
  if (source.account === null) return { level: 'unknown', sentence: 'Cannot tell', detail: source.problem };
  const nearest = limits.reduce(
    (best, limit) => ((limit.share ?? 0) > (best.share ?? 0) ? limit : best),
    limits[0] ?? noLimit,
  );
  const share = nearest.share ?? 0;
  const detail = `Nearest limit: ${nearest.label.toLowerCase()}, ${String(Math.round(share * 100))} % used`;
  if (share >= 1)
    return { level: 'stop', sentence: `${nearest.label} at its limit`, detail: 'No entry that adds to it is admitted' };
  if (state === 'REDUCING') return { level: 'watch', sentence: 'Reducing only', detail: cause };
  if (share >= WATCH_FROM) return { level: 'watch', sentence: `${nearest.label} close to its limit`, detail };
  return { level: 'ok', sentence: 'Inside every limit', detail };
}

const noLimit: OverviewView['limits'][number] = {
  key: '',
  label: '',
  used: null,
  limit: 1,
  unit: '',
  share: null,
  floor: false,
};
