import type { PastScores, ScoreDay } from '#shared/contract/scoring.ts';
import { SCORING_AGENTS } from '#shared/domain/agent.ts';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { ScoreBoard } from '../../agents/scoring/score-board.ts';

const STEP_MS = 5 * MINUTE;
/** From this strength on a symbol leans to a side. */
const LEANING = 20;

type PastCell = PastScores['cells'][number];

/** A closed candle's score holds until the next one closes; of short timeframes for an hour. */
const heldFor = (timeframe: Timeframe): number => Math.max(HOUR, timeframeMs(timeframe));

/** The scores as they were known at a moment: the last samples not after it. */
export function pastScores(board: ScoreBoard, at: number): PastScores {
  const cells = board.symbols.flatMap((symbol) =>
    board.timeframes.map((timeframe): PastCell => {
      const history = board.history(symbol, timeframe);
      const agents = board.agentHistory(symbol, timeframe);
      const within = heldFor(timeframe);
      const score = history?.at(at, within) ?? null;
      const before = history?.at(at - HOUR, within) ?? null;
      // Opinions are kept by the hour: of short timeframes the last may be almost two hours old.
      const opinions = SCORING_AGENTS.map((agent) => ({
        agent,
        opinion: agents?.at(agent, at, HOUR + within) ?? null,
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

/** How many symbols leaned long and short on a timeframe, at each five minutes of the last 24 hours. */
export function scoreDay(board: ScoreBoard, timeframe: Timeframe, now: number): ScoreDay {
  const from = Math.floor((now - DAY) / STEP_MS) * STEP_MS;
  const steps = DAY / STEP_MS + 1;
  const counts = { known: zeros(steps), long: zeros(steps), short: zeros(steps) };
  const bump = (list: number[], step: number): void => {
    list[step] = (list[step] ?? 0) + 1;
  };
  for (const symbol of board.symbols) {
    const samples = board.history(symbol, timeframe)?.samples() ?? [];
    let next = 0;
    for (let step = 0; step < steps; step += 1) {
      const ts = from + step * STEP_MS;
      while ((samples[next]?.ts ?? Infinity) <= ts) next += 1;
      const last = samples[next - 1];
      if (last === undefined || ts > now || ts - last.ts > heldFor(timeframe)) continue;
      bump(counts.known, step);
      if (last.score >= LEANING) bump(counts.long, step);
      if (last.score <= -LEANING) bump(counts.short, step);
    }
  }
  return { timeframe, from, stepMs: STEP_MS, ...counts };
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);
