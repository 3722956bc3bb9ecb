import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { formatCount, formatPercent, formatR } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { Client } from '#shared/contract/index.ts';
import { say } from '#shared/language/words.ts';
import { STATE_WORDS, stateRows } from './life-rows.ts';

const ORIGIN = { from: say('States of the signals in the journal'), kind: 'market' } as const;

const RENEW_MS = 10_000;

const List = styled('div')({
  flex: 1,
  minHeight: 0,
  overflowY: 'auto',
  padding: '8px 16px 4px',
  display: 'grid',
  alignContent: 'start',
  gridTemplateColumns: 'auto minmax(40px, 1fr) auto',
  gap: '5px 10px',
  alignItems: 'center',
  fontSize: 12,
  '& i': { height: 8, borderRadius: 2, background: tone.track, overflow: 'hidden' },
  '& i > i': { display: 'block', height: '100%', background: tone.ind2 },
  '& b': { fontWeight: 600, textAlign: 'right' },
});

const Foot = styled('p')({
  flex: 'none',
  padding: '8px 16px',
  borderTop: `1px solid ${tone.line}`,
  fontSize: 11.5,
  lineHeight: 1.45,
  color: tone.text2,
  '& a': { color: tone.king, textDecoration: 'underline' },
});

const SPANS = [
  { value: '1', label: say('{days} d', { days: 1 }) },
  { value: '7', label: say('{days} d', { days: 7 }) },
  { value: '30', label: say('{days} d', { days: 30 }) },
] as const;

type Statistics = Awaited<ReturnType<Client['signals']['statistics']>>;

function resultWords({ winRate, meanR }: Statistics): string {
  if (winRate === null) return say('Under 100 outcomes: no rate is told.');
  return say('{rate} of {n} won after costs ({low} to {high}), mean {mean}.', {
    rate: formatPercent(winRate.value, 1),
    n: formatCount(winRate.n),
    low: formatPercent(winRate.low, 1),
    high: formatPercent(winRate.high, 1),
    mean: formatR(meanR),
  });
}

/** How the signals of the last days stand, by state. */
export function LifePanel() {
  const [days, setDays] = useState<'1' | '7' | '30'>('7');
  const api = useApi();
  const query = useQuery({
    ...api.signals.statistics.queryOptions({ input: { days: Number(days) } }),
    refetchInterval: RENEW_MS,
    placeholderData: (before) => before,
  });
  const pending = useQuery({ ...api.signals.pending.queryOptions(), refetchInterval: RENEW_MS });
  const found = query.data;
  const rows = found === undefined ? [] : stateRows(found.byState);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <Panel
      label={say('Life of the signals')}
      origin={ORIGIN}
      source={querySource(query)}
      header={
        <PanelHead
          title={say('Where signals end')}
          note={found === undefined ? '' : say('{count} received', { count: formatCount(found.received) })}
        >
          <Segmented label={say('Days')} options={SPANS} value={days} onChange={setDays} />
        </PanelHead>
      }
    >
      {found === undefined ? (
        <LoadingRows rows={5} />
      ) : rows.length === 0 ? (
        <EmptyNote title={say('No signal came')}>
          {say('None in the last {days, plural, one {day} other {# days}}.', { days: Number(days) })}
        </EmptyNote>
      ) : (
        <List ref={scrollStop} role="list">
          {rows.map(({ state, count }) => (
            <div key={state} role="listitem" style={{ display: 'contents' }}>
              <span title={STATE_WORDS[state].about}>{STATE_WORDS[state].word}</span>
              <i aria-hidden>
                <i style={{ width: `${String((count / most) * 100)}%` }} />
              </i>
              <b>{formatCount(count)}</b>
            </div>
          ))}
        </List>
      )}
      {found !== undefined && (
        <Foot>
          {[
            resultWords(found),
            ...(pending.data === undefined
              ? []
              : [say('{count} under way.', { count: formatCount(pending.data.length) })]),
            ...(found.capped ? [say('The newest were counted.')] : []),
          ].join(' ')}{' '}
          <a href="#/signals">{say('All signals')}</a>
        </Foot>
      )}
    </Panel>
  );
}
