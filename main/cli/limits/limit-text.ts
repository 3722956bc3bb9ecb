import type { GateLimitView, LimitVersionView } from '#shared/contract/limits.ts';

const MILLION = 1_000_000;
const USDT = 100_000_000;

/** A value with its unit as a person reads it; the raw number is what `limits change` takes. */
export function unitText(value: number, unit: GateLimitView['unit']): string {
  switch (unit) {
    case 'ppm':
      return `${String(value)} (${trimmed((value / MILLION) * 100)} %)`;
    case 'usdt':
      return `${String(value)} (${trimmed(value / USDT)} USDT)`;
    case 'ms':
      return `${String(value)} (${trimmed(value / 1_000)} s)`;
    case 'bytes':
      return `${String(value)} (${trimmed(value / MILLION)} MB)`;
    case 'number':
      return String(value);
  }
}

const trimmed = (value: number): string => String(Math.round(value * 1e4) / 1e4);

/** A version in two or more lines. */
export function versionText({ version, at, by, reason, rolledBackTo, changed }: LimitVersionView): string {
  const when = at === 0 ? '' : ` on ${new Date(at).toISOString()}`;
  const back = rolledBackTo === null ? '' : `, as version ${String(rolledBackTo)} was`;
  const lines = changed.map(({ key, before, after }) => `  ${key}: ${String(before)} → ${String(after)}\n`);
  return [`Version ${String(version)} by ${by}${when}${back}: ${reason}\n`, ...lines].join('');
}
