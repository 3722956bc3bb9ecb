import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Component, type ReactNode } from 'react';
import { formatClock } from '#renderer/ui/format-time.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

const Page = styled('main')({
  height: '100vh',
  display: 'grid',
  placeContent: 'center',
  justifyItems: 'start',
  gap: 12,
  padding: 32,
  '& h1': { margin: 0, fontSize: 20, fontWeight: 600 },
  '& p': { maxWidth: 560, color: tone.text2 },
});

interface AppBoundaryState {
  readonly problem: string | null;
  readonly at: number;
}

/** What is left to show when the frame itself fails: what happened, when, and a way to start over. */
export class AppBoundary extends Component<{ readonly children: ReactNode }, AppBoundaryState> {
  override state: AppBoundaryState = { problem: null, at: 0 };

  static getDerivedStateFromError(error: unknown): AppBoundaryState {
    return { problem: error instanceof Error ? error.message : String(error), at: Date.now() };
  }

  override render(): ReactNode {
    const { problem, at } = this.state;
    if (problem === null) return this.props.children;
    return (
      <Page role="alert">
        <h1>{say('The window cannot be shown')}</h1>
        <p>{say('DISPLAY at {at} UTC: {problem}', { at: formatClock(at), problem })}</p>
        <p>{say('The core is a process of its own and is not affected: it trades, or stands halted, as before.')}</p>
        <Button variant="outlined" onClick={() => window.location.reload()}>
          {say('Load the window again')}
        </Button>
      </Page>
    );
  }
}
