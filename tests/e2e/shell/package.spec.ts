import { expect } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectorModules } from '#scripts/connectors.mjs';
import { ROOT } from '#scripts/import-graph.ts';
import { FUSES, readFuses } from '#scripts/package.mjs';
import { writeFakeRuntime } from '#tests/support/electron/fake-runtime.ts';
import { startShell } from '#tests/support/electron/shell-process.ts';
import { test, viewOf } from '#tests/support/electron/shell-test.ts';

const load = createRequire(import.meta.url);
/** Parts of electron-builder that it does not export by a name of their own. */
const inside = (path: string): unknown => load(join(ROOT, 'node_modules', path));

interface ConfigTools {
  getConfig(projectDir: string, file: string | null, override: null): Promise<Record<string, unknown>>;
  validateConfiguration(config: object, debug: unknown): Promise<void>;
}
interface DebugTools {
  readonly DebugLogger: new (isEnabled: boolean) => unknown;
}
interface AsarTools {
  listPackage(archive: string, options: { isPack: boolean }): string[];
  extractAll(archive: string, folder: string): void;
}

const config = inside('app-builder-lib/out/util/config/config.js') as ConfigTools;
const { DebugLogger } = inside('builder-util/out/util.js') as DebugTools;

interface Packaged {
  readonly status: number | null;
  readonly output: string;
  readonly folder: string;
}

/** Runs `npm run package -- --dir` as it is, but for the runtime and the place of the result. */
function runPackage(folder: string, runtime: string, env: Readonly<Record<string, string>> = {}): Packaged {
  const args = ['scripts/package.mjs', '--no-build', '--dir', `--out=${join(folder, 'release')}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', ELECTRON_OVERRIDE_DIST_PATH: runtime, ...env },
  });
  return { status, output: stdout + stderr, folder: join(folder, 'release', unpackedName()) };
}

const unpackedName = (): string => (process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked');

/** The packages that `dependencies` bring, directly or through others, by the lock file. */
function runtimePackages(): Set<string> {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const names = Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  return new Set(names);
}

test.describe('the configuration', () => {
  test('is valid, and publishes nothing', async () => {
    const settings = await config.getConfig(ROOT, null, null);
    await config.validateConfiguration(settings, new DebugLogger(true));
    expect(settings['publish']).toBeNull();
    expect(settings['npmRebuild']).toBe(false);
    const targets = ['linux', 'mac', 'win'].map((system) => (settings[system] as { target: string[] }).target);
    expect(targets).toEqual([['AppImage', 'deb'], ['dmg'], ['nsis']]);
  });

  test('would be refused with an unknown key', async () => {
    const settings = { ...(await config.getConfig(ROOT, null, null)), linuxx: {} };
    await expect(config.validateConfiguration(settings, new DebugLogger(true))).rejects.toThrow(/linuxx/);
  });

  test('sets every fuse of the checklist', async () => {
    const { electronFuses } = (await config.getConfig(ROOT, null, null)) as { electronFuses: Record<string, boolean> };
    expect(electronFuses).toEqual(Object.fromEntries(FUSES.filter(([, state]) => state !== null)));
  });
});

test.describe('the package', () => {
  test.skip(process.platform !== 'linux', 'not run: the stand-in for the runtime is a Linux one');

  let scratch: string;
  let packaged: Packaged;
  let files: readonly string[];
  const { listPackage, extractAll } = inside('@electron/asar') as AsarTools;

  test.beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'zmart-package-'));
    writeFakeRuntime(join(scratch, 'runtime'));
    packaged = runPackage(scratch, join(scratch, 'runtime'));
    expect(packaged.status, packaged.output).toBe(0);
    files = listPackage(join(packaged.folder, 'resources/app.asar'), { isPack: false });
  });
  test.afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test('has the executable under our name and the program in an archive', () => {
    const names = readdirSync(packaged.folder);
    expect(names).toContain('zmart-workstation');
    expect(names).not.toContain('electron');
    expect(existsSync(join(packaged.folder, 'resources/app'))).toBe(false);
    for (const name of [
      '/package.json',
      '/dist/main/index.mjs',
      '/dist/preload/index.cjs',
      '/dist/renderer/index.html',
    ]) {
      expect(files).toContain(name);
    }
  });

  test('holds of ours only what was built, the icon and the manifest', () => {
    const ours = files.filter((file) => !file.startsWith('/node_modules'));
    const expected =
      /^\/(package\.json|dist(\/main(\/(index|chain|history-worker|replay-worker|model-worker|picture-worker|sample-worker|candles-worker)\.mjs|\/connectors(\/[\w-]+\.mjs)?)?|\/preload(\/index\.cjs)?|\/renderer(\/.*)?)?|resources(\/icons(\/icon\.png)?)?)$/;
    expect(ours.filter((file) => !expected.test(file))).toEqual([]);
    expect(files.filter((file) => /\.(map|ts|tsx|mts|cts)$|\.(test|spec)\./.test(file))).toEqual([]);
  });

  test('holds no package that only development needs', () => {
    const allowed = runtimePackages();
    const names = new Set(files.map((file) => /^\/node_modules\/((?:@[^/]+\/)?[^/@][^/]*)/.exec(file)?.[1] ?? ''));
    names.delete('');
    expect([...names].filter((name) => !allowed.has(name))).toEqual([]);
    for (const name of ['vite', 'react', 'electron', 'typescript', 'vitest']) expect(names).not.toContain(name);
    expect(names).toContain('better-sqlite3');
  });

  test('holds the connector of each venue in place of ccxt', () => {
    const connectors = connectorModules(join(ROOT, 'main/adapters/venues')).map(
      (name) => `/dist/main/connectors/${name}.mjs`,
    );
    expect(files).toEqual(expect.arrayContaining(connectors));
    expect(files.filter((file) => /^\/node_modules\/(ccxt|@noble|@scure|kysely|zod|@orpc)\//.test(file))).toEqual([]);
  });

  test('holds the native part of this platform, outside the archive, and no other', () => {
    const prebuilds = join(packaged.folder, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds');
    expect(readdirSync(prebuilds)).toEqual([`linux-${process.arch}.node`]);
    const native = files.filter((file) => file.includes('better-sqlite3') && file.endsWith('.node'));
    expect(native).toEqual([`/node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`]);
    expect(files.filter((file) => /\.(c|cc|cpp|h|gyp|gypi)$/.test(file))).toEqual([]);
  });

  test('E-19 has its fuses set, read back from the packaged binary', () => {
    const states = readFuses(join(packaged.folder, 'zmart-workstation')) ?? [];
    expect(states).toEqual([false, true, false, false, true, true, false, false, true]);
    expect(readFuses(join(scratch, 'runtime/electron'))).not.toEqual(states);
  });

  test('has all that it needs to run: what is in it starts and shows the window', async () => {
    const folder = join(scratch, 'extracted');
    extractAll(join(packaged.folder, 'resources/app.asar'), folder);
    const shell = await startShell(['--mode', 'demo'], {}, folder);
    try {
      const { page, release } = await viewOf(shell);
      await expect(page.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
      await release();
    } finally {
      await shell.stop();
    }
  });

  test('is not made from a binary without fuses, unless a test says so', () => {
    const folder = join(scratch, 'bare');
    writeFakeRuntime(join(folder, 'runtime'), { fuses: false });
    const refused = runPackage(folder, join(folder, 'runtime'));
    expect(refused.status).toBe(1);
    expect(refused.output).toContain('has no fuse wire');
    const tolerated = runPackage(folder, join(folder, 'runtime'), { ZMART_PACKAGE_WITHOUT_FUSES: '1' });
    expect(tolerated.status, tolerated.output).toBe(0);
    expect(tolerated.output).toContain('this package is for tests only');
  });

  test('is refused with one sentence when there is no runtime by that path', () => {
    const refused = runPackage(scratch, join(scratch, 'nowhere'));
    expect(refused.status).toBe(1);
    expect(refused.output.trim()).toBe(
      `ELECTRON_OVERRIDE_DIST_PATH names ${join(scratch, 'nowhere')}, which is not there.`,
    );
  });
});
