import { formatNumber, THIN } from '#renderer/ui/format.ts';

const STEPS = [
  { from: 1e9, unit: 'B' },
  { from: 1e6, unit: 'M' },
  { from: 1e3, unit: 'k' },
] as const;

/** A large amount in few signs: `392.3 M`, `24 M`, `8.4 k`. */
export function formatCompact(value: number): string {
  const step = STEPS.find(({ from }) => Math.abs(value) >= from);
  if (step === undefined) return formatNumber(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
  const scaled = value / step.from;
  return `${formatNumber(scaled, Math.abs(scaled) < 100 && step.unit !== 'k' ? 1 : 0)}${THIN}${step.unit}`;
}
