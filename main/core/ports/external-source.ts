/** What a server gave to recognise an unchanged answer by; null where it gave nothing. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** One article as plain text: no markup, no entity, no control character, bounded in length. Its words are hostile all the same. */
export interface Article {
  readonly title: string;
  /** Empty when the feed gives none. */
  readonly summary: string;
  /** When its publisher says it appeared, ms since 1970; null when it does not say or what it says cannot be read. */
  readonly publishedAt: number | null;
}

/** One value of a series and when it was true, ms since 1970. */
export interface SeriesPoint {
  readonly ts: number;
  readonly value: number;
}

/** An answer of a source. `skipped`: entries that could not be read and were left out. */
export type SourceAnswer<T> =
  | {
      readonly status: 'fresh';
      readonly items: readonly T[];
      readonly skipped: number;
      readonly validators: Validators;
    }
  | { readonly status: 'unchanged' }
  | { readonly status: 'failed'; readonly reason: string };

/** Reads sources outside this machine. Every answer is bounded in time and size; it never throws and never follows a link. */
export interface ExternalSources {
  /** A feed in RSS, Atom or JSON Feed. */
  articles(address: string, known: Validators | null): Promise<SourceAnswer<Article>>;
  /** A JSON series of fear and greed: `{"data":[{"value":"40","timestamp":"1551157200"}]}`, seconds, values 0…100. */
  fearGreed(address: string, known: Validators | null): Promise<SourceAnswer<SeriesPoint>>;
}
