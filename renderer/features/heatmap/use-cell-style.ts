import { useMemo } from 'react';
import { createNeutralScale, createSignalScale } from '#renderer/charts/signal-scale.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import type { CellStyle } from './cell-paint.ts';
import { figurePrinter } from './cell-words.ts';
import { pixelTable } from './flat-picture.ts';
import type { ViewSettings } from './view-settings.ts';

/** The colours of the cells under the view's settings. */
export function useCellStyle(settings: ViewSettings): CellStyle {
  const tokens = useTokens();
  const { palette, confidence, mode, numbers } = settings;
  const opinion = useMemo(() => createSignalScale(palette, tokens), [palette, tokens]);
  const neutral = useMemo(() => createNeutralScale(tokens), [tokens]);
  const pixels = useMemo(() => pixelTable(tokens, opinion, neutral), [tokens, opinion, neutral]);
  return useMemo(() => {
    // Without their figures the shades of shares and ages say little; an opinion is read from its colour.
    const print = { opinion: numbers ? figurePrinter('score') : null, neutral: figurePrinter(mode) };
    return { tokens, opinion, neutral, pixels, confidence, print };
  }, [tokens, opinion, neutral, pixels, confidence, mode, numbers]);
}
