import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { arrowsOf, ratioWords, type RatioView } from './ratio-words.ts';
import { SIDE_TONE } from './side.tsx';

const Track = styled('span')({
  position: 'relative',
  display: 'flex',
  height: 7,
  gap: 1,
  borderRadius: 2,
  overflow: 'hidden',
  background: tone.track,
  '& > i': { height: '100%' },
  // The middle, so that a lean is seen without reading.
  '&::after': { content: '""', position: 'absolute', left: '50%', top: 0, bottom: 0, width: 1, background: tone.panel },
  '&[data-unknown=true]': {
    background: `repeating-linear-gradient(135deg, ${tone.hatch} 0 1px, transparent 1px 4px)`,
    outline: `1px solid ${tone.hatch}`,
    outlineOffset: -1,
  },
  '&[data-unknown=true]::after': { display: 'none' },
});

interface RatioBarProps {
  readonly ratio: RatioView;
  readonly name: string;
}

/** Long liquidations at the left, short ones at the right; hatched and empty while not known. */
export function RatioBar({ ratio, name }: RatioBarProps) {
  const { longShare } = ratio;
  return (
    <Track role="img" aria-label={`${name}: ${ratioWords(ratio)}`} data-unknown={longShare === null}>
      {longShare !== null && (
        <>
          <i style={{ width: `${String(longShare * 100)}%`, background: SIDE_TONE.long }} />
          <i style={{ flex: 1, background: SIDE_TONE.short }} />
        </>
      )}
    </Track>
  );
}

/** The arrows of a ratio in the colour of the crowded side. */
export function RatioArrows({ ratio }: { readonly ratio: RatioView }) {
  const { text, side, words } = arrowsOf(ratio);
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      style={{ color: side === null ? tone.text3 : SIDE_TONE[side], letterSpacing: -1, whiteSpace: 'nowrap' }}
    >
      {text}
    </span>
  );
}
