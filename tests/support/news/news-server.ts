import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type NewsRoute = (request: IncomingMessage, response: ServerResponse) => void;

export interface NewsServer {
  readonly url: string;
  /** Requests in order: path and validators. */
  readonly asked: readonly { readonly path: string; readonly etag: string | null; readonly since: string | null }[];
  close(): Promise<void>;
}

/** A web server on loopback that speaks the formats of feeds, and misbehaves where a route says so. */
export async function startNewsServer(routes: Readonly<Record<string, NewsRoute>>): Promise<NewsServer> {
  const asked: { path: string; etag: string | null; since: string | null }[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    const { headers } = request;
    asked.push({ path, etag: headers['if-none-match'] ?? null, since: headers['if-modified-since'] ?? null });
    const route = routes[path];
    if (route === undefined) response.writeHead(404).end();
    else route(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A route that always sends the same. */
export const sends =
  (body: string, type = 'application/xml'): NewsRoute =>
  (_, response) =>
    response.writeHead(200, { 'content-type': type }).end(body);

/** A route that knows what it sent: 304 for who has it. */
export const sendsOnce =
  (body: string, etag: string, modified: string): NewsRoute =>
  ({ headers }, response) => {
    if (headers['if-none-match'] === etag && headers['if-modified-since'] === modified) response.writeHead(304).end();
    else response.writeHead(200, { etag, 'last-modified': modified }).end(body);
  };

export interface SampleItem {
  readonly title: string;
  readonly summary?: string;
  /** ms since 1970. */
  readonly at: number;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A feed in RSS 2.0 as publishers write it. */
export const rssOf = (items: readonly SampleItem[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Sample</title><link>https://news.invalid/</link><description>d</description>
${items
  .map(
    ({ title, summary = '', at }) =>
      `<item><title><![CDATA[${title}]]></title><link>https://news.invalid/a</link><dc:creator>x</dc:creator>
<pubDate>${new Date(at).toUTCString().replace('GMT', '+0000')}</pubDate><description>${escaped(summary)}</description></item>`,
  )
  .join('\n')}
</channel></rss>`;

/** The same in Atom. */
export const atomOf = (items: readonly SampleItem[]): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Sample</title><id>urn:x</id><updated>2025-01-01T00:00:00Z</updated>
${items
  .map(
    ({ title, summary = '', at }) =>
      `<entry><title type="html">${escaped(title)}</title><id>urn:y</id><link href="https://news.invalid/b"/>
<published>${new Date(at).toISOString()}</published><summary type="text">${escaped(summary)}</summary></entry>`,
  )
  .join('\n')}
</feed>`;

/** The same as a JSON Feed. */
export const jsonFeedOf = (items: readonly SampleItem[]): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Sample',
    items: items.map(({ title, summary = '', at }, id) => ({
      id: String(id),
      title,
      content_html: summary,
      date_published: new Date(at).toISOString(),
    })),
  });

/** A series as the publisher of the fear and greed index gives it, newest first. */
export const fearGreedOf = (values: readonly { readonly value: number; readonly ts: number }[]): string =>
  JSON.stringify({
    name: 'Fear and Greed Index',
    data: [...values].reverse().map(({ value, ts }) => ({
      value: String(value),
      value_classification: 'Neutral',
      timestamp: String(ts / 1_000),
    })),
    metadata: { error: null },
  });
