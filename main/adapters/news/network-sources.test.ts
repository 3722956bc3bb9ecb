import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  atomOf,
  fearGreedOf,
  jsonFeedOf,
  rssOf,
  sends,
  sendsOnce,
  startNewsServer,
  type NewsRoute,
} from '#tests/support/news/news-server.ts';
import { networkSources } from './network-sources.ts';

const AT = Date.UTC(2025, 2, 11, 14, 5, 9);
const ITEMS = [
  { title: 'Bitcoin rallies & holds <gains>', summary: '<p>Prices <b>rose</b> 4&nbsp;%.</p>', at: AT },
  { title: 'Hack drains an exchange', at: AT - 60_000 },
];
const BOUNDS = { timeoutMs: 400, maxBytes: 64 * 1_024, maxRedirects: 3 };

async function serve(routes: Readonly<Record<string, NewsRoute>>) {
  const server = await startNewsServer(routes);
  onTestFinished(() => server.close());
  return server;
}

async function read(route: NewsRoute) {
  const { url } = await serve({ '/feed': route });
  return networkSources(BOUNDS).articles(`${url}/feed`, null);
}

describe('a feed', () => {
  it.each([
    ['RSS 2.0', rssOf],
    ['Atom', atomOf],
    ['JSON Feed', jsonFeedOf],
  ])('in %s is read as plain text with its times', async (_, format) => {
    const answer = await read(sends(format(ITEMS)));
    expect(answer).toMatchObject({
      status: 'fresh',
      skipped: 0,
      items: [
        { title: 'Bitcoin rallies & holds', summary: 'Prices rose 4 %.', publishedAt: AT },
        { title: 'Hack drains an exchange', summary: '', publishedAt: AT - 60_000 },
      ],
    });
  });

  it('is not sent again while it is the same', async () => {
    const server = await serve({ '/feed': sendsOnce(rssOf(ITEMS), '"v1"', 'Tue, 11 Mar 2025 14:05:09 GMT') });
    const sources = networkSources(BOUNDS);
    const first = await sources.articles(`${server.url}/feed`, null);
    if (first.status !== 'fresh') throw new Error(first.status);
    expect(first.validators).toEqual({ etag: '"v1"', lastModified: 'Tue, 11 Mar 2025 14:05:09 GMT' });
    expect(await sources.articles(`${server.url}/feed`, first.validators)).toEqual({ status: 'unchanged' });
    expect(server.asked.map(({ etag }) => etag)).toEqual([null, '"v1"']);
  });

  it('tells how many entries could not be read', async () => {
    const answer = await read(sends(rssOf([...ITEMS, { title: '<b></b>', at: AT }])));
    expect(answer).toMatchObject({ status: 'fresh', skipped: 1 });
  });

  it('without a time, or with one of no zone, has none', async () => {
    const feed = `<rss><channel><item><title>a</title></item><item><title>b</title><pubDate>11 Mar 2025 14:05</pubDate></item></channel></rss>`;
    expect(await read(sends(feed))).toMatchObject({ items: [{ publishedAt: null }, { publishedAt: null }] });
  });
});

describe('a hostile server', () => {
  it('expands nothing: a feed that declares entities is not read', async () => {
    const lol = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">${lol}]><rss><channel><item><title>&l10;</title></item></channel></rss>`;
    expect(await read(sends(bomb))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('entities') as string,
    });
    const file = `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>`;
    expect(await read(sends(file))).toMatchObject({ status: 'failed' });
  });

  it('gets no markup through, however it is escaped', async () => {
    const titles = [
      '<script>alert(1)</script>Bitcoin up',
      '&lt;script&gt;alert(1)&lt;/script&gt;Bitcoin up',
      '&amp;lt;img src=x onerror=alert(1)&amp;gt;Bitcoin up',
      '<scr<script>ipt>alert(1)</script>Bitcoin up',
      'Bitcoin\u202e \u0000up<a href="javascript:x">',
    ];
    const answer = await read(sends(rssOf(titles.map((title) => ({ title, at: AT })))));
    if (answer.status !== 'fresh') throw new Error(answer.status);
    for (const { title } of answer.items) expect(title).not.toMatch(/[<>\u202e\u0000]|onerror|href/);
    expect(answer.items[0]?.title).toBe('Bitcoin up');
  });

  it('cannot fill the memory, neither plainly nor packed', async () => {
    const endless: NewsRoute = (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.writable && response.write('x'.repeat(16_384)));
        response.once('drain', more);
      };
      more();
    };
    expect(await read(endless)).toEqual({
      status: 'failed',
      reason: expect.stringMatching(/sent more than 64 KiB/) as string,
    });
    const packed = gzipSync(Buffer.alloc(8 * 1_024 * 1_024));
    expect(packed.length).toBeLessThan(64 * 1_024);
    expect(
      await read((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)),
    ).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/more than 64 KiB/) as string,
    });
  });

  it('cannot keep us waiting, neither before nor within its answer', async () => {
    const late = 'did not answer within 0.4 s';
    expect(await read(() => undefined)).toMatchObject({ reason: expect.stringContaining(late) as string });
    const drip: NewsRoute = (_, response) => {
      response.writeHead(200).write('<rss>');
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    };
    expect(await read(drip)).toMatchObject({ status: 'failed', reason: expect.stringContaining(late) as string });
  });

  it('cannot lead us in circles or elsewhere', async () => {
    const to =
      (location: string): NewsRoute =>
      (_, response) =>
        response.writeHead(301, { location }).end();
    expect(await read(to('/feed'))).toMatchObject({ reason: expect.stringContaining('more than 3 times') as string });
    expect(await read(to('file:///etc/passwd'))).toMatchObject({
      reason: expect.stringContaining('not followed') as string,
    });
    expect(await read(to('https://news.invalid/'))).toMatchObject({
      reason: expect.stringContaining('not followed') as string,
    });
    const server = await serve({ '/a': to('/b'), '/b': sends(rssOf(ITEMS)) });
    expect(await networkSources(BOUNDS).articles(`${server.url}/a`, null)).toMatchObject({ status: 'fresh' });
  });

  it.each([
    ['nothing', '', 'empty'],
    ['half a feed', '<rss><channel><item><title>a</title>', 'breaks off'],
    ['a page', '<html><body>No feed</body></html>', 'neither RSS nor Atom'],
    ['other JSON', '{"items": 3}', 'no list of items'],
    ['half of JSON', '{', 'not JSON'],
    ['a deep nest', '<a>'.repeat(5_000), 'not well-formed'],
  ])('that sends %s is told apart', async (_, body, reason) => {
    const answer = await read(sends(body));
    expect(answer.status).toBe('failed');
    expect(answer).toMatchObject({ reason: expect.stringContaining(reason) as string });
  });

  it('is named by its host alone in an error', async () => {
    const answer = await networkSources(BOUNDS).articles('http://127.0.0.1:1/secret-path?x=secret', null);
    expect(answer).toEqual({ status: 'failed', reason: '127.0.0.1:1 could not be reached.' });
  });

  it.each([
    'ftp://news.invalid/feed',
    'http://news.invalid/feed',
    'https://user:pass@news.invalid/',
    'file:///etc/passwd',
    'x',
  ])('is not asked at %s', async (address) => {
    expect(await networkSources(BOUNDS).articles(address, null)).toMatchObject({ status: 'failed' });
  });
});

describe('fear and greed', () => {
  const DAY = 86_400_000;
  const values = [
    { value: 40, ts: 100 * DAY },
    { value: 47, ts: 101 * DAY },
  ];

  it('is read as its publisher gives it, oldest first', async () => {
    const { url } = await serve({ '/fng/': sends(fearGreedOf(values), 'application/json') });
    expect(await networkSources(BOUNDS).fearGreed(`${url}/fng/`, null)).toMatchObject({
      status: 'fresh',
      items: values,
      skipped: 0,
    });
  });

  it('leaves out what is no value from 0 to 100', async () => {
    const data = [
      ['', '86400'],
      ['101', '86400'],
      ['-1', '86400'],
      ['50', ''],
      ['50', '1e3'],
      [null, '86400'],
      ['33', '172800'],
    ].map(([value, timestamp]) => ({ value, timestamp }));
    const { url } = await serve({ '/fng/': sends(JSON.stringify({ data })) });
    expect(await networkSources(BOUNDS).fearGreed(`${url}/fng/`, null)).toMatchObject({
      items: [{ ts: 2 * DAY, value: 33 }],
      skipped: 6,
    });
  });

  it.each(['[]', '{"data":[]}', '{"data":{}}', 'null', '<html>'])('is not made of %s', async (body) => {
    const { url } = await serve({ '/fng/': sends(body) });
    expect(await networkSources(BOUNDS).fearGreed(`${url}/fng/`, null)).toMatchObject({ status: 'failed' });
  });
});
