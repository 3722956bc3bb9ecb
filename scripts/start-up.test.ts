import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './import-graph.ts';

/** Makes the Node that runs a script believe that it is an old one. */
const OLD_NODE = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})",
  )}`,
];

function node(script: string, args: readonly string[] = [], flags: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('on a Node that is too old', () => {
  it('the version check says one sentence and ends with 1', () => {
    const { status, stdout, stderr } = node(join(ROOT, 'scripts/require-node.mjs'), [], OLD_NODE);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/needs Node 24 or newer, but this is Node 20\.20\.2 .*`npm ci` and then `npm start`/);
  });

  it('npm start refuses before it builds or loads anything', () => {
    const { status, stderr } = node(join(ROOT, 'scripts/start.mjs'), ['--headless'], OLD_NODE);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

it('on this Node the version check is silent', () => {
  expect(node(join(ROOT, 'scripts/require-node.mjs'))).toEqual({ status: 0, stdout: '', stderr: '' });
});

describe('the zmart command', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zmart-bin-'));
    for (const name of ['scripts', 'dist/main']) mkdirSync(join(folder, name), { recursive: true });
    for (const name of ['zmart.mjs', 'require-node.mjs', 'freshness.mjs'])
      copyFileSync(join(ROOT, 'scripts', name), join(folder, 'scripts', name));
    writeFileSync(join(folder, 'dist/main/cli.mjs'), 'console.log(process.argv.slice(2).join()); process.exit(7);');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const zmart = (flags: readonly string[] = []) => node(join(folder, 'scripts/zmart.mjs'), ['a', '--b'], flags);

  it('hands its arguments and the exit code through', () => {
    expect(zmart()).toEqual({ status: 7, stdout: 'a,--b\n', stderr: '' });
  });

  it('on an old Node without the project’s own says the one sentence', () => {
    const { status, stdout, stderr } = zmart(OLD_NODE);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it.skipIf(!existsSync(join(ROOT, 'node_modules/node/bin/node')) || process.platform === 'win32')(
    'on an old Node hands over to the project’s own',
    () => {
      mkdirSync(join(folder, 'node_modules/node/bin'), { recursive: true });
      const own = join(folder, 'node_modules/node/bin/node');
      writeFileSync(own, `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
      expect(zmart(OLD_NODE)).toEqual({ status: 7, stdout: 'a,--b\n', stderr: '' });
    },
  );

  it('with sources, no build and no tools says what to do', () => {
    mkdirSync(join(folder, 'main'));
    writeFileSync(join(folder, 'main/a.ts'), '');
    const { status, stderr } = zmart();
    expect(status).toBe(1);
    expect(stderr).toContain('npm ci --include=dev');
  });
});
