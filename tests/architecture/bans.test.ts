import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '#scripts/import-graph.ts';

/** A folder with planted sources, and what takes it away. */
function plant(files: readonly (readonly [string, string, ...unknown[]])[]) {
  const folder = mkdtempSync(join(tmpdir(), 'zmart-planted-'));
  for (const [file, text] of files) write(folder, file, text);
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const run = (tool: string, args: readonly string[], cwd: string): string =>
  spawnSync(process.execPath, [join(ROOT, 'node_modules', tool), ...args], { cwd, encoding: 'utf8' }).stdout;

describe('the core does not compile with', () => {
  const PLANTED = {
    document: 'export const x = document.title;',
    process: 'export const x = process.pid;',
    setTimeout: 'setTimeout(() => undefined, 1); export {};',
    console: "console.log('x'); export {};",
    fetch: "export const x = fetch('http://127.0.0.1');",
    'node:fs': "import { readFileSync } from 'node:fs'; export const x = readFileSync;",
    Buffer: 'export const x = Buffer.alloc(1);',
  };
  const fileOf = (name: string): string => `${name.replace(':', '-')}.ts`;
  let errors: readonly string[] = [];

  beforeAll(() => {
    const { folder, remove } = plant(Object.entries(PLANTED).map(([name, text]) => [fileOf(name), text]));
    write(folder, 'plain.ts', 'export const x: readonly number[] = [1, 2].toSorted();');
    // Exactly the options the core is compiled with.
    const config = {
      extends: join(ROOT, 'tsconfig.anywhere.json'),
      files: [join(ROOT, 'shared/globals.d.ts')],
      include: ['*.ts'],
    };
    write(folder, 'tsconfig.json', JSON.stringify(config));
    errors = run('typescript/bin/tsc', ['--pretty', 'false'], folder).split('\n').filter(Boolean);
    return remove;
  });

  it.each(Object.keys(PLANTED))('%s', (name) => {
    const found = errors.filter((line) => line.startsWith(fileOf(name)));
    expect(found[0]).toContain(`'${name}'`);
  });

  it('nothing but those: plain code passes', () => {
    expect(errors.filter((line) => line.startsWith('plain.ts'))).toEqual([]);
    expect(errors.length).toBe(Object.keys(PLANTED).length);
  });
});

describe('the lint', () => {
  const REFUSED = [
    ['main/core/market/now.ts', 'export const x = Date.now();', 'eslint(no-restricted-properties)'],
    ['shared/domain/random.ts', 'export const x = Math.random();', 'eslint(no-restricted-properties)'],
    ['main/core/market/date.ts', 'export const x = new Date();', 'house(no-ambient-date)'],
    ['main/core/market/date-text.ts', 'export const x = Date();', 'house(no-ambient-date)'],
    ['main/core/market/id.ts', 'export const x = crypto.randomUUID();', 'eslint(no-restricted-properties)'],
    ['main/core/market/timer.ts', 'export const x = performance.now();', 'eslint(no-restricted-globals)'],
    ['main/core/market/default.ts', 'export default 1;', 'house(named-exports)'],
    ['main/shell/menu.ts', "import { ipcMain } from 'electron'; ipcMain.on('x', () => 1);", 'house(raw-wires)'],
    [
      'main/shell/window.ts',
      "import { BrowserWindow } from 'electron'; export const w = new BrowserWindow();",
      'house(raw-wires)',
    ],
    [
      'main/shell/send.ts',
      "export const f = (w: { webContents: { send(x: string): void } }) => w.webContents.send('x');",
      'house(raw-wires)',
    ],
    [
      'main/shell/window-factory.ts',
      "import { ipcRenderer } from 'electron'; export const r = ipcRenderer;",
      'house(raw-wires)',
    ],
    ['main/transport/any.ts', 'export const x: any = 1;', 'typescript(no-explicit-any)'],
    [
      'main/transport/promise.ts',
      'const f = (): Promise<number> => Promise.resolve(1); f();',
      'typescript(no-floating-promises)',
    ],
    [
      'renderer/hook.ts',
      "import { useState } from 'react'; export const useX = (on: boolean) => { if (on) useState(1); };",
      'react-hooks(rules-of-hooks)',
    ],
    ['main/core/market/unused.ts', '// oxlint-disable-next-line no-var\nexport const x = 1;', 'null'],
  ] as const;
  const ALLOWED = [
    ['main/core/market/x.test.ts', 'export const x = Date.now();'],
    ['main/adapters/system/clock.ts', 'export const x = Date.now();'],
    ['main/core/market/iso.ts', 'export const x = (ms: number) => new Date(ms).toISOString();'],
    ['main/shell/wire.ts', "import { ipcMain } from 'electron'; export const wire: unknown = ipcMain;"],
    ['vitest.config.ts', 'export default 1;'],
  ] as const;
  let broken: ReadonlyMap<string, readonly string[]> = new Map();

  beforeAll(() => {
    const { folder, remove } = plant([...REFUSED, ...ALLOWED]);
    const rules = readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8');
    write(folder, '.oxlintrc.json', rules.replace('./scripts/', `${ROOT}/scripts/`));
    write(folder, 'tsconfig.json', JSON.stringify({ extends: join(ROOT, 'tsconfig.base.json'), include: ['**/*.ts'] }));
    const { diagnostics } = JSON.parse(run('oxlint/bin/oxlint', ['--format', 'json'], folder)) as {
      readonly diagnostics: readonly { readonly filename: string; readonly code?: string }[];
    };
    const of = (file: string) => diagnostics.filter(({ filename }) => filename === file);
    broken = new Map([...REFUSED, ...ALLOWED].map(([file]) => [file, of(file).map(({ code }) => code ?? 'null')]));
    return remove;
  });

  it.each(REFUSED)('refuses in %s: %s', (file, _, rule) => {
    expect(broken.get(file)).toContain(rule);
  });

  it.each(ALLOWED)('has nothing against %s: %s', (file) => {
    expect(broken.get(file) ?? []).toEqual([]);
  });
});
