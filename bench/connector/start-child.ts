import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads connectors and says what it took: `node start-child.ts ccxt`, or the folder of the built ones. Run by g11. */

interface Exchange {
  milliseconds: () => number;
  nonce: () => number;
  sign(path: string, api: string | readonly string[], method: string, params: object): object;
}
type ExchangeClass = new (config: object) => Exchange;

/** A signed request of each exchange: what the program names and one more, because the goal speaks of five. */
const REQUESTS: Readonly<Record<string, readonly [path: string, api: string | readonly string[]]>> = {
  kucoinfutures: ['orders', 'futuresPrivate'],
  binanceusdm: ['order', 'fapiPrivate'],
  bybit: ['v5/order/create', 'private'],
  okx: ['trade/order', 'private'],
  bitget: ['v2/mix/order/place-order', ['private', 'mix']],
};
export const MODULES: readonly string[] = Object.keys(REQUESTS);

const NOW = 1_780_000_000_000;
const CONFIG = { apiKey: 'key', secret: 'secret', password: 'passphrase' };

async function classOf(how: string, name: string): Promise<ExchangeClass> {
  if (how !== 'ccxt')
    return ((await import(pathToFileURL(join(how, `${name}.mjs`)).href)) as { default: ExchangeClass }).default;
  const Class = (createRequire(import.meta.url)('ccxt') as Record<string, ExchangeClass | undefined>)[name];
  if (Class === undefined) throw new Error(`ccxt has no ${name}.`);
  return Class;
}

const signed = (exchange: Exchange, name: string): object => {
  const [path, api] = REQUESTS[name] ?? ['', ''];
  exchange.milliseconds = () => NOW;
  exchange.nonce = () => NOW;
  return exchange.sign(path, api, 'POST', {
    symbol: 'XBTUSDTM',
    side: 'buy',
    size: 1,
    newClientOrderId: 'a',
    clOrdId: 'a',
  });
};

if (process.argv[2] !== undefined && process.argv[1]?.endsWith('start-child.ts') === true) {
  const how = process.argv[2];
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const exchanges = await Promise.all(MODULES.map(async (name) => new (await classOf(how, name))(CONFIG)));
  const ms = performance.now() - started;
  const rss = process.memoryUsage().rss - before;
  const requests = exchanges.map((exchange, at) => signed(exchange, MODULES[at] ?? ''));
  process.stdout.write(JSON.stringify({ requests, ms, rss }));
}
