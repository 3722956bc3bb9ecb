import type { ArticleView } from '#shared/contract/sources.ts';
import type { SourceKind } from '#shared/domain/source.ts';
import { given } from '#shared/kernel/given.ts';
import type { StoredArticle } from '../../ports/external-store.ts';
import type { SourceAnswer } from '../../ports/external-source.ts';
import { LEAST_ARTICLES, MARKET, newsScore } from '../../sentiment/news-score.ts';
import { WHOLE_MARKET } from '../../sources/series-names.ts';
import type { SourceLife } from '../../sources/source-life.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';

const SAMPLE = 5;

export function sourceHandlers(parts: ApiParts): HandlersOf<'sources'> {
  return { ...readingHandlers(parts), ...sourceChanges(parts), ...chainChanges(parts) };
}

const settingsOf = ({ sources }: ApiParts) => ({
  sources: [...sources.rows()],
  chain: sources.chain(),
  coins: sources.coins(),
  reading: sources.life.reading,
});

function readingHandlers(parts: ApiParts) {
  const { sources: board, core } = parts;
  const { life } = board;
  const { clock } = core.parts;
  return {
    list: () => Promise.resolve(settingsOf(parts)),
    watch: (_, { signal }) => board.topic.subscribe(signal),
    test: async ({ kind, address }) => testSource(life, kind, address),
    articles: ({ coin, limit }) =>
      Promise.resolve(life.news.latest(coin ?? null, limit).map((article) => articleView(life, article))),
    sentiment: () => Promise.resolve(sentimentNow(life, clock.now())),
    series: () => Promise.resolve(seriesNow(life, clock.now())),
    testChain: ({ address, chainId }) => life.chain.test(address, chainId),
  } satisfies Partial<HandlersOf<'sources'>>;
}

function sourceChanges(parts: ApiParts) {
  const { sources: board, core } = parts;
  const { desk } = board.life;
  const { journal } = core.parts;
  return {
    add: async (input, { role }) => {
      mustBeWritable(parts);
      const added = desk.add(input, role);
      if (!added.ok) throw notAvailable(added.error);
      await journal.whenDurable();
      return board.row(added.value);
    },
    change: async ({ id, name, weight, enabled }, { role }) => {
      mustBeWritable(parts);
      const changed = desk.change(id, given({ name, weight, enabled }), role);
      if (changed === null) throw unknown(`source ${id}`);
      await journal.whenDurable();
      return board.row(changed);
    },
    remove: async ({ id }, { role }) => {
      mustBeWritable(parts);
      if (!desk.remove(id, role)) throw unknown(`source ${id}`);
      await journal.whenDurable();
      return { id };
    },
  } satisfies Partial<HandlersOf<'sources'>>;
}

function chainChanges(parts: ApiParts) {
  const { sources: board, core } = parts;
  const { desk } = board.life;
  const settled = async () => {
    await core.parts.journal.whenDurable();
    return settingsOf(parts);
  };
  return {
    setChain: async ({ address, chainId }, { role }) => {
      mustBeWritable(parts);
      const set = await desk.setChain(address, chainId, role);
      if (!set.ok) throw notAvailable(set.error);
      return settled();
    },
    switchChain: async ({ enabled }, { role }) => {
      mustBeWritable(parts);
      if (desk.switchChain(enabled, role) === null) throw unknown('node');
      return settled();
    },
    removeChain: async (_, { role }) => {
      mustBeWritable(parts);
      const removed = await desk.removeChain(role);
      if (removed === null) throw unknown('node');
      if (!removed.ok) throw notAvailable(removed.error);
      return settled();
    },
    setCoin: async (input, { role }) => {
      mustBeWritable(parts);
      if (!board.life.coins.includes(input.coin))
        throw notAvailable(`${input.coin} is not among the coins of this market.`);
      const set = desk.setCoin(input, role);
      if (!set.ok) throw notAvailable(set.error);
      return settled();
    },
    removeCoin: async ({ coin }, { role }) => {
      mustBeWritable(parts);
      if (!desk.removeCoin(coin, role)) throw unknown(`coin ${coin}`);
      return settled();
    },
  } satisfies Partial<HandlersOf<'sources'>>;
}

const unknown = (what: string) => contractError('NOT_FOUND', { what }, `There is no ${what}`);

/** Reads an address once; what came is shown in part and not kept. */
async function testSource({ sources }: SourceLife, kind: SourceKind, address: string) {
  if (kind === 'feed') return told(await sources.articles(address, null), 'articles', ({ title }) => title);
  const time = (ts: number): string => String(ts);
  return told(await sources.fearGreed(address, null), 'values', ({ ts, value }) => `${String(value)} at ${time(ts)}`);
}

function told<T>(answer: SourceAnswer<T>, what: string, text: (item: T) => string) {
  if (answer.status === 'failed') return { ok: false, sentence: answer.reason, sample: [] };
  const items = answer.status === 'fresh' ? answer.items : [];
  const count = `${String(items.length)} ${what} were read.`;
  return { ok: items.length > 0, sentence: count, sample: items.slice(-SAMPLE).map(text) };
}

const articleView = ({ desk }: SourceLife, article: StoredArticle): ArticleView => {
  const { hash: key, title, summary, feed, publishedAt, seen, score, method, coins } = article;
  const source = desk.source(feed)?.name ?? null;
  return { key, title, summary, source, publishedAt, seenAt: seen, score, method, coins: [...coins] };
};

/** The news of each coin as of now, from the articles themselves; the stored series is up to a quarter of an hour older. */
function sentimentNow({ news, coins, desk }: SourceLife, at: number) {
  const feeds = new Set(desk.settings.sources.filter(({ enabled }) => enabled).map(({ id }) => id));
  const articles = news.window(at).filter(({ feed }) => feeds.has(feed));
  return [MARKET, ...coins].map((coin) => {
    const { score, n, effective } = newsScore(articles, coin, at);
    const key = coin === MARKET ? WHOLE_MARKET : coin;
    return { key, score, articles: n, effective, minArticles: LEAST_ARTICLES };
  });
}

function seriesNow(life: SourceLife, at: number) {
  return life.series().map((series) => {
    const { name, unit, source } = series;
    const now = series.at(at);
    return now.known
      ? { key: name, unit, source, value: now.value, asOf: now.asOf, reason: null }
      : { key: name, unit, source, value: null, asOf: null, reason: now.reason };
  });
}
