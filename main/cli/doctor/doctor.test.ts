import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { err, ok } from '#shared/kernel/result.ts';
import type { Secrets } from '#core/ports/secrets.ts';
import { DATABASE_FILE, openStore } from '#main/adapters/storage/open-store.ts';
import { memoryContext } from '#tests/support/cli/memory-context.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { runCli } from '../program.ts';
import { databaseCheck, folderCheck, syncCheck } from './database-checks.ts';
import { exchangeCheck } from './exchange-check.ts';
import type { Finding } from './finding.ts';
import { keychainCheck, runtimeCheck } from './host-checks.ts';
import { browserCheck, displayCheck, electronCheck } from './window-checks.ts';

const stopwatch = (): number => performance.now();

function secretsWith(status: Secrets['status']): Secrets {
  const refuse = () => Promise.resolve(err({ code: 'SECRETS_FAILED' as const, message: '' }));
  return { status, read: refuse, write: refuse, remove: refuse };
}

describe('zmart doctor', () => {
  it('finds everything the demo needs in a new folder, and leaves nothing behind', async () => {
    const above = temporaryFolder();
    const context = memoryContext();
    expect(await runCli(['doctor', '--json', '--data-dir', join(above, 'new', 'data')], context)).toBe(0);
    const { ready, findings } = JSON.parse(context.written.out) as { ready: boolean; findings: Finding[] };
    expect(ready).toBe(true);
    expect(findings.map(({ name }) => name)).toEqual([
      'Runtime',
      'Data folder',
      'Database',
      'Sync level',
      'Disk space',
      'Keychain',
      'Display',
      'Electron',
      'Browser',
      'Exchange',
    ]);
    expect(findings.filter(({ needed, status }) => needed && status !== 'ok')).toEqual([]);
    expect(findings.find(({ name }) => name === 'Exchange')).toMatchObject({ status: 'missing', needed: false });
    for (const { status, advice } of findings) if (status !== 'ok') expect(advice).not.toBeNull();
    expect(readdirSync(above)).toEqual([]);
  });

  it('fails on a broken database and says so on its line', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, DATABASE_FILE), 'not a database at all, '.repeat(200));
    const context = memoryContext();
    expect(await runCli(['doctor', '--data-dir', folder], context)).toBe(1);
    expect(context.written.out).toMatch(/^failed +Database +file is not a database\n +Restore/m);
    expect(context.written.out).toContain('does not run here yet');
  });
});

describe('the data folder', () => {
  it('is told as held by another process, and free again', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    expect(folderCheck(folder)).toMatchObject({ status: 'ok', detail: `${folder}, held by a running workstation` });
    expect(databaseCheck(folder)).toMatchObject({ status: 'ok' });
    expect(databaseCheck(folder).detail).toMatch(/^SQLite 3\.\d+\.\d+, (\d+) of \1 migrations$/);
    store.close();
    expect(folderCheck(folder)).toMatchObject({ status: 'ok', detail: folder });
  });

  it('is measured at level FULL with the time of a commit', () => {
    const folder = temporaryFolder();
    expect(syncCheck(folder, stopwatch)).toMatchObject({ status: 'ok' });
    expect(syncCheck(folder, stopwatch).detail).toMatch(
      /^FULL \(2\) after 21 writes; a durable commit takes [\d.]+ m?s$/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that cannot be written is said to be so', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(syncCheck(file, stopwatch)).toMatchObject({ status: 'missing' });
  });
});

describe('the runtime', () => {
  it('is refused when it is too old', () => {
    expect(runtimeCheck('v24.1.0', 'linux', 'x64')).toMatchObject({
      status: 'ok',
      detail: 'Node v24.1.0 on linux x64',
    });
    expect(runtimeCheck('v20.9.0', 'linux', 'x64')).toMatchObject({ status: 'failed' });
  });
});

describe('the keychain', () => {
  it('is ok, missing, locked or silent', async () => {
    const of = (status: Secrets['status'], wait?: number) => keychainCheck(secretsWith(status), wait);
    expect(await of(async () => ok({ backend: 'Secret Service' }))).toMatchObject({
      status: 'ok',
      detail: 'Secret Service',
    });
    const failure = (code: 'SECRETS_NO_BACKEND' | 'SECRETS_LOCKED') => async () => err({ code, message: 'why' });
    expect(await of(failure('SECRETS_NO_BACKEND'))).toMatchObject({ status: 'missing', detail: 'why' });
    expect(await of(failure('SECRETS_LOCKED'))).toMatchObject({ status: 'failed', detail: 'why' });
    const silent = await of(() => new Promise(() => undefined), 1);
    expect(silent).toMatchObject({ status: 'failed', needed: false });
    expect(silent.detail).toMatch(/does not answer/);
  });
});

describe('the window', () => {
  it('needs a display on Linux only', () => {
    expect(displayCheck({}, 'linux')).toMatchObject({ status: 'missing' });
    expect(displayCheck({ DISPLAY: '' }, 'linux')).toMatchObject({ status: 'missing' });
    expect(displayCheck({ DISPLAY: ':0' }, 'linux')).toMatchObject({ status: 'ok', detail: 'DISPLAY=:0' });
    expect(displayCheck({}, 'darwin')).toMatchObject({ status: 'ok' });
  });

  it('needs Electron’s package and its runtime', () => {
    const root = temporaryFolder();
    expect(electronCheck({}, root).detail).toMatch(/package is not installed/);
    const folder = join(root, 'node_modules', 'electron');
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"version":"45.0.0"}');
    expect(electronCheck({}, root)).toMatchObject({ status: 'missing' });
    expect(electronCheck({}, root).detail).toMatch(/45\.0\.0 is here, its runtime was not downloaded/);
    writeFileSync(join(folder, 'path.txt'), 'electron');
    writeFileSync(join(folder, 'dist', 'electron'), '');
    expect(electronCheck({}, root)).toMatchObject({ status: 'ok' });
    expect(electronCheck({ ELECTRON_OVERRIDE_DIST_PATH: root }, root).detail).toContain(root);
  });

  it('can be a browser’s', () => {
    const folder = temporaryFolder();
    expect(browserCheck({ PATH: folder }, 'linux')).toMatchObject({ status: 'missing' });
    writeFileSync(join(folder, 'chromium'), '', { mode: 0o755 });
    expect(browserCheck({ PATH: folder }, 'linux')).toMatchObject({ status: 'ok', detail: join(folder, 'chromium') });
  });
});

describe('the exchange', () => {
  const at = 1_750_000_000_000;
  const answering = (answer: () => Promise<Response>, times: readonly number[]) => {
    const left = [...times];
    return exchangeCheck({ fetch: answer, now: () => left.shift() ?? Number.NaN });
  };
  const json =
    (body: unknown, status = 200) =>
    () =>
      Promise.resolve(new Response(JSON.stringify(body), { status }));

  it('tells how far this clock is off, by the middle of the journey', async () => {
    const found = await answering(json({ code: '200000', data: at }), [at + 100, at + 160]);
    expect(found).toMatchObject({ status: 'ok', needed: false });
    expect(found.detail).toMatch(/answers in 60 ms; this clock is 130 ms ahead$/);
    expect(await answering(json({ data: at }), [at - 9_000, at - 9_000])).toMatchObject({ status: 'failed' });
  });

  it('says why it is not there', async () => {
    expect((await answering(json({}, 503), [at, at])).detail).toMatch(/answers 503/);
    expect((await answering(json({ data: 'soon' }), [at, at])).detail).toMatch(/not with a time/);
    const timedOut = () => Promise.reject(new DOMException('', 'TimeoutError'));
    expect((await answering(timedOut, [at, at])).detail).toMatch(/no answer within 3 s/);
    const unknown = () =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }));
    expect((await answering(unknown, [at, at])).detail).toMatch(/ENOTFOUND/);
  });
});
