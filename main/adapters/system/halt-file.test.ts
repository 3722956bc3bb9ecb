import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HALT_FILE, haltFile } from './halt-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-halt-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('is not there until somebody puts it there', () => {
  expect(haltFile(folder).read()).toBeNull();
});

it.each([
  ['the exchange misbehaves\n', 'the exchange misbehaves', false],
  ['leaving\r\nFLATTEN\r\n', 'leaving', true],
  ['flatten\n', 'a halt file was put into the data folder', true],
  ['', 'a halt file was put into the data folder', false],
  ['\n\n  \n', 'a halt file was put into the data folder', false],
  ['x'.repeat(5_000), 'x'.repeat(200), false],
])('read from %j is its reason and whether to flatten', (text, reason, flatten) => {
  writeFileSync(join(folder, HALT_FILE), text);
  expect(haltFile(folder).read()).toEqual({ reason, flatten });
});

it('that cannot be read halts all the same, and can be taken away', () => {
  mkdirSync(join(folder, HALT_FILE));
  const file = haltFile(folder);
  expect(file.read()?.reason).toMatch(/cannot be read/);
  file.remove();
  expect(file.read()).toBeNull();
});

it('written twice keeps its first reason and the stricter wish', () => {
  const file = haltFile(folder);
  file.write({ reason: 'first', flatten: false });
  file.write({ reason: 'second', flatten: false });
  expect(file.read()).toEqual({ reason: 'first', flatten: false });
  file.write({ reason: 'third', flatten: true });
  expect(file.read()).toEqual({ reason: 'first', flatten: true });
  expect(readFileSync(join(folder, HALT_FILE), 'utf8')).toContain('first');
});
