import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { ExplainBody } from './explain-body.tsx';
import { useNeighbours, type Neighbours } from './use-neighbours.ts';
import { explanationText } from './verdict-words.ts';

const paper = {
  sx: {
    width: 'min(1180px, 100vw)',
    background: tone.bg,
    backgroundImage: 'none',
    borderLeft: `1px solid ${tone.line}`,
    '@media (max-width: 1400px)': { width: '100vw' },
  },
};

const Frame = styled('div')({ display: 'flex', flexDirection: 'column', height: '100%', outline: 'none' });

const Bar = styled('header')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  height: 44,
  padding: '0 12px',
  borderBottom: `1px solid ${tone.line}`,
  background: tone.rail,
  fontSize: 11.5,
  color: tone.text3,
  '& .MuiButton-root': { py: 0, gap: 6, fontSize: 11.5, color: tone.text2 },
});

/** How often an unfinished decision and an open outcome are read again. */
const IN_WORK_MS = 1_000;
const OPEN_MS = 5_000;

function refetchEvery(found: SignalExplanation | undefined): number | false {
  if (found === undefined) return false;
  if (found.signal.verdict === 'in-work') return IN_WORK_MS;
  return found.signal.outcome === null ? OPEN_MS : false;
}

interface BarProps {
  readonly neighbours: Neighbours;
  readonly go: (signalId: string | null) => void;
  readonly onClose: () => void;
}

function TopBar({ neighbours, go, onClose }: BarProps) {
  const { earlier, later, place, count } = neighbours;
  return (
    <Bar>
      <Button variant="outlined" color="inherit" disabled={earlier === null} onClick={() => go(earlier)}>
        Earlier <Kbd>K</Kbd>
      </Button>
      <Button variant="outlined" color="inherit" disabled={later === null} onClick={() => go(later)}>
        Later <Kbd>J</Kbd>
      </Button>
      <span>
        {place === null
          ? `Older than the latest ${String(count)}`
          : `Decision ${String(place)} of the latest ${String(count)}`}
      </span>
      <Button sx={{ ml: 'auto !important' }} color="inherit" onClick={onClose}>
        Close <Kbd>Esc</Kbd>
      </Button>
    </Bar>
  );
}

function Missing({ error, signalId }: { readonly error: unknown; readonly signalId: string }) {
  const { code, sentence } = describeError(error);
  if (code === 'NOT_FOUND') {
    return (
      <EmptyNote title="There is no such signal">
        No record names the signal {signalId}. It may belong to another data folder.
      </EmptyNote>
    );
  }
  return (
    <EmptyNote title="The explanation could not be read">
      {code}: {sentence}
    </EmptyNote>
  );
}

function useCopy(text: string | null): readonly [boolean, () => void] {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => {
    if (text === null) return;
    void copyText(text).then((done) => setCopied(done ? text : null));
  };
  return [copied !== null && copied === text, copy];
}

interface ExplainDrawerProps {
  readonly signalId: string;
  readonly onClose: () => void;
}

/** Why a signal ended as it did: verdict, where it stopped, why, how sure, proof. */
export function ExplainDrawer({ signalId, onClose }: ExplainDrawerProps) {
  const { open } = useExplain();
  const neighbours = useNeighbours(signalId);
  const query = useQuery({
    ...useApi().signals.explain.queryOptions({ input: { signalId } }),
    refetchInterval: ({ state }) => refetchEvery(state.data),
  });
  const found = query.data;
  const [copied, copy] = useCopy(found === undefined ? null : explanationText(found));
  const go = (to: string | null) => {
    if (to !== null) open(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const doers: Readonly<Record<string, () => void>> = {
      j: () => go(neighbours.later),
      k: () => go(neighbours.earlier),
      c: copy,
    };
    doers[event.key.toLowerCase()]?.();
  };
  return (
    <Drawer open anchor="right" onClose={onClose} onKeyDown={onKeyDown} slotProps={{ paper }} transitionDuration={0}>
      <Frame role="dialog" aria-label="Explanation of a signal">
        <TopBar neighbours={neighbours} go={go} onClose={onClose} />
        {found !== undefined && <ExplainBody explanation={found} copied={copied} onCopy={copy} />}
        {found === undefined && query.isError && <Missing error={query.error} signalId={signalId} />}
        {found === undefined && !query.isError && <LoadingRows rows={8} />}
      </Frame>
    </Drawer>
  );
}
