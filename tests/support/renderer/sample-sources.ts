import type { SignalSourceView } from '#shared/contract/signal-management.ts';
import type { ArticleView, ChainCoinView, ChainView, SourceView } from '#shared/contract/sources.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const counts = (received: number, executed: number, refused: number) => ({ received, executed, refused });

/** Three rules of the program and three sources outside. */
export const sampleSignalSources = (now: number): SignalSourceView[] => [
  {
    ...{ key: 'breakout', kind: 'rule', enabled: true, weight: 1, path: null, lastAt: now - 4 * MINUTE },
    ...{ reliability: { n: 412, rate: 0.47, lower: 0.42, upper: 0.52 }, ...counts(164, 8, 152) },
  },
  {
    ...{ key: 'trend', kind: 'rule', enabled: true, weight: 1, path: null, lastAt: now - 9 * MINUTE },
    ...{ reliability: { n: 288, rate: 0.55, lower: 0.49, upper: 0.61 }, ...counts(143, 7, 133) },
  },
  {
    ...{ key: 'reversion', kind: 'rule', enabled: false, weight: 0.6, path: null, lastAt: now - 52 * HOUR },
    ...{ reliability: null, ...counts(0, 0, 0) },
  },
  {
    ...{
      key: 'desk',
      kind: 'webhook',
      enabled: true,
      weight: 0.8,
      path: '/hooks/signals/desk',
      lastAt: now - 26 * MINUTE,
    },
    ...{ reliability: { n: 131, rate: 0.52, lower: 0.44, upper: 0.61 }, ...counts(38, 2, 34) },
  },
  {
    ...{ key: 'screener', kind: 'rest', enabled: true, weight: 0.5, path: null, lastAt: now - 3 * HOUR },
    ...{ reliability: null, ...counts(11, 0, 11) },
  },
  {
    ...{ key: 'weekly-list', kind: 'csv', enabled: false, weight: 1, path: null, lastAt: null },
    ...{ reliability: null, ...counts(0, 0, 0) },
  },
];

const good = (now: number, ago: number, every: number, sentence: string): SourceView['report'] => ({
  ...{ at: now - ago, ok: true, sentence, failures: 0, nextAt: now - ago + every, goodAt: now - ago },
});

/** Three feeds, one of which fails, and the mood of the market. */
export const sampleOpinionSources = (now: number): SourceView[] => [
  {
    ...{ key: 'feed-1', name: 'Exchange notices', kind: 'feed', address: 'https://news.exchange.invalid/notices.xml' },
    ...{ weight: 2, enabled: true, report: good(now, 2 * MINUTE, 5 * MINUTE, '40 articles, 3 new.') },
  },
  {
    ...{ key: 'feed-2', name: 'Market wire', kind: 'feed', address: 'https://wire.invalid/rss/markets?format=full' },
    ...{ weight: 1, enabled: true, report: good(now, 4 * MINUTE, 5 * MINUTE, '120 articles, 11 new.') },
  },
  {
    ...{ key: 'feed-3', name: 'Chain letters', kind: 'feed', address: 'https://letters.invalid/atom' },
    ...{ weight: 0.5, enabled: true },
    report: {
      ...{ at: now - 11 * MINUTE, ok: false, sentence: 'The server answered 503.', failures: 4 },
      ...{ nextAt: now + 5 * MINUTE, goodAt: now - 3 * HOUR },
    },
  },
  {
    ...{ key: 'mood-1', name: 'Fear and greed', kind: 'fear-greed', address: 'https://api.mood.invalid/fng/?limit=0' },
    ...{ weight: 1, enabled: true, report: good(now, 38 * MINUTE, HOUR, '2,844 values were read.') },
  },
];

export const sampleChain = (now: number): ChainView => ({
  ...{ host: 'eth-mainnet.node.invalid', chainId: 1, enabled: true, block: 21_347_902, gwei: 11.4 },
  report: good(now, 17 * MINUTE, HOUR, 'Read up to block 21347902.'),
});

const wallet = (digit: string): string => `0x${digit.repeat(40)}`;

export const sampleCoins = (): ChainCoinView[] => [
  {
    ...{ key: 'ETH', token: null, decimals: 18, wallets: ['a', 'b', 'c'].map(wallet) },
    ...{ transfersAnHour: null, held: 1_904_220.4, problems: [] },
  },
  {
    ...{
      key: 'LINK',
      token: '0x514910771af9ca656af840dff83e8264ecf986ca',
      decimals: 18,
      wallets: ['d', 'e'].map(wallet),
    },
    ...{ transfersAnHour: 84_120.7, held: 48_130_442, problems: [] },
  },
  {
    ...{ key: 'UNI', token: '0x1f9840a85d5af5bf1d1762f925bdaddc4201f984', decimals: 18, wallets: ['f'].map(wallet) },
    ...{ transfersAnHour: null, held: 9_410_220, problems: ['The node refuses sums over more than 10 blocks.'] },
  },
];

type Telling = readonly [minutes: number, feed: string, score: number, coins: string, title: string, summary?: string];

const TOLD: readonly Telling[] = [
  [
    6,
    'Market wire',
    0.612,
    'XBT',
    'Bitcoin funds take in most since March as rates fall',
    'Inflows of the week came to 2.1 billion; three issuers account for most of it.',
  ],
  [19, 'Exchange notices', 0, 'SOL,LINK', 'Funding interval of SOL and LINK contracts changes to four hours'],
  [
    33,
    'Market wire',
    -0.704,
    'ETH',
    'Bridge exploited: attacker drains 41,000 ETH from a lending pool',
    'Withdrawals are paused. <script>alert(1)</script> is what one headline held, and it is shown as text.',
  ],
  [52, 'Market wire', 0.318, 'ETH,UNI', 'Fee switch vote passes with a large majority'],
  [74, 'Exchange notices', -0.223, 'DOGE', 'Maximum leverage of DOGE contracts lowered after volatile trading'],
  [96, 'Market wire', -0.518, 'XBT', 'Miner sells reserves as margins collapse to a two-year low'],
  [141, 'Market wire', 0.441, 'XBT', 'Open interest recovers; traders add to longs above the old high'],
  [
    203,
    'Chain letters',
    0.027,
    '',
    'Notes on blob pricing after the last upgrade',
    'What the new schedule means for rollups, with a table of costs.',
  ],
  [388, 'Market wire', 0.266, 'SOL', 'Validator client wins praise after a flawless month'],
];

export const sampleArticles = (now: number): ArticleView[] =>
  TOLD.map(([minutes, source, score, coins, title, summary = ''], index) => ({
    ...{ key: `article-${String(index)}`, title, summary, source, score },
    ...{ publishedAt: now - minutes * MINUTE, seenAt: now - minutes * MINUTE + 40_000 },
    ...{ method: 'word list 1', coins: coins.split(',').filter(Boolean) },
  }));

/** What the articles amount to: the market and six coins, two of them with too few. */
export const sampleSentiment = () =>
  [
    { key: 'market', score: 0.104, articles: 131, effective: 64.2 },
    { key: 'XBT', score: 0.187, articles: 48, effective: 22.9 },
    { key: 'ETH', score: -0.241, articles: 33, effective: 14.1 },
    { key: 'SOL', score: 0.062, articles: 12, effective: 6.8 },
    { key: 'DOGE', score: null, articles: 3, effective: 2.2 },
    { key: 'LINK', score: null, articles: 1, effective: 1 },
    { key: 'UNI', score: null, articles: 2, effective: 1.7 },
    { key: 'XRP', score: null, articles: 0, effective: 0 },
  ].map((row) => ({ ...row, minArticles: 5 }));
