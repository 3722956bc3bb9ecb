import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { ChainView, SourceView } from '#shared/contract/sources.ts';
import { FakeRows } from './fake-rows.ts';
import { sampleArticles, sampleChain, sampleCoins, sampleOpinionSources, sampleSentiment } from './sample-sources.ts';
import type { Scene } from './sample-scenes.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const refuse = (code: 'NOT_FOUND' | 'NOT_AVAILABLE', message: string): never => {
  throw new ORPCError(code, { message });
};
const UNREAD: SourceView['report'] = {
  ...{ at: null, ok: false, sentence: '', failures: 0, nextAt: 0, goodAt: null },
};

type Calls = Client['sources'];

function feedCalls(rows: FakeRows<SourceView>): Pick<Calls, 'watch' | 'add' | 'change' | 'remove' | 'test'> {
  return {
    watch: async (_, options) => rows.watch(options?.signal),
    add: async ({ name, kind, address, weight = 1 }) => {
      await pause(150);
      if (rows.rows.some((row) => row.name === name)) refuse('NOT_AVAILABLE', `A source is named ${name} already.`);
      const row = { key: `source-${String(Date.now())}`, name, kind, address, weight, enabled: true, report: UNREAD };
      rows.put([row]);
      return row;
    },
    change: async ({ id, name, weight, enabled }) => {
      const row = rows.rows.find(({ key }) => key === id) ?? refuse('NOT_FOUND', 'There is no such source');
      const next = {
        ...row,
        ...(name === undefined ? {} : { name }),
        ...(weight === undefined ? {} : { weight }),
        ...(enabled === undefined ? {} : { enabled }),
      };
      rows.put([next]);
      return next;
    },
    remove: async ({ id }) => {
      rows.drop([id]);
      return { id };
    },
    test: async ({ kind }) => {
      await pause(300);
      if (kind === 'fear-greed')
        return { ok: true, sentence: '2844 values were read.', sample: ['41 at 1763683200000'] };
      const sample = sampleArticles(Date.now())
        .slice(0, 3)
        .map(({ title }) => title);
      return { ok: true, sentence: '40 articles were read.', sample };
    },
  };
}

/** Feeds, a node and coins that can be set, switched and removed; none in a fresh start. */
export function sourceCalls(scene: Scene): Calls {
  const fresh = scene === 'flat' || scene === 'unknown';
  const now = Date.now();
  const rows = new FakeRows<SourceView>(fresh ? [] : sampleOpinionSources(now));
  let chain: ChainView | null = fresh ? null : sampleChain(now);
  let coins = fresh ? [] : sampleCoins();
  const settings = () => ({ sources: [...rows.rows], chain, coins, reading: true });
  return {
    ...feedCalls(rows),
    list: async () => settings(),
    articles: async ({ coin, limit } = {}) =>
      (fresh ? [] : sampleArticles(Date.now()))
        .filter(({ coins: named }) => coin === undefined || named.includes(coin))
        .slice(0, Number(limit ?? 50)),
    sentiment: async () => (fresh ? [] : sampleSentiment()),
    series: async () => [],
    setChain: async ({ address, chainId = 1 }) => {
      await pause(150);
      chain = { host: new URL(address).host, chainId, enabled: true, report: UNREAD, block: null, gwei: null };
      return settings();
    },
    switchChain: async ({ enabled }) => {
      if (chain !== null) chain = { ...chain, enabled };
      return settings();
    },
    removeChain: async () => {
      chain = null;
      return settings();
    },
    testChain: async ({ chainId = 1 }) => {
      await pause(300);
      return { ok: true, sentence: `The node is on chain ${String(chainId)}, at block 21,347,930.` };
    },
    setCoin: async ({ coin, token, decimals, wallets }) => {
      const set = { key: coin, token, decimals, wallets, transfersAnHour: null, held: null, problems: [] };
      coins = [...coins.filter(({ key }) => key !== coin), set];
      return settings();
    },
    removeCoin: async ({ coin }) => {
      coins = coins.filter(({ key }) => key !== coin);
      return settings();
    },
  };
}
