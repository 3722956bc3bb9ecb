import type { Article, ExternalSources, SeriesPoint, SourceAnswer, Validators } from '#core/ports/external-source.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { boundedFetch, isLocalHost, type FetchBounds, type FetchedBody } from '../system/bounded-fetch.ts';
import { parseFearGreed } from './parse-fear-greed.ts';
import { parseFeed } from './parse-feed.ts';

export const SOURCE_BOUNDS: FetchBounds = { timeoutMs: 15_000, maxBytes: 2 * 1_024 * 1_024, maxRedirects: 3 };

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/json, application/xml;q=0.9, text/xml;q=0.9';

/** https, or http on this machine; without a login. */
function addressOf(text: string): Result<URL, string> {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null) return err('The address cannot be read.');
  if (address.username !== '' || address.password !== '') return err('The address must not hold a login.');
  if (address.protocol === 'https:' || (address.protocol === 'http:' && isLocalHost(address))) return ok(address);
  return err('The address must begin with https://.');
}

const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

function question(known: Validators | null): Record<string, string> {
  const { etag, lastModified } = known ?? NO_VALIDATORS;
  return {
    accept: ACCEPT,
    'user-agent': 'Zmart Workstation',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

const validatorsOf = ({ headers }: FetchedBody): Validators => ({
  etag: headers['etag'] ?? null,
  lastModified: headers['last-modified'] ?? null,
});

type Parsed<T> = Result<{ readonly items: readonly T[]; readonly skipped: number }, string>;

async function ask<T>(
  address: string,
  known: Validators | null,
  bounds: FetchBounds,
  parse: (body: string) => Parsed<T>,
): Promise<SourceAnswer<T>> {
  const url = addressOf(address);
  if (!url.ok) return { status: 'failed', reason: url.error };
  const { host } = url.value;
  const answer = await boundedFetch(url.value, bounds, { headers: question(known) });
  if (!answer.ok) return { status: 'failed', reason: answer.error };
  const { status, body } = answer.value;
  if (status === 304 && known !== null) return { status: 'unchanged' };
  if (status !== 200) return { status: 'failed', reason: `${host} answered ${String(status)}.` };
  try {
    const parsed = parse(new TextDecoder().decode(body));
    if (!parsed.ok) return { status: 'failed', reason: `${host}: ${parsed.error}` };
    return { status: 'fresh', ...parsed.value, validators: validatorsOf(answer.value) };
  } catch {
    return { status: 'failed', reason: `${host} sent something that cannot be read.` };
  }
}

function articles(body: string): Parsed<Article> {
  const feed = parseFeed(body);
  return feed.ok ? ok({ items: feed.value.articles, skipped: feed.value.skipped }) : feed;
}

function fearGreed(body: string): Parsed<SeriesPoint> {
  const series = parseFearGreed(body);
  return series.ok ? ok({ items: series.value.points, skipped: series.value.skipped }) : series;
}

/** Reads feeds and series over the network. @param bounds smaller ones are for tests. */
export const networkSources = (bounds: FetchBounds = SOURCE_BOUNDS): ExternalSources => ({
  articles: (address, known) => ask(address, known, bounds, articles),
  fearGreed: (address, known) => ask(address, known, bounds, fearGreed),
});
