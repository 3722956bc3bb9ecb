import { UNKNOWN } from '#renderer/ui/format.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';

export type RatioView = LiquidationRow['all'];

export interface Arrows {
  /** Signs as drawn; a dash when neither side dominates. */
  readonly text: string;
  /** Which side is crowded; null when neither, or not known. */
  readonly side: 'long' | 'short' | null;
  /** The same as a sentence. */
  readonly words: string;
}

/** Arrows from 60 % on, two from 75 % on: down when longs dominate, up when shorts do. */
export function arrowsOf({ longShare, arrows }: RatioView): Arrows {
  if (longShare === null) return { text: '', side: null, words: say('unknown') };
  if (arrows === 0) return { text: UNKNOWN, side: null, words: say('neither side above 60 %') };
  const side = arrows < 0 ? 'long' : 'short';
  const count = Math.min(2, Math.abs(arrows));
  const share = count === 2 ? '75 %' : '60 %';
  return {
    text: (side === 'long' ? '▼' : '▲').repeat(count),
    side,
    words: side === 'long' ? say('longs above {share}', { share }) : say('shorts above {share}', { share }),
  };
}

/** Whole per cent of both sides that always make 100; null when nothing is known, never 50 to 50. */
export function wholeShares({ longShare }: RatioView): { readonly long: number; readonly short: number } | null {
  if (longShare === null) return null;
  const long = Math.round(longShare * 100);
  return { long, short: 100 - long };
}

/** The ratio read aloud. */
export function ratioWords(ratio: RatioView): string {
  const shares = wholeShares(ratio);
  if (shares === null) return say('unknown');
  return say('longs {long} %, shorts {short} %, {crowded}', {
    long: shares.long,
    short: shares.short,
    crowded: arrowsOf(ratio).words,
  });
}
