import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DenialsView } from '#shared/contract/risk-figures.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { FailureLine } from '#renderer/ui/failure-line.tsx';
import { formatCount, withTrueMinus } from '#renderer/ui/format.ts';
import { formatClock, formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { STAGE_NAMES } from '#renderer/ui/stage-names.ts';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { DENIAL_FILTERS, filterGroups, hourBars, type DenialFilter } from './denial-words.ts';

const ORIGIN = { from: say('Refusals in the journal'), kind: 'market' } as const;

type Group = DenialsView['groups'][number];

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 24, cursor: 'pointer' },
  '& tbody tr:hover': { background: tone.kingSoft },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .code': { fontFamily: FONT_MONO, fontSize: 11 },
  '& .stage, & .at': { color: tone.text3, fontSize: 11 },
  // A refusal is read whole: its numbers stand at the end.
  '& td.said': { whiteSpace: 'normal', paddingBlock: 3 },
  '& b': { fontWeight: 600 },
  '& button': {
    border: 0,
    background: 'none',
    padding: 0,
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '@media (max-width: 1080px)': { '& .stage': { display: 'none' } },
});

const STRIP = { width: 98, height: 14 } as const;

/** One bar for each of the last 24 hours, the running one at the right. */
function HourStrip({ hours, label }: { readonly hours: readonly number[]; readonly label: string }) {
  const bars = hourBars(hours, STRIP.width, STRIP.height);
  return (
    <svg {...STRIP} role="img" aria-label={label} style={{ display: 'block' }}>
      {bars.map(({ x, width, height, count }, hour) => (
        <rect
          key={hour}
          x={x}
          y={STRIP.height - height}
          width={width}
          height={height}
          style={{ fill: count === 0 ? tone.track : tone.down }}
        />
      ))}
    </svg>
  );
}

function Line({ group, coin }: { readonly group: Group; readonly coin: string }) {
  const { open } = useExplain();
  const { code, stage, count, hours, latest } = group;
  const explain = () => open(latest.signalId);
  const side = latest.direction === 1 ? sayAs('side', 'long') : sayAs('side', 'short');
  const sentence = told(latest.sentence);
  return (
    <tr onClick={explain} title={sentence}>
      <td className="code">
        <button type="button" onClick={explain} title={say('{code}: explain the latest', { code })}>
          {code}
        </button>
      </td>
      <td className="stage">{STAGE_NAMES[stage]}</td>
      <td>
        <HourStrip
          hours={hours}
          label={say('{count, plural, one {# denial} other {# denials}} in 24 hours', { count })}
        />
      </td>
      <td data-right>
        <b>{formatCount(count)}</b>
      </td>
      <td className="said">
        <b>{coin}</b> {side}: {withTrueMinus(sentence)}
      </td>
      <td data-right className="at" title={`${formatMoment(latest.at)} UTC`}>
        {formatClock(latest.at)}
      </td>
    </tr>
  );
}

function Table({ denials, filter }: { readonly denials: DenialsView; readonly filter: DenialFilter }) {
  const { rows: tickers } = useRows('tickers');
  const coins = new Map(tickers.map(({ key, coin }) => [key, coin]));
  const groups = filterGroups(denials.groups, filter);
  if (denials.denied === 0) {
    return (
      <EmptyNote title={say('Nothing refused in 24 h')}>
        {say('{signals, plural, one {# signal} other {# signals}} came in.', { signals: denials.signals })}
      </EmptyNote>
    );
  }
  if (groups.length === 0)
    return <EmptyNote title={say('Nothing refused here in 24 h')}>{say('Other stages refused.')}</EmptyNote>;
  return (
    <Scroll tabIndex={0} role="group" aria-label={say('List of denials')}>
      <DataTable aria-label={say('Denials by code')}>
        <colgroup>
          <col style={{ width: 216 }} />
          <col className="stage" style={{ width: 76 }} />
          <col style={{ width: 114 }} />
          <col style={{ width: 62 }} />
          <col />
          <col style={{ width: 82 }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Code')}</th>
            <th className="stage">{say('Stage')}</th>
            <th>{say('Last 24 h, by hour')}</th>
            <th data-right>n</th>
            <th>{say('Latest, with its numbers')}</th>
            <th data-right>{say('At, UTC')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Line key={group.code} group={group} coin={coins.get(group.latest.symbol) ?? group.latest.symbol} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}

/** What was refused in 24 h: by code, when, how often, and the latest as a sentence. */
export function DenialsPanel() {
  const [filter, setFilter] = useState<DenialFilter>('all');
  const query = useQuery(
    useApi().risk.denials.queryOptions({ refetchInterval: 5_000, placeholderData: (last) => last }),
  );
  const failure = query.error === null ? null : describeError(query.error);
  const denials = query.data;
  const note =
    denials === undefined
      ? ''
      : say(
          '{denied} of {signals, plural, one {# signal} other {# signals}}, {executed} executed · every line opens its explanation',
          { denied: formatCount(denials.denied), signals: denials.signals, executed: formatCount(denials.executed) },
        );
  return (
    <Panel
      className="denials"
      label={say('Denials')}
      origin={{ ...ORIGIN, receivedAt: query.dataUpdatedAt }}
      header={
        <PanelHead title={say('Denials, last 24 h')} note={note}>
          <Segmented label={say('Stage of the denials')} options={DENIAL_FILTERS} value={filter} onChange={setFilter} />
        </PanelHead>
      }
    >
      {denials === undefined ? (
        query.isPending && <LoadingRows rows={4} height={10} />
      ) : (
        <Table denials={denials} filter={filter} />
      )}
      {failure !== null && (
        <FailureLine
          {...failure}
          since={query.dataUpdatedAt === 0 ? null : query.dataUpdatedAt}
          onRetry={() => void query.refetch()}
        />
      )}
    </Panel>
  );
}
