import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SpeakingChild } from '#tests/support/locks/child-lines.ts';
import { pauseDrill } from '#tests/support/locks/pause-drill.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

/** Pauses and starts; the soak makes 2,000 and 500. */
const PAUSES = Number(process.env['ZMART_LEASE_PAUSES'] ?? 12);
const STARTS = Number(process.env['ZMART_HOST_STARTS'] ?? 2);

describe.skipIf(process.platform === 'win32')('a process that stands still for longer than its lease', () => {
  it('writes and sends nothing when it goes on', async () => {
    const { sends, takeovers, refused, stale } = await pauseDrill(temporaryFolder(), PAUSES, 'checked');
    expect(stale).toBe(0);
    expect(sends).toBeGreaterThan(PAUSES);
    expect(takeovers).toBeGreaterThan(1);
    expect(refused).toBeGreaterThan(0);
  }, 3_600_000);

  it('is found to send late when it waits between the look and the send', async () => {
    const { stale } = await pauseDrill(temporaryFolder(), 40, 'waits');
    expect(stale).toBeGreaterThan(0);
  }, 30_000);
});

const SAYS_SO = /^Another Zmart Workstation on this machine trades this account/;

describe('hosts on one account', () => {
  let made = 0;

  /** A login that no other test and no other run has. */
  const login = (): readonly [string, string] => [
    'http://127.0.0.1:1',
    `key-${String(process.pid)}-${String(performance.timeOrigin)}-${String(made++)}`,
  ];

  const start = async ([endpoint, key]: readonly [string, string]): Promise<SpeakingChild> => {
    const child = new SpeakingChild('host-child.ts', [endpoint, key, join(temporaryFolder(), 'data')]);
    onTestFinished(() => child.end());
    await child.line(0);
    return child;
  };

  it('started at once: exactly one trades, the others say who does', async () => {
    for (let n = 0; n < STARTS; n++) {
      const account = login();
      const hosts = await Promise.all(Array.from({ length: 2 + (n % 4) }, () => start(account)));
      for (const host of hosts) host.say('go');
      const said = await Promise.all(hosts.map((host) => host.line(1)));
      expect(said.filter((line) => line === 'trades')).toHaveLength(1);
      expect(said.filter((line) => SAYS_SO.test(line))).toHaveLength(hosts.length - 1);
      await Promise.all(hosts.map((host) => host.end()));
    }
  }, 3_600_000);

  it('take over at once when the one that trades is killed, but not while it only stands still', async () => {
    const account = login();
    const [first, second, third] = await Promise.all([start(account), start(account), start(account)]);
    first.say('go');
    expect(await first.line(1)).toBe('trades');
    if (process.platform !== 'win32') first.process.kill('SIGSTOP');
    second.say('go');
    expect(await second.line(1)).toContain(`process ${String(first.process.pid)} with the data folder`);
    await first.end();
    third.say('go');
    expect(await third.line(1)).toBe('trades');
  }, 30_000);

  it('trade side by side on different accounts', async () => {
    const hosts = await Promise.all([start(login()), start(login())]);
    for (const host of hosts) host.say('go');
    expect(await Promise.all(hosts.map((host) => host.line(1)))).toEqual(['trades', 'trades']);
  }, 30_000);
});
