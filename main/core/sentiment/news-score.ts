import { HOUR } from '#shared/domain/time.ts';
import type { StoredArticle } from '../ports/external-store.ts';

/** After it an article counts half, ms. */
export const NEWS_HALF_LIFE_MS = 8 * HOUR;
/** Older articles do not count, ms. */
export const NEWS_WINDOW_MS = 48 * HOUR;
/** Fewer articles than this say nothing. */
export const LEAST_ARTICLES = 5;

/** What the news of a coin, or of the whole market, amounts to at a moment. */
export interface NewsScore {
  /** −1…+1 in steps of 0.001; null with fewer than the least number of articles. */
  readonly score: number | null;
  /** Articles in the window. */
  readonly n: number;
  /** (Σw)² ÷ Σw²: how many articles of equal weight they are worth. 0 when there are none. */
  readonly effective: number;
}

/** Whose articles: a coin's, or all. */
export const MARKET = '*';

/**
 * score = Σ w·s ÷ Σ w with w = weight of the feed × 2^(−age ÷ half-life), over the articles published within the window before
 * `at` and known by then. Articles come in any order; each counts once. Effective n: L. Kish, "Survey Sampling", 1965.
 */
export function newsScore(articles: readonly StoredArticle[], coin: string, at: number): NewsScore {
  let [n, weights, squares, sum] = [0, 0, 0, 0];
  for (const { publishedAt, seen, weight, score, coins } of articles) {
    const age = at - publishedAt;
    if (age < 0 || age >= NEWS_WINDOW_MS || seen > at) continue;
    if (coin !== MARKET && !coins.includes(coin)) continue;
    const w = weight * 2 ** (-age / NEWS_HALF_LIFE_MS);
    n += 1;
    weights += w;
    squares += w * w;
    sum += w * score;
  }
  const effective = squares > 0 ? Math.round(((weights * weights) / squares) * 100) / 100 : 0;
  if (n < LEAST_ARTICLES || !(weights > 0)) return { score: null, n, effective };
  return { score: Math.round((sum / weights) * 1_000) / 1_000 + 0, n, effective };
}
