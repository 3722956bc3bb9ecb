import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tone } from './theme/tokens.ts';

const COLOURS = {
  neutral: { color: tone.text2, background: tone.track },
  info: { color: tone.king, background: tone.kingSoft },
  up: { color: tone.up, background: tone.upSoft },
  down: { color: tone.down, background: tone.downSoft },
  /** Filled: what must not be overlooked. */
  danger: { color: '#FFFFFF', background: tone.danger },
  warn: { color: tone.warn, background: tone.warnSoft },
  sim: { color: tone.sim, background: tone.simSoft },
  ember: { color: tone.ember, background: tone.emberSoft },
} as const;

export type TagTone = keyof typeof COLOURS;

const Base = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 5,
  flex: 'none',
  height: 18,
  padding: '0 7px',
  borderRadius: 4,
  fontSize: 10.5,
  fontWeight: 600,
  letterSpacing: '0.04em',
  whiteSpace: 'nowrap',
  '&[data-round=true]': { height: 26, padding: '0 12px', borderRadius: 13, fontSize: 11.5 },
});

const Dot = styled('i')({ width: 6, height: 6, borderRadius: 3, background: 'currentColor', flex: 'none' });

interface TagProps {
  readonly tone?: TagTone;
  readonly children: ReactNode;
  readonly dot?: boolean;
  /** The larger form of the header's pills. */
  readonly round?: boolean;
  readonly title?: string;
}

/** A word that states a kind or a state; its colour repeats what the word says. */
export function Tag({ tone: name = 'neutral', children, dot = false, round = false, title }: TagProps) {
  return (
    <Base style={COLOURS[name]} data-round={round} title={title}>
      {dot && <Dot />}
      {children}
    </Base>
  );
}
