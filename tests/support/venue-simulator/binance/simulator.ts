import { type Control, type Dialect, type RuntimeOptions, type Running, startRuntime } from '../wire/runtime.ts';
import type { BinanceCredentials } from './context.ts';
import { BinanceFeed } from './feed.ts';
import { BinanceRest } from './rest.ts';
import { BinanceHub } from './stream-hub.ts';

export interface BinanceOptions extends RuntimeOptions {
  readonly credentials?: Partial<BinanceCredentials>;
}

interface BinanceDialect extends Dialect {
  readonly hub: BinanceHub;
}

export interface BinanceSimulator extends Omit<Running<BinanceDialect>, 'dialect' | 'control'> {
  readonly credentials: BinanceCredentials;
  readonly control: Control & { readonly hub: BinanceHub };
}

const CREDENTIALS: BinanceCredentials = {
  key: 'simulator-key-0123456789abcdef0123456789abcdef',
  secret: 'simulator-secret-0123456789abcdef0123456789abc',
};

/** The same engine behind Binance USDⓈ-M: one shape of venue is not every venue. */
export async function startBinanceSimulator(options: BinanceOptions = {}): Promise<BinanceSimulator> {
  const credentials = { ...CREDENTIALS, ...options.credentials };
  const { dialect, control, ...running } = await startRuntime(
    options,
    ({ engine, books, tape, stream, now }): BinanceDialect => {
      const listenKeys = new Set<string>();
      const hub = new BinanceHub(stream, listenKeys);
      const rest = new BinanceRest({ engine, books, tape, listenKeys, leverage: new Map() }, credentials, now);
      const feed = new BinanceFeed(
        engine,
        books,
        (topic) => hub.wants(topic),
        (message) => hub.push(message),
      );
      return {
        hub,
        feed,
        answer: (request) => rest.answer(request),
        sweep: () => undefined,
        forget: () => listenKeys.clear(),
      };
    },
  );
  return { ...running, credentials, control: { ...control, hub: dialect.hub } };
}
