import * as z from 'zod';
import { SOURCE_KINDS, sourceAddressProblem } from '../domain/source.ts';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const id = z.string().regex(/^[0-9a-z-]{1,40}$/, 'This is not the id of a source.');
const name = z
  .string()
  .trim()
  .min(1, 'Give the source a name.')
  .max(40, 'A name has at most 40 characters.')
  .regex(/^[^\p{C}]+$/u, 'A name has no control characters.');
const weight = z.number().min(0.1, 'A weight is 0.1 to 10.').max(10, 'A weight is 0.1 to 10.');
const kind = z.enum(SOURCE_KINDS);
const coin = z.string().regex(/^[A-Z0-9]{1,20}$/, 'This is not the name of a coin.');
const chainId = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const hexAddress = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'An address is 0x and 40 hex digits.')
  .transform((text) => text.toLowerCase());

const address = z
  .string()
  .max(500)
  .check((context) => {
    const problem = sourceAddressProblem(context.value);
    if (problem !== null) context.issues.push({ code: 'custom', message: problem, input: context.value });
  });

/** Goes in and never comes out; the API page shows it as such. */
const rpcAddress = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[^\s/?#]+([/?#]\S*)?$/, 'Give an address that begins with https:// or http://.')
  .meta({ writeOnly: true, format: 'password' });

const newSource = z.object({ name, kind, address, weight: weight.default(1) });

const report = z.object({
  /** When it was read last; null before the first time. */
  at: moment.nullable(),
  ok: z.boolean(),
  /** What came, or the last error. */
  sentence: z.string(),
  failures: z.int(),
  /** When it is read next; 0 for at once. */
  nextAt: moment,
  /** When it was last read without an error. */
  goodAt: moment.nullable(),
});

export const sourceView = z.object({
  key: z.string(),
  name: z.string(),
  kind,
  address: z.string(),
  weight: z.number(),
  enabled: z.boolean(),
  report,
});
export type SourceView = z.infer<typeof sourceView>;

/** The node, without its address. */
export const chainView = z.object({
  host: z.string(),
  chainId: z.int(),
  enabled: z.boolean(),
  report,
  block: z.int().nullable(),
  /** Gas price, gwei. */
  gwei: z.number().nullable(),
});
export type ChainView = z.infer<typeof chainView>;

const coinSetting = z.object({
  coin,
  /** ERC-20 contract; null for the chain's own coin. */
  token: hexAddress.nullable(),
  decimals: z.int().min(0).max(36),
  /** Exchange wallets. */
  wallets: z.array(hexAddress).max(50, 'At most 50 wallets.'),
});

export const chainCoinView = z.object({
  key: z.string(),
  token: z.string().nullable(),
  decimals: z.int(),
  wallets: z.array(z.string()),
  /** Tokens an hour since the last reading; null when not known. */
  transfersAnHour: z.number().nullable(),
  /** Tokens in the wallets; null when not known. */
  held: z.number().nullable(),
  problems: z.array(z.string()),
});
export type ChainCoinView = z.infer<typeof chainCoinView>;

export const articleView = z.object({
  key: z.string(),
  title: z.string(),
  summary: z.string(),
  /** Name of its feed; null when the feed was removed. */
  source: z.string().nullable(),
  publishedAt: moment,
  seenAt: moment,
  /** −1…+1. */
  score: z.number(),
  /** How it was scored, with the version of the word list. */
  method: z.string(),
  coins: z.array(z.string()),
});
export type ArticleView = z.infer<typeof articleView>;

/** A stored series and its newest value. */
export const seriesView = z.object({
  key: z.string(),
  unit: z.string(),
  source: z.string(),
  value: z.number().nullable(),
  asOf: moment.nullable(),
  /** Why there is no value; null when there is one. */
  reason: z.string().nullable(),
});

/** The sentiment of a coin, or of the market. */
export const coinSentimentView = z.object({
  key: z.string(),
  /** −1…+1; null with too few articles. */
  score: z.number().nullable(),
  /** Articles within the window. */
  articles: z.int(),
  /** Articles of equal weight they are worth. */
  effective: z.number(),
  minArticles: z.int(),
});

const settingsView = z.object({
  sources: z.array(sourceView),
  chain: chainView.nullable(),
  coins: z.array(chainCoinView),
  /** False where nothing is read in this mode. */
  reading: z.boolean(),
});

const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };
const ONE = { ...WRITES, NOT_FOUND: ERRORS.NOT_FOUND };
const outcome = z.object({ ok: z.boolean(), sentence: z.string() });

export const sources = {
  list: viewer
    .route({
      method: 'GET',
      path: '/sources',
      summary: 'Sources of sentiment and the node of the chain, with their state',
    })
    .output(settingsView),
  watch: viewer
    .route({ method: 'GET', path: '/sources/watch', summary: 'The sources of sentiment, as they change' })
    .output(rowStream(sourceView)),
  add: trader
    .route({ method: 'POST', path: '/sources', summary: 'Add a feed of news or a fear and greed series' })
    .input(newSource)
    .output(sourceView)
    .errors(WRITES),
  change: trader
    .route({ method: 'POST', path: '/sources/change', summary: 'Rename, weigh, switch on or off a source' })
    .input(z.object({ id, name: name.optional(), weight: weight.optional(), enabled: z.boolean().optional() }))
    .output(sourceView)
    .errors(ONE),
  remove: trader
    .route({ method: 'POST', path: '/sources/remove', summary: 'Remove a source; what it told stays stored' })
    .input(z.object({ id }))
    .output(z.object({ id: z.string() }))
    .errors(ONE),
  test: trader
    .route({ method: 'POST', path: '/sources/test', summary: 'Read an address once and keep nothing' })
    .input(z.object({ kind, address }))
    .output(outcome.extend({ sample: z.array(z.string()) })),
  articles: viewer
    .route({ method: 'GET', path: '/sources/articles', summary: 'The latest articles with their scores, newest first' })
    .input(z.object({ coin: coin.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.array(articleView)),
  sentiment: viewer
    .route({
      method: 'GET',
      path: '/sources/sentiment',
      summary: 'What the news of each coin and of the market amounts to',
    })
    .output(z.array(coinSentimentView)),
  series: viewer
    .route({
      method: 'GET',
      path: '/sources/series',
      summary: 'Series from outside the market, each with its newest value',
    })
    .output(z.array(seriesView)),
  setChain: trader
    .route({
      method: 'POST',
      path: '/sources/chain',
      summary: 'Set the node to read from; its address goes in and never comes out',
    })
    .input(z.object({ address: rpcAddress, chainId: chainId.default(1) }))
    .output(settingsView)
    .errors(WRITES),
  switchChain: trader
    .route({ method: 'POST', path: '/sources/chain/switch', summary: 'Switch the reading of the node on or off' })
    .input(z.object({ enabled: z.boolean() }))
    .output(settingsView)
    .errors(ONE),
  removeChain: trader
    .route({ method: 'POST', path: '/sources/chain/remove', summary: 'Forget the node and its address' })
    .output(settingsView)
    .errors(ONE),
  testChain: trader
    .route({
      method: 'POST',
      path: '/sources/chain/test',
      summary: 'Ask a node which chain it is on, and keep nothing',
    })
    .input(z.object({ address: rpcAddress, chainId: chainId.default(1) }))
    .output(outcome),
  setCoin: trader
    .route({
      method: 'POST',
      path: '/sources/coins',
      summary: 'Set the token contract and the exchange wallets of a coin',
    })
    .input(coinSetting)
    .output(settingsView)
    .errors(WRITES),
  removeCoin: trader
    .route({ method: 'POST', path: '/sources/coins/remove', summary: 'Stop reading a coin on the chain' })
    .input(z.object({ coin }))
    .output(settingsView)
    .errors(ONE),
};
