import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from './access-check.ts';
import { escapeHtml, htmlPage } from './html.ts';
import { newNonce, securityHeaders } from './security-headers.ts';

const retryHeader = ({ retryAfterSeconds }: Refusal): Readonly<Record<string, string>> =>
  retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };

/** Sends a whole answer; HEAD gets its headers only. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): void {
  response.writeHead(status, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(
    response,
    status,
    { ...securityHeaders(), 'Content-Type': 'application/json; charset=utf-8' },
    JSON.stringify(value),
  );
}

export function sendPage(response: ServerResponse, status: number, page: (nonce: string) => string): void {
  const nonce = newNonce();
  send(response, status, { ...securityHeaders(nonce), 'Content-Type': 'text/html; charset=utf-8' }, page(nonce));
}

/** Refuses in the shape of the contract's errors for programs, as one sentence for people. */
export function refuse(response: ServerResponse, refusal: Refusal, asJson: boolean): void {
  const { status, code, sentence } = refusal;
  for (const [name, value] of Object.entries(retryHeader(refusal))) response.setHeader(name, value);
  // What is left of a refused body is not read: the connection ends instead.
  response.setHeader('Connection', 'close');
  if (asJson) return sendJson(response, status, { defined: false, code, status, message: sentence });
  sendPage(response, status, (nonce) => htmlPage('Zmart Workstation', `<p>${escapeHtml(sentence)}</p>`, nonce));
}

/** Refuses an upgrade: there is no response object yet, only the socket. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  const { status, sentence } = refusal;
  const headers = {
    ...securityHeaders(),
    ...retryHeader(refusal),
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(sentence)),
    Connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head.join('')}\r\n${sentence}`);
}
