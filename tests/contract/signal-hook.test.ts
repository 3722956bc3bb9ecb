import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { denial } from '#shared/domain/denial.ts';
import { signalId } from '#shared/domain/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { ApiRouter } from '#core/api/implement.ts';
import type { SignalHooks } from '#core/api/outside-board.ts';
import { startLoopbackServer, type LoopbackServer } from '#main/transport/loopback-server.ts';
import { REQUESTS_A_MINUTE, signatureOf, SIGNED_WINDOW_MS } from '#main/transport/signed-request.ts';

const SECRET = 'a-secret-of-at-least-32-characters';
const START = Date.UTC(2025, 2, 11);

const folder = mkdtempSync(join(tmpdir(), 'zmart-hook-'));
const clock = { ms: START };
const taken: unknown[] = [];
const hooks: SignalHooks = {
  secretOf: (source) => Promise.resolve(source.startsWith('desk') ? SECRET : null),
  submit: (source, body) => {
    taken.push({ source, body });
    const { strength } = body as { strength?: number };
    return Promise.resolve(
      strength === 9
        ? err(denial('SIGNAL_INVALID', { problem: 'it is too strong' }))
        : ok(signalId('00000001000000000001')),
    );
  },
};

let server: LoopbackServer;

beforeAll(async () => {
  server = await startLoopbackServer({
    ...{ router: {} as ApiRouter, hooks, rendererDir: folder, dataDir: folder, port: 0 },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clock: { now: () => clock.ms as never, monotonic: () => clock.ms },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  // A minute of its own for each test.
  clock.ms += 120_000;
  taken.length = 0;
});

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string;
  readonly timestamp?: number;
  readonly nonce?: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request that is signed as it should be, but for what is given. */
function send(sent: Sent = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const { path = '/hooks/signals/desk', method = 'POST', body = '{"strength":0.5}', secret = SECRET } = sent;
  const timestamp = String(sent.timestamp ?? clock.ms);
  const nonce = sent.nonce ?? randomBytes(12).toString('hex');
  const headers = {
    'X-Zmart-Timestamp': timestamp,
    'X-Zmart-Nonce': nonce,
    'X-Zmart-Signature': signatureOf(secret, timestamp, nonce, Buffer.from(body)),
    ...sent.headers,
  };
  return new Promise((resolve, reject) => {
    const made = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> });
      });
    });
    made.on('error', reject);
    made.end(body);
  });
}

describe('a signed signal', () => {
  it('is taken, with the signed time as its own unless it tells one', async () => {
    expect(await send()).toEqual({ status: 202, body: { signalId: '00000001000000000001' } });
    await send({ body: '{"tsSource":5}' });
    expect(taken).toEqual([
      { source: 'desk', body: { strength: 0.5, tsSource: clock.ms } },
      { source: 'desk', body: { tsSource: 5 } },
    ]);
  });

  it.each<[string, Sent, number, string]>([
    ['with another secret', { secret: `${SECRET}!` }, 401, 'SIGNATURE_WRONG'],
    ['of a source that is not there', { path: '/hooks/signals/nobody' }, 401, 'SIGNATURE_WRONG'],
    ['at another address', { path: '/hooks/else' }, 401, 'SIGNATURE_WRONG'],
    ['without a signature', { headers: { 'X-Zmart-Signature': '' } }, 401, 'SIGNATURE_MISSING'],
    ['with half a signature', { headers: { 'X-Zmart-Signature': 'sha256=00' } }, 401, 'SIGNATURE_MISSING'],
    ['with a nonce too short', { nonce: 'abc' }, 401, 'SIGNATURE_MISSING'],
    ['signed for another time', { headers: { 'X-Zmart-Timestamp': String(START + 1) } }, 401, 'SIGNATURE_WRONG'],
    ['signed for another nonce', { headers: { 'X-Zmart-Nonce': 'another-nonce' } }, 401, 'SIGNATURE_WRONG'],
    ['that is no object', { body: '[1]' }, 400, 'BAD_REQUEST'],
    ['that is no JSON', { body: 'buy!' }, 400, 'BAD_REQUEST'],
    ['that intake refuses', { body: '{"strength":9}' }, 422, 'SIGNAL_INVALID'],
    ['by another method', { method: 'PUT' }, 405, 'METHOD_NOT_SUPPORTED'],
    ['from a page', { headers: { Origin: 'https://elsewhere.example' } }, 403, 'ORIGIN_NOT_ALLOWED'],
    ['that is too long', { body: `{"reason":"${'x'.repeat(65_536)}"}` }, 413, 'PAYLOAD_TOO_LARGE'],
    ['to another host', { headers: { Host: 'evil.example' } }, 403, 'HOST_NOT_ALLOWED'],
  ])('%s is refused', async (_, sent, status, code) => {
    const answer = await send(sent);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer.body)).not.toContain(SECRET);
    if (status !== 422) expect(taken).toEqual([]);
  });

  it('is taken once: the same nonce again is refused, also with another body', async () => {
    const nonce = 'once-and-no-more';
    expect((await send({ nonce })).status).toBe(202);
    expect(await send({ nonce })).toMatchObject({ status: 409, body: { code: 'NONCE_USED' } });
    expect((await send({ nonce, body: '{}' })).status).toBe(409);
    expect(taken).toHaveLength(1);
  });

  it('is refused five minutes away from our time on either side, and its nonce is not used up', async () => {
    const nonce = 'early-and-late';
    for (const away of [-SIGNED_WINDOW_MS - 1, SIGNED_WINDOW_MS + 1]) {
      const answer = await send({ nonce, timestamp: clock.ms + away });
      expect(answer).toMatchObject({ status: 401, body: { code: 'TIMESTAMP_OUTSIDE_WINDOW' } });
    }
    expect((await send({ nonce, timestamp: clock.ms - SIGNED_WINDOW_MS })).status).toBe(202);
  });

  it('is one of sixty a minute', async () => {
    const path = '/hooks/signals/desk-two';
    for (let i = 0; i < REQUESTS_A_MINUTE; i++) expect((await send({ path })).status).toBe(202);
    expect(await send({ path })).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect((await send()).status).toBe(202);
    clock.ms += 60_000;
    expect((await send({ path })).status).toBe(202);
  });
});
