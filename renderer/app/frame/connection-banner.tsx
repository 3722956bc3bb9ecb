import Button from '@mui/material/Button';
import { useConnection } from '#renderer/data/data-context.tsx';
import { useNow } from '#renderer/data/use-now.ts';
import { formatClock, formatSpan } from '#renderer/ui/format-time.ts';
import { say } from '#shared/language/words.ts';
import { Banner } from './banner.tsx';

/** Shown while the host does not answer: since when, what it means, and a way to try now. */
export function ConnectionBanner() {
  const { phase, since, reason, retry } = useConnection();
  const now = useNow();
  if (phase !== 'lost') return null;
  return (
    <Banner colour="down" role="alert" data-origin-reach="Connection">
      <b>{say('No connection for {span}', { span: formatSpan(now - since) })}</b>
      <span>
        {say('{reason}. Everything shown is the state of {since} UTC.', {
          reason: reason === '' ? say('The host does not answer') : reason,
          since: formatClock(since),
        })}
      </span>
      <Button variant="outlined" color="inherit" onClick={retry} sx={{ py: 0 }}>
        {say('Try now')}
      </Button>
    </Banner>
  );
}
