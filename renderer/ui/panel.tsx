import { styled } from '@mui/material/styles';
import { use, useMemo, type ReactNode } from 'react';
import { say } from '#shared/language/words.ts';
import { FailureLine } from './failure-line.tsx';
import { EmptyNote } from './notes.tsx';
import { STALE_LOOK, useOld, type Ageing } from './origin-world.ts';
import { PanelBoundary } from './panel-boundary.tsx';
import { OriginTimeContext, PanelOrigin, PanelOriginContext, type PanelOriginProps } from './panel-origin.tsx';
import { space, tone } from './theme/tokens.ts';

const Frame = styled('section')({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  minWidth: 0,
  minHeight: 0,
  overflow: 'hidden',
  background: tone.panel,
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  // All but the line that says why.
  '&[data-stale=true] > :not([role=status])': STALE_LOOK,
  '&:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 1, borderRadius: 8 },
});

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  display: 'flex',
  flexDirection: 'column',
  transition: '120ms opacity, 120ms filter',
});

const HeadRow = styled('header')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flex: 'none',
  height: space.panelHead,
  padding: `0 ${space.side}`,
  borderBottom: `1px solid ${tone.line}`,
  // A long title gives way, not what is pressed beside it.
  '& h2': { fontSize: 12.5, fontWeight: 600, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& small': {
    fontSize: 11,
    color: tone.text3,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    minWidth: 0,
  },
});

/** The mark of a panel without a head. */
const Foot = styled('div')({
  flex: 'none',
  display: 'flex',
  justifyContent: 'flex-end',
  padding: '0 12px 2px',
  '&[data-place=corner]': { position: 'absolute', right: 0, bottom: 0 },
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
  /** Where its figures come from: told at the mark of its head, or at a {@link PanelOrigin} where it has another head. */
  readonly origin?: PanelOriginProps | null;
  /** Where a panel without a head has its mark: in a row of its own below, or in the corner where that is free. */
  readonly markAt?: 'row' | 'corner';
  /** What makes it old beside its source: quoted prices are old without a feed, words of the program never. */
  readonly ageing?: Ageing;
  readonly children: ReactNode;
  readonly className?: string;
}

/** The code of a lost connection: the frame says it once for all panels. */
const DISCONNECTED = 'DISCONNECTED';

/** What the mark of a panel tells, with the time at which its source last told something. */
function useOrigin(origin: PanelOriginProps | null, receivedAt: number | null) {
  const at = use(OriginTimeContext);
  return useMemo(
    () => (origin === null ? null : { receivedAt, ...(at === null ? {} : { asOf: at }), ...origin }),
    [origin, receivedAt, at],
  );
}

/** The line that says why a panel is old, unless the frame of the window says it. */
function Failure({ source }: { readonly source: PanelSource }) {
  const { status, error, receivedAt, retry } = source;
  if (status === 'loading' || status === 'live' || error === null || error.code === DISCONNECTED) return null;
  return <FailureLine code={error.code} sentence={error.sentence} since={receivedAt} onRetry={retry} />;
}

const NO_SOURCE: PanelSource = { status: 'live', receivedAt: null, error: null };

/** A framed region with its own failure state: stale content stays, greyed, with one line that says why unless the frame does. */
export function Panel(props: PanelProps) {
  const {
    label,
    header,
    source = NO_SOURCE,
    origin = null,
    markAt,
    ageing = 'connection',
    children,
    className,
  } = props;
  const { status, receivedAt, error } = source;
  const old = useOld(ageing);
  const down = old || status === 'stale' || status === 'failed';
  return (
    <Frame aria-label={label} className={className} tabIndex={-1} data-region={label} data-stale={down}>
      <PanelOriginContext value={useOrigin(origin, receivedAt)}>
        {header}
        <Body>
          <PanelBoundary>
            {status === 'failed' ? <EmptyNote title={say('Nothing received')}>{error?.sentence}</EmptyNote> : children}
          </PanelBoundary>
        </Body>
        {markAt !== undefined && (
          <Foot data-place={markAt}>
            <PanelOrigin />
          </Foot>
        )}
      </PanelOriginContext>
      <Failure source={source} />
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
      <h2 title={title}>{title}</h2>
      <small style={{ flex: 1 }} title={typeof note === 'string' ? note : undefined}>
        {note}
      </small>
      <PanelOrigin />
      {children}
    </HeadRow>
  );
}
