import type { WeightsView } from '#shared/contract/portfolio-figures.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';

/** Weights as typed, by symbol. */
export type WeightsDraft = Readonly<Record<string, string>>;

/** A weight in tenths of a percent; null when it is no number of 0…100. */
export function tenthsOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d)?$/.test(text)) return null;
  const tenths = Math.round(Number(text) * 10);
  return tenths > 1_000 ? null : tenths;
}

export const draftOf = ({ weights }: WeightsView): WeightsDraft =>
  Object.fromEntries(weights.map(({ symbol, after }) => [symbol, formatNumber(after, 1)]));

/** What weights sum to, in percent; null while one is no number. */
export function sumOf(draft: WeightsDraft): number | null {
  const tenths = Object.values(draft).map(tenthsOf);
  if (tenths.includes(null)) return null;
  return tenths.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 10;
}

/** What keeps weights from being set, as a sentence; null when nothing does. @param cap largest weight, percent. */
export function draftProblem(draft: WeightsDraft, cap: number): string | null {
  const strange = Object.entries(draft).find(([, typed]) => tenthsOf(typed) === null);
  if (strange !== undefined) return say('The weight of {symbol} is no percentage to a tenth.', { symbol: strange[0] });
  const heavy = Object.entries(draft).find(([, typed]) => (tenthsOf(typed) ?? 0) > Math.round(cap * 10));
  if (heavy !== undefined)
    return say('{symbol} would weigh {weight} %; the cap is {cap} %.', {
      symbol: heavy[0],
      weight: heavy[1],
      cap: formatNumber(cap, 1),
    });
  const sum = sumOf(draft);
  if (sum === null || Math.round(sum * 10) === 1_000) return null;
  const apart = Math.abs(100 - sum);
  return say('They sum to {sum} %: {apart} points too {side, select, over {much} other {little}}.', {
    sum: formatNumber(sum, 1),
    apart: formatNumber(apart, 1),
    side: sum > 100 ? 'over' : 'under',
  });
}

/** The draft as the call takes it. */
export const weightsOf = (draft: WeightsDraft): Record<string, number> =>
  Object.fromEntries(Object.entries(draft).map(([symbol, typed]) => [symbol, (tenthsOf(typed) ?? 0) / 10]));
