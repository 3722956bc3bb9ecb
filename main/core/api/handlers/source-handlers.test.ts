import { describe, expect, it, onTestFinished } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { HOUR } from '#shared/domain/time.ts';
import { startNode } from '#tests/support/chain/node-server.ts';
import { rssOf, startNewsServer } from '#tests/support/news/news-server.ts';
import { sourceWorld } from '#tests/support/sources/source-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { SourcesBoard } from '../sources-board.ts';
import { sourceHandlers } from './source-handlers.ts';

const TRADER = { role: 'trader', signal: undefined } as const;
const TOKEN = `0x${'AB'.repeat(20)}`;

async function open() {
  const world = sourceWorld();
  const now = world.time.now();
  const titles = ['Bitcoin rallies', 'BTC hacked', 'Ethereum gains', 'Markets calm', 'Bitcoin dips', 'SOL soars'];
  const web = await startNewsServer({
    '/rss': (_, response) =>
      response
        .writeHead(200)
        .end(rssOf(titles.map((title, i) => ({ title, summary: '<b>x</b>', at: now - i * HOUR })))),
  });
  const node = await startNode();
  onTestFinished(async () => {
    world.stop();
    await Promise.all([web.close(), node.close()]);
  });
  const board = new SourcesBoard(world.life, world.time);
  const { journal, time: clock } = world;
  const core = { parts: { journal: Object.assign(journal, { whenDurable: () => Promise.resolve() }), clock } };
  const parts = { sources: board, core, dataFolder: 'data' } as unknown as ApiParts;
  world.life.start();
  return { ...world, web, node, calls: sourceHandlers(parts) };
}

/** The answer as the contract lets it through. */
const checked = <N extends keyof typeof contract.sources>(call: N, answer: unknown): unknown => {
  const schema = contract.sources[call]['~orpc'].outputSchema as { parse(value: unknown): unknown } | undefined;
  return schema?.parse(answer);
};

describe('the calls of the sources', () => {
  it('add a feed, read it, and tell what it says of each coin', async () => {
    const { calls, web, settle } = await open();
    const address = `${web.url}/rss`;
    expect(await calls.test({ kind: 'feed', address }, TRADER)).toMatchObject({
      ok: true,
      sentence: '6 articles were read.',
    });
    const added = await calls.add({ name: 'Sample', kind: 'feed', address, weight: 1 }, TRADER);
    await settle();
    const list = await calls.list(undefined, TRADER);
    checked('list', list);
    expect(list.sources).toMatchObject([{ key: added.key, enabled: true, report: { ok: true, failures: 0 } }]);
    const articles = await calls.articles({ coin: 'BTC', limit: 10 }, TRADER);
    checked('articles', articles);
    expect(articles.map(({ title, source, summary }) => [title, source, summary])).toEqual([
      ['Bitcoin rallies', 'Sample', 'x'],
      ['BTC hacked', 'Sample', 'x'],
      ['Bitcoin dips', 'Sample', 'x'],
    ]);
    const sentiment = await calls.sentiment(undefined, TRADER);
    checked('sentiment', sentiment);
    expect(sentiment.map(({ key, articles: n, score }) => [key, n, score === null])).toEqual([
      ['market', 6, false],
      ['BTC', 3, true],
      ['ETH', 1, true],
    ]);
    const series = await calls.series(undefined, TRADER);
    checked('series', series);
    expect(series.find(({ key }) => key === 'news.score.market')?.value).toEqual(expect.any(Number));
    expect(series.find(({ key }) => key === 'news.score.BTC')?.reason).toContain('told nothing');
  });

  it('change and remove a source, and know none that is not there', async () => {
    const { calls, web } = await open();
    const { key: id } = await calls.add({ name: 'a', kind: 'feed', address: `${web.url}/rss`, weight: 1 }, TRADER);
    expect(await calls.change({ id, weight: 3, enabled: false }, TRADER)).toMatchObject({ weight: 3, enabled: false });
    expect(await calls.remove({ id }, TRADER)).toEqual({ id });
    await expect(calls.remove({ id }, TRADER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(calls.change({ id, weight: 1 }, TRADER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(calls.add({ name: 'b', kind: 'feed', address: 'ftp://x', weight: 1 }, TRADER)).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
    });
  });

  it('set a node and a coin, and never show the address', async () => {
    const { calls, node, settle } = await open();
    const address = `${node.url}/v3/secret-key-0123456789`;
    expect(await calls.testChain({ address, chainId: 5 }, TRADER)).toMatchObject({ ok: false });
    expect(await calls.testChain({ address, chainId: 1 }, TRADER)).toMatchObject({ ok: true });
    await calls.setChain({ address, chainId: 1 }, TRADER);
    await calls.setCoin({ coin: 'ETH', token: TOKEN.toLowerCase(), decimals: 18, wallets: [] }, TRADER);
    await settle();
    const list = await calls.list(undefined, TRADER);
    checked('list', list);
    expect(list.chain).toMatchObject({ host: new URL(node.url).host, chainId: 1, gwei: 10, report: { ok: true } });
    expect(JSON.stringify(list)).not.toContain('secret-key');
    await expect(calls.setCoin({ coin: 'XYZ', token: null, decimals: 1, wallets: [] }, TRADER)).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
    });
    expect((await calls.switchChain({ enabled: false }, TRADER)).chain?.enabled).toBe(false);
    expect((await calls.removeCoin({ coin: 'ETH' }, TRADER)).coins).toEqual([]);
    expect((await calls.removeChain(undefined, TRADER)).chain).toBeNull();
    await expect(calls.removeChain(undefined, TRADER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('take addresses and wallets only in their form', () => {
    const inputOf = (call: keyof typeof contract.sources) =>
      contract.sources[call]['~orpc'].inputSchema as { safeParse(value: unknown): { success: boolean } };
    const takes = (address: string): boolean => inputOf('add').safeParse({ name: 'a', kind: 'feed', address }).success;
    expect(takes('https://news.invalid/rss')).toBe(true);
    for (const address of [
      'http://news.invalid/',
      'https://a:b@news.invalid/',
      'https://news.invalid/?api_key=1',
      'javascript:1',
      '',
    ])
      expect(takes(address)).toBe(false);
    const coin = { coin: 'ETH', token: TOKEN, decimals: 18, wallets: [TOKEN] };
    expect(inputOf('setCoin').safeParse(coin).success).toBe(true);
    expect(inputOf('setCoin').safeParse({ ...coin, wallets: ['0x12'] }).success).toBe(false);
    for (const address of ['ws://node.invalid', 'file:///etc/passwd', 'node'])
      expect(inputOf('setChain').safeParse({ address }).success).toBe(false);
  });
});
