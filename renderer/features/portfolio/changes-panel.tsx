import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { SlotChangeView } from '#shared/contract/portfolio-manager.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { FONT_MONO, rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { changeEffect, changeReason, changeSource, changeTitle, shortSymbols, wholeReason } from './change-words.ts';

const ORIGIN = {
  from: say('Changes in the journal; what each was worth by the ledger and the mark price'),
  kind: 'account',
} as const;

const PERIOD_MS = 10_000;
const LIMIT = 60;

const KINDS = [
  { value: 'all', label: say('All') },
  { value: 'swaps', label: say('Swaps') },
  { value: 'by-hand', label: say('By hand') },
  { value: 'weights', label: say('Weights') },
] as const;
type Kind = (typeof KINDS)[number]['value'];

const Table = styled(DataTable)({
  tableLayout: 'fixed',
  '& th:first-of-type, & td:first-of-type': { paddingLeft: 12 },
  '& td': { height: rowHeight(38), overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: '16px' },
  '& small': { overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: '14px' },
  '& td.reason': { whiteSpace: 'normal', paddingTop: 3, paddingBottom: 3 },
});

const bold = (inside: ReactNode): ReactNode => <b style={{ fontWeight: 600 }}>{inside}</b>;

function ChangeRow({ change }: { readonly change: SlotChangeView }) {
  const title = changeTitle(change, bold);
  const effect = changeEffect(change);
  const source = changeSource(change);
  return (
    <tr>
      <td>
        {formatDay(change.ts)} {formatMinute(change.ts)}
        <small>
          <a href="#/journal" style={{ fontFamily: FONT_MONO, fontSize: 10.5 }} title={say('Open the journal')}>
            #{formatCount(change.seq)}
          </a>
        </small>
      </td>
      <td>
        {title}
        {change.override && <small>{say('by hand, against the rule')}</small>}
      </td>
      <td className="reason" title={say('{reason}. {source}', { reason: wholeReason(change), source })}>
        {changeReason(change)}
        <small>{source}</small>
      </td>
      <td data-right title={effect.sentence}>
        {effect.amount === null ? (
          <span style={{ color: effect.word === '–' ? tone.text3 : tone.warn }}>{effect.word}</span>
        ) : (
          <b style={{ fontWeight: 600 }}>
            <AmountDelta amount={effect.amount} />
          </b>
        )}
        <small>{shortSymbols(effect.sentence)}</small>
      </td>
    </tr>
  );
}

/** What was done, why, by whom, and what it was worth later. */
export function ChangesPanel() {
  const [kind, setKind] = useState<Kind>('all');
  const query = useQuery({
    ...useApi().slots.history.queryOptions({ input: { kind, limit: LIMIT } }),
    refetchInterval: PERIOD_MS,
    placeholderData: keepPreviousData,
  });
  const rows = query.data;
  return (
    <Panel
      label={say('Changes and what came of them')}
      origin={ORIGIN}
      source={querySource(query)}
      className="changes"
      header={
        <PanelHead title={say('Changes and what came of them')} note={say('newest first')}>
          <Segmented label={say('Kind of change')} options={KINDS} value={kind} onChange={setKind} />
        </PanelHead>
      }
    >
      {rows === undefined ? (
        <LoadingRows rows={5} />
      ) : rows.length === 0 ? (
        <EmptyNote title={say('No change of this kind')}>
          {say('Each is kept with its reason and what came of it.')}
        </EmptyNote>
      ) : (
        <div
          style={{ flex: 1, minHeight: 0, overflowX: 'hidden', overflowY: 'auto' }}
          tabIndex={0}
          role="region"
          aria-label={say('Changes')}
        >
          <Table>
            <colgroup>
              <col style={{ width: 104 }} />
              <col style={{ width: '23%' }} />
              <col />
              <col style={{ width: '32%' }} />
            </colgroup>
            <thead>
              <tr>
                <th>{say('When, record')}</th>
                <th>{say('Change')}</th>
                <th>{say('Reason')}</th>
                <th data-right>{say('Later effect, net USDT')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((change) => (
                <ChangeRow key={change.seq} change={change} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </Panel>
  );
}
