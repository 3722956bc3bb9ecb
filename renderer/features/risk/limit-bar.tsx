import { styled } from '@mui/material/styles';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

/** From this share on a limit is near: the tick of the bar, and amber. */
export const NEAR_SHARE = 0.8;

const Track = styled('div')({
  position: 'relative',
  height: 8,
  borderRadius: 2,
  background: tone.track,
  overflow: 'hidden',
  '& > i': { position: 'absolute', inset: '0 auto 0 0', borderRadius: 2 },
  '& > u': { position: 'absolute', top: 0, bottom: 0, left: '80%', width: 1.5, background: tone.lineStrong },
  '&[data-unknown=true]': {
    background: 'none',
    border: `1px solid ${tone.hatch}`,
    backgroundImage: `repeating-linear-gradient(135deg, ${tone.hatch} 0 1px, transparent 1px 4px)`,
  },
});

export const shareTone = (share: number): string =>
  share >= 1 ? tone.down : share >= NEAR_SHARE ? tone.warn : tone.king;

/** Use of a limit: full width is the limit, a tick stands at 80 %; hatched when it is not known. */
export function LimitBar({ share, label }: { readonly share: number | null; readonly label: string }) {
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
      {share !== null && <i style={{ width: `${String(percent ?? 0)}%`, background: shareTone(share) }} />}
      {share !== null && <u />}
    </Track>
  );
}
