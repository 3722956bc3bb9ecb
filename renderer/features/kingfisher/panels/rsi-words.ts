import { formatNumber } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';

/** Five bands of equal width, lowest first. */
export const RSI_BANDS = [
  { name: say('Oversold'), short: say('Oversold'), to: 20 },
  { name: say('Weak'), short: say('Weak'), to: 40 },
  { name: say('Neutral'), short: say('Neutral'), to: 60 },
  { name: say('Strong'), short: say('Strong'), to: 80 },
  { name: say('Overbought'), short: say('Overb.'), to: 100 },
] as const;

export const rsiBand = (rsi: number): string =>
  (RSI_BANDS.find(({ to }) => rsi < to) ?? RSI_BANDS[4]).name.toLowerCase();

/** RSI read aloud; what is not known is said so. */
export function rsiWords(rsi: number | null, then: number | null): string {
  if (rsi === null) return say('RSI not known');
  const before = then === null ? '24 h ago not known' : `24 h ago ${formatNumber(then, 0)}`;
  return `RSI ${formatNumber(rsi, 0)}, ${rsiBand(rsi)}; ${before}`;
}
