import { formatMoney, parseMoney, toPlot } from '#shared/domain/money.ts';

/** A moment as `2025-03-01 14:15` in UTC. */
export const utcMinute = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

/** A whole number with thin groups: `420 480`. */
export const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');

/** A share as a percentage: `−3.21 %`. */
export const percent = (share: number, decimals = 2): string =>
  Number.isFinite(share) ? `${signless(share * 100, decimals)} %` : 'unknown';

/** An exact amount cut to cents for a table; the JSON keeps every digit. */
export const cents = (amount: string): string => signless(toPlot(parseMoney(amount)), 2);

/** An exact amount without needless zeros. */
export const exact = (amount: string): string => formatMoney(parseMoney(amount));

/** A plain number with fixed decimals and a true minus sign; zero has no sign. */
export function signless(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A number, or a dash where there is none. */
export const orDash = (value: number | null, decimals = 2): string =>
  value === null || !Number.isFinite(value) ? '–' : signless(value, decimals);

/** A span: `850 ms`, `4.2 s`, `3 min 20 s`. */
export function span(ms: number): string {
  if (ms < 1_000) return `${String(Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

/** A size in bytes with a unit: `1.4 GB`. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, count > 0 ? Math.floor(Math.log10(count) / 3) : 0);
  return `${(count / 1_000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
}
