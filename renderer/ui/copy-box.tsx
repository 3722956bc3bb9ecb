import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { say } from '#shared/language/words.ts';
import { copyText } from './copy-text.ts';
import { FONT_MONO, tone } from './theme/tokens.ts';
import { withinSentence } from './within-sentence.ts';

const Box = styled('div')({
  display: 'flex',
  alignItems: 'flex-start',
  gap: 8,
  padding: '6px 6px 6px 10px',
  border: `1px solid ${tone.line}`,
  borderRadius: 6,
  background: tone.cell,
  minWidth: 0,
  '& pre': {
    flex: 1,
    minWidth: 0,
    margin: 0,
    padding: '3px 0',
    overflow: 'auto',
    fontFamily: FONT_MONO,
    fontSize: 11.5,
    lineHeight: 1.5,
    whiteSpace: 'pre',
  },
  '& pre[data-wraps=true]': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '& pre:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 2, borderRadius: 3 },
});

const SAID_MS = 2_000;

interface CopyBoxProps {
  /** What it holds, for those who do not see it: `Address`. */
  readonly label: string;
  readonly text: string;
  /** Breaks long lines instead of scrolling. */
  readonly wraps?: boolean;
  readonly maxHeight?: number;
}

/** A text in fixed width with a button that copies it. */
export function CopyBox({ label, text, wraps = false, maxHeight }: CopyBoxProps) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    setSaid((await copyText(text)) ? say('Copied') : say('Not copied'));
    setTimeout(() => setSaid(null), SAID_MS);
  };
  return (
    <Box>
      <pre tabIndex={0} role="group" aria-label={label} data-wraps={wraps} style={{ maxHeight }}>
        {text}
      </pre>
      <Button
        variant="outlined"
        onClick={() => void copy()}
        aria-label={say('Copy {label}', { label: withinSentence(label) })}
        sx={{ py: 0, minWidth: 62, fontSize: 11, flex: 'none', color: tone.text, borderColor: tone.lineStrong }}
      >
        <span role="status">{said ?? say('Copy')}</span>
      </Button>
    </Box>
  );
}
