import type { PastScores, ScoreDay, ScoreTimes } from '#shared/contract/scoring.ts';
import { SCORING_AGENTS } from '#shared/domain/agent.ts';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { HISTORY_MS } from '../../agents/scoring/agent-history.ts';
import type { ScoreBoard } from '../../agents/scoring/score-board.ts';

const STEP_MS = 5 * MINUTE;
/** From this strength on a symbol leans to a side. */
const LEANING = 20;

type PastCell = PastScores['cells'][number];

/** A closed candle's score holds until the next one closes; of short timeframes for an hour. */
const heldFor = (timeframe: Timeframe): number => Math.max(HOUR, timeframeMs(timeframe));

/**
 * The same of what is kept apart: by the hour while the program runs, by four hours of the time before its first start.
 */
const heldApart = (timeframe: Timeframe): number => 4 * HOUR + heldFor(timeframe);

/** Hours are kept for longer than five minutes are. */
const SPANS = { day: { stepMs: STEP_MS, length: DAY }, month: { stepMs: HOUR, length: HISTORY_MS } } as const;
type Span = keyof typeof SPANS;

/** The score held at a moment: of the last day by the five minutes, of what is before by the hour. */
function heldAt(board: ScoreBoard, symbol: ContractSymbol, timeframe: Timeframe, at: number): number | null {
  const history = board.history(symbol, timeframe);
  const since = history?.since() ?? Infinity;
  if (at >= since) return history?.at(at, heldFor(timeframe)) ?? null;
  return board.agentHistory(symbol, timeframe)?.at('score', at, heldApart(timeframe)) ?? null;
}

/** The scores as they were known at a moment: the last samples not after it. */
export function pastScores(board: ScoreBoard, symbols: readonly ContractSymbol[], at: number): PastScores {
  const cells = symbols.flatMap((symbol) =>
    board.timeframes.map((timeframe): PastCell => {
      const agents = board.agentHistory(symbol, timeframe);
      const score = heldAt(board, symbol, timeframe, at);
      const before = heldAt(board, symbol, timeframe, at - HOUR);
      // Opinions are kept apart alone.
      const opinions = SCORING_AGENTS.map((agent) => ({
        agent,
        opinion: agents?.at(agent, at, heldApart(timeframe)) ?? null,
      }));
      return {
        symbol,
        timeframe,
        score,
        change1h: score === null || before === null ? null : score - before,
        opinions,
      };
    }),
  );
  return { at, cells };
}

interface Sample {
  readonly ts: number;
  readonly value: number | null;
}

/** What the samples say at each moment not after `now`: the last one, unless it is older than `within` ms. */
function heldOver(
  samples: readonly Sample[],
  { from, stepMs, steps }: { readonly from: number; readonly stepMs: number; readonly steps: number },
  now: number,
  within: number,
): (number | null)[] {
  let next = 0;
  return Array.from({ length: steps }, (_, step) => {
    const ts = from + step * stepMs;
    while ((samples[next]?.ts ?? Infinity) <= ts) next += 1;
    const last = samples[next - 1];
    return last === undefined || ts > now || ts - last.ts > within ? null : last.value;
  });
}

const gridOf = (span: Span, now: number) => {
  const { stepMs, length } = SPANS[span];
  return { from: Math.floor((now - length) / stepMs) * stepMs, stepMs, steps: length / stepMs + 1 };
};

const samplesOf = (board: ScoreBoard, symbol: ContractSymbol, timeframe: Timeframe): readonly Sample[] =>
  board
    .history(symbol, timeframe)
    ?.samples()
    .map(({ ts, score }) => ({ ts, value: score })) ?? [];

/** How many symbols leaned long and short on a timeframe, at each five minutes of the last 24 hours. */
export function scoreDay(board: ScoreBoard, timeframe: Timeframe, now: number): ScoreDay {
  const grid = gridOf('day', now);
  const zeros = (): number[] => Array.from({ length: grid.steps }, () => 0);
  const counts = { known: zeros(), long: zeros(), short: zeros() };
  const bump = (list: number[], step: number): void => {
    list[step] = (list[step] ?? 0) + 1;
  };
  for (const symbol of board.symbols) {
    const held = heldOver(samplesOf(board, symbol, timeframe), grid, now, heldFor(timeframe));
    held.forEach((score, step) => {
      if (score === null) return;
      bump(counts.known, step);
      if (score >= LEANING) bump(counts.long, step);
      if (score <= -LEANING) bump(counts.short, step);
    });
  }
  return { timeframe, from: grid.from, stepMs: grid.stepMs, ...counts };
}

const tenth = (score: number | null): number | null => (score === null ? null : Math.round(score * 10) / 10);

/** The scores of all symbols on a timeframe: at each five minutes of the last day, or each hour of the last 30 days. */
export function scoreTimes(board: ScoreBoard, timeframe: Timeframe, span: Span, now: number): ScoreTimes {
  const grid = gridOf(span, now);
  const rows = board.symbols.map((symbol) => {
    const held =
      span === 'day'
        ? heldOver(samplesOf(board, symbol, timeframe), grid, now, heldFor(timeframe))
        : heldOver(board.agentHistory(symbol, timeframe)?.samples('score') ?? [], grid, now, heldApart(timeframe));
    return { symbol, scores: held.map(tenth) };
  });
  return { timeframe, span, ...grid, rows };
}
