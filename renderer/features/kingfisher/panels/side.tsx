import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

export type LiquidatedSide = 'long' | 'short';

/** One meaning on every screen: long liquidations point down and lie below the price, short ones up and above. */
export const SIDE_GLYPH = { long: '▼', short: '▲' } as const;
export const SIDE_TONE = { long: tone.liqLong, short: tone.liqShort } as const;
export const SIDE_WORDS = { long: say('long liquidation'), short: say('short liquidation') } as const;

/** The sign of a side in its colour; read aloud as a word. */
export function SideGlyph({ side }: { readonly side: LiquidatedSide }) {
  return (
    <span role="img" aria-label={SIDE_WORDS[side]} title={SIDE_WORDS[side]} style={{ color: SIDE_TONE[side] }}>
      {SIDE_GLYPH[side]}
    </span>
  );
}

/** A soft ground in the colour of a side. */
export const sideGround = (side: LiquidatedSide): string => `color-mix(in srgb, ${SIDE_TONE[side]} 15%, transparent)`;
