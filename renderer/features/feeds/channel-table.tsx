import { styled } from '@mui/material/styles';
import { memo } from 'react';
import type { FeedChannelView, FeedSocketView } from '#shared/contract/feeds.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { milliseconds } from './feed-words.ts';

const Sockets = styled('ul')({
  flex: 'none',
  listStyle: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  gap: '6px 28px',
  padding: '9px 16px !important',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 12,
  color: tone.text2,
  '& li': { display: 'flex', gap: 8, alignItems: 'center' },
  '& b': { fontWeight: 600, color: tone.text },
});

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: rowHeight(32) },
  '& tbody tr[data-trusted=false]': { background: tone.downSoft, boxShadow: `inset 3px 0 0 ${tone.down}` },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& code': { fontFamily: FONT_MONO, fontSize: 11.5 },
});

const WORDS: Readonly<Record<FeedChannelView['state'], string>> = {
  asked: say('ASKED'),
  acknowledged: say('NO DATA YET'),
  live: say('LIVE'),
  quiet: say('QUIET'),
  behind: say('BEHIND'),
  silent: say('SILENT'),
  broken: say('BROKEN'),
  refused: say('REFUSED'),
  down: sayAs('feed', 'DOWN'),
};

const ChannelRow = memo(function ChannelRow({ row }: { readonly row: FeedChannelView }) {
  const reason = told(row.reason);
  return (
    <tr data-trusted={row.trusted}>
      <td>
        <code>{row.channel}</code>
      </td>
      <td>{row.coin ?? say('account')}</td>
      <td>
        <Tag tone={row.trusted ? 'up' : 'danger'}>{WORDS[row.state]}</Tag>
      </td>
      <td data-right>{formatAge(row.ageMs)}</td>
      <td data-right>{formatCount(row.messages)}</td>
      <td data-right style={row.gaps === 0 ? { color: tone.text3 } : { color: tone.warn }}>
        {formatCount(row.gaps)}
      </td>
      <td data-right>{milliseconds(row.latency?.p50Ms ?? null)}</td>
      <td data-right>{milliseconds(row.latency?.p99Ms ?? null)}</td>
      <td style={{ color: tone.text2 }} title={reason}>
        {reason}
      </td>
    </tr>
  );
});

interface ChannelTableProps {
  readonly channels: readonly FeedChannelView[];
  readonly sockets: readonly FeedSocketView[];
}

/** The subscriptions of the venue's streams and the connections that carry them. */
export function ChannelTable({ channels, sockets }: ChannelTableProps) {
  return (
    <>
      <Sockets aria-label={say('Connections')}>
        {sockets.map(({ name, open, reconnects, backlog, pingMs }) => (
          <li key={name}>
            <b>{told(name)}</b>
            <Tag tone={open ? 'up' : 'down'}>{open ? sayAs('connection', 'OPEN') : sayAs('connection', 'CLOSED')}</Tag>
            <span>
              {say(
                'ping {ping}, {reconnects, plural, one {# reconnect} other {# reconnects}}, {backlog} waiting to be read',
                { ping: milliseconds(pingMs), reconnects, backlog: formatCount(backlog) },
              )}
            </span>
          </li>
        ))}
      </Sockets>
      <Scroll tabIndex={0} role="region" aria-label={say('State per stream')}>
        <DataTable>
          <colgroup>
            <col style={{ width: 210 }} />
            <col style={{ width: 90 }} />
            <col style={{ width: 108 }} />
            <col style={{ width: 76 }} />
            <col style={{ width: 92 }} />
            <col style={{ width: 58 }} />
            <col style={{ width: 98 }} />
            <col style={{ width: 98 }} />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th>{say('Stream')}</th>
              <th>{sayAs('column', 'Of')}</th>
              <th>{say('State')}</th>
              <th data-right>{say('Age')}</th>
              <th data-right>{say('Messages')}</th>
              <th data-right>{say('Gaps')}</th>
              <th data-right>{say('Latency p50')}</th>
              <th data-right>{say('Latency p99')}</th>
              <th>{say('Why')}</th>
            </tr>
          </thead>
          <tbody>
            {channels.map((row) => (
              <ChannelRow key={row.key} row={row} />
            ))}
          </tbody>
        </DataTable>
      </Scroll>
    </>
  );
}
