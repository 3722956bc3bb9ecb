import type { ChainCoin, ChainSetting, SourceSetting } from '#shared/domain/source.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import {
  ONCHAIN_HISTORY_MS,
  ONCHAIN_MIN_DAYS,
  type FlowInput,
  type GasInput,
  type OnchainInputs,
  type TransfersInput,
} from '../agents/scoring/onchain-agent.ts';
import type { FearGreedInput, Missing, NewsInput, SentimentInputs } from '../agents/scoring/sentiment-agent.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { KnownPoint, SeriesBook } from './series-book.ts';
import { articlesSeries, chainSeries, fearGreedSeries, gasSeries, newsSeries, WHOLE_MARKET } from './series-names.ts';
import type { SourceSettings } from './source-desk.ts';
import { differencesOver, median, percentileOf } from './statistics.ts';

/** Older figures are not even stale: they are not there. */
const NEWS_LOOK_BACK_MS = 7 * DAY;
const MOOD_LOOK_BACK_MS = 30 * DAY;
const CHAIN_LOOK_BACK_MS = 3 * DAY;
const MOOD_HISTORY_MS = 365 * DAY;
const MOOD_LEAST = 30;
/** Samples are an hour apart; a span is one of a day when its ends are at most so much further apart. */
const SLACK_MS = 2 * HOUR;
const HOURS_A_DAY = 24;
/** Of a day's hours, to be a day. */
const DAY_SHARE = 0.75;

const missing = (state: Missing['state'], reason: string): Missing => ({ known: false, state, reason });

function newsInput(book: SeriesBook, coin: string, at: number, feeds: readonly SourceSetting[]): NewsInput | Missing {
  if (feeds.length === 0) return missing('off', 'off: no feed of news is set up');
  const score = book.last(newsSeries(coin), at, NEWS_LOOK_BACK_MS);
  const about = coin === WHOLE_MARKET ? 'the market' : coin;
  if (score === null) return missing('no-data', `too few articles about ${about}`);
  // Both are written in one transaction for one moment.
  const effective = book.window(articlesSeries(coin), score.ts, score.ts)[0]?.value ?? 0;
  return { known: true, score: score.value, effective, asOf: score.ts };
}

function fearGreedInput(book: SeriesBook, at: number, source: SourceSetting | undefined): FearGreedInput | Missing {
  if (source === undefined) return missing('off', 'off: no fear and greed series is set up');
  const name = fearGreedSeries(source.id);
  const last = book.last(name, at, MOOD_LOOK_BACK_MS);
  if (last === null) return missing('no-data', 'the fear and greed series told nothing yet');
  const values = book.window(name, last.ts - MOOD_HISTORY_MS, at).map(({ value }) => value);
  if (values.length < MOOD_LEAST)
    return missing('warming-up', `fear and greed: ${String(MOOD_LEAST - values.length)} more values are needed`);
  const percentile = percentileOf(last.value, values);
  return { known: true, value: last.value, percentile, n: values.length, asOf: last.ts };
}

/** What was known of a coin's sentiment at a moment. */
export function sentimentInputs(
  book: SeriesBook,
  { sources }: SourceSettings,
  coin: string,
  at: number,
): SentimentInputs {
  const enabled = sources.filter((one) => one.enabled);
  const feeds = enabled.filter(({ kind }) => kind === 'feed');
  const mood = enabled.find(({ kind }) => kind === 'fear-greed');
  return {
    coin: newsInput(book, coin, at, feeds),
    market: newsInput(book, WHOLE_MARKET, at, feeds),
    fearGreed: fearGreedInput(book, at, mood),
  };
}

const daysOf = (points: readonly KnownPoint[], at: number): number => (at - (points[0]?.ts ?? at)) / DAY;
const young = (what: string, days: number): Missing =>
  missing('warming-up', `${what}: ${String(Math.ceil(ONCHAIN_MIN_DAYS - days))} more days of history are needed`);

function flowInput(book: SeriesBook, name: string, at: number): FlowInput | Missing {
  const points = book.window(name, at - ONCHAIN_HISTORY_MS - DAY, at);
  const flows = differencesOver(points, DAY, SLACK_MS);
  const days = daysOf(flows, at);
  const last = flows.at(-1);
  if (last === undefined || days < ONCHAIN_MIN_DAYS) return young('the flow of exchange wallets', days);
  const usual = median(flows.slice(0, -1).map(({ value }) => Math.abs(value)));
  return { known: true, net: last.value, usual, days: Math.min(days, 30), asOf: last.ts };
}

function transfersInput(book: SeriesBook, name: string, at: number): TransfersInput | Missing {
  const points = book.window(name, at - ONCHAIN_HISTORY_MS, at);
  const days = daysOf(points, at);
  const last = points.at(-1);
  if (last === undefined || days < ONCHAIN_MIN_DAYS) return young('the transfer volume', days);
  const recent = points.filter(({ ts }) => ts > last.ts - DAY).map(({ value }) => value);
  if (recent.length < HOURS_A_DAY * DAY_SHARE)
    return missing('no-data', `the transfer volume: only ${String(recent.length)} of the last 24 hours were read`);
  const rate = recent.reduce((sum, value) => sum + value, 0) / recent.length;
  const usual = median(points.filter(({ ts }) => ts <= last.ts - DAY).map(({ value }) => value));
  return { known: true, rate, usual, days, asOf: last.ts };
}

function gasInput(book: SeriesBook, chainId: number, at: number): GasInput | Missing {
  const points = book.window(gasSeries(chainId), at - ONCHAIN_HISTORY_MS, at);
  const last = book.last(gasSeries(chainId), at, CHAIN_LOOK_BACK_MS);
  const days = daysOf(points, at);
  if (last === null || days < ONCHAIN_MIN_DAYS) return young('the gas price', days);
  const percentile = percentileOf(
    last.value,
    points.map(({ value }) => value),
  );
  return { known: true, gwei: last.value, percentile, days, asOf: last.ts };
}

function nothingOf(reason: string): OnchainInputs {
  const off = missing('off', reason);
  return { flow: off, transfers: off, gas: off };
}

/** Why nothing is read of a coin on the chain; null when something is. */
export function chainOff(chain: ChainSetting | null, coin: string, setting: ChainCoin | undefined): string | null {
  if (chain === null) return 'off: no RPC address is set';
  if (!chain.enabled) return 'off: the node is switched off';
  return setting === undefined ? `off: no token contract and no exchange wallets are set for ${coin}` : null;
}

/** What was known of a coin on the chain at a moment. */
export function onchainInputs(
  book: SeriesBook,
  { chain, coins }: SourceSettings,
  coin: string,
  at: number,
  hasher: Hasher,
): OnchainInputs {
  const setting = coins.find((one) => one.coin === coin);
  const off = chainOff(chain, coin, setting);
  if (off !== null || chain === null || setting === undefined) return nothingOf(off ?? '');
  const names = chainSeries(setting, chain.chainId, hasher);
  return {
    flow:
      setting.wallets.length === 0
        ? missing('off', `off: no exchange wallets are set for ${coin}`)
        : flowInput(book, names.balance, at),
    transfers:
      setting.token === null
        ? missing('off', `off: no token contract is set for ${coin}`)
        : transfersInput(book, names.transfers, at),
    gas: gasInput(book, chain.chainId, at),
  };
}
