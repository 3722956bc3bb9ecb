import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryContext } from '#tests/support/cli/memory-context.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { runCli } from '../program.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zmart-halt-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function halt(post: CliContext['post'] | undefined, ...args: readonly string[]) {
  const context = memoryContext({ env: { ZMART_HOME: root }, ...(post === undefined ? {} : { post }) });
  const code = await runCli(['halt', ...args], context);
  return { code, ...context.written };
}

const file = (folder = root): string => readFileSync(join(folder, 'HALT'), 'utf8');

describe('zmart halt', () => {
  it('puts the file into every folder of a mode where no host answers', async () => {
    mkdirSync(join(root, 'live'));
    const { code, out } = await halt(undefined, '--reason', 'the window hangs');
    expect(code).toBe(EXIT.ok);
    expect([file(), file(join(root, 'live'))]).toEqual(['the window hangs\n', 'the window hangs\n']);
    expect(existsSync(join(root, 'paper'))).toBe(false);
    expect(out).toContain('trading stops within 0.25 s');
  });

  it('tells the running host with its token, and leaves no file then', async () => {
    writeFileSync(join(root, 'api-token'), 'secret-token\n');
    const asked: Asked[] = [];
    const { code, out } = await halt(
      (url, headers, body) => {
        asked.push({ url, headers, body });
        return Promise.resolve(Response.json({ state: 'HALTED', cancels: 3, exits: 2 }));
      },
      '--flatten',
      '--reason',
      'away',
    );
    expect([code, existsSync(join(root, 'HALT'))]).toEqual([EXIT.ok, false]);
    expect(out).toContain('3 orders are being canceled, 2 positions closed');
    expect(asked).toMatchObject([
      { url: 'http://127.0.0.1:7430/api/risk/halt', headers: { Authorization: 'Bearer secret-token' } },
    ]);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ reason: 'away', flatten: true });
  });

  it.each<readonly [string, () => Response]>([
    ['refuses', () => new Response('no', { status: 401 })],
    ['answers something else', () => Response.json({ state: 'ACTIVE' })],
    ['answers no JSON', () => new Response('<html>')],
  ])('puts the file there when what listens %s', async (_, answer) => {
    writeFileSync(join(root, 'api-token'), 'secret-token\n');
    await halt(() => Promise.resolve(answer()), '--flatten', '--reason', 'away');
    expect(file()).toBe('away\nflatten\n');
  });

  it('asks for a reason and for a folder that is there', async () => {
    expect((await halt(undefined)).code).toBe(EXIT.usage);
    expect((await halt(undefined, '--reason', '  ')).code).toBe(EXIT.usage);
    const missing = await halt(undefined, '--reason', 'x', '--data-dir', join(root, 'nowhere'));
    expect([missing.code, missing.err]).toEqual([EXIT.dataFolder, expect.stringContaining('There is no data folder')]);
  });
});
