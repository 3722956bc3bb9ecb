import type { StoredArticle } from '../ports/external-store.ts';

export interface NewsSettings {
  /** After it an article counts half, ms. */
  readonly halfLifeMs: number;
  /** Older articles do not count, ms. */
  readonly windowMs: number;
  /** Fewer articles than this say nothing. */
  readonly minArticles: number;
}

const HOUR = 3_600_000;

export const NEWS_DEFAULTS: NewsSettings = { halfLifeMs: 8 * HOUR, windowMs: 48 * HOUR, minArticles: 5 };

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
export function newsScore(
  articles: readonly StoredArticle[],
  coin: string,
  at: number,
  settings: NewsSettings = NEWS_DEFAULTS,
): NewsScore {
  const { halfLifeMs, windowMs, minArticles } = settings;
  let [n, weights, squares, sum] = [0, 0, 0, 0];
  for (const { publishedAt, seen, weight, score, coins } of articles) {
    const age = at - publishedAt;
    if (age < 0 || age >= windowMs || seen > at) continue;
    if (coin !== MARKET && !coins.includes(coin)) continue;
    const w = weight * 2 ** (-age / halfLifeMs);
    n += 1;
    weights += w;
    squares += w * w;
    sum += w * score;
  }
  const effective = squares > 0 ? Math.round(((weights * weights) / squares) * 100) / 100 : 0;
  if (n < minArticles || !(weights > 0)) return { score: null, n, effective };
  return { score: Math.round((sum / weights) * 1_000) / 1_000 + 0, n, effective };
}
