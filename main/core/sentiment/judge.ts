import type { Article } from '../ports/external-source.ts';
import type { StoredArticle } from '../ports/external-store.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { CoinMatcher } from './coins.ts';
import { normalTitle } from './tokens.ts';
import { articleScore, METHOD } from './valence.ts';

/** A way to say how good news an article is. Another one is used by handing it over where the first is made. */
export interface SentimentMethod {
  /** Stored beside each score; changes whenever the same text may get another score. */
  readonly name: string;
  /** −1…+1. A pure function that never throws, whatever the text. */
  score(title: string, summary: string): number;
}

export const LEXICON_METHOD: SentimentMethod = { name: METHOD, score: articleScore };

export interface FromFeed {
  readonly feed: string;
  readonly weight: number;
  readonly seen: number;
}

/**
 * Judges articles of one feed, each headline once: what differs in marks, spaces or capitals only is the same. A title
 * without a letter or digit is left out. An article from the future, or of an unknown time, appeared when it was seen.
 */
export function judgeArticles(
  articles: readonly Article[],
  { feed, weight, seen }: FromFeed,
  matcher: CoinMatcher,
  hasher: Hasher,
  method: SentimentMethod = LEXICON_METHOD,
): readonly StoredArticle[] {
  const judged = new Map<string, StoredArticle>();
  for (const { title, summary, publishedAt } of articles) {
    const normal = normalTitle(title);
    if (normal === '') continue;
    const hash = hasher.sha256(normal);
    if (judged.has(hash)) continue;
    const score = Math.max(-1, Math.min(1, method.score(title, summary)));
    if (!Number.isFinite(score)) continue;
    judged.set(hash, {
      hash,
      publishedAt: Math.min(seen, publishedAt ?? seen),
      seen,
      feed,
      weight,
      title,
      summary,
      score,
      method: method.name,
      coins: matcher.coinsIn(`${title} ${summary}`),
    });
  }
  return [...judged.values()];
}
