import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { roundToTotal } from '#renderer/charts/round-to-total.ts';
import { waterfallOrder, waterfallSteps } from '#renderer/charts/waterfall-geometry.ts';
import type { ScoreView } from '#shared/contract/score.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { told } from '#shared/language/told.ts';
import { inputName } from '#renderer/ui/input-names.ts';

/** One bar of the waterfall: an input, or an agent. */
export interface PointsRow {
  /** `technical/trend`, or `technical` for the whole agent. */
  readonly key: string;
  readonly agent: ScoringAgentName;
  readonly name: string;
  readonly measured: string;
  /** −100…+100. */
  readonly input: number;
  /** Share of the score, 0…1. */
  readonly weight: number;
  /** Exact. */
  readonly points: number;
  /** As printed, hundredths: they add up to the printed score. */
  readonly hundredths: number;
  /** The running sum before and after it. */
  readonly from: number;
  readonly to: number;
}

export interface PointsSheet {
  readonly rows: readonly PointsRow[];
  readonly score: number;
  readonly totalHundredths: number;
  /** Sum of the exact points less the score. */
  readonly gap: number;
  /** True when the exact points give the score to 1e-9. */
  readonly addsUp: boolean;
  /** Sum of the weights. */
  readonly weight: number;
}

/** By effect: every input, gains first, losses last. By agent: the same inputs, grouped, agents in that order. */
export type PointsOrder = 'effect' | 'agent';

const EXACT = 1e-9;

/** `directionalMove` and `long-short` as words. */
export function spacedName(name: string): string {
  const words = inputName(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Exact = Omit<PointsRow, 'hundredths' | 'from' | 'to'>;

function partsOf({ opinion, weight, points }: ScoreView['contributions'][number]): readonly Exact[] {
  if (opinion.status !== 'ok') return [];
  const { agent } = opinion;
  const parts = opinion.evidence
    .filter((one) => one.weight > 0)
    .map((one) => ({
      key: `${agent}/${one.name}`,
      agent,
      name: spacedName(one.name),
      measured: told(one.measured),
      input: one.input,
      weight: one.weight * weight,
      points: one.input * one.weight * weight,
    }));
  const sum = parts.reduce((all, part) => all + part.points, 0);
  if (parts.length > 0 && Math.abs(sum - points) < EXACT * 100) return parts;
  return [{ key: agent, agent, name: AGENT_NAMES[agent].long, measured: '', input: opinion.opinion, weight, points }];
}

/** The bars of a score with their running sums; the baseline is 0, where nobody has a view. */
export function pointsSheet(score: ScoreView, order: PointsOrder): PointsSheet {
  const parts = score.contributions.flatMap(partsOf);
  const points = parts.map((part) => part.points);
  const places = order === 'effect' ? waterfallOrder(points) : byAgent(parts);
  const ordered = places.flatMap((place) => parts[place] ?? []);
  const rounded = roundToTotal(
    ordered.map((part) => part.points),
    score.score,
    2,
  );
  const steps = waterfallSteps(ordered.map((part) => part.points));
  const rows = ordered.map((part, index): PointsRow => ({
    ...part,
    hundredths: rounded.units[index] ?? 0,
    from: steps[index]?.from ?? 0,
    to: steps[index]?.to ?? 0,
  }));
  const gap = (steps.at(-1)?.to ?? 0) - score.score;
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const { score: total } = score;
  return { rows, score: total, totalHundredths: rounded.totalUnits, gap, addsUp: Math.abs(gap) <= EXACT, weight };
}

/** Agents by what they bring in all, gains first; their inputs likewise. */
function byAgent(parts: readonly Exact[]): readonly number[] {
  const sums = new Map<string, number>();
  for (const { agent, points } of parts) sums.set(agent, (sums.get(agent) ?? 0) + points);
  const compare = (a: Exact, b: Exact): number => {
    if (a.agent === b.agent) return b.points - a.points;
    return (sums.get(b.agent) ?? 0) - (sums.get(a.agent) ?? 0) || (a.agent < b.agent ? -1 : 1);
  };
  return parts
    .map((part, index) => ({ part, index }))
    .sort((a, b) => compare(a.part, b.part) || a.index - b.index)
    .map(({ index }) => index);
}

/** Round marks within a range, about `most` of them. */
export function axisTicks(low: number, high: number, most: number): readonly number[] {
  const span = high - low;
  if (!(span > 0)) return [];
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((size) => span / size <= most) ?? 100;
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) ticks.push(at + 0);
  return ticks;
}

/** The part of the axis that is drawn: every running sum, the mark and the score, cut to what happens. */
export function axisRange(sheet: PointsSheet, mark: number): { readonly low: number; readonly high: number } {
  const ends = sheet.rows.flatMap(({ from, to }) => [from, to]);
  const all = [...ends, mark, sheet.score, ...(ends.length === 0 ? [0] : [])];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const air = Math.max(1, (high - low) * 0.05);
  return { low: low - air, high: high + air };
}
