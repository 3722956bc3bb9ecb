import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { WhyNotView } from '#shared/contract/signal.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useExplain } from '#renderer/data/explain-link.ts';
import { querySource } from '#renderer/data/query-source.ts';
import { useHostNow, useNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { withTrueMinus } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead, type PanelSource } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { WHY_WORDS } from './signal-words.ts';

const RENEW_MS = 5_000;

const List = styled('ul')({
  listStyle: 'none',
  flex: 1,
  minHeight: 0,
  margin: 0,
  padding: 0,
  overflow: 'auto',
  '& li': { borderBottom: `1px solid ${tone.lineSoft}` },
  '& li > *': {
    display: 'block',
    width: '100%',
    padding: '6px 16px',
    border: 0,
    background: 'none',
    color: tone.text2,
    fontSize: 12,
    lineHeight: 1.4,
    textAlign: 'left',
  },
  '& button': { cursor: 'pointer' },
  '& button:hover': { background: tone.kingSoft },
  '& button:focus-visible': { outlineOffset: -2 },
  '& .line': { display: 'flex', alignItems: 'center', gap: 8, marginBottom: 2 },
  '& b': { color: tone.text, fontWeight: 600, minWidth: 44 },
  '& time': { marginLeft: 'auto', fontSize: 11, color: tone.text3 },
});

interface WhyProps {
  readonly why: WhyNotView;
  readonly coin: string;
  readonly now: number | null;
  readonly onOpen: (signalId: string) => void;
}

function Why({ why, coin, now, onOpen }: WhyProps) {
  const { kind, sentence, at, signalId } = why;
  const { word, tone: colour } = WHY_WORDS[kind];
  const content = (
    <>
      <span className="line">
        <b>{coin}</b>
        <Tag tone={colour}>{word}</Tag>
        {at !== null && now !== null && <time>{say('{age} ago', { age: formatAge(now - at) })}</time>}
      </span>
      <span>{withTrueMinus(told(sentence))}</span>
    </>
  );
  if (signalId === null) return <div>{content}</div>;
  return (
    <button type="button" title={say('Explain the signal')} onClick={() => onOpen(signalId)}>
      {content}
    </button>
  );
}

/** A question asked again and again, as the source of a panel. */
function useWhy(): { readonly rows: readonly WhyNotView[]; readonly source: PanelSource } {
  const query = useQuery({ ...useApi().signals.whyNotAll.queryOptions(), refetchInterval: RENEW_MS });
  return { rows: query.data ?? [], source: querySource(query) };
}

/** Why each symbol did not trade, in one sentence. @param symbol only this one; empty for all. */
export function WhyPanel({ symbol }: { readonly symbol: string }) {
  const { rows, source } = useWhy();
  const { rows: tickers } = useRows('tickers');
  const { open } = useExplain();
  const now = useHostNow();
  const here = useNow();
  const coins = useMemo(() => new Map(tickers.map(({ key, coin }) => [key, coin])), [tickers]);
  const shown = symbol === '' ? rows : rows.filter((row) => row.symbol === symbol);
  const note =
    symbol === ''
      ? say('{count, plural, one {# symbol} other {# symbols}}', { count: rows.length })
      : say('only {symbol}', { symbol });
  const head = (
    <PanelHead title={say('Why it did not trade')} note={note}>
      <DataMark
        from={say('The last decision on each symbol, as the journal has it')}
        provenance="measured"
        asOf={source.receivedAt}
        now={here}
      />
    </PanelHead>
  );
  return (
    <Panel label={say('Why it did not trade')} header={head} source={source}>
      {source.status === 'loading' && <LoadingRows rows={6} />}
      {source.status !== 'loading' && shown.length === 0 && (
        <EmptyNote
          title={
            symbol === '' ? say('No symbol is to be traded') : say('{symbol} is not on the list to trade', { symbol })
          }
        />
      )}
      {shown.length > 0 && (
        <List aria-label={say('Symbols and why they did not trade')}>
          {shown.map((why) => (
            <li key={why.symbol}>
              <Why why={why} coin={coins.get(why.symbol) ?? why.symbol} now={now} onOpen={open} />
            </li>
          ))}
        </List>
      )}
    </Panel>
  );
}
