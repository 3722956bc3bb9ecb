import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { epochMs } from '#shared/domain/time.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import type { WireMessage } from '../wire-tap.ts';
import { UnreadableSession, type SessionHeader } from './session-format.ts';
import { readSession } from './session-reader.ts';
import { SessionWriter } from './session-writer.ts';

const HEADER: SessionHeader = {
  venue: 'kucoin-futures',
  program: '0.1.0',
  startedAt: 1_700_000_000_000,
  monotonic: 5_000.25,
  symbols: ['XBTUSDTM'],
};

const messageAt = (n: number): WireMessage => ({
  at: epochMs(HEADER.startedAt + n * 100 + (n > 900 ? 3_600_000 : 0)),
  monotonic: HEADER.monotonic + n * 100 + 0.125,
  channel: n % 10 === 0 ? 'rest' : 'public',
  direction: n % 20 === 0 ? 'out' : 'in',
  what: n % 10 === 0 ? 'GET /api/v1/ticker?symbol=XBTUSDTM' : 'market 1',
  status: n % 20 === 10 ? 200 : null,
  body: `{"n":${String(n)},"text":"ü \\" \\n ${String(Math.sin(n))}"}`,
  id: n % 10 === 0 ? n : null,
});

async function recorded(count: number): Promise<string> {
  const path = join(temporaryFolder(), 'session.gz');
  const writer = new SessionWriter(path, HEADER);
  for (let n = 0; n < count; n += 1) writer.write(messageAt(n));
  await writer.close();
  return path;
}

describe('A recorded session', () => {
  it('comes back as it was, to the microsecond, wall clock steps included', async () => {
    const path = await recorded(1_000);
    const session = readSession(path);
    expect(session.header).toEqual(HEADER);
    expect(session.cut).toBeNull();
    expect(session.messages).toEqual(Array.from({ length: 1_000 }, (_, n) => messageAt(n)));
    expect(readFileSync(path).length).toBeLessThan(1_000 * 40);
  });

  it('that is cut anywhere is read up to there, and the cut is told', async () => {
    const path = await recorded(1_000);
    const whole = readFileSync(path);
    for (const share of [0.99, 0.7, 0.5, 0.3]) {
      truncateSync(path, Math.floor(whole.length * share));
      const session = readSession(path);
      const count = session.messages.length;
      expect(session.cut).toMatch(/The recording breaks off after \d+ messages/);
      // What was flushed by then is there; the rest of a block may be lost.
      expect(count).toBeGreaterThan(1_000 * share - 250);
      expect(session.messages).toEqual(Array.from({ length: count }, (_, n) => messageAt(n)));
      writeFileSync(path, whole);
    }
  });

  it('with broken bytes is read up to them', async () => {
    const path = await recorded(1_000);
    const bytes = readFileSync(path);
    bytes.fill(0xff, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.6) + 40);
    writeFileSync(path, bytes);
    const session = readSession(path);
    expect(session.cut).not.toBeNull();
    expect(session.messages.length).toBeGreaterThan(300);
    const good = session.messages.length;
    expect(session.messages.slice(0, good - 1)).toEqual(Array.from({ length: good - 1 }, (_, n) => messageAt(n)));
  });

  it('is refused when it is no recording or of a later format', () => {
    const path = join(temporaryFolder(), 'other');
    for (const text of [
      'hello',
      '{"format":"zmart-session","version":2}',
      '{"format":"zmart-session","version":1}',
      '[]',
    ]) {
      writeFileSync(path, text);
      expect(() => readSession(path)).toThrow(UnreadableSession);
    }
  });

  it('never overwrites a file, and says what the disk refused', async () => {
    const path = await recorded(3);
    const writer = new SessionWriter(path, HEADER);
    writer.write(messageAt(1));
    await expect(writer.close()).rejects.toThrow(/EEXIST/);
    expect(readSession(path).messages.length).toBe(3);
  });

  it('holds no key and no token, even when a tap let one through', async () => {
    const path = join(temporaryFolder(), 'session.gz');
    const writer = new SessionWriter(path, HEADER);
    const secret = 'canary-5f3a';
    writer.write({
      ...messageAt(0),
      what: `GET /x?apiKey=${secret}&a=1`,
      body: `{"token":"${secret}","data":{"secret":"${secret}"}}`,
    });
    await writer.close();
    expect(gunzipSync(readFileSync(path)).toString()).not.toContain(secret);
  });
});
