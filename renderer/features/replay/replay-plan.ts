import { formatDay } from '#renderer/ui/format-time.ts';
import type { ReplayRequest } from '#shared/contract/replay.ts';
import type { SeriesOf, SeriesView } from '#shared/contract/market.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { say } from '#shared/language/words.ts';

const DAY = 86_400_000;
/** The most symbols one replay takes. */
const MOST_SYMBOLS = 40;

/** What is being put together before a start. Days are `2025-03-11`, UTC. */
export interface ReplayDraft {
  readonly timeframe: Timeframe;
  readonly symbols: ReadonlySet<string>;
  readonly fromDay: string;
  /** The last day, included. */
  readonly toDay: string;
  readonly capital: string;
  /** Entries stop at this drawdown, in per cent, as typed. */
  readonly drawdownPercent: string;
}

/** Two moments, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The timeframes of which series are stored, in the order of their number of series, most first. */
export function storedTimeframes(series: readonly SeriesView[]): readonly Timeframe[] {
  const counts = new Map<Timeframe, number>();
  for (const { timeframe } of series) counts.set(timeframe, (counts.get(timeframe) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || timeframeMs(a[0]) - timeframeMs(b[0])).map(([name]) => name);
}

/** The end of the newest candle of the series chosen, ms; of all of them while none is chosen. Null without any. */
export function newestCandle(series: readonly SeriesView[], symbols: ReadonlySet<string>): number | null {
  const chosen = series.filter(({ symbol }) => symbols.has(symbol));
  const counted = chosen.length === 0 ? series : chosen;
  return counted.length === 0 ? null : Math.max(...counted.map(({ to }) => to));
}

/** The span that all chosen series cover; null when none is chosen or they have nothing in common. */
export function commonSpan(series: readonly SeriesView[]): Span | null {
  if (series.length === 0) return null;
  const from = Math.max(...series.map((each) => each.from));
  const to = Math.min(...series.map((each) => each.to));
  return from < to ? { from, to } : null;
}

/** A day as a date field holds it: `2025-03-11`. */
export const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A day for a person: `11 Mar 2025`. */
export const dayWords = (ms: number): string =>
  say('{day} {year}', { day: formatDay(ms), year: dayText(ms).slice(0, 4) });

const dayStart = (text: string): number => Date.parse(`${text}T00:00:00Z`);

/** The span a draft asks for, cut to what its series have in common; null when a day cannot be read. */
export function draftSpan(draft: ReplayDraft, common: Span): Span | null {
  const from = dayStart(draft.fromDay);
  const to = dayStart(draft.toDay) + DAY;
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  return { from: Math.max(common.from, from), to: Math.min(common.to, to) };
}

/** The series that a draft has chosen. */
export const chosenSeries = (series: readonly SeriesView[], draft: ReplayDraft): readonly SeriesView[] =>
  series.filter(({ timeframe, symbol }) => timeframe === draft.timeframe && draft.symbols.has(symbol));

/** A draft over everything stored on a timeframe, for the common span. */
export function freshDraft(series: readonly SeriesView[], timeframe: Timeframe, capital: string): ReplayDraft {
  const stored = series.filter((each) => each.timeframe === timeframe).slice(0, MOST_SYMBOLS);
  const symbols = new Set(stored.map(({ symbol }) => symbol));
  return { timeframe, symbols, capital, drawdownPercent: '25', ...lastDays(commonSpan(stored), null) };
}

/** The last days of a span, all of it for null. */
export function lastDays(span: Span | null, days: number | null): Pick<ReplayDraft, 'fromDay' | 'toDay'> {
  if (span === null) return { fromDay: '', toDay: '' };
  const last = span.to - 1;
  const first = days === null ? span.from : Math.max(span.from, last - (days - 1) * DAY);
  return { fromDay: dayText(first), toDay: dayText(last) };
}

/** A draft as it would be started, or what is wrong with it in one sentence. */
export type Plan =
  | { readonly ok: true; readonly request: ReplayRequest; readonly candles: number }
  | { readonly ok: false; readonly problem: string };

const problem = (sentence: string): Plan => ({ ok: false, problem: sentence });

const isCapital = (text: string): boolean => /^\d+(\.\d{1,8})?$/.test(text) && /[1-9]/.test(text);

const isLimit = (text: string): boolean => /^\d+(\.\d)?$/.test(text) && Number(text) >= 1 && Number(text) <= 25;

/** Turns a draft into a request; candles are estimated from the length of the span, gaps left in. */
export function replayPlan(series: readonly SeriesView[], draft: ReplayDraft, of: SeriesOf = 'market'): Plan {
  const chosen = chosenSeries(series, draft);
  if (chosen.length === 0) return problem(say('Choose at least one symbol.'));
  if (chosen.length > MOST_SYMBOLS)
    return problem(say('At most {count} symbols go into one replay.', { count: MOST_SYMBOLS }));
  const common = commonSpan(chosen);
  if (common === null) return problem(say('The chosen series have no time in common.'));
  const span = draftSpan(draft, common);
  if (span === null) return problem(say('Give both days as year-month-day.'));
  const length = timeframeMs(draft.timeframe);
  if (span.to - span.from < length)
    return problem(say('The days do not lie inside the common range, or are reversed.'));
  if (!isCapital(draft.capital)) return problem(say('The capital must be a positive amount of USDT.'));
  if (!isLimit(draft.drawdownPercent)) return problem(say('The drawdown limit must lie between 1 and 25 %.'));
  const request: ReplayRequest = {
    symbols: chosen.map(({ symbol }) => symbol),
    timeframe: draft.timeframe,
    ...(of === 'market' ? {} : { candles: of }),
    from: span.from,
    to: span.to,
    capital: draft.capital,
    drawdownLimit: Number(draft.drawdownPercent) / 100,
    seed: 1,
  };
  return { ok: true, request, candles: Math.floor((span.to - span.from) / length) * chosen.length };
}
