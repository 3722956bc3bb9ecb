import { type Control, type Dialect, type RuntimeOptions, type Running, startRuntime } from '../wire/runtime.ts';
import { Feed } from './feed.ts';
import { POOL, RatePool } from './rate-pool.ts';
import type { Credentials } from './signature.ts';
import { StreamHub } from './stream-hub.ts';
import { KucoinRest } from './venue.ts';

export interface SimulatorOptions extends RuntimeOptions {
  readonly credentials?: Partial<Credentials>;
  /** Weight per 30 s of each pool; KuCoin's 2,000 when absent. */
  readonly poolWeight?: number;
  /** How far the paged history of orders and fills lags behind; 0 when absent. */
  readonly historyLagMs?: number;
}

interface KucoinDialect extends Dialect {
  readonly hub: StreamHub;
}

export interface KucoinSimulator extends Omit<Running<KucoinDialect>, 'dialect' | 'control'> {
  readonly credentials: Credentials;
  readonly control: Control & {
    /** Connections, subscriptions, what is wanted. */
    readonly hub: StreamHub;
  };
}

const CREDENTIALS: Credentials = {
  key: '6705f5c311545b000157d3eb',
  secret: '3f1a7c2e-1111-4222-8333-simulatorkey',
  passphrase: 'simulator-passphrase',
  permissions: 'General,Futures',
  ipWhitelist: '127.0.0.1',
};

/**
 * The engine behind KuCoin's REST and WebSocket protocol. `restUrl` for REST; `wsUrl` is the endpoint that `bullet-*`
 * hands out.
 */
export async function startKucoinSimulator(options: SimulatorOptions = {}): Promise<KucoinSimulator> {
  const credentials = { ...CREDENTIALS, ...options.credentials };
  const weight = options.poolWeight ?? POOL.weight;
  const { dialect, control, ...running } = await startRuntime(
    options,
    ({ engine, books, tape, stream, now, port }): KucoinDialect => {
      const hub = new StreamHub(stream, now);
      const settings = {
        historyLagMs: options.historyLagMs ?? 0,
        crossLeverage: new Map<string, string>(),
        autoDeposit: new Set<string>(),
      };
      const wsUrl = (): string => `ws://127.0.0.1:${String(port())}/`;
      const pools = { public: new RatePool(weight), private: new RatePool(weight) };
      const rest = new KucoinRest({ engine, books, tape, credentials, settings, tokens: hub, wsUrl }, pools, now);
      const feed = new Feed(
        engine,
        books,
        (topic) => hub.wants(topic),
        (push) => hub.push(push),
      );
      return {
        hub,
        feed,
        answer: (request) => rest.answer(request),
        sweep: () => hub.sweep(),
        forget: () => hub.forgetTokens(),
      };
    },
  );
  return { ...running, credentials, control: { ...control, hub: dialect.hub } };
}
