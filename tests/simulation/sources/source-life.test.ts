import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChainCoin } from '#shared/domain/source.ts';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import { startNode } from '#tests/support/chain/node-server.ts';
import { fearGreedOf, rssOf, startNewsServer, type SampleItem } from '#tests/support/news/news-server.ts';
import { chainSeries } from '#core/sources/series-names.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { BTC, ETH, sourceWorld } from '#tests/support/sources/source-world.ts';
import { MARKET, newsScore } from '#core/sentiment/news-score.ts';

const TOKEN = `0x${'aa'.repeat(20)}`;
const WALLET = `0x${'01'.repeat(20)}`;
const OTHER = `0x${'02'.repeat(20)}`;
const COIN: ChainCoin = { coin: 'ETH', token: TOKEN, decimals: 6, wallets: [WALLET] };

const GOOD = [
  'Bitcoin rallies',
  'BTC soars',
  'Bitcoin ETF sees inflows',
  'Bitcoin gains',
  'BTC adoption grows',
  'Bitcoin jumps',
];

async function newsWorld() {
  const world = sourceWorld();
  const now = world.time.now();
  const web = { items: GOOD.map((title, i): SampleItem => ({ title, at: now - i * HOUR })), broken: false };
  const moods = Array.from({ length: 60 }, (_, day) => ({
    value: 20 + day,
    ts: Math.floor((now - (59 - day) * DAY) / 1_000) * 1_000,
  }));
  const server = await startNewsServer({
    '/rss': (_, response) => {
      if (web.broken) response.writeHead(500).end();
      else response.writeHead(200).end(rssOf(web.items));
    },
    '/fng/': (_, response) => response.writeHead(200).end(fearGreedOf(moods)),
  });
  onTestFinished(async () => {
    world.stop();
    await server.close();
  });
  const add = (kind: 'feed' | 'fear-greed') => {
    const path = kind === 'feed' ? '/rss' : '/fng/';
    const added = world.life.desk.add({ name: kind, kind, address: `${server.url}${path}`, weight: 1 }, 'trader');
    if (!added.ok) throw new Error(added.error);
    return added.value;
  };
  return { ...world, web, server, add };
}

describe('sources of sentiment', () => {
  it('are not read, and the agents are off, while nothing is set up', async () => {
    const world = sourceWorld();
    onTestFinished(world.stop);
    world.life.start();
    await world.settle();
    expect(world.stateOf('sentiment')).toEqual(['no-data', 'off: no feed and no fear and greed series is set up']);
    expect(world.stateOf('onchain')).toEqual(['no-data', 'off: no RPC address is set']);
    for (const agent of ['sentiment', 'onchain'] as const)
      expect(world.life.opinions.opinion(agent, BTC, world.time.now())).toMatchObject({ status: 'no-data' });
    expect(world.store.external.names()).toEqual([]);
  });

  it('become an opinion on the coin they are about, and of the market on the others', async () => {
    const world = await newsWorld();
    world.life.start();
    world.add('feed');
    world.add('fear-greed');
    await world.settle();
    world.time.setWall(15 * MINUTE);
    await world.settle();
    expect(world.stateOf('sentiment')[0]).toBe('active');
    const at = world.time.now() + MINUTE;
    const names = (symbol: typeof BTC) => {
      const made = world.life.opinions.opinion('sentiment', symbol, at);
      if (made.status !== 'ok') throw new Error(made.reason);
      return Object.fromEntries(made.evidence.map(({ name, input }) => [name, Math.sign(input)]));
    };
    // The mood is at its highest of 60 days, and is read against the crowd.
    expect(names(BTC)).toEqual({ news: 1, 'market news': 1, 'fear and greed': -1 });
    expect(names(ETH)).toEqual({ 'market news': 1, 'fear and greed': -1 });
    expect(world.life.news.latest('BTC', 50)).toHaveLength(6);
    expect(world.life.news.latest('ETH', 50)).toHaveLength(0);
  });

  it('give an opinion that can be computed again from what is stored, by another program, a year later', async () => {
    const first = await newsWorld();
    first.life.start();
    first.add('feed');
    first.add('fear-greed');
    await first.settle();
    first.time.setWall(15 * MINUTE);
    await first.settle();
    const at = Math.floor(first.time.now() / MINUTE) * MINUTE + MINUTE;
    const made = first.life.opinions.opinion('sentiment', BTC, at);
    expect(made.status).toBe('ok');
    first.journal.commit();
    first.stop();
    first.time.setWall(365 * DAY);
    const later = sourceWorld(first.folder, first.time, first.secrets);
    onTestFinished(later.stop);
    // What is set up has changed since; what was then is on record.
    for (const { id } of later.life.desk.settings.sources) later.life.desk.remove(id, 'trader');
    later.journal.commit();
    expect(later.life.opinions.recompute('sentiment', BTC, at)).toEqual(made);
    // And each stored score from the articles themselves.
    const articles = later.life.news.window(at);
    const stored = later.life.book.last('news.score.market', at, DAY);
    expect(stored?.value).toBe(newsScore(articles, MARKET, stored?.ts ?? 0).score);
    // What is known now of that time was not known before it was read.
    expect(later.life.opinions.recompute('sentiment', BTC, at - DAY)).toMatchObject({ status: 'no-data' });
  });

  it('that fail are asked less and less, and the agent says what fails', async () => {
    const world = await newsWorld();
    world.web.broken = true;
    world.life.start();
    const { id } = world.add('feed');
    await world.settle();
    expect(world.life.poller.report(id)).toMatchObject({ ok: false, failures: 1 });
    expect(world.stateOf('sentiment')).toEqual(['no-data', expect.stringContaining('every source fails') as string]);
    await world.settle();
    expect(world.server.asked).toHaveLength(1);
    for (let i = 0; i < 6; i += 1) {
      world.time.setWall(world.life.poller.report(id).nextAt - world.time.now());
      await world.settle();
    }
    expect(world.life.poller.report(id)).toMatchObject({ failures: 7 });
    expect(world.life.poller.report(id).nextAt - world.time.now()).toBe(64 * MINUTE);
    world.web.broken = false;
    world.time.setWall(2 * HOUR);
    await world.settle();
    expect(world.life.poller.report(id)).toMatchObject({ ok: true, failures: 0 });
    expect(world.stateOf('sentiment')[0]).toBe('active');
  });

  it('that are switched off or removed count no more, and are not read', async () => {
    const world = await newsWorld();
    world.life.start();
    const { id } = world.add('feed');
    await world.settle();
    world.life.desk.change(id, { enabled: false }, 'trader');
    const asked = world.server.asked.length;
    world.time.setWall(DAY);
    await world.settle();
    expect(world.server.asked).toHaveLength(asked);
    expect(world.stateOf('sentiment')[0]).toBe('no-data');
    expect(world.life.opinions.opinion('sentiment', BTC, world.time.now())).toMatchObject({ status: 'no-data' });
    expect(world.life.desk.remove(id, 'trader')).toBe(true);
    expect(world.life.desk.remove(id, 'trader')).toBe(false);
  });

  it('survive a restart, and every change of them is recorded', async () => {
    const world = await newsWorld();
    const feed = world.add('feed');
    world.life.desk.change(feed.id, { weight: 2 }, 'trader');
    world.journal.commit();
    world.stop();
    const again = sourceWorld(world.folder, world.time, world.secrets);
    onTestFinished(again.stop);
    expect(again.life.desk.settings.sources).toEqual([{ ...feed, weight: 2 }]);
    const query = { before: null, limit: 10, types: ['sources.changed'], subject: null, text: null };
    expect(again.store.journal.query(query).map(({ data }) => data['change'])).toEqual(['feed changed', 'feed added']);
  });

  it('are not taken with a key in the address, twice, or from elsewhere than the web', async () => {
    const world = sourceWorld();
    onTestFinished(world.stop);
    const add = (address: string, name = 'a') =>
      world.life.desk.add({ name, kind: 'feed', address, weight: 1 }, 'trader');
    expect(add('https://news.invalid/rss?auth_token=abc')).toMatchObject({
      ok: false,
      error: expect.stringContaining('auth_token') as string,
    });
    expect(add('https://me:pass@news.invalid/rss').ok).toBe(false);
    expect(add('ftp://news.invalid/rss').ok).toBe(false);
    expect(add('https://news.invalid/rss').ok).toBe(true);
    expect(add('https://news.invalid/rss', 'b').ok).toBe(false);
    expect(add('https://news.invalid/other', 'a').ok).toBe(false);
  });
});

describe('a chain', () => {
  const KEY = 'k3y-0123456789abcdef';

  async function chainWorld() {
    const world = sourceWorld();
    const node = await startNode();
    onTestFinished(async () => {
      world.stop();
      await node.close();
    });
    const set = await world.life.desk.setChain(`${node.url}/v3/${KEY}`, 1, 'trader');
    expect(set.ok).toBe(true);
    world.life.desk.setCoin(COIN, 'trader');
    return { ...world, node };
  }

  it('is sampled each hour into figures of gas, transfers and exchange wallets', async () => {
    const world = await chainWorld();
    const { state } = world.node;
    state.tokens.set(`${TOKEN} ${WALLET}`, 5_000_000n);
    world.life.start();
    await world.settle();
    const reading = world.life.poller.chainReport().reading;
    // No rate before a second reading: there is no span yet.
    expect(reading).toMatchObject({ ok: true, gwei: 10, coins: [{ coin: 'ETH', transfersAnHour: null, held: 5 }] });
    state.transfers = [{ block: state.block - 5, token: TOKEN, from: WALLET, to: OTHER, units: 3_000_000n }];
    state.block += 300;
    world.time.setWall(2 * HOUR);
    await world.settle();
    expect(world.life.poller.chainReport().reading?.coins[0]).toMatchObject({ transfersAnHour: 1.5 });
    expect(world.stateOf('onchain')[0]).toBe('active');
    // A week of history is needed before anything is said.
    expect(world.life.opinions.opinion('onchain', ETH, world.time.now() + MINUTE)).toMatchObject({
      status: 'warming-up',
    });
    expect(world.life.opinions.opinion('onchain', BTC, world.time.now())).toMatchObject({
      status: 'no-data',
      reason: expect.stringContaining('no token contract and no exchange wallets are set for BTC') as string,
    });
  });

  it('becomes an opinion after weeks, and an inflow to exchanges makes it bearish', async () => {
    const world = await chainWorld();
    const { state } = world.node;
    const now = world.time.now();
    const names = chainSeries(COIN, 1, systemHasher);
    const history = Array.from({ length: 24 * 10 }, (_, hour) => {
      const ts = now - (24 * 10 - hour) * HOUR;
      // Ten tokens in on one day and out on the next.
      const into = hour % 48 < 24 ? hour % 24 : 24 - (hour % 24);
      return { ts, seen: ts, held: 1_000 + (into * 10) / 24 };
    });
    world.life.book.write(history.map(({ ts, seen, held }) => ({ name: names.balance, ts, value: held, seen })));
    world.life.book.write(history.map(({ ts, seen }) => ({ name: names.transfers, ts, value: 1, seen })));
    world.life.book.write(history.map(({ ts, seen }) => ({ name: 'chain.gas.1', ts, value: 10, seen })));
    // The last hour is read from the node, and brings a flood.
    state.tokens.set(`${TOKEN} ${WALLET}`, 1_200_000_000n);
    world.life.start();
    await world.settle();
    const made = world.life.opinions.opinion('onchain', ETH, world.time.now() + MINUTE);
    if (made.status !== 'ok') throw new Error(made.reason);
    expect(made.evidence.map(({ name }) => name)).toEqual(['exchange flow', 'transfer volume', 'gas']);
    expect(made.evidence[0]?.input).toBe(-100);
    expect(made.evidence[1]?.input).toBe(0);
    expect(made.evidence[2]?.input).toBe(0);
    expect(made.opinion).toBeLessThan(-50);
  });

  it('of another id than expected gives nothing, and the agent says why', async () => {
    const world = await chainWorld();
    world.node.state.chainId = 137;
    world.life.start();
    await world.settle();
    expect(world.stateOf('onchain')).toEqual(['no-data', 'the node fails: The node is on chain 137, not on chain 1.']);
    expect(world.store.external.names()).toEqual([]);
  });

  it('has an address whose key is in no record, no series and no answer', async () => {
    const world = await chainWorld();
    world.life.start();
    await world.settle();
    world.journal.commit();
    const records = JSON.stringify([...world.store.journal.scan(0)]);
    expect(records).toContain('"chainId":1');
    expect(records).not.toContain(KEY);
    expect(JSON.stringify([world.life.desk.settings, world.life.poller.chainReport()])).not.toContain(KEY);
    expect(world.hidden.some((secret) => secret === KEY)).toBe(true);
    expect(world.secrets.items.get('chain:rpc')).toContain(KEY);
    expect(await world.life.desk.removeChain('trader')).toEqual({ ok: true, value: undefined });
    expect(world.secrets.items.size).toBe(0);
  });

  it('is not set up when its address cannot be kept', async () => {
    const world = sourceWorld();
    onTestFinished(world.stop);
    world.secrets.locked = true;
    expect((await world.life.desk.setChain('https://node.invalid/key', 1, 'trader')).ok).toBe(false);
    expect(world.life.desk.settings.chain).toBeNull();
  });

  it('reads another list of wallets as another series: a change of settings is no flow', async () => {
    const world = await chainWorld();
    world.node.state.tokens.set(`${TOKEN} ${WALLET}`, 1n);
    world.node.state.tokens.set(`${TOKEN} ${OTHER}`, 1n);
    world.life.start();
    await world.settle();
    world.life.desk.setCoin({ ...COIN, wallets: [WALLET, OTHER] }, 'trader');
    world.time.setWall(HOUR);
    await world.settle();
    const balances = world.store.external.names().filter((name) => name.startsWith('chain.balance.'));
    expect(balances).toHaveLength(2);
  });
});
