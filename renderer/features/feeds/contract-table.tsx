import { styled } from '@mui/material/styles';
import { memo } from 'react';
import type { FeedSymbolView } from '#shared/contract/feeds.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount, formatNumber, THIN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { AgeCell } from './age-cell.tsx';
import { gapWords, milliseconds, STATE_TONES, STATE_WORDS } from './feed-words.ts';

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: rowHeight(32) },
  '& tbody tr[data-state=stale], & tbody tr[data-state=down]': {
    background: tone.downSoft,
    boxShadow: `inset 3px 0 0 ${tone.down}`,
  },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .name b': { fontWeight: 600 },
  '& .name i': { fontStyle: 'normal', color: tone.text3, marginLeft: 8, fontSize: 11 },
  '& .quiet': { color: tone.text3 },
  '@media (max-width: 1599px)': { '& .wide': { display: 'none' }, '& .candle': { paddingRight: 16 } },
});

function latencyTitle(latency: FeedSymbolView['latency']): string {
  if (latency === null) return say('Too few tickers yet');
  const values = { count: formatCount(latency.samples) };
  return latency.corrected
    ? say('Of the last {count} tickers, difference of the clocks taken off', values)
    : say('Of the last {count} tickers, difference of the clocks not measured', values);
}

const ContractRow = memo(function ContractRow({ row }: { readonly row: FeedSymbolView }) {
  const { latency } = row;
  const reason = told(row.reason);
  return (
    <tr data-state={row.status} title={reason === '' ? undefined : reason}>
      <td className="name">
        <b>{row.coin}</b>
        <i>{row.symbol}</i>
      </td>
      <td>
        <Tag tone={STATE_TONES[row.status]}>{STATE_WORDS[row.status]}</Tag>
      </td>
      <td>
        <AgeCell ageMs={row.ageMs} limitMs={row.limitMs} label={say('Age of {coin}', { coin: row.coin })} />
      </td>
      <td data-right className={row.lastGap === null ? 'quiet' : undefined}>
        {gapWords(row.lastGap)}
      </td>
      <td data-right className={row.gaps === 0 ? 'quiet' : undefined}>
        {formatCount(row.gaps)}
      </td>
      <td data-right>{milliseconds(latency?.p50Ms ?? null)}</td>
      <td data-right title={latencyTitle(latency)}>
        {milliseconds(latency?.p99Ms ?? null)}
      </td>
      <td data-right>
        {formatNumber(row.perSecond, 1)}
        {THIN}/s
      </td>
      <td data-right className="candle">
        {formatAge(row.candleAgeMs)}
      </td>
      <td className="wide quiet">{told(row.feed)}</td>
      <td className="wide" style={{ color: tone.text2 }}>
        {reason}
      </td>
    </tr>
  );
});

/** Every contract of every feed. */
export function ContractTable({ rows }: { readonly rows: readonly FeedSymbolView[] }) {
  return (
    <Scroll tabIndex={0} role="region" aria-label={say('Health per contract')}>
      <DataTable>
        <colgroup>
          <col style={{ width: 150 }} />
          <col style={{ width: 78 }} />
          <col />
          <col style={{ width: 138 }} />
          <col style={{ width: 58 }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 84 }} />
          <col style={{ width: 92 }} />
          <col className="wide" style={{ width: 130 }} />
          <col className="wide" style={{ width: '22%' }} />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Contract')}</th>
            <th>{say('Status')}</th>
            <th>{say('Age of the last ticker, full bar = limit')}</th>
            <th data-right>{say('Last gap, UTC')}</th>
            <th data-right>{say('Gaps')}</th>
            <th data-right>{say('Latency p50')}</th>
            <th data-right>{say('Latency p99')}</th>
            <th data-right>{say('Tickers')}</th>
            <th data-right className="candle">
              {say('Candle age')}
            </th>
            <th className="wide">{say('Feed')}</th>
            <th className="wide">{say('Why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ContractRow key={row.key} row={row} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
