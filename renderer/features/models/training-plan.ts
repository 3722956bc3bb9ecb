import type { SeriesView } from '#shared/contract/market.ts';
import type { ModelMessage, ModelTraining } from '#shared/contract/models.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { WorkEnd } from '#renderer/data/long-work.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const DAY = 86_400_000;
const MOST_SYMBOLS = 200;

/** What a person asks to be learnt from. Days are `2025-03-11`, UTC. */
export interface TrainingDraft {
  readonly timeframe: Timeframe;
  readonly symbols: ReadonlySet<string>;
  readonly fromDay: string;
  /** The last day, included. */
  readonly toDay: string;
  readonly kind: ModelTraining['kind'];
  readonly file: string;
}

const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const dayStart = (text: string): number => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN);

/** Timeframes on which models are asked for; candles of shorter ones are put together for them. */
const OFFERED: readonly Timeframe[] = ['5m', '15m', '1h', '4h', '1d'];

/** The stored series, and those that the core puts together of a shorter one. */
export function trainableSeries(stored: readonly SeriesView[]): readonly SeriesView[] {
  const there = new Set(stored.map(({ symbol, timeframe }) => `${symbol} ${timeframe}`));
  const made = new Map<string, SeriesView>();
  for (const series of stored)
    for (const timeframe of OFFERED) {
      const key = `${series.symbol} ${timeframe}`;
      const fits = timeframeMs(timeframe) % timeframeMs(series.timeframe) === 0;
      if (fits && !there.has(key) && !made.has(key)) made.set(key, { ...series, timeframe });
    }
  return [...stored, ...made.values()];
}

/** Timeframes of which candles are stored, the shortest first. */
export function trainableTimeframes(series: readonly SeriesView[]): readonly Timeframe[] {
  return [...new Set(series.map(({ timeframe }) => timeframe))].sort((a, b) => timeframeMs(a) - timeframeMs(b));
}

/** Everything stored on a timeframe, over all of its time. */
export function freshTraining(series: readonly SeriesView[], timeframe: Timeframe): TrainingDraft {
  const stored = series.filter((each) => each.timeframe === timeframe).slice(0, MOST_SYMBOLS);
  const from = Math.min(...stored.map((each) => each.from));
  const to = Math.max(...stored.map((each) => each.to));
  const days = stored.length === 0 ? { fromDay: '', toDay: '' } : { fromDay: dayText(from), toDay: dayText(to - 1) };
  return { timeframe, symbols: new Set(stored.map(({ symbol }) => symbol)), ...days, kind: 'auto', file: '' };
}

/** The timeframe that is offered first: an hour where it is stored, as the model's own default. */
export function firstTimeframe(series: readonly SeriesView[]): Timeframe {
  const [first = '1h'] = trainableTimeframes(series);
  return series.some(({ timeframe }) => timeframe === '1h') ? '1h' : first;
}

/** The part of the training that the contract fills in when nothing else is said. */
const ORDINARY = { barrier: 2, horizon: 24, stride: 4, folds: 5, minCases: 500, seed: 1 } as const;
/** Closed candles before the features of the first case are all known. */
const WARM_UP = 60;

export type TrainingPlan =
  | { readonly ok: true; readonly request: ModelTraining; readonly cases: number; readonly outOfSample: number }
  | { readonly ok: false; readonly problem: string };

const refuse = (problem: string): TrainingPlan => ({ ok: false, problem });

/** Decisions in the stored part of a span: every fourth candle, less those before the features are known. */
function casesOf(series: readonly SeriesView[], timeframe: Timeframe, from: number, to: number): number {
  const length = timeframeMs(timeframe);
  return series.reduce((sum, each) => {
    const candles = Math.floor((Math.min(to, each.to) - Math.max(from, each.from)) / length);
    return sum + Math.max(0, Math.floor((candles - WARM_UP - ORDINARY.horizon) / ORDINARY.stride));
  }, 0);
}

/** A draft as a request with how many cases it has about, or what is wrong with it. */
export function trainingPlan(series: readonly SeriesView[], draft: TrainingDraft): TrainingPlan {
  const { timeframe, symbols, kind } = draft;
  const chosen = series.filter((each) => each.timeframe === timeframe && symbols.has(each.symbol));
  if (chosen.length === 0) return refuse(say('Choose at least one symbol.'));
  if (chosen.length > MOST_SYMBOLS)
    return refuse(say('At most {count} symbols go into one training.', { count: MOST_SYMBOLS }));
  const from = dayStart(draft.fromDay);
  const to = dayStart(draft.toDay) + DAY;
  if (Number.isNaN(from) || Number.isNaN(to)) return refuse(say('Give both days as year-month-day.'));
  if (from >= to) return refuse(say('The last day lies before the first.'));
  const file = draft.file.trim();
  if (kind === 'onnx' && file === '')
    return refuse(say('Name the file of your model, on the machine the core runs on.'));
  const cases = casesOf(chosen, timeframe, from, to);
  if (cases === 0) return refuse(say('No case can be made of the candles stored in these days.'));
  const names = chosen.map(({ symbol }) => symbol);
  const request = { ...ORDINARY, symbols: names, timeframe, from, to, kind, file: kind === 'onnx' ? file : null };
  // The first of the folds' parts is trained on only.
  const outOfSample = Math.floor((cases * ORDINARY.folds) / (ORDINARY.folds + 1));
  return { ok: true, request, cases, outOfSample };
}

/** How a training that is watched stands. */
export type TrainingState =
  | { readonly kind: 'waiting' }
  | Extract<ModelMessage, { kind: 'progress' }>
  | Exclude<ModelMessage, { kind: 'progress' }>;

/** How a training ended, for whoever looks at something else; null while it goes on. */
export function trainingEnd(message: ModelMessage): WorkEnd | null {
  switch (message.kind) {
    case 'progress':
      return null;
    case 'trained':
      return { text: say('The model is trained: its card says what it is worth.'), tone: 'info' };
    case 'canceled':
      return { text: say('The training was canceled; nothing was kept.'), tone: 'info' };
    case 'failed':
      return { text: say('The training failed: {problem}', { problem: told(message.problem) }), tone: 'problem' };
  }
}
