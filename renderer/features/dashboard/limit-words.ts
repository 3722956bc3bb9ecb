import type { LimitView } from '#shared/contract/portfolio.ts';
import { formatNumber, THIN } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';

/** Decimals that suit a figure: whole above 1,000, one above 20, else two; counts are whole. */
function decimalsFor(value: number, unit: LimitView['unit']): number {
  if (unit === '' || Number.isInteger(value)) return 0;
  if (Math.abs(value) >= 1_000) return 0;
  return Math.abs(value) >= 20 ? 1 : 2;
}

const withUnit = (value: number, unit: LimitView['unit']): string => {
  const text = formatNumber(value, decimalsFor(value, unit));
  return unit === '%' ? `${text}${THIN}%` : text;
};

/** A limit as read: what is used, and what bounds it: `55.8` `of 60 %`; a floor: `77 %` `min 20 %`. */
export function limitWords({ used, limit, unit, floor }: LimitView): { readonly used: string; readonly bound: string } {
  const value = withUnit(limit, unit);
  const bound = floor ? say('min {limit}', { limit: value }) : say('of {limit}', { limit: value });
  if (used === null) return { used: say('not known'), bound };
  if (floor) return { used: withUnit(used, unit), bound };
  return { used: used === 0 ? say('none') : formatNumber(used, decimalsFor(used, unit)), bound };
}
