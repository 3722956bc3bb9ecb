import { styled } from '@mui/material/styles';
import { say } from '#shared/language/words.ts';
import { tone } from './theme/tokens.ts';

const Track = styled('div')({
  height: 5,
  borderRadius: 3,
  background: tone.track,
  overflow: 'hidden',
  // Without a transition: ages move four times a second, and each would lay the page out anew in every frame.
  '& > i': { display: 'block', height: '100%', borderRadius: 3 },
  '&[data-unknown=true]': {
    background: 'none',
    border: `1px solid ${tone.hatch}`,
    backgroundImage: `repeating-linear-gradient(135deg, ${tone.hatch} 0 1px, transparent 1px 4px)`,
  },
});

/** From this share on a limit is drawn in amber. */
export const AMBER_SHARE = 0.85;

const fill = (share: number): string => (share >= 1 ? tone.down : share >= AMBER_SHARE ? tone.warn : tone.king);

interface UsageBarProps {
  /** Used ÷ limit; null when not known: drawn empty and hatched, never as 0. */
  readonly share: number | null;
  readonly label: string;
}

/** How much of a limit is used: blue, amber from 85 %, red at the limit. */
export function UsageBar({ share, label }: UsageBarProps) {
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <Track
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={percent === undefined ? say('not known') : say('{percent} % used', { percent })}
      data-unknown={share === null}
    >
      {share !== null && <i style={{ width: `${String(percent ?? 0)}%`, background: fill(share) }} />}
    </Track>
  );
}
