import Button from '@mui/material/Button';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount, formatNumber } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalSourceView } from '#shared/contract/signal-management.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { AddSignalSourceDialog } from './add-signal-source-dialog.tsx';
import { RecipeView } from './recipe-view.tsx';
import { SignalSourceDialogs, type SignalSourceAsked } from './signal-source-dialogs.tsx';
import { reliabilityWords, SIGNAL_KIND_WORDS } from './source-words.ts';
import { useReadOnly, useSignalSources } from './use-sources.ts';

const ORIGIN = {
  from: say('Signals of each source in the journal, and their outcomes after costs'),
  kind: 'account',
  others: [{ figures: say('Weights'), from: say('Chosen by a person'), kind: 'set' }],
} as const;

const Columns = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) clamp(400px, 34vw, 620px)',
  gridTemplateRows: 'minmax(0, 1fr)',
});

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 46, cursor: 'pointer' },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& tbody tr[aria-selected=true]': { background: tone.kingSoft, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& td > button': {
    border: 0,
    padding: 0,
    background: 'none',
    color: tone.text,
    font: 'inherit',
    fontWeight: 600,
    cursor: 'pointer',
  },
});

const Body = styled('div')({ flex: 1, minHeight: 0, overflow: 'auto', padding: '12px 16px', fontSize: 12 });

const Acts = styled('div')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  padding: '10px 16px',
  borderTop: `1px solid ${tone.line}`,
});

interface RowProps {
  readonly source: SignalSourceView;
  readonly now: number | null;
  readonly chosen: boolean;
  readonly readOnly: boolean;
  readonly onChoose: () => void;
  readonly onChanged: () => void;
}

function OnSwitch({ source, readOnly, onChanged }: Pick<RowProps, 'source' | 'readOnly' | 'onChanged'>) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const { key: name, kind, enabled } = source;
  if (kind === 'rule') return <Tag tone={enabled ? 'up' : 'neutral'}>{enabled ? say('ON') : say('OFF')}</Tag>;
  const change = async (on: boolean) => {
    if ((await run(() => client.signals.changeSource({ name, enabled: on }))) !== null) onChanged();
  };
  return (
    <>
      <Switch
        size="small"
        checked={enabled}
        disabled={pending || readOnly}
        slotProps={{ input: { 'aria-label': say('{name} is on', { name }) } }}
        onClick={(event) => event.stopPropagation()}
        onChange={(_, on) => void change(on)}
      />
      {failure !== null && <FailureWords failure={failure} />}
    </>
  );
}

function SourceRow({ source, now, chosen, onChoose, ...rest }: RowProps) {
  const { key, kind, weight, received, executed, refused, lastAt } = source;
  const reliability = reliabilityWords(source.reliability);
  const muted = source.reliability === null ? { color: tone.text3 } : undefined;
  return (
    <tr data-source={key} aria-selected={chosen} onClick={onChoose}>
      <td>
        <button type="button" onClick={onChoose}>
          {key}
        </button>
        <small>{SIGNAL_KIND_WORDS[kind]}</small>
      </td>
      <td>
        <OnSwitch source={source} {...rest} />
      </td>
      <td data-right>{formatNumber(weight, 2)}</td>
      <td style={muted}>
        {reliability.figure}
        <small>{reliability.detail}</small>
      </td>
      <td data-right>{formatCount(received)}</td>
      <td data-right>{formatCount(executed)}</td>
      <td data-right>{formatCount(refused)}</td>
      <td data-right title={lastAt === null ? undefined : `${formatMoment(lastAt)} UTC`}>
        {lastAt === null ? say('never') : now === null ? '–' : formatAge(now - lastAt)}
      </td>
    </tr>
  );
}

const HEADS = [
  [say('Source'), 150, false],
  [say('On'), 64, false],
  [say('Weight'), 62, true],
  [say('Reliability'), null, false],
  [say('In 24 h'), 66, true],
  [say('Executed'), 72, true],
  [say('Refused'), 66, true],
  [sayAs('moment', 'Last'), 74, true],
] as const;

interface TableProps {
  readonly sources: readonly SignalSourceView[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onChanged: () => void;
}

function SourceTable({ sources, chosen, onChoose, onChanged }: TableProps) {
  const now = useHostNow();
  const readOnly = useReadOnly();
  return (
    <Scroll>
      <DataTable aria-label={say('Sources of signals')} role="grid">
        <colgroup>
          {HEADS.map(([name, width]) => (
            <col key={name} style={width === null ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {HEADS.map(([name, , right]) => (
              <th key={name} {...(right ? { 'data-right': true } : {})}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow
              key={source.key}
              source={source}
              now={now}
              chosen={source.key === chosen}
              readOnly={readOnly}
              onChoose={() => onChoose(source.key)}
              onChanged={onChanged}
            />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}

const RULE_WORDS = say(
  'A rule of the program: it looks at each closed candle and proposes a trade when it sees its pattern. It is switched and weighed with the other settings, with a reason and a version.',
);

interface DetailProps {
  readonly source: SignalSourceView | null;
  readonly onAsk: (asked: SignalSourceAsked) => void;
}

function DetailPanel({ source, onAsk }: DetailProps) {
  const readOnly = useReadOnly();
  if (source === null)
    return (
      <Panel label={say('How it is sent')} header={<PanelHead title={say('How it is sent')} />}>
        <LoadingRows rows={3} />
      </Panel>
    );
  const ask = (kind: SignalSourceAsked['kind']) => onAsk({ kind, source });
  const outside = source.kind !== 'rule';
  const head = <PanelHead title={source.key} note={SIGNAL_KIND_WORDS[source.kind]} />;
  return (
    <Panel label={say('How it is sent')} header={head}>
      <Body>{outside ? <RecipeView key={source.key} source={source} secret={null} /> : <p>{RULE_WORDS}</p>}</Body>
      <Acts>
        {!outside && (
          <Button variant="outlined" href="#/settings/configuration">
            {say('Scoring & portfolio')}
          </Button>
        )}
        {source.kind === 'csv' && (
          <Button variant="contained" disabled={readOnly || !source.enabled} onClick={() => ask('import')}>
            {say('Hand in a file…')}
          </Button>
        )}
        {outside && (
          <>
            <Button variant="outlined" disabled={readOnly} onClick={() => ask('weight')}>
              {say('Change weight…')}
            </Button>
            <Button color="error" disabled={readOnly} onClick={() => ask('remove')}>
              {say('Remove…')}
            </Button>
          </>
        )}
      </Acts>
    </Panel>
  );
}

function headNote(sources: readonly SignalSourceView[]): string {
  const outside = sources.filter(({ kind }) => kind !== 'rule');
  const on = sources.filter(({ enabled }) => enabled).length;
  return say('{outside, plural, one {# source} other {# sources}} outside the program, {on} of {all} on', {
    outside: outside.length,
    on,
    all: sources.length,
  });
}

/** Where signals come from: own rules and sources outside, what came of them, and how they are sent. */
export function SignalSourcesView() {
  const { query, renew } = useSignalSources();
  const readOnly = useReadOnly();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<SignalSourceAsked | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const sources = query.data ?? [];
  const chosen =
    sources.find(({ key }) => key === picked) ?? sources.find(({ kind }) => kind !== 'rule') ?? sources[0] ?? null;
  const head = (
    <PanelHead title={say('Signals come from')} note={headNote(sources)}>
      <Button variant="contained" disabled={readOnly} onClick={() => setAdding(true)} sx={{ py: '2px' }}>
        {say('Add source…')}
      </Button>
    </PanelHead>
  );
  return (
    <Columns>
      <Panel label={say('Sources of signals')} origin={ORIGIN} header={head} source={querySource(query)}>
        {query.data === undefined && <LoadingRows rows={5} />}
        {sources.length > 0 && (
          <SourceTable sources={sources} chosen={chosen?.key ?? null} onChoose={setPicked} onChanged={renew} />
        )}
      </Panel>
      <DetailPanel source={chosen} onAsk={setAsked} />
      <AddSignalSourceDialog
        open={adding}
        taken={sources.map(({ key }) => key)}
        onAdded={renew}
        onClose={() => setAdding(false)}
      />
      <SignalSourceDialogs asked={asked} onChanged={renew} onClose={() => setAsked(null)} />
    </Columns>
  );
}
