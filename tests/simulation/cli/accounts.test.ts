import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '#main/adapters/storage/open-store.ts';
import type { CliContext } from '#main/cli/context.ts';
import { runCli } from '#main/cli/program.ts';
import { known, LOGIN, SAFE, ScriptedGateway, unknown } from '#tests/support/accounts/account-world.ts';
import { memoryContext } from '#tests/support/cli/memory-context.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const PASS = 'a passphrase for tests';

/** Runs commands on one data folder; questions are answered in order. */
function shell(folder = temporaryFolder()) {
  return async (line: readonly string[], answers: readonly string[] = [], changes: Partial<CliContext> = {}) => {
    const asked: string[] = [];
    const context = memoryContext({
      env: { ZMART_HOME: folder },
      askHidden: (question) => {
        asked.push(question);
        return Promise.resolve(answers[asked.length - 1] ?? null);
      },
      ...changes,
    });
    const code = await runCli(['accounts', ...line], context);
    return { code, asked, ...context.written };
  };
}

const ADD = ['add', '--name', 'Main', '--venue', 'kucoin-futures'];
const TYPED = [LOGIN.key, LOGIN.secret, LOGIN.passphrase ?? ''];

describe('zmart accounts', () => {
  it('adds, lists, tests, renames, disables, enables and removes an account', async () => {
    const folder = temporaryFolder();
    const run = shell(folder);
    const added = await run(ADD, [PASS, PASS, ...TYPED]);
    expect(added).toMatchObject({ code: 0, err: expect.stringContaining('encrypted file') as string });
    expect(added.out).toContain('Main (KuCoin Futures, key …59af)');
    expect(added.out).toContain('For live trading: safe.');
    expect((await run(['list'])).out).toMatch(/Main +KuCoin Futures +…59af +enabled +safe/);
    expect((await run(['test', 'main'], [PASS])).code).toBe(0);
    expect((await run(['rename', 'Main', 'Second'])).code).toBe(0);
    expect((await run(['disable', 'Second'])).out).toBe('Second is disabled.\n');
    expect((await run(['enable', 'Second'])).out).toBe('Second is enabled.\n');
    const removed = await run(['remove', 'Second'], [PASS]);
    expect(removed).toMatchObject({ code: 0, out: 'Second is removed; its login was erased.\n' });
    expect((await run(['list'])).out).toContain('no accounts yet');
    expect(readFileSync(join(folder, 'secrets.vault'), 'latin1')).not.toContain(LOGIN.secret);
  });

  it('takes the passphrase from a file and the login from standard input', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'passphrase');
    writeFileSync(file, `${PASS}\n`, { mode: 0o600 });
    const run = shell(folder);
    const env = { ZMART_HOME: folder, ZMART_PASSPHRASE_FILE: file };
    const { terminal } = memoryContext();
    const input = (text: string) => ({
      ...terminal,
      input: (async function* () {
        yield text;
      })(),
    });
    const piped = { env, terminal: input(JSON.stringify(LOGIN)) };
    expect((await run([...ADD, '--stdin'], [], piped)).code).toBe(0);
    expect(await run(['test', 'Main'], [], { env })).toMatchObject({ code: 0, asked: [] });
    chmodSync(file, 0o644);
    const open = await run(['test', 'Main'], [], { env });
    expect(open.code).toBe(1);
    expect(open.err).toContain('can be read by others');
    for (const text of ['', 'not json', '{"key":"12345678"}', JSON.stringify({ ...LOGIN, secret: 'ü'.repeat(20) })]) {
      chmodSync(file, 0o600);
      const refused = await run(['add', '--name', 'B', '--venue', 'okx', '--stdin'], [], {
        env,
        terminal: { ...input(text) },
      });
      expect(refused.code).toBe(3);
    }
  });

  it('says what is missing: a person, the right passphrase, the account, the folder', async () => {
    const folder = temporaryFolder();
    const run = shell(folder);
    expect(await run(['list'])).toMatchObject({ code: 4 });
    expect(existsSync(join(folder, 'zmart.db'))).toBe(false);
    expect(await run(ADD)).toMatchObject({
      code: 3,
      err: expect.stringContaining('Nobody is at the terminal') as string,
    });
    expect(await run(ADD, [PASS, 'another passphrase'])).toMatchObject({ code: 3 });
    expect(await run(ADD, ['short', 'short'])).toMatchObject({ code: 1 });
    expect((await run(ADD, [PASS, PASS, ...TYPED])).code).toBe(0);
    const wrong = await run(['test', 'Main'], ['wrong one', 'wrong two', 'wrong three']);
    expect(wrong).toMatchObject({ code: 1, asked: { length: 3 } });
    expect(wrong.err).toContain('not the one of the encrypted file');
    expect((await run(['test', 'Nobody'], [PASS])).err).toContain('No account is named "Nobody"');
    expect((await run(ADD, [PASS, ...TYPED])).err).toContain('There is an account named "Main" already');
    const store = openStore(folder);
    expect((await run(['disable', 'Main'])).code).toBe(4);
    expect((await run(['list'])).code).toBe(0);
    store.close();
  });

  it('ends with 1 when the login does not work or the key is unsafe', async () => {
    const run = shell();
    const gateway = new ScriptedGateway();
    const accountGateway = () => Promise.resolve(gateway);
    expect((await run(ADD, [PASS, PASS, ...TYPED], { accountGateway })).code).toBe(0);
    gateway.rights = async () => known({ ...SAFE, canMoveFunds: 'yes' });
    const unsafe = await run(['test', 'Main'], [PASS], { accountGateway });
    expect(unsafe).toMatchObject({
      code: 1,
      out: expect.stringContaining('For live trading: refused.\n- The key may move funds') as string,
    });
    gateway.connection = async () => unknown('the passphrase of the key is wrong');
    expect((await run(['test', 'Main'], [PASS], { accountGateway })).out).toContain(
      'KuCoin Futures: the passphrase of the key is wrong',
    );
  });

  it('has no option that would take a secret', async () => {
    const run = shell();
    const { out } = await run(['add', '--help']);
    expect(out).not.toMatch(/--(key|secret|passphrase|password)/);
  });
});
