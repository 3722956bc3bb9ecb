import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { Reply } from './http-faults.ts';

/** An answer as bytes to be. */
export interface PlainAnswer {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

function withoutFields(text: string, fields: readonly string[]): string {
  try {
    const parsed = JSON.parse(text) as Record<string, unknown>;
    const target = (parsed['data'] ?? parsed) as Record<string, unknown>;
    for (const field of fields) delete target[field];
    return JSON.stringify(parsed);
  } catch {
    return text;
  }
}

const bytesOf = (answer: PlainAnswer): string => {
  const head = [
    `HTTP/1.1 ${String(answer.status)} OK`,
    `Content-Type: ${answer.contentType}`,
    `Content-Length: ${String(Buffer.byteLength(answer.text))}`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return `${head.join('\r\n')}\r\n\r\n${answer.text}`;
};

function send(response: ServerResponse, answer: PlainAnswer): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.text),
  });
  response.end(answer.text);
}

/** Sends a part of the answer by hand, then ends the line in order or with a reset. */
function sendPart(socket: Socket, part: string, reset: boolean): void {
  const end = (): void => void (reset ? socket.resetAndDestroy() : socket.destroy());
  if (part === '') end();
  else socket.write(part, end);
}

function drip(response: ServerResponse, answer: PlainAnswer, bytesPerSecond: number): void {
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.text),
  });
  const bytes = Buffer.from(answer.text);
  const step = Math.max(1, Math.round(bytesPerSecond / 10));
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + step));
    sent += step;
    if (sent < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, 100);
  timer.unref();
  response.on('close', () => clearInterval(timer));
}

const statusAnswer = (reply: Extract<Reply, { kind: 'status' }>): PlainAnswer => ({
  status: reply.status,
  text: reply.text ?? JSON.stringify(reply.body ?? {}),
  contentType: reply.contentType ?? (reply.text === undefined ? 'application/json' : 'text/plain'),
  headers: reply.headers ?? {},
});

/** Sends the answer the way the fault says. */
export function sendReply(response: ServerResponse, answer: PlainAnswer, reply: Reply): void {
  const { socket } = response;
  if (socket === null) return;
  switch (reply.kind) {
    case 'normal':
      if (reply.delayMs === undefined) send(response, answer);
      else setTimeout(() => send(response, answer), reply.delayMs).unref();
      return;
    case 'status':
      return send(response, statusAnswer(reply));
    case 'without':
      return send(response, { ...answer, text: withoutFields(answer.text, reply.fields) });
    case 'truncated':
      return send(response, { ...answer, text: answer.text.slice(0, reply.bytes) });
    case 'cut':
      return sendPart(socket, bytesOf(answer).slice(0, -answer.text.length + reply.bytes), false);
    case 'doubled':
      socket.write(bytesOf(answer) + bytesOf(answer));
      return;
    case 'drip':
      return drip(response, answer, reply.bytesPerSecond);
    case 'reset':
      return sendPart(socket, bytesOf(answer).slice(0, reply.afterBytes ?? 0), true);
    case 'close':
      return void socket.destroy();
    case 'never':
      return;
  }
}
