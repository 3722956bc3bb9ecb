/** Texts that are the same in every language: units, names of venues, abbreviations of the field. */
const NAMES: ReadonlySet<string> = new Set(
  (
    'USDT USDT-M USD BTC ETH SOL XBT XBTUSDTM BTCUSDT UTC R ms s m h d bps ppm k M B L S PnL P&L ROE VWAP EMA SMA RSI MACD ATR ADX OHLC OHLCV ' +
    'API REST CSV JSON HTML PDF PNG ZIP SQLite SHA-256 OCR CPU GPU RAM KB MB GB kB TB Hz SMTP TLS SSL IP URL RPC ID OK ' +
    'KuCoin Binance Bybit OKX Coinglass Electron Chromium Node React Ctrl Alt Shift Enter Esc Tab Space Home End ' +
    'PageUp PageDown Delete Backspace F1 F2 F8 KingFisher Zmart Telegram n x vs p50 p99 p95 min max'
  ).split(' '),
);

const PHRASES: ReadonlySet<string> = new Set([
  'KuCoin Futures',
  'Binance USDⓈ-M',
  'Zmart Workstation',
  'Ctrl K',
  'kB gzip',
]);

/** Whether a text needs no translation. */
export function isAllowed(text: string): boolean {
  if (PHRASES.has(text)) return true;
  const words = text.split(/[^\p{L}\p{N}&’'ⓈＭ-]+/u).filter((word) => /\p{L}/u.test(word));
  return words.every((word) => NAMES.has(word) || !/\p{L}{2,}/u.test(word));
}
