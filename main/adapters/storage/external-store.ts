import {
  type ExternalColumns,
  type ExternalPoint,
  type ExternalStore,
  type StoredArticle,
} from '#core/ports/external-store.ts';
import { StoreFailure } from '#core/ports/store.ts';
import type { Connection } from './connection.ts';
import { mustBeWritable, onDisk } from './disk-guard.ts';
import { sqlCompiler } from './schema.ts';

interface PointRow {
  readonly ts: number;
  readonly value: number;
  readonly seen: number;
}

interface ArticleRow {
  readonly hash: string;
  readonly published: number;
  readonly seen: number;
  readonly feed: string;
  readonly weight: number;
  readonly title: string;
  readonly summary: string;
  readonly score: number;
  readonly method: string;
  readonly coins: string;
}

type ArticleCells = readonly [string, number, number, string, number, string, string, number, string, string];

/** Figures from outside the market in SQLite: plain rows, because they are few and looked up by time. */
export class SqliteExternalStore implements ExternalStore {
  readonly #readOnly: boolean;
  readonly #sql: ReturnType<typeof statements>;
  readonly #write;
  readonly #add;

  constructor(db: Connection, readOnly: boolean) {
    this.#readOnly = readOnly;
    this.#sql = statements(db);
    this.#write = db.transaction((points: readonly ExternalPoint[]) => {
      // SQLite knows no −0.
      for (const { name, ts, value, seen } of points) this.#sql.put.run(name, ts, value + 0, seen);
    });
    this.#add = db.transaction((articles: readonly StoredArticle[]) =>
      articles.filter((article) => this.#sql.addArticle.run(...cellsOf(article)).changes > 0),
    );
  }

  write(points: readonly ExternalPoint[]): void {
    this.#mustWrite();
    const bad = points.find(({ value }) => !Number.isFinite(value));
    if (bad !== undefined) throw new StoreFailure(`A value of ${bad.name} at ${String(bad.ts)} is not a number.`);
    if (points.length > 0) onDisk('Writing external figures', () => this.#write.immediate(points));
  }

  read(name: string, from: number, to: number): ExternalColumns {
    return onDisk(`Reading ${name}`, () => {
      const rows = this.#sql.points.all(name, from, to);
      const column = (key: keyof PointRow): Float64Array => Float64Array.from(rows, (row) => row[key]);
      return { ts: column('ts'), value: column('value'), seen: column('seen') };
    });
  }

  names(): readonly string[] {
    return onDisk('Listing external figures', () => this.#sql.names.all().map(({ name }) => name));
  }

  addArticles(articles: readonly StoredArticle[]): readonly StoredArticle[] {
    this.#mustWrite();
    return articles.length === 0 ? [] : onDisk('Writing articles', () => this.#add.immediate(articles));
  }

  articles(from: number, to: number): readonly StoredArticle[] {
    return onDisk('Reading articles', () => this.#sql.articles.all(from, to).map(articleOf));
  }

  #mustWrite(): void {
    mustBeWritable(this.#readOnly);
  }
}

function cellsOf(article: StoredArticle): ArticleCells {
  const { hash, publishedAt, seen, feed, weight, title, summary, score, method, coins } = article;
  return [hash, publishedAt, seen, feed, weight, title, summary, score, method, coins.join(' ')];
}

const articleOf = ({ published, coins, ...row }: ArticleRow): StoredArticle => ({
  ...row,
  publishedAt: published,
  coins: coins === '' ? [] : coins.split(' '),
});

const NO_ARTICLE = {
  hash: '',
  published: 0,
  seen: 0,
  feed: '',
  weight: 0,
  title: '',
  summary: '',
  score: 0,
  method: '',
  coins: '',
};

function statements(db: Connection) {
  const series = sqlCompiler.selectFrom('external_series');
  const articles = sqlCompiler.selectFrom('external_articles').selectAll();
  return {
    put: db.prepare<[string, number, number, number]>(
      sqlCompiler
        .insertInto('external_series')
        .values({ name: '', ts: 0, value: 0, seen: 0 })
        .onConflict((conflict) => conflict.columns(['name', 'ts']).doNothing())
        .compile().sql,
    ),
    points: db.prepare<[string, number, number], PointRow>(
      series
        .select(['ts', 'value', 'seen'])
        .where('name', '=', '')
        .where('ts', '>=', 0)
        .where('ts', '<', 0)
        .orderBy('ts')
        .compile().sql,
    ),
    names: db.prepare<[], { name: string }>(series.select('name').distinct().orderBy('name').compile().sql),
    addArticle: db.prepare<ArticleCells[number][]>(
      sqlCompiler
        .insertInto('external_articles')
        .values(NO_ARTICLE)
        .onConflict((conflict) => conflict.column('hash').doNothing())
        .compile().sql,
    ),
    articles: db.prepare<[number, number], ArticleRow>(
      articles.where('published', '>=', 0).where('published', '<', 0).orderBy('published').orderBy('hash').compile()
        .sql,
    ),
  };
}
