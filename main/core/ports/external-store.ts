/** A value of a stored series. */
export interface ExternalPoint {
  readonly name: string;
  /** When it was true, ms since 1970. */
  readonly ts: number;
  readonly value: number;
  /** When it came to be known here, ms: what was told later about the past was not known in it. */
  readonly seen: number;
}

/** A series as columns of equal length, `ts` strictly rising. */
export interface ExternalColumns {
  readonly ts: Float64Array;
  readonly value: Float64Array;
  readonly seen: Float64Array;
}

/** An article as it was judged. */
export interface StoredArticle {
  /** SHA-256 of its normalised title, hex: the same news from two feeds is one article. */
  readonly hash: string;
  /** Its publisher's time, or {@link seen} where that is missing or in the future, ms. */
  readonly publishedAt: number;
  readonly seen: number;
  /** Id and weight of the feed it came from first. */
  readonly feed: string;
  readonly weight: number;
  readonly title: string;
  readonly summary: string;
  /** −1…+1 by the method named in {@link method}. */
  readonly score: number;
  readonly method: string;
  /** Coins it is about, as instruments name them: `BTC`. */
  readonly coins: readonly string[];
}

/** Samples of what is outside the market: sentiment, on-chain figures. Nothing stored is ever changed. */
export interface ExternalStore {
  /** Adds points in one transaction; one that is there already stays as it is. @throws StoreFailure when nothing was written. */
  write(points: readonly ExternalPoint[]): void;
  /** Points with `from <= ts < to`. */
  read(name: string, from: number, to: number): ExternalColumns;
  names(): readonly string[];
  /**
   * Adds articles in one transaction; one whose hash is there already stays as it is.
   * @returns those that were new.
   */
  addArticles(articles: readonly StoredArticle[]): readonly StoredArticle[];
  /** Articles published in `from <= publishedAt < to`, oldest first. */
  articles(from: number, to: number): readonly StoredArticle[];
}

/** A value out of a series, or one sentence about why there is none. */
export type ExternalValue =
  | { readonly known: true; readonly value: number; readonly asOf: number }
  | { readonly known: false; readonly reason: string };

/** A named figure from outside the market, as of any moment. */
export interface ExternalSeries {
  readonly name: string;
  /** `points`, `−1…+1`, `gwei`, `tokens/h` … */
  readonly unit: string;
  readonly source: string;
  /** The newest value that was true and known at a moment, ms. */
  at(ts: number): ExternalValue;
}
