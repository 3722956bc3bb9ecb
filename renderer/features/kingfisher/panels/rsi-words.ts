import { formatNumber } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';

/** Five bands of equal width, lowest first: the name, the name where there is little room, and the name in a sentence. */
export const RSI_BANDS = [
  { name: say('Oversold'), short: say('Oversold'), word: say('oversold'), to: 20 },
  { name: say('Weak'), short: say('Weak'), word: say('weak'), to: 40 },
  { name: say('Neutral'), short: say('Neutral'), word: say('neutral'), to: 60 },
  { name: say('Strong'), short: say('Strong'), word: say('strong'), to: 80 },
  { name: say('Overbought'), short: say('Overb.'), word: say('overbought'), to: 100 },
] as const;

export const rsiBand = (rsi: number): string => (RSI_BANDS.find(({ to }) => rsi < to) ?? RSI_BANDS[4]).word;

/** RSI read aloud; what is not known is said so. */
export function rsiWords(rsi: number | null, then: number | null): string {
  if (rsi === null) return say('RSI not known');
  const now = { rsi: formatNumber(rsi, 0), band: rsiBand(rsi) };
  return then === null
    ? say('RSI {rsi}, {band}; 24 h ago not known', now)
    : say('RSI {rsi}, {band}; 24 h ago {then}', { ...now, then: formatNumber(then, 0) });
}
