import { styled } from '@mui/material/styles';
import type { FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount, formatNumber, THIN } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { PROVENANCE_WORDS } from '#renderer/ui/provenance-words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { AgeCell } from './age-cell.tsx';
import { gapWords, STATE_TONES, STATE_WORDS } from './feed-words.ts';

const Scroll = styled('div')({
  maxHeight: 200,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: rowHeight(44) },
  '& tbody tr[data-state=stale], & tbody tr[data-state=down]': {
    background: tone.downSoft,
    boxShadow: `inset 3px 0 0 ${tone.down}`,
  },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .why': { color: tone.text2 },
  '& col.age': { width: 300 },
  '@media (max-width: 1599px)': {
    '& .why': { display: 'none' },
    '& col.age': { width: 'auto' },
    '& .clock': { paddingRight: 16 },
  },
});

/** A clock this close to its limit is drawn in amber. */
const NEAR = 0.8;

function ClockOffset({ offset, simulated, now }: ClockOffsetProps) {
  if (offset === null) {
    return (
      <>
        <span style={{ color: tone.text3 }}>{simulated ? say('same clock') : say('not measured')}</span>
        <small>{simulated ? say('made in this process') : say('limit not checked')}</small>
      </>
    );
  }
  const share = Math.abs(offset.ms) / offset.limitMs;
  const colour = share >= 1 ? tone.down : share >= NEAR ? tone.warn : undefined;
  return (
    <>
      <b style={{ fontWeight: 600, ...(colour === undefined ? {} : { color: colour }) }}>
        {formatNumber(offset.ms, 0, 'always')}
        {THIN}ms
      </b>
      <small>
        {say('of {limit}, {age} ago', { limit: formatAge(offset.limitMs), age: formatAge(now - offset.at) })}
      </small>
    </>
  );
}

interface ClockOffsetProps {
  readonly offset: FeedView['clockOffset'];
  readonly simulated: boolean;
  readonly now: number;
}

function FeedRow({ feed, fresh, now }: { readonly feed: FeedView; readonly fresh: number; readonly now: number }) {
  const { lastReconnectAt } = feed;
  const reason = told(feed.reason);
  return (
    <tr data-state={feed.status} title={reason === '' ? undefined : reason}>
      <td>
        <b style={{ fontWeight: 600 }}>{told(feed.feed)}</b>
        <small>{PROVENANCE_WORDS[feed.provenance]}</small>
      </td>
      <td>
        <Tag tone={STATE_TONES[feed.status]}>{STATE_WORDS[feed.status]}</Tag>
      </td>
      <td>
        <AgeCell ageMs={feed.ageMs} limitMs={feed.limitMs} label={say('Age of {feed}', { feed: told(feed.feed) })} />
      </td>
      <td data-right>
        {rich('{fresh} of {all}<small>fresh</small>', {
          fresh: formatCount(fresh),
          all: formatCount(feed.symbols),
          small: (inside) => <small>{inside}</small>,
        })}
      </td>
      <td data-right>
        {formatNumber(feed.perSecond, 1)}
        {THIN}/s
        <small>{say('over 10 s')}</small>
      </td>
      <td data-right>
        {formatCount(feed.gaps)}
        <small>{feed.lastGap === null ? say('none since the start') : gapWords(feed.lastGap)}</small>
      </td>
      <td data-right>
        {formatCount(feed.reconnects)}
        <small title={lastReconnectAt === null ? undefined : `${formatMoment(lastReconnectAt)} UTC`}>
          {lastReconnectAt === null
            ? say('none since the start')
            : say('{age} ago', { age: formatAge(now - lastReconnectAt) })}
        </small>
      </td>
      <td data-right className="clock">
        <ClockOffset offset={feed.clockOffset} simulated={feed.provenance === 'simulated'} now={now} />
      </td>
      <td className="why">{reason === '' ? say('nothing is wrong') : reason}</td>
    </tr>
  );
}

interface FeedTableProps {
  readonly feeds: readonly FeedView[];
  readonly contracts: readonly FeedSymbolView[];
  readonly now: number;
}

/** One row per feed: what holds for all its contracts. */
export function FeedTable({ feeds, contracts, now }: FeedTableProps) {
  const fresh = (name: string): number =>
    contracts.filter(({ feed, status }) => feed === name && status === 'open').length;
  return (
    <Scroll ref={scrollStop}>
      <DataTable>
        <colgroup>
          <col style={{ width: 150 }} />
          <col style={{ width: 78 }} />
          <col className="age" />
          <col style={{ width: 96 }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 142 }} />
          <col style={{ width: 142 }} />
          <col style={{ width: 150 }} />
          <col className="why" />
        </colgroup>
        <thead>
          <tr>
            <th>{say('Feed')}</th>
            <th>{say('Status')}</th>
            <th>{say('Age of the newest ticker')}</th>
            <th data-right>{say('Contracts')}</th>
            <th data-right>{say('Tickers')}</th>
            <th data-right>{say('Gaps')}</th>
            <th data-right>{say('Reconnects')}</th>
            <th data-right className="clock">
              {say('Clock, venue − ours')}
            </th>
            <th className="why">{say('Why')}</th>
          </tr>
        </thead>
        <tbody>
          {feeds.map((feed) => (
            <FeedRow key={feed.key} feed={feed} fresh={fresh(feed.feed)} now={now} />
          ))}
        </tbody>
      </DataTable>
    </Scroll>
  );
}
