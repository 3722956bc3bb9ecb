import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryContext } from '#tests/support/cli/memory-context.ts';
import { EXIT } from '../exit-codes.ts';
import { runCli } from '../program.ts';

let root = '';
let file = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zmart-signals-'));
  file = join(root, 'monday.csv');
  writeFileSync(join(root, 'api-token'), 'secret-token\n');
  writeFileSync(file, 'symbol,price\n');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

async function signals(answer: unknown, ...args: readonly string[]) {
  const asked: { url: string; body: unknown }[] = [];
  const context = memoryContext({
    env: { ZMART_HOME: root },
    post: (url, _, body) => {
      asked.push({ url, body: JSON.parse(body) });
      return Promise.resolve(Response.json(answer));
    },
  });
  const code = await runCli(['import', 'signals', ...args], context);
  return { code, asked, ...context.written };
}

describe('zmart import signals', () => {
  it('hands the file to the host and tells what became of each signal', async () => {
    const taken = [{ key: 's1', symbol: 'XBTUSDTM', state: 'EXECUTED', sentence: 'Long entered.' }];
    const { code, asked, out } = await signals({ taken, bad: [] }, file, '--source', 'desk');
    expect(code).toBe(EXIT.ok);
    expect(asked).toEqual([
      {
        url: 'http://127.0.0.1:7430/api/symbol-mgmt/signals/import',
        body: { source: 'desk', text: 'symbol,price\n' },
      },
    ]);
    expect(out).toBe('s1 XBTUSDTM EXECUTED: Long entered.\n1 signals were taken for desk.\n');
  });

  it('names every bad line, and fails', async () => {
    const bad = [{ line: 3, reason: 'it has 2 cells, the header 8' }];
    const { code, err, out } = await signals({ taken: [], bad }, file, '--source', 'desk');
    expect(code).toBe(EXIT.failed);
    expect(out).toBe('');
    expect(err).toBe(`${file}:3: it has 2 cells, the header 8\nzmart: nothing was taken; 1 lines are bad.\n`);
  });

  it('says when there is no such file', async () => {
    const { code, err, asked } = await signals({}, join(root, 'none.csv'), '--source', 'desk');
    expect(code).toBe(EXIT.usage);
    expect(err).toContain('There is no file');
    expect(asked).toEqual([]);
  });
});
