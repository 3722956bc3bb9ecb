import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { say } from '#shared/language/words.ts';
import { FailureLine } from './failure-line.tsx';
import { EmptyNote } from './notes.tsx';
import { PanelBoundary } from './panel-boundary.tsx';
import { space, tone } from './theme/tokens.ts';

const Frame = styled('section')({
  display: 'flex',
  flexDirection: 'column',
  minWidth: 0,
  minHeight: 0,
  overflow: 'hidden',
  background: tone.panel,
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  '&:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 1, borderRadius: 8 },
});

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  display: 'flex',
  flexDirection: 'column',
  transition: '120ms opacity, 120ms filter',
  '&[data-stale=true]': { opacity: 0.55, filter: 'grayscale(0.85)' },
});

const HeadRow = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flex: 'none',
  height: space.panelHead,
  padding: `0 ${space.side}`,
  borderBottom: `1px solid ${tone.line}`,
  '& h2': { fontSize: 12.5, fontWeight: 600, whiteSpace: 'nowrap' },
  '& small': {
    fontSize: 11,
    color: tone.text3,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    minWidth: 0,
  },
});

/** Where a panel's content comes from and how it stands; `useRows` and `useRow` give one. */
export interface PanelSource {
  readonly status: 'loading' | 'live' | 'stale' | 'failed';
  readonly receivedAt: number | null;
  readonly error: { readonly code: string; readonly sentence: string } | null;
  readonly retry?: () => void;
}

interface PanelProps {
  /** The name read aloud. */
  readonly label: string;
  readonly header?: ReactNode;
  readonly source?: PanelSource;
  readonly children: ReactNode;
  readonly className?: string;
}

/** The code of a lost connection: the frame says it once for all panels. */
const DISCONNECTED = 'DISCONNECTED';

/** A framed region with its own failure state: stale content stays, greyed, with one line that says why unless the frame does. */
export function Panel({ label, header, source, children, className }: PanelProps) {
  const down = source !== undefined && (source.status === 'stale' || source.status === 'failed');
  const error = source?.error ?? null;
  const failed = source?.status === 'failed';
  return (
    <Frame aria-label={label} className={className} tabIndex={-1} data-region={label}>
      {header}
      <Body data-stale={down}>
        <PanelBoundary>
          {failed ? <EmptyNote title={say('Nothing received')}>{error?.sentence}</EmptyNote> : children}
        </PanelBoundary>
      </Body>
      {down && error !== null && error.code !== DISCONNECTED && (
        <FailureLine code={error.code} sentence={error.sentence} since={source.receivedAt} onRetry={source.retry} />
      )}
    </Frame>
  );
}

interface PanelHeadProps {
  readonly title: string;
  readonly note?: ReactNode;
  /** Right side: tags, age, links. */
  readonly children?: ReactNode;
}

/** The one-line head of a table panel: title, note, and at the right tags, age and links. */
export function PanelHead({ title, note, children }: PanelHeadProps) {
  return (
    <HeadRow>
      <h2>{title}</h2>
      <small style={{ flex: 1 }} title={typeof note === 'string' ? note : undefined}>
        {note}
      </small>
      {children}
    </HeadRow>
  );
}
