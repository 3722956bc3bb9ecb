/**
 * The sector of a coin, as the public category pages of market-data sites and the projects' own papers describe it; read
 * in November 2025. A coin has one sector here: what its token mainly stands for. A coin that is not listed is a sector of
 * its own, so that it never shares a cap with another by default.
 */
const BY_SECTOR: Readonly<Record<string, readonly string[]>> = {
  Bitcoin: ['BTC', 'XBT', 'WBTC'],
  'Bitcoin forks': ['BCH', 'BSV', 'ETC', 'LTC', 'DASH', 'ZEC', 'XMR'],
  'Layer 1': [
    'ETH',
    'SOL',
    'ADA',
    'AVAX',
    'NEAR',
    'SUI',
    'APT',
    'TRX',
    'TON',
    'SEI',
    'ALGO',
    'HBAR',
    'ICP',
    'FTM',
    'S',
    'EGLD',
    'KAS',
    'XTZ',
    'EOS',
    'BNB',
    'INJ',
    'TIA',
  ],
  'Layer 2': ['ARB', 'OP', 'POL', 'MATIC', 'IMX', 'STRK', 'MNT', 'ZK'],
  Interoperability: ['ATOM', 'DOT', 'RUNE', 'AXL', 'W', 'ZRO'],
  DeFi: [
    'UNI',
    'AAVE',
    'CRV',
    'MKR',
    'SKY',
    'LDO',
    'COMP',
    'SNX',
    'SUSHI',
    'DYDX',
    'GMX',
    'PENDLE',
    'ENA',
    'JUP',
    'CAKE',
  ],
  Oracle: ['LINK', 'PYTH', 'BAND', 'API3'],
  Payments: ['XRP', 'XLM'],
  Meme: ['DOGE', 'SHIB', 'PEPE', 'WIF', 'BONK', 'FLOKI', 'TRUMP', 'FARTCOIN'],
  'Storage and compute': ['FIL', 'AR', 'RENDER', 'RNDR', 'GRT', 'THETA'],
  'Artificial intelligence': ['FET', 'TAO', 'WLD', 'AGIX', 'VIRTUAL'],
  Gaming: ['AXS', 'SAND', 'MANA', 'GALA', 'APE', 'ENJ'],
  'Exchange tokens': ['KCS', 'OKB', 'CRO', 'HYPE', 'LEO'],
};

/** The names of the sectors, as they are told. */
export const SECTORS: readonly string[] = Object.keys(BY_SECTOR);

const SECTOR_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_SECTOR).flatMap(([sector, coins]) => coins.map((coin) => [coin, sector] as const)),
);

/** The sector of a coin; its own name when none is known. */
export const sectorOf = (coin: string): string => SECTOR_OF.get(coin) ?? coin;
