import Button from '@mui/material/Button';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatNumber } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import type { SourceView } from '#shared/contract/sources.ts';
import { say } from '#shared/language/words.ts';
import { AddFeedDialog } from './add-feed-dialog.tsx';
import { FeedDialogs, type FeedAsked } from './feed-dialogs.tsx';
import { ReportLine } from './report-line.tsx';
import { SOURCE_KIND_WORDS } from './source-words.ts';
import { TestOutcome, type Tested } from './test-outcome.tsx';
import { useReadOnly } from './use-sources.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 58 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& small': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .last': { whiteSpace: 'normal', lineHeight: 1.35, padding: '5px 8px' },
  '& .buttons': { display: 'inline-flex', gap: 5 },
  '& .buttons button': { minWidth: 0, padding: '2px 8px' },
});

interface RowProps {
  readonly source: SourceView;
  readonly now: number | null;
  readonly reading: boolean;
  readonly readOnly: boolean;
  readonly onAsk: (asked: FeedAsked) => void;
  readonly onChanged: () => void;
}

function FeedRow({ source, now, reading, readOnly, onAsk, onChanged }: RowProps) {
  const client = useClient();
  const { pending, failure, run } = useAction();
  const [tested, setTested] = useState<Tested | null>(null);
  const { key: id, name, kind, address, weight, enabled, report } = source;
  const test = async () => setTested(await run(() => client.sources.test({ kind, address })));
  const change = async (on: boolean) => {
    if ((await run(() => client.sources.change({ id, enabled: on }))) !== null) onChanged();
  };
  return (
    <tr>
      <td>
        <b style={{ fontWeight: 600 }}>{name}</b>
        <small>
          {say('{kind}, weight {weight}', {
            kind: SOURCE_KIND_WORDS[kind],
            weight: formatNumber(weight, 1),
          })}
        </small>
        <small title={address}>{address}</small>
      </td>
      <td className="last" aria-label={say('Last reading of {name}', { name })}>
        {pending && say('Reading.')}
        {!pending && tested !== null && <TestOutcome tested={{ ok: tested.ok, sentence: tested.sentence }} />}
        {!pending && tested === null && <ReportLine enabled={enabled} reading={reading} report={report} now={now} />}
        <FailureWords failure={failure} />
      </td>
      <td>
        <Switch
          size="small"
          checked={enabled}
          disabled={pending || readOnly}
          slotProps={{ input: { 'aria-label': say('{name} is on', { name }) } }}
          onChange={(_, on) => void change(on)}
        />
      </td>
      <td data-right>
        <span className="buttons">
          <Button
            variant="outlined"
            disabled={pending}
            onClick={() => void test()}
            aria-label={say('Test {name}', { name })}
          >
            {say('Test')}
          </Button>
          <Button
            variant="outlined"
            disabled={readOnly}
            onClick={() => onAsk({ kind: 'change', source })}
            aria-label={say('Change {name}', { name })}
          >
            {say('Change…')}
          </Button>
          <Button
            color="error"
            disabled={readOnly}
            onClick={() => onAsk({ kind: 'remove', source })}
            aria-label={say('Remove {name}', { name })}
          >
            {say('Remove…')}
          </Button>
        </span>
      </td>
    </tr>
  );
}

function FeedTable({ sources, ...rest }: Omit<RowProps, 'source' | 'now'> & { sources: readonly SourceView[] }) {
  const now = useHostNow();
  return (
    <Scroll>
      <DataTable aria-label={say('Sources of opinions')}>
        <colgroup>
          <col style={{ width: '32%' }} />
          <col />
          <col style={{ width: 56 }} />
          <col style={{ width: 246 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Source')}</th>
            <th>{say('Last reading')}</th>
            <th>{say('On')}</th>
            <th data-right>{say('Actions')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <FeedRow key={source.key} source={source} now={now} {...rest} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}

function headNote(sources: readonly SourceView[], reading: boolean): string {
  if (!reading) return say('nothing is read in this mode');
  if (sources.length === 0) return say('read only after you set it up');
  const failed = sources.filter(({ enabled, report }) => enabled && report.at !== null && !report.ok).length;
  if (failed === 0) return say('{sources, plural, one {# source} other {# sources}}', { sources: sources.length });
  return say('{sources, plural, one {# source} other {# sources}}, {failed} failed last time', {
    sources: sources.length,
    failed,
  });
}

interface FeedsPanelProps {
  /** False where nothing is read in this mode. */
  readonly reading: boolean;
  readonly onChanged: () => void;
}

/** Feeds of news and the fear and greed series: added, tested, weighed, switched and removed. */
export function FeedsPanel({ reading, onChanged }: FeedsPanelProps) {
  const live = useRows('sources');
  const readOnly = useReadOnly();
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<FeedAsked | null>(null);
  const head = (
    <PanelHead title={say('News and mood')} note={headNote(live.rows, reading)}>
      <Button variant="contained" disabled={readOnly} onClick={() => setAdding(true)} sx={{ py: '2px' }}>
        {say('Add source…')}
      </Button>
    </PanelHead>
  );
  const added = () => {
    setAdding(false);
    onChanged();
  };
  return (
    <Panel label={say('News and mood')} header={head} source={live}>
      {live.status === 'loading' && <LoadingRows rows={3} />}
      {live.status !== 'loading' && live.rows.length === 0 && (
        <EmptyNote title={say('No source of opinions yet')}>
          {say(
            'Nothing is fetched before you say from where. The sentiment agent abstains until a feed of news or a fear and greed series is added.',
          )}
        </EmptyNote>
      )}
      {live.rows.length > 0 && (
        <FeedTable sources={live.rows} reading={reading} readOnly={readOnly} onAsk={setAsked} onChanged={onChanged} />
      )}
      <AddFeedDialog open={adding} onAdded={added} onClose={() => setAdding(false)} />
      <FeedDialogs asked={asked} onChanged={onChanged} onClose={() => setAsked(null)} />
    </Panel>
  );
}
