import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { say } from '#shared/language/words.ts';
import { leftWords } from './format-time.ts';
import { tone } from './theme/tokens.ts';

const Track = styled('span')({
  display: 'block',
  flex: 'none',
  height: 6,
  borderRadius: 3,
  background: tone.track,
  overflow: 'hidden',
  '& > i': { display: 'block', height: '100%', background: tone.king },
});

const Frame = styled('div')({
  display: 'grid',
  gap: 7,
  minWidth: 0,
  fontVariantNumeric: 'tabular-nums',
  // In a line with buttons: a short bar with its words beside it.
  '&[data-inline=true]': { display: 'inline-flex', alignItems: 'center', gap: 8 },
  '&[data-inline=true] > [role=progressbar]': { width: 120 },
});

/** How far long work is, 0…1; 0 while that is not known. */
export const shareOf = ({ done, total }: { readonly done: number; readonly total: number }): number =>
  total <= 0 ? 0 : Math.min(1, Math.max(0, done / total));

/** What a bar says: how far it is, and about how long it still takes where that is known. */
export function workWords(words: string, leftMs: number | null): string {
  return leftMs === null ? words : say('{words}, {left}', { words, left: leftWords(leftMs) });
}

interface WorkBarProps {
  readonly label: string;
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  /** What is left, ms; null while it is not known. */
  readonly leftMs: number | null;
  /** How far it is, in words; `children` stand in their place for the eye. */
  readonly words: string;
  readonly inline?: boolean;
  readonly children?: ReactNode;
}

/** How far long work is, with words beside it; who cannot see it is told the same words by the bar itself. */
export function WorkBar({ label, done, total, leftMs, words, inline = false, children }: WorkBarProps) {
  const share = shareOf({ done, total });
  const text = workWords(words, leftMs);
  return (
    <Frame data-inline={inline}>
      <Track
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={total > 0 ? Math.round(share * 100) : undefined}
        aria-valuetext={text}
      >
        <i style={{ width: `${String(share * 100)}%` }} />
      </Track>
      <span className="words">{children ?? text}</span>
    </Frame>
  );
}
