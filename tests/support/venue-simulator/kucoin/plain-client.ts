import { createHmac } from 'node:crypto';

import { WebSocket } from 'ws';

import type { Credentials } from './signature.ts';

interface Place {
  readonly restUrl: string;
  readonly credentials: Credentials;
}

/** Headers of a signed call, version 3. */
export function signedHeaders(
  { credentials }: Place,
  method: string,
  target: string,
  body: string,
  now = Date.now(),
): Record<string, string> {
  const sign = (text: string): string => createHmac('sha256', credentials.secret).update(text).digest('base64');
  return {
    'content-type': 'application/json',
    'KC-API-KEY': credentials.key,
    'KC-API-KEY-VERSION': '3',
    'KC-API-PASSPHRASE': sign(credentials.passphrase),
    'KC-API-TIMESTAMP': String(now),
    'KC-API-SIGN': sign(`${String(now)}${method}${target}${body}`),
  };
}

/** One signed call without a library between; `text` is the answer as it came. */
export async function call(
  place: Place,
  method: string,
  target: string,
  fields?: unknown,
): Promise<{ status: number; text: string }> {
  const body = fields === undefined ? '' : JSON.stringify(fields);
  const response = await fetch(`${place.restUrl}${target}`, {
    method,
    headers: signedHeaders(place, method, target, body),
    ...(body === '' ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

export interface PlainStream {
  /** Every message as it came, oldest first. */
  readonly texts: readonly string[];
  readonly socket: WebSocket;
  send(message: Record<string, unknown>): void;
  close(): void;
}

/** A connection to the stream by way of `bullet-*`, subscribed to `topics`. */
export async function openStream(
  place: Place,
  access: 'public' | 'private',
  topics: readonly string[],
): Promise<PlainStream> {
  const { text } = await call(place, 'POST', `/api/v1/bullet-${access}`);
  const { data } = JSON.parse(text) as { data: { token: string; instanceServers: { endpoint: string }[] } };
  const texts: string[] = [];
  const socket = new WebSocket(
    `${data.instanceServers[0]?.endpoint ?? ''}?token=${encodeURIComponent(data.token)}&connectId=plain`,
  );
  const acked = (): number => texts.filter((one) => one.includes('"type":"ack"')).length;
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (message) => {
      texts.push((message as Buffer).toString('utf8'));
      if (texts.length === 1) {
        for (const [id, topic] of topics.entries())
          socket.send(JSON.stringify({ id: String(id), type: 'subscribe', topic, response: true }));
      }
      if (acked() >= topics.length) resolve();
    });
  });
  return { texts, socket, send: (message) => socket.send(JSON.stringify(message)), close: () => socket.close() };
}
