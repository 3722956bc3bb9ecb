import type { CellView } from '#shared/contract/score.ts';
import { SCORING_AGENTS, type ScoringAgentName } from '#shared/domain/agent.ts';
import { TIMEFRAMES, type Timeframe } from '#shared/domain/timeframe.ts';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';

/** One column of the matrix: all agents together on a timeframe, one agent at the horizon, or the score at a moment. */
export type Column =
  | { readonly kind: 'timeframe'; readonly id: string; readonly label: string; readonly timeframe: Timeframe }
  | {
      readonly kind: 'agent';
      readonly id: string;
      readonly label: string;
      readonly timeframe: Timeframe;
      readonly agent: ScoringAgentName;
      /** True when it has no opinion on any symbol: its column is drawn narrow. */
      readonly silent: boolean;
    }
  | {
      readonly kind: 'time';
      readonly id: string;
      readonly label: string;
      readonly timeframe: Timeframe;
      /** Null is now: the cell itself, with its confidence and age. */
      readonly ts: number | null;
      /** Its place in the past of a row. */
      readonly step: number;
    };

export type ColumnChoice = 'timeframes' | 'agents' | 'both' | 'time';

/** True for a column that shows what was, of which only the score is kept. */
export const isPast = (column: Column | undefined): boolean => column?.kind === 'time' && column.ts !== null;

/** The timeframes that are delivered, shortest first. */
export function deliveredTimeframes(cells: readonly CellView[]): readonly Timeframe[] {
  const found = new Set(cells.map(({ timeframe }) => timeframe));
  return TIMEFRAMES.filter((timeframe) => found.has(timeframe));
}

/** The agents without an opinion on any symbol at a timeframe. */
export function silentAgents(cells: readonly CellView[], horizon: Timeframe): ReadonlySet<ScoringAgentName> {
  const heard = new Set<ScoringAgentName>();
  for (const cell of cells) {
    if (cell.timeframe !== horizon) continue;
    for (const { agent, opinion } of cell.opinions) if (opinion !== null) heard.add(agent);
  }
  return new Set(SCORING_AGENTS.filter((agent) => !heard.has(agent)));
}

/** The columns to draw, timeframes first. */
export function matrixColumns(
  choice: Exclude<ColumnChoice, 'time'>,
  timeframes: readonly Timeframe[],
  horizon: Timeframe,
  silent: ReadonlySet<ScoringAgentName>,
): readonly Column[] {
  const byTime = timeframes.map((timeframe): Column => ({
    kind: 'timeframe',
    id: timeframe,
    label: timeframe,
    timeframe,
  }));
  const byAgent = SCORING_AGENTS.map((agent): Column => ({
    kind: 'agent',
    id: agent,
    label: AGENT_NAMES[agent].short,
    timeframe: horizon,
    agent,
    silent: silent.has(agent),
  }));
  if (choice === 'timeframes') return byTime;
  return choice === 'agents' ? byAgent : [...byTime, ...byAgent];
}
