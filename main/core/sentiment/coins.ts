import { tokens } from './tokens.ts';

/** Names by which articles call a coin besides its ticker, lower case; two words joined by a space. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  BTC: ['bitcoin', 'xbt'],
  ETH: ['ethereum', 'ether'],
  SOL: ['solana'],
  XRP: ['ripple'],
  BNB: ['binance coin', 'bnb chain'],
  ADA: ['cardano'],
  DOGE: ['dogecoin'],
  AVAX: ['avalanche'],
  LINK: ['chainlink'],
  DOT: ['polkadot'],
  LTC: ['litecoin'],
  BCH: ['bitcoin cash'],
  TRX: ['tron'],
  POL: ['polygon'],
  UNI: ['uniswap'],
  ATOM: ['cosmos hub'],
  XLM: ['stellar lumens'],
  NEAR: ['near protocol'],
  APT: ['aptos'],
  ARB: ['arbitrum'],
  OP: ['optimism network', 'op mainnet'],
  SUI: ['sui network'],
  TON: ['toncoin', 'the open network'],
  SHIB: ['shiba inu'],
  PEPE: ['pepecoin'],
  FIL: ['filecoin'],
  ICP: ['internet computer'],
  ETC: ['ethereum classic'],
  AAVE: ['aave protocol'],
  INJ: ['injective'],
  HBAR: ['hedera'],
  XMR: ['monero'],
  ALGO: ['algorand'],
};

/** Tickers that are ordinary words in capitals too; they count with a `$` before them only. */
const WORDS: ReadonlySet<string> = new Set(
  'A ACE AI AIR ALL AMP ANY APE ARE ARK BAND BAT BIT BLUR BOND CAKE CAT CELL CITY CORE COW CUP DASH DATA DENT DIA EDU FLOW FLUX FORM FUN GALA GAS GO GODS HIGH HOT HOOK ID IDEX IN IO JUP JUST KEY LINK LIT LOOM MAGIC MASK ME METIS MOVE NEAR NEW NOT OG OM ONE ONG OP OR ORDER PEOPLE PIXEL PORTAL POWER PRIME PROM RARE RAY REI REN RIF ROSE SAFE SAND SEI SKY SPELL STAR STORM STX SUN SUPER SYS THE TIA TIME TOKEN TRU TWT UP USUAL VANRY VIC W WAVES WIN WOO YGG ZEN ZERO'.split(
    ' ',
  ),
);

/** The beginning of a contract's coin that only says how many of them: `1000PEPE`, `10000LADYS`, `1MBABYDOGE`. */
const MULTIPLE = /^(?:10{3,6}|1M)(?=[A-Z])/;

const SHORTEST_TICKER = 2;

/** Finds the coins of a universe in plain text, by ticker and by name, at word boundaries. */
export class CoinMatcher {
  readonly #byTicker = new Map<string, string>();
  readonly #byName = new Map<string, string>();

  /** @param coins as instruments name them: `BTC`. */
  constructor(coins: readonly string[]) {
    for (const coin of coins) {
      const ticker = coin.toUpperCase().replace(MULTIPLE, '');
      if (ticker.length >= SHORTEST_TICKER) this.#byTicker.set(ticker, coin);
      for (const name of NAMES[ticker] ?? []) this.#byName.set(name, coin);
    }
  }

  /**
   * The coins a text is about, in alphabetical order. A ticker counts in capitals, one that is an ordinary word, or stands in
   * a text all in capitals, only with `$` before it; a name counts however it is written, the longest first: "Bitcoin Cash"
   * is not Bitcoin.
   */
  coinsIn(text: string): readonly string[] {
    const found = new Set<string>();
    const shouted = text === text.toUpperCase();
    for (const [, dollar = '', word = ''] of text.matchAll(
      /(?<![\p{L}\p{N}_$])(\$?)([A-Z0-9]{2,15})(?![\p{L}\p{N}_])/gu,
    )) {
      const coin = this.#byTicker.get(word);
      const clear = dollar !== '' || (!WORDS.has(word) && !shouted);
      if (coin !== undefined && clear) found.add(coin);
    }
    this.#addNames(tokens(text), found);
    return [...found].sort();
  }

  #addNames(words: readonly string[], found: Set<string>): void {
    for (let at = 0; at < words.length;) at += this.#nameAt(words, at, found);
  }

  /** Words that the name beginning here takes; 1 where none does. */
  #nameAt(words: readonly string[], at: number, found: Set<string>): number {
    for (let length = Math.min(3, words.length - at); length > 0; length -= 1) {
      const phrase = words.slice(at, at + length).join(' ');
      const coin = this.#byName.get(phrase);
      if (coin !== undefined) found.add(coin);
      // A name of a coin that is not traded here still takes its words.
      if (coin !== undefined || OTHER_NAMES.has(phrase)) return length;
    }
    return 1;
  }
}

const OTHER_NAMES: ReadonlySet<string> = new Set(Object.values(NAMES).flat());
