import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { liveSentence } from '#core/accounts/live-release.ts';
import { NO_KEYCHAIN, wouldUseKeychain } from '#tests/support/modes/without-keychain.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { startKucoinSimulator, type KucoinSimulator } from '#tests/support/venue-simulator/index.ts';

const HOST = join(import.meta.dirname, '../../../main/headless.ts');
const ADDRESS = /Zmart Workstation is at (http:\/\/127\.0\.0\.1:\d+)\//;

async function simulator(): Promise<KucoinSimulator> {
  const venue = await startKucoinSimulator({ engineOptions: { seed: 11, walk: { everyMs: 100, bps: 3 } } });
  onTestFinished(() => venue.close());
  return venue;
}

interface Running {
  readonly child: ChildProcess;
  readonly address: string;
  readonly token: string;
  readonly call: (method: 'GET' | 'POST', path: string, body?: object) => Promise<{ status: number; body: unknown }>;
}

/** Ends a host in good order, so that its watchdog goes with it; one that does not end is killed. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await closed;
  clearTimeout(late);
}

async function startHost(mode: string, venue: KucoinSimulator, folder = temporaryFolder()): Promise<Running> {
  const args = [
    '--mode',
    mode,
    '--endpoint',
    venue.restUrl,
    '--data-dir',
    folder,
    '--port',
    '0',
    '--history-days',
    '1',
  ];
  const child = spawn(process.execPath, [HOST, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...NO_KEYCHAIN },
  });
  onTestFinished(() => ended(child));
  let heard = '';
  const address = await new Promise<string>((resolve, reject) => {
    const listen = (text: string): void => {
      heard += text;
      const found = ADDRESS.exec(heard)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.on('exit', () => {
      reject(new Error(heard));
    });
  });
  const token = readFileSync(join(folder, 'api-token'), 'utf8').trim();
  return {
    child,
    address,
    token,
    async call(method, path, body) {
      const answer = await fetch(`${address}/api${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, origin: address, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
  };
}

async function until<T>(look: () => Promise<T>, good: (value: T) => boolean, within = 30_000): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const value = await look();
    if (good(value)) return value;
    if (performance.now() > end) throw new Error(`Not in time: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Status {
  readonly mode: string;
  readonly simulated: boolean;
  readonly trading: { readonly state: string };
  readonly feed: { readonly name: string; readonly status: string };
  readonly account: { readonly known: boolean; readonly equity?: string };
}

/** What a stream of rows says until it says something. */
async function heard({ address, token }: Running, path: string, wanted: RegExp): Promise<string> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 20_000);
  const answer = await fetch(`${address}/api${path}`, {
    headers: { authorization: `Bearer ${token}`, origin: address },
    signal: abort.signal,
  });
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (wanted.test(text)) return text;
    }
  } catch {
    // Given up.
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
  throw new Error(`${path} never said ${String(wanted)}: ${String(answer.status)} ${text.slice(0, 2_000)}`);
}

const statusOf = async ({ call }: Running): Promise<Status> => (await call('GET', '/system/status')).body as Status;
const recordsOf = async ({ call }: Running, type: string): Promise<{ data: Record<string, unknown> }[]> => {
  const { body } = await call('GET', `/journal?types[0]=${type}&limit=20`);
  return (body as { records: { data: Record<string, unknown> }[] }).records;
};

describe('paper mode', () => {
  it('follows the live prices of the exchange, with simulated fills and an account of its own', async () => {
    const venue = await simulator();
    const host = await startHost('paper', venue);
    const status = await until(
      () => statusOf(host),
      ({ feed, account }) => feed.status === 'open' && account.known,
    );
    expect(status).toMatchObject({ mode: 'paper', simulated: true, trading: { state: 'ACTIVE' } });
    expect(status.feed.name).toBe('KuCoin Futures');
    expect(Number(status.account.equity)).toBe(10_000);
    const { body } = await host.call('GET', '/market/instruments');
    expect(body).toContainEqual(expect.objectContaining({ symbol: 'XBTUSDTM', coin: 'BTC' }));
    // The screen of the feeds shows the connection and how far the clocks are apart.
    await heard(host, '/feeds/channels', /"channel":"XBTUSDTM"[^}]*"state":"live"/);
    await heard(host, '/feeds/watch', /"clockOffset":\{"ms":[^}]*\}.*"sockets":\[\{"name":"market 1","open":true/);
    // Nothing of this account ever left for the exchange.
    expect(venue.engine.requests).toEqual([]);
  }, 120_000);
});

const keychain = wouldUseKeychain();
if (keychain) console.warn('Not run: the live mode test would put its login into the keychain of this user.');

describe.skipIf(keychain)('live mode', () => {
  it('starts without a login, takes one, is released in two steps, and agrees with the exchange before it may trade', async () => {
    const venue = await simulator();
    // A position and an order by hand from before: shown, and neither adopted nor touched.
    venue.engine.place({
      clientId: null,
      symbol: 'ETHUSDTM',
      side: 'buy',
      kind: 'market',
      lots: 3,
      leverage: 5,
      origin: 'user',
    });
    const host = await startHost('live', venue);
    expect(await statusOf(host)).toMatchObject({ mode: 'live', simulated: false, trading: { state: 'HALTED' } });
    const created = await host.call('POST', '/accounts/secrets/create', { passphrase: 'correct horse battery' });
    expect(created.status, JSON.stringify(created.body)).toBe(200);
    const { key, secret, passphrase } = venue.credentials;
    const login = { venue: 'kucoin-futures', name: 'Main', key, secret, passphrase };
    const added = await host.call('POST', '/accounts', login);
    expect(added.status, JSON.stringify(added.body)).toBe(200);
    const [account] = (await host.call('GET', '/accounts')).body as { key: string }[];
    const asked = await host.call('POST', `/accounts/${account?.key ?? ''}/live/request`, {});
    const offer = asked.body as { ready: boolean; challenge: { token: string; sentence: string } | null };
    expect(offer, JSON.stringify(offer)).toMatchObject({ ready: true, challenge: { sentence: liveSentence('Main') } });
    const confirm = (typed: string) =>
      host.call('POST', `/accounts/${account?.key ?? ''}/live/confirm`, { token: offer.challenge?.token, typed });
    expect((await confirm('yes')).status).toBeGreaterThanOrEqual(400);
    expect((await confirm(liveSentence('Main'))).status).toBe(200);
    const [found] = await until(
      () => recordsOf(host, 'reconcile.state'),
      (records) => records.some(({ data }) => data['phase'] === 'observing'),
    );
    expect(found?.data).toMatchObject({ phase: 'observing' });
    expect(found?.data['reason']).toMatch(/ETH/);
    const before = venue.engine.requests.length;
    expect(await statusOf(host)).toMatchObject({ trading: { state: 'HALTED' }, account: { known: false } });
    // What was not ours is still what it was, and nothing was sent.
    expect(venue.engine.position('ETHUSDTM').lots).toBe(3);
    expect(venue.engine.requests.length).toBe(before);
    const journal = JSON.stringify(await host.call('GET', '/journal?limit=500'));
    for (const part of [key, secret, passphrase]) expect(journal).not.toContain(part);
  }, 120_000);
});

describe('a data folder', () => {
  it('of paper trading is not opened for live trading', async () => {
    const venue = await simulator();
    const folder = temporaryFolder();
    const host = await startHost('paper', venue, folder);
    await until(
      () => statusOf(host),
      ({ account }) => account.known,
    );
    host.child.kill('SIGINT');
    await new Promise((resolve) => host.child.once('exit', resolve));
    await expect(startHost('live', venue, folder)).rejects.toThrow(/holds the records of paper trading.*--mode paper/);
  }, 120_000);
});
