import type { SourceSetting } from '#shared/domain/source.ts';
import { DAY } from '#shared/domain/time.ts';
import type { ExternalSources, SourceAnswer, Validators } from '../ports/external-source.ts';
import type { ExternalPoint, ExternalStore, StoredArticle } from '../ports/external-store.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { CoinMatcher } from '../sentiment/coins.ts';
import { judgeArticles, LEXICON_METHOD, type SentimentMethod } from '../sentiment/judge.ts';
import { MARKET, NEWS_WINDOW_MS, newsScore } from '../sentiment/news-score.ts';
import type { SeriesBook } from './series-book.ts';
import { articlesSeries, fearGreedSeries, newsSeries, WHOLE_MARKET } from './series-names.ts';

export interface NewsReaderParts {
  readonly sources: ExternalSources;
  readonly store: ExternalStore;
  readonly book: SeriesBook;
  readonly hasher: Hasher;
  readonly matcher: CoinMatcher;
  readonly coins: readonly string[];
  readonly now: () => number;
  readonly method?: SentimentMethod;
}

export interface ReadOutcome {
  readonly ok: boolean;
  readonly sentence: string;
}

/** New articles of a feed within a day; a feed with more floods and would drown the others. */
const MOST_A_DAY = 500;

const failed = (reason: string): ReadOutcome => ({ ok: false, sentence: reason });
const skippedText = (skipped: number): string =>
  skipped === 0 ? '' : `, ${String(skipped)} entries could not be read`;

/** Reads feeds and series of moods, stores what is new, and turns the articles of the last days into scores. */
export class NewsReader {
  readonly #parts: NewsReaderParts;
  readonly #validators = new Map<string, Validators>();
  readonly #today = new Map<string, { day: number; stored: number }>();

  constructor(parts: NewsReaderParts) {
    this.#parts = parts;
  }

  /** Reads one source. @param wanted false when it was switched off meanwhile: nothing of it is stored then. */
  async read(source: SourceSetting, wanted: () => boolean): Promise<ReadOutcome> {
    const { sources } = this.#parts;
    const known = this.#validators.get(source.id) ?? null;
    return source.kind === 'feed'
      ? this.#keep(source, await sources.articles(source.address, known), wanted, this.#keepArticles)
      : this.#keep(source, await sources.fearGreed(source.address, known), wanted, this.#keepMoods);
  }

  /** The scores of every coin and of the market at a moment; a coin with too few articles has none. */
  score(at: number, feeds: readonly SourceSetting[]): void {
    const { book, coins } = this.#parts;
    const counted = new Set(feeds.map(({ id }) => id));
    const articles = this.window(at).filter(({ feed }) => counted.has(feed));
    const points: ExternalPoint[] = [];
    for (const coin of [MARKET, ...coins]) {
      const { score, effective } = newsScore(articles, coin, at);
      if (score === null) continue;
      const name = coin === MARKET ? WHOLE_MARKET : coin;
      points.push(
        { name: newsSeries(name), ts: at, value: score, seen: at },
        { name: articlesSeries(name), ts: at, value: effective, seen: at },
      );
    }
    book.write(points);
  }

  /** The articles that count at a moment, of whatever feed, oldest first. */
  window(at: number): readonly StoredArticle[] {
    return this.#parts.store.articles(at - NEWS_WINDOW_MS, at + 1);
  }

  /** The latest articles that are stored, newest first. */
  latest(coin: string | null, limit: number): readonly StoredArticle[] {
    const all = this.window(this.#parts.now());
    const about = coin === null ? all : all.filter(({ coins }) => coins.includes(coin));
    return about.slice(-limit).reverse();
  }

  #keep<T>(
    source: SourceSetting,
    answer: SourceAnswer<T>,
    wanted: () => boolean,
    keep: (source: SourceSetting, items: readonly T[]) => string,
  ): ReadOutcome {
    if (answer.status === 'failed') return failed(answer.reason);
    if (answer.status === 'unchanged') return { ok: true, sentence: 'Nothing new.' };
    if (!wanted()) return { ok: true, sentence: 'Switched off.' };
    const sentence = keep(source, answer.items);
    this.#validators.set(source.id, answer.validators);
    return { ok: true, sentence: `${sentence}${skippedText(answer.skipped)}.` };
  }

  readonly #keepArticles = (
    { id: feed, weight }: SourceSetting,
    items: Parameters<typeof judgeArticles>[0],
  ): string => {
    const { store, matcher, hasher, now, method = LEXICON_METHOD } = this.#parts;
    const seen = now();
    const judged = judgeArticles(items, { feed, weight, seen }, matcher, hasher, method);
    const left = MOST_A_DAY - this.#storedToday(feed, seen).stored;
    const added = store.addArticles(judged.slice(0, Math.max(0, left)));
    this.#storedToday(feed, seen).stored += added.length;
    const flood = judged.length > left ? `, and not all: it sends more than ${String(MOST_A_DAY)} a day` : '';
    return `${String(items.length)} articles, ${String(added.length)} new${flood}`;
  };

  readonly #keepMoods = (
    { id }: SourceSetting,
    items: readonly { readonly ts: number; readonly value: number }[],
  ): string => {
    const seen = this.#parts.now();
    const name = fearGreedSeries(id);
    const points = items.filter(({ ts }) => ts <= seen).map(({ ts, value }) => ({ name, ts, value, seen }));
    this.#parts.book.write(points);
    return `${String(points.length)} values, the newest ${String(points.at(-1)?.value ?? 'none')}`;
  };

  #storedToday(feed: string, at: number): { day: number; stored: number } {
    const day = Math.floor(at / DAY);
    let today = this.#today.get(feed);
    if (today?.day !== day) {
      today = { day, stored: 0 };
      this.#today.set(feed, today);
    }
    return today;
  }
}
