import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import type { StoredArticle } from '../ports/external-store.ts';
import { CoinMatcher } from './coins.ts';
import { judgeArticles } from './judge.ts';
import { MARKET, NEWS_HALF_LIFE_MS, newsScore } from './news-score.ts';

const HOUR = 3_600_000;
const AT = 1_000 * HOUR;
const FEED = { feed: 'f1', weight: 1, seen: AT };
const matcher = new CoinMatcher(['BTC', 'ETH']);
const judge = (titles: readonly string[], publishedAt: number | null = AT) =>
  judgeArticles(
    titles.map((title) => ({ title, summary: '', publishedAt })),
    FEED,
    matcher,
    systemHasher,
  );

const article = fc
  .record({
    publishedAt: fc.integer({ min: AT - 60 * HOUR, max: AT + HOUR }),
    late: fc.integer({ min: 0, max: 2 * HOUR }),
    weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
    score: fc.integer({ min: -1_000, max: 1_000 }).map((steps) => steps / 1_000),
    coins: fc.subarray(['BTC', 'ETH']),
  })
  .map(({ late, ...rest }): StoredArticle => ({
    ...rest,
    hash: '',
    seen: rest.publishedAt + late,
    feed: 'f1',
    title: '',
    summary: '',
    method: '',
  }));
const articles = fc.array(article, { maxLength: 40 });

describe('articles', () => {
  it('count once however often the headline is written', () => {
    expect(judge(['Bitcoin rallies', 'BITCOIN RALLIES!', 'Bitcoin  rallies', 'Ether falls'])).toHaveLength(2);
  });

  it('of an unknown time, or one in the future, appeared when they were seen', () => {
    expect(judge(['a'], null)[0]?.publishedAt).toBe(AT);
    expect(judge(['a'], AT + HOUR)[0]?.publishedAt).toBe(AT);
    expect(judge(['a'], AT - HOUR)[0]?.publishedAt).toBe(AT - HOUR);
  });

  it('without a letter are none', () => {
    expect(judge(['…', '!!!', ''])).toEqual([]);
  });
});

describe('the score of news', () => {
  it('halves the weight of an article with each half-life', () => {
    const at = (age: number, score: number): StoredArticle => ({
      hash: '',
      publishedAt: AT - age,
      seen: AT - age,
      feed: 'f1',
      weight: 1,
      title: '',
      summary: '',
      score,
      method: '',
      coins: ['BTC'],
    });
    const pair = [at(0, 0.6), at(NEWS_HALF_LIFE_MS, -0.6)];
    // (1 × 0.6 + ½ × −0.6) ÷ 1.5, and Kish: 3 × 1.5² ÷ 1.25.
    expect(newsScore([...pair, ...pair, ...pair], 'BTC', AT)).toEqual({ score: 0.2, n: 6, effective: 5.4 });
  });

  it('is unknown with too few articles, and says how many there are', () => {
    const few = judge(['Bitcoin rallies', 'BTC falls']);
    expect(newsScore(few, 'BTC', AT)).toEqual({ score: null, n: 2, effective: 2 });
    expect(newsScore([], MARKET, AT)).toEqual({ score: null, n: 0, effective: 0 });
  });

  it('stays between the worst and the best of its articles', () => {
    fc.assert(
      fc.property(articles, (given) => {
        const { score, n, effective } = newsScore(given, MARKET, AT);
        expect(effective).toBeLessThanOrEqual(n + 0.01);
        if (score === null) return;
        const scores = given.map((one) => one.score);
        expect(score).toBeLessThanOrEqual(Math.max(...scores) + 0.001);
        expect(score).toBeGreaterThanOrEqual(Math.min(...scores) - 0.001);
      }),
    );
  });

  it('does not know what was seen, or appeared, later', () => {
    fc.assert(
      fc.property(articles, (given) => {
        const known = given.filter(({ seen, publishedAt }) => seen <= AT && publishedAt <= AT);
        expect(newsScore(given, 'BTC', AT)).toEqual(newsScore(known, 'BTC', AT));
      }),
    );
  });

  it('of a coin takes its articles only', () => {
    fc.assert(
      fc.property(articles, (given) => {
        const own = given.filter(({ coins }) => coins.includes('ETH'));
        expect(newsScore(given, 'ETH', AT)).toEqual(newsScore(own, MARKET, AT));
      }),
    );
  });
});
