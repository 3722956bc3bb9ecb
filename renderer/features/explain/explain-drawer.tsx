import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { copyText } from '#renderer/ui/copy-text.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { say } from '#shared/language/words.ts';
import type { PointsOrder } from './points-sheet.ts';
import { AskAnswer, AskField } from './ask-panel.tsx';
import { EXAMPLES, type Asked } from './ask-words.ts';
import { ChosenContext } from './chosen-input.ts';
import { plainWords } from './details-words.ts';
import { ExplainBody } from './explain-body.tsx';
import { exportExplanation } from './export-explanation.ts';
import { useNeighbours, type Neighbours } from './use-neighbours.ts';
import { useVerification } from '#renderer/data/use-verification.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { STALE_LOOK, useOld } from '#renderer/ui/origin-world.ts';
import { OriginOf } from '#renderer/ui/panel-origin.tsx';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { useWhatIf } from './use-what-if.ts';
import { explanationText } from './verdict-words.ts';

const paper = {
  'aria-label': say('Explanation of a signal'),
  sx: {
    width: 'min(1720px, calc(100vw - 56px))',
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
  readonly neighbours: Neighbours | null;
  readonly go: (signalId: string | null) => void;
  readonly onClose: () => void;
  readonly fieldRef: Ref<HTMLInputElement>;
  readonly onAsk: (asked: Asked) => void;
  readonly onExport: (() => void) | null;
}

function Steps({ neighbours, go }: { readonly neighbours: Neighbours; readonly go: BarProps['go'] }) {
  const { earlier, later, place, count } = neighbours;
  const { receivedAt } = useRows('signals');
  const old = useOld('connection');
  return (
    <>
      <Button variant="outlined" color="inherit" disabled={earlier === null} onClick={() => go(earlier)}>
        {rich('Earlier {kbd}', { kbd: <Kbd>K</Kbd> })}
      </Button>
      <Button variant="outlined" color="inherit" disabled={later === null} onClick={() => go(later)}>
        {rich('Later {kbd}', { kbd: <Kbd>J</Kbd> })}
      </Button>
      <span style={old ? STALE_LOOK : undefined} data-stale={old}>
        {place === null
          ? say('Older than the latest {count}', { count })
          : say('Decision {place} of the latest {count}', { place, count })}
      </span>
      <OriginOf {...EXPLAIN_ORIGINS.place} receivedAt={receivedAt} short />
    </>
  );
}

function TopBar({ neighbours, go, onClose, fieldRef, onAsk, onExport }: BarProps) {
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Bar>
      {neighbours !== null && <Steps neighbours={neighbours} go={go} />}
      <span role="alert" style={{ marginLeft: 'auto', color: tone.warn }}>
        {problem}
      </span>
      <AskField fieldRef={fieldRef} onAsk={onAsk} onProblem={setProblem} />
      {onExport !== null && (
        <Button color="inherit" onClick={onExport}>
          {rich('Export {kbd}', { kbd: <Kbd>E</Kbd> })}
        </Button>
      )}
      <Button color="inherit" onClick={onClose}>
        {rich('Close {kbd}', { kbd: <Kbd>Esc</Kbd> })}
      </Button>
    </Bar>
  );
}

function Missing({ error, signalId }: { readonly error: unknown; readonly signalId: string }) {
  const { code, sentence } = describeError(error);
  if (code === 'NOT_FOUND') {
    return (
      <EmptyNote title={say('There is no such signal')}>
        {say('No record names the signal {signal}. It may belong to another data folder.', { signal: signalId })}
      </EmptyNote>
    );
  }
  return (
    <EmptyNote title={say('The explanation could not be read')}>
      {code}: {sentence}
    </EmptyNote>
  );
}

/** Before it has come, and when it does not. */
const NotThere = ({ error, signalId }: { readonly error: unknown; readonly signalId: string }) =>
  error === null ? <LoadingRows rows={8} /> : <Missing error={error} signalId={signalId} />;

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

/** The address of the page without a decision: it only asks. */
const ASK = 'ask';

/** Everything that is read of one decision, and what is tried on it. */
function useExplained(signalId: string) {
  const api = useApi();
  const enabled = signalId !== ASK;
  const query = useQuery({
    ...api.signals.explain.queryOptions({ input: { signalId } }),
    enabled,
    refetchInterval: ({ state }) => refetchEvery(state.data),
  });
  const found = query.data;
  // Once it is decided only the track record and later cases of others change, and those it does not know.
  const details = useQuery({
    ...api.explain.details.queryOptions({ input: { signalId } }),
    enabled: found !== undefined,
    refetchInterval: found?.signal.verdict === 'in-work' ? IN_WORK_MS : false,
  });
  const whatIf = useWhatIf(signalId, details.data?.sensitivity ?? null);
  return { query, found, details, whatIf };
}

type Explained = ReturnType<typeof useExplained>;

const textOf = ({ found, details }: Explained): string | null =>
  found === undefined ? null : explanationText({ ...found, words: plainWords(found, details.data) });

interface KeyDoers {
  readonly [key: string]: () => void;
}

/** Runs what a key stands for, unless it is part of a combination or typed into a field. */
function pressed(event: KeyboardEvent, doers: KeyDoers): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const doer = doers[event.key.toLowerCase()];
  if (doer === undefined) return;
  event.preventDefault();
  doer();
}

/** Why a signal ended as it did: verdict, where it stopped, why, how sure, proof. Or why nothing happened. */
export function ExplainDrawer({ signalId, onClose }: ExplainDrawerProps) {
  const { open } = useExplain();
  const neighbours = useNeighbours(signalId);
  const explained = useExplained(signalId);
  const { query, found, details, whatIf } = explained;
  const verification = useVerification();
  const [copied, copy] = useCopy(textOf(explained));
  const [order, setOrder] = useState<PointsOrder>('effect');
  const [table, setTable] = useState(false);
  const [chosen, choose] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const asking = signalId === ASK;
  const go = (to: string | null) => {
    if (to !== null) open(to);
  };
  const save = found === undefined ? null : () => exportExplanation(found, details.data);
  const tryOut = () => {
    whatIf.curve.current?.focus();
    whatIf.curve.current?.scrollIntoView({ block: 'nearest' });
  };
  const doers: KeyDoers = {
    j: () => go(neighbours.later),
    k: () => go(neighbours.earlier),
    c: copy,
    g: () => setOrder((now) => (now === 'effect' ? 'agent' : 'effect')),
    w: tryOut,
    v: verification.start,
    t: () => setTable((now) => !now),
    '/': () => field.current?.focus(),
    ...(save === null ? {} : { e: save }),
  };
  return (
    <Drawer
      open
      anchor="right"
      onClose={(_, reason) => {
        if (reason === 'escapeKeyDown' && whatIf.tried !== null) whatIf.end();
        else onClose();
      }}
      onKeyDown={(event) => pressed(event, doers)}
      slotProps={{ paper }}
      transitionDuration={0}
    >
      <ChosenContext value={{ chosen, choose }}>
        <Frame>
          <TopBar
            neighbours={asking ? null : neighbours}
            go={go}
            onClose={onClose}
            fieldRef={field}
            onAsk={setAsked}
            onExport={save}
          />
          {asked !== null && <AskAnswer asked={asked} onClose={() => setAsked(null)} />}
          {asking && asked === null && <AskNote />}
          {found !== undefined && (
            <ExplainBody
              explanation={found}
              details={details.data}
              failure={details.isError ? describeError(details.error).sentence : null}
              copied={copied}
              onCopy={copy}
              order={order}
              onOrder={setOrder}
              whatIf={whatIf}
              verification={verification.state}
              onVerify={verification.start}
              table={table}
            />
          )}
          {found === undefined && !asking && <NotThere error={query.error} signalId={signalId} />}
        </Frame>
      </ChosenContext>
    </Drawer>
  );
}

function AskNote() {
  return (
    <EmptyNote title={say('Ask why something did or did not happen')}>
      {say('Press / and write a symbol, a side if you like, and a time: “{example}”, “{other}”. Times are UTC.', {
        example: EXAMPLES.side,
        other: EXAMPLES.yesterday,
      })}
    </EmptyNote>
  );
}
