import type { Opinion } from '#shared/domain/agent.ts';
import { HOUR } from '#shared/domain/time.ts';
import { freshness, opinionOfParts, type PartReading } from './weighted-parts.ts';

/** Why an input is not there. */
export interface Missing {
  readonly known: false;
  readonly state: 'off' | 'no-data' | 'stale' | 'warming-up';
  readonly reason: string;
}

export interface NewsInput {
  readonly known: true;
  /** −1…+1. */
  readonly score: number;
  /** How many articles of equal weight it rests on. */
  readonly effective: number;
  readonly asOf: number;
}

export interface FearGreedInput {
  readonly known: true;
  /** 0 fear … 100 greed. */
  readonly value: number;
  /** Share of its own last year that was lower, ties half, 0…1. */
  readonly percentile: number;
  /** Values the percentile rests on. */
  readonly n: number;
  readonly asOf: number;
}

export interface SentimentInputs {
  /** News about the coin. */
  readonly coin: NewsInput | Missing;
  /** All news. */
  readonly market: NewsInput | Missing;
  readonly fearGreed: FearGreedInput | Missing;
}

const SHARES = { coin: 5_000, market: 2_000, fearGreed: 3_000 } as const;
/** A score of headlines as high as this is as good as they get. */
const NEWS_FULL = 0.5;
/** With so many articles half of what news can be trusted is reached. */
const HALF_TRUST_ARTICLES = 10;
/** News and moods explain little of what follows, so neither is ever trusted much. */
const MOST_NEWS = 0.7;
const MOST_MOOD = 0.5;
const NEWS_HALF_LIFE_MS = 2 * HOUR;
const NEWS_OLD_MS = 6 * HOUR;
const MOOD_HALF_LIFE_MS = 48 * HOUR;
const MOOD_OLD_MS = 72 * HOUR;

const signed = (value: number, digits: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
const hours = (ms: number): string => `${String(Math.round(ms / HOUR))} h`;
const stale = (what: string, ageMs: number): PartReading => ({
  state: 'stale',
  reason: `${what} is ${hours(ageMs)} old`,
});

function newsReading(input: NewsInput | Missing, what: string, at: number): PartReading {
  if (!input.known) return input;
  const { score, effective, asOf } = input;
  if (at - asOf > NEWS_OLD_MS) return stale(what, at - asOf);
  const enough = effective / (effective + HALF_TRUST_ARTICLES);
  return {
    state: 'ok',
    value: score / NEWS_FULL,
    quality: MOST_NEWS * enough * freshness(at - asOf, NEWS_HALF_LIFE_MS),
    measured: `${signed(score, 2)} of ${effective.toFixed(1)} articles`,
    asOf,
  };
}

/**
 * Fear and greed is read against the crowd, and at its ends only: −(2p − 1)³ of its percentile p. Its publisher says the same of
 * extreme fear and extreme greed (alternative.me/crypto/fear-and-greed-index).
 */
function moodReading(input: FearGreedInput | Missing, at: number): PartReading {
  if (!input.known) return input;
  const { value, percentile, asOf } = input;
  if (at - asOf > MOOD_OLD_MS) return stale('fear and greed', at - asOf);
  return {
    state: 'ok',
    value: -((2 * percentile - 1) ** 3) + 0,
    quality: MOST_MOOD * freshness(at - asOf, MOOD_HALF_LIFE_MS),
    measured: `${value.toFixed(0)}, above ${(percentile * 100).toFixed(0)} % of a year`,
    asOf,
  };
}

/** What news and moods say of a coin at a moment: a pure function of what was known then. */
export function sentimentOpinion({ coin, market, fearGreed }: SentimentInputs, at: number): Opinion {
  return opinionOfParts('sentiment', [
    { name: 'news', share: SHARES.coin, reading: newsReading(coin, 'news of the coin', at) },
    { name: 'market news', share: SHARES.market, reading: newsReading(market, 'news of the market', at) },
    { name: 'fear and greed', share: SHARES.fearGreed, reading: moodReading(fearGreed, at) },
  ]);
}
