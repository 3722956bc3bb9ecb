import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { say } from '#shared/language/words.ts';
import { FONT_MONO, tone } from './theme/tokens.ts';
import { Words } from './action-dialog.tsx';

const Phrase = styled('code')({
  display: 'block',
  padding: '8px 12px',
  borderRadius: 6,
  background: tone.cell,
  fontFamily: FONT_MONO,
  fontSize: 12,
  fontWeight: 600,
  userSelect: 'none',
  overflowWrap: 'anywhere',
});

interface PhraseFieldProps {
  /** What must be typed. */
  readonly expected: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  /** What typing it means. */
  readonly children: ReactNode;
}

/** A text that confirms what is dangerous: shown, and typed by hand. */
export function PhraseField({ expected, typed, onTyped, children }: PhraseFieldProps) {
  return (
    <>
      <Words>{children}</Words>
      <Phrase>{expected}</Phrase>
      <TextField
        fullWidth
        size="small"
        label={say('The line')}
        value={typed}
        onChange={({ target }) => onTyped(target.value)}
        onPaste={(event) => event.preventDefault()}
        slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false, maxLength: 2_000 } }}
      />
    </>
  );
}
