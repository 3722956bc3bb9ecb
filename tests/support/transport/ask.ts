import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** What makes a request ask for a WebSocket. */
export const UPGRADE: Headers = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** A request as any program of the machine can make it: headers and path are sent as they are. */
export function askAt(port: number, path: string, headers: Headers, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path,
      method,
      setHost: false,
      agent: false,
      headers: { ...headers } as Record<string, string | string[]>,
    });
    request.on('response', (response) => {
      const head = { status: response.statusCode ?? 0, headers: response.headers };
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ ...head, body: text }));
      // A stream does not end by itself; its head is enough.
      if (response.headers['content-type'] === 'text/event-stream') {
        resolve({ ...head, body: '' });
        response.destroy();
      }
    });
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: response.headers, body: '' });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The whole answer to lines of text, for requests that no HTTP library would send. */
export function rawAsk(port: number, first: string, lines: readonly string[], address = '127.0.0.1'): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, address, () =>
      socket.write(`${[first, ...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`),
    );
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}
