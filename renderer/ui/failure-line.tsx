import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { say } from '#shared/language/words.ts';
import { formatClock } from './format-time.ts';
import { tone } from './theme/tokens.ts';

const Line = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  padding: '3px 16px',
  minHeight: 28,
  fontSize: 11,
  color: tone.text2,
  background: tone.warnSoft,
  borderTop: `1px solid ${tone.line}`,
  '& b': { color: tone.warn, fontWeight: 600 },
  '& span': { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

interface FailureLineProps {
  readonly code: string;
  readonly sentence: string;
  /** When the shown content was last good, ms since 1970; null when it never was. */
  readonly since: number | null;
  readonly onRetry?: (() => void) | undefined;
}

/** One line of a failed panel: code, sentence, time of what is still shown, and a way to try again. */
export function FailureLine({ code, sentence, since, onRetry }: FailureLineProps) {
  return (
    <Line role="status">
      <b>{code}</b>
      <span title={sentence}>{sentence}</span>
      {since !== null && (
        <span style={{ flex: 'none' }}>{say('as of {since} UTC', { since: formatClock(since) })}</span>
      )}
      {onRetry !== undefined && (
        <Button onClick={onRetry} sx={{ py: 0, minWidth: 0, fontSize: 11 }}>
          {say('Retry')}
        </Button>
      )}
    </Line>
  );
}
