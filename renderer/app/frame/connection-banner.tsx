import Button from '@mui/material/Button';
import { useConnection } from '#renderer/data/data-context.tsx';
import { useNow } from '#renderer/data/use-now.ts';
import { formatClock, formatSpan } from '#renderer/ui/format-time.ts';
import { Banner } from './banner.tsx';

/** Shown while the host does not answer: since when, what it means, and a way to try now. */
export function ConnectionBanner() {
  const { phase, since, reason, retry } = useConnection();
  const now = useNow();
  if (phase !== 'lost') return null;
  return (
    <Banner colour="down" role="alert">
      <b>No connection for {formatSpan(now - since)}</b>
      <span>
        {reason === '' ? 'The host does not answer' : reason}. Everything shown is the state of {formatClock(since)}{' '}
        UTC.
      </span>
      <Button variant="outlined" color="inherit" onClick={retry} sx={{ py: 0 }}>
        Try now
      </Button>
    </Banner>
  );
}
