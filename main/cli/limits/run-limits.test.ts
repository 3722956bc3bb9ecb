import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LimitsView } from '#shared/contract/limits.ts';
import { gateLimitViews } from '#core/api/views/gate-limit-views.ts';
import { RISK_DEFAULTS } from '#core/agents/risk/limits.ts';
import { memoryContext } from '#tests/support/cli/memory-context.ts';
import { EXIT } from '../exit-codes.ts';
import { runCli } from '../program.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zmart-limits-'));
  writeFileSync(join(root, 'api-token'), 'secret-token\n');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const HASH = 'a'.repeat(64);
const VIEW: LimitsView = {
  version: 2,
  limits: gateLimitViews({ ...RISK_DEFAULTS, leverage: 5 }, null),
  approval: { rules: HASH, approvedRules: HASH, build: 'b'.repeat(64), approvedBuild: null },
  disabled: [{ strategy: 'trend', symbol: 'XBTUSDTM', cause: 'too often', since: 1 }],
  at: 1,
};

interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Runs a command against a host that answers like this. */
async function limits(answers: Readonly<Record<string, () => Response>>, ...args: readonly string[]) {
  const asked: Asked[] = [];
  const answer = (url: string, headers: Asked['headers'], body: unknown): Promise<Response> => {
    asked.push({ url, headers, body });
    const found = answers[new URL(url).pathname];
    return found === undefined ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(found());
  };
  const context = memoryContext({
    env: { ZMART_HOME: root },
    get: (url, headers) => answer(url, headers, null),
    post: (url, headers, body) => answer(url, headers, JSON.parse(body)),
  });
  const code = await runCli(['limits', ...args], context);
  return { code, asked, ...context.written };
}

const list = { '/api/limits': () => Response.json(VIEW) };

describe('zmart limits', () => {
  it('lists every limit with its default, what is not approved and what is disabled', async () => {
    const { code, out, asked } = await limits(list, 'list');
    expect(code).toBe(EXIT.ok);
    expect(asked).toMatchObject([
      { url: 'http://127.0.0.1:7430/api/limits', headers: { Authorization: 'Bearer secret-token' } },
    ]);
    expect(out).toMatch(/^leverage +5 +3 .*looser than the default$/m);
    expect(out).toMatch(/^dayLossPpm +20000 \(2 %\)/m);
    expect(out).toContain('are not approved');
    expect(out).toContain('trend is disabled on XBTUSDTM: too often.');
    expect(JSON.parse((await limits(list, 'list', '--json')).out)).toEqual(VIEW);
  });

  it('shows the versions with what each changed', async () => {
    const version = {
      ...{ version: 1, at: Date.UTC(2025, 2, 11), by: 'trader', reason: 'calm', rolledBackTo: 0 },
      changed: [{ key: 'leverage', before: 3, after: 2 }],
    };
    const { out } = await limits({ '/api/limits/history': () => Response.json([version]) }, 'history');
    expect(out).toBe('Version 1 by trader on 2025-03-11T00:00:00.000Z, as version 0 was: calm\n  leverage: 3 → 2\n');
  });

  it('sets limits and takes back versions with the reason, and says what is in force', async () => {
    const done = {
      '/api/limits/change': () => Response.json({ version: 3 }),
      '/api/limits/rollback': () => Response.json({ version: 4 }),
    };
    const set = await limits(done, 'change', 'leverage=2', 'maxOpenOrders=10', '--reason', 'calm');
    expect(set.asked[0]?.body).toEqual({
      values: { leverage: 2, maxOpenOrders: 10 },
      reason: 'calm',
      confirmation: null,
    });
    expect(set.out).toBe('Version 3 is in force.\n');
    const back = await limits(done, 'rollback', '0', '--reason', 'normal', '--confirm', 'loosen leverage');
    expect(back.asked[0]?.body).toEqual({ version: 0, reason: 'normal', confirmation: 'loosen leverage' });
  });

  it('says what must be typed, or why the host refuses', async () => {
    const refusing = (expected: string | null, message: string) => ({
      '/api/limits/change': () =>
        Response.json(
          { code: 'LIMIT_REFUSED', message, data: { code: 'X', sentence: message, expected } },
          { status: 422 },
        ),
    });
    const loose = await limits(
      refusing('loosen leverage', 'must be confirmed'),
      'change',
      'leverage=9',
      '--reason',
      'bold',
    );
    expect([loose.code, loose.err]).toEqual([EXIT.failed, expect.stringContaining('--confirm "loosen leverage"')]);
    const beyond = await limits(refusing(null, 'Beyond the hard cap.'), 'change', 'leverage=99', '--reason', 'bold');
    expect([beyond.code, beyond.err]).toEqual([EXIT.failed, 'zmart: Beyond the hard cap.\n']);
  });

  it('approves only what was looked at, by both hashes', async () => {
    const answers = { ...list, '/api/limits/approve': () => Response.json({ approved: true }) };
    const shown = await limits(answers, 'approve', '--reason', 'updated');
    const phrase = `approve ${'b'.repeat(12)} ${'a'.repeat(12)}`;
    expect([shown.code, shown.asked.length]).toEqual([EXIT.failed, 1]);
    expect(shown.err).toContain(`--confirm "${phrase}"`);
    const done = await limits(answers, 'approve', '--reason', 'updated', '--confirm', phrase);
    expect(done.asked[1]?.body).toEqual({ reason: 'updated', build: 'b'.repeat(64), rules: HASH });
  });

  it('enables a strategy on a symbol', async () => {
    const answers = { '/api/limits/enable': () => Response.json({ enabled: true }) };
    const { asked, out } = await limits(answers, 'enable', 'trend', 'XBTUSDTM', '--reason', 'looked at it');
    expect(asked[0]?.body).toEqual({ strategy: 'trend', symbol: 'XBTUSDTM', reason: 'looked at it' });
    expect(out).toBe('trend may trade XBTUSDTM again.\n');
  });

  it.each([
    ['no value', ['change', 'leverage', '--reason', 'x y z']],
    ['a value twice', ['change', 'leverage=2', 'leverage=3', '--reason', 'x y z']],
    ['part of a number', ['change', 'leverage=2.5', '--reason', 'x y z']],
    ['no reason', ['change', 'leverage=2']],
    ['no version', ['rollback', 'last', '--reason', 'x y z']],
  ])('takes %s for a wrong command line', async (_, args) => {
    expect(await limits(list, ...args)).toMatchObject({ code: EXIT.usage, asked: [] });
  });

  it('says where no host runs, answers, or is the one that is meant', async () => {
    expect((await limits({}, 'list')).err).toContain('No host answers at http://127.0.0.1:7430');
    expect((await limits({ '/api/limits': () => Response.json({}) }, 'list')).err).toContain('another version');
    mkdirSync(join(root, 'live'));
    writeFileSync(join(root, 'live', 'api-token'), 'other\n');
    expect(await limits(list, 'list')).toMatchObject({ code: EXIT.usage, asked: [] });
    rmSync(join(root, 'api-token'));
    rmSync(join(root, 'live'), { recursive: true });
    expect(await limits(list, 'list')).toMatchObject({ code: EXIT.dataFolder, asked: [] });
  });
});
