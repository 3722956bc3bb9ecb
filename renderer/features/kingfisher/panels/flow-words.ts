import { UNKNOWN } from '#renderer/ui/format.ts';
import type { OrderFlowView } from '#shared/contract/liquidations.ts';

/** `1st`, `22nd`, `97th`. */
export function ordinal(value: number): string {
  const [ten, one] = [value % 100, value % 10];
  const teen = ten > 10 && ten < 14;
  const end = teen ? 'th' : one === 1 ? 'st' : one === 2 ? 'nd' : one === 3 ? 'rd' : 'th';
  return `${String(value)}${end}`;
}

/** Buckets with a known percentile, as columns; 0…100. */
export function flowColumns(bars: OrderFlowView['bars']) {
  const known = bars.filter(({ percentile }) => percentile !== null);
  return {
    ts: Float64Array.from(known, ({ ts }) => ts),
    values: Float64Array.from(known, ({ percentile }) => (percentile ?? 0) * 100),
  };
}

/** Whole percentile and its ending; a dash while not known. Never the hundredth. */
export function percentileText(share: number | null): { readonly figure: string; readonly ending: string } {
  if (share === null) return { figure: UNKNOWN, ending: '' };
  const whole = Math.min(99, Math.floor(share * 100));
  return { figure: String(whole), ending: ordinal(whole).slice(String(whole).length) };
}
