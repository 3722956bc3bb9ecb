import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ArticleView } from '#shared/contract/sources.ts';
import { say } from '#shared/language/words.ts';
import { leanOf, scoreText } from './source-words.ts';
import { useArticles } from './use-sources.ts';

const List = styled('ul')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  margin: 0,
  padding: 0,
  listStyle: 'none',
  fontSize: 12,
  lineHeight: 1.4,
  '& > li': { padding: '9px 16px', borderBottom: `1px solid ${tone.lineSoft}`, overflowWrap: 'anywhere' },
  '& .line': { display: 'flex', alignItems: 'center', gap: 8, marginBottom: 3, fontSize: 11, color: tone.text3 },
  '& .line > .when': { marginLeft: 'auto', whiteSpace: 'nowrap' },
  '& .score': { fontWeight: 600, minWidth: 38, textAlign: 'right' },
  '& h3': { fontSize: 12.5, fontWeight: 500 },
  '& p': {
    color: tone.text2,
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
  },
});

const Tones = styled('div')({
  flex: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  gap: '6px 14px',
  padding: '9px 16px',
  maxHeight: 92,
  overflow: 'auto',
  borderBottom: `1px solid ${tone.line}`,
  fontSize: 11.5,
  color: tone.text2,
  '& b': { fontWeight: 600 },
});

const COLOURS = { positive: tone.up, negative: tone.down, neutral: tone.text, unknown: tone.text3 } as const;

function Article({ article, now }: { readonly article: ArticleView; readonly now: number | null }) {
  const { title, summary, source, publishedAt, score, method, coins } = article;
  const { side, loud, tone: colour } = leanOf(score);
  return (
    <li>
      <div className="line">
        <Tag tone={colour}>{loud}</Tag>
        <span className="score" style={{ color: COLOURS[side] }} title={say('Scored by {method}', { method })}>
          {scoreText(score)}
        </span>
        <span>{coins.length === 0 ? say('no coin named') : coins.join(', ')}</span>
        <span className="when" title={`${formatMoment(publishedAt)} UTC`}>
          {source ?? say('a feed that was removed')},{' '}
          {now === null ? UNKNOWN : say('{age} ago', { age: formatAge(now - publishedAt) })}
        </span>
      </div>
      <h3>{title}</h3>
      {summary !== '' && <p>{summary}</p>}
    </li>
  );
}

type Sentiment = NonNullable<ReturnType<typeof useArticles>['sentiment']['data']>;

function evidence({ articles, effective, minArticles }: Sentiment[number]): string {
  if (articles < minArticles)
    return say('{articles, plural, one {# article} other {# articles}} of the last 48 h; {minArticles} are needed', {
      articles,
      minArticles,
    });
  return say(
    '{articles, plural, one {# article} other {# articles}} of the last 48 h, worth {effective} of equal weight',
    { articles, effective: formatNumber(effective, 1) },
  );
}

function ToneByCoin({ rows }: { readonly rows: Sentiment }) {
  const covered = rows.filter(({ articles }) => articles > 0);
  if (covered.length === 0) return null;
  return (
    <Tones role="group" aria-label={say('Tone by coin, 48 h')}>
      {covered.map((row) => (
        <span key={row.key} title={evidence(row)}>
          {row.key === 'market' ? say('Market') : row.key}{' '}
          <b style={{ color: COLOURS[leanOf(row.score).side] }}>
            {row.score === null ? say('too few') : scoreText(row.score)}
          </b>{' '}
          <span style={{ color: tone.text3 }}>n{row.articles}</span>
        </span>
      ))}
    </Tones>
  );
}

const ALL = 'all';

function CoinFilter({
  coins,
  coin,
  onCoin,
}: {
  coins: readonly string[];
  coin: string | null;
  onCoin: (coin: string | null) => void;
}) {
  return (
    <TextField
      select
      size="small"
      variant="standard"
      value={coin ?? ALL}
      onChange={({ target }) => onCoin(target.value === ALL ? null : target.value)}
      slotProps={{
        select: { SelectDisplayProps: { 'aria-label': say('Articles about') }, disableUnderline: true },
      }}
      sx={{ '& .MuiSelect-select': { fontSize: 11.5, py: 0 } }}
    >
      <MenuItem value={ALL}>{say('all coins')}</MenuItem>
      {coins.map((name) => (
        <MenuItem key={name} value={name}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** The latest articles as plain text with their scores, and what they amount to for each coin. */
export function ArticlesPanel() {
  const [coin, setCoin] = useState<string | null>(null);
  const { articles, sentiment } = useArticles(coin);
  const now = useHostNow();
  const rows = sentiment.data ?? [];
  const coins = rows.filter(({ key, articles: n }) => key !== 'market' && n > 0).map(({ key }) => key);
  const head = (
    <PanelHead title={say('Latest articles')} note={say('plain text, links are not kept')}>
      {(coins.length > 0 || coin !== null) && <CoinFilter coins={coins} coin={coin} onCoin={setCoin} />}
    </PanelHead>
  );
  return (
    <Panel label={say('Latest articles')} header={head} source={querySource(articles)}>
      <ToneByCoin rows={rows} />
      {articles.data === undefined && <LoadingRows rows={6} />}
      {articles.data?.length === 0 && (
        <EmptyNote title={coin === null ? say('No article yet') : say('No article about {coin}', { coin })}>
          {say('Articles of your feeds stand here with their scores, −1 to +1, and the coins they name.')}
        </EmptyNote>
      )}
      {articles.data !== undefined && articles.data.length > 0 && (
        <List aria-label={say('Articles')} tabIndex={0}>
          {articles.data.map((article) => (
            <Article key={article.key} article={article} now={now} />
          ))}
        </List>
      )}
    </Panel>
  );
}
