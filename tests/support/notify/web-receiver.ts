import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedPost {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface WebReceiver {
  readonly url: string;
  readonly posts: readonly ReceivedPost[];
  /** Status of the next answers; `hang` never answers. */
  answer: number | 'hang';
  close(): Promise<void>;
}

/** A web server on loopback that keeps what is posted to it. */
export async function startWebReceiver(): Promise<WebReceiver> {
  const posts: ReceivedPost[] = [];
  const receiver = { answer: 200 as number | 'hang' };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      posts.push({ path: request.url ?? '', headers: request.headers, body });
      if (receiver.answer === 'hang') return;
      response.writeHead(receiver.answer, { location: 'http://127.0.0.1:1/elsewhere' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    posts,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
