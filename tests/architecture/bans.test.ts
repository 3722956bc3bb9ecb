import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '#scripts/import-graph.ts';

const PLANTED = join(ROOT, 'main/core/planted.ts');

/** Compiles one line as a file of the core, with exactly the options its tsconfig gives. */
function compileErrors(line: string): readonly string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, 'tsconfig.anywhere.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
      },
    },
  );
  if (config === undefined) throw new Error('tsconfig.anywhere.json cannot be read');
  const host = ts.createCompilerHost(config.options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target, ...rest) =>
    name === PLANTED ? ts.createSourceFile(name, line, target) : readFile(name, target, ...rest);
  const program = ts.createProgram([PLANTED, join(ROOT, 'shared/globals.d.ts')], config.options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter((diagnostic) => diagnostic.file?.fileName === PLANTED)
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
}

describe('the core does not compile with', () => {
  it.each([
    ['document', 'export const x = document.title;'],
    ['process', 'export const x = process.pid;'],
    ['setTimeout', 'setTimeout(() => undefined, 1); export {};'],
    ['console', "console.log('x'); export {};"],
    ['fetch', "export const x = fetch('http://127.0.0.1');"],
    ['node:fs', "import { readFileSync } from 'node:fs'; export const x = readFileSync;"],
    ['Buffer', 'export const x = Buffer.alloc(1);'],
  ])('%s', (name, line) => {
    const errors = compileErrors(line);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toContain(name);
  });

  it('nothing but those: plain code passes', () => {
    expect(compileErrors('export const x: readonly number[] = [1, 2].toSorted();')).toEqual([]);
  });
});

describe('the lint refuses', () => {
  let eslint: ESLint;
  beforeAll(() => {
    // A planted text belongs to no TypeScript program; these bans are matters of syntax and need none.
    const untyped = { ...tseslint.configs.disableTypeChecked, files: ['**/*.ts', '**/*.tsx'] };
    const overrideConfig = [untyped, { languageOptions: { parserOptions: { project: null, projectService: false } } }];
    eslint = new ESLint({ cwd: ROOT, overrideConfig: overrideConfig as ESLint.Options['overrideConfig'] & object[] });
  });

  async function rulesBroken(file: string, text: string): Promise<readonly string[]> {
    const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
    return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
  }

  it.each([
    ['main/core/market/x.ts', 'export const x = Date.now();', 'no-restricted-properties'],
    ['shared/domain/x.ts', 'export const x = Math.random();', 'no-restricted-properties'],
    ['main/core/market/x.ts', 'export const x = new Date();', 'no-restricted-syntax'],
    ['main/core/market/x.ts', 'export const x = crypto.randomUUID();', 'no-restricted-properties'],
    ['main/core/market/x.ts', 'export const x = performance.now();', 'no-restricted-globals'],
    ['main/core/market/x.ts', 'export default 1;', 'no-restricted-syntax'],
    ['main/shell/menu.ts', "import { ipcMain } from 'electron'; ipcMain.on('x', () => 1);", 'no-restricted-syntax'],
    [
      'main/shell/menu.ts',
      "import { BrowserWindow } from 'electron'; export const w = new BrowserWindow();",
      'no-restricted-syntax',
    ],
    [
      'main/shell/menu.ts',
      "export const f = (w: { webContents: { send(x: string): void } }) => w.webContents.send('x');",
      'no-restricted-syntax',
    ],
    [
      'main/shell/wire.ts',
      "import { ipcRenderer } from 'electron'; export const r = ipcRenderer;",
      'no-restricted-syntax',
    ],
    ['main/transport/x.ts', 'export const x: any = 1;', '@typescript-eslint/no-explicit-any'],
  ])('in %s: %s', async (file, text, rule) => {
    expect(await rulesBroken(file, text)).toContain(rule);
  });

  it.each([
    ['main/core/market/x.test.ts', 'export const x = Date.now();'],
    ['main/adapters/system/clock.ts', 'export const x = Date.now();'],
    ['main/core/market/x.ts', 'export const x = (ms: number) => new Date(ms).toISOString();'],
    ['main/shell/wire.ts', "import { ipcMain } from 'electron'; ipcMain.on('x', () => 1);"],
    ['main/shell/window-factory.ts', "import { BrowserWindow } from 'electron'; export const w = new BrowserWindow();"],
  ])('nothing in %s: %s', async (file, text) => {
    expect(await rulesBroken(file, text)).toEqual([]);
  });
});
