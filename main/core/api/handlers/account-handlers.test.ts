import { createRouterClient } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import type { Role } from '#shared/contract/base.ts';
import { accountWorld, known, LOGIN, SAFE } from '#tests/support/accounts/account-world.ts';
import { MemorySecrets } from '#tests/support/accounts/memory-secrets.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { createSampleApi } from '#tests/support/transport/sample-api.ts';
import { AccountsBoard } from '../accounts-board.ts';
import type { ApiParts } from '../api-parts.ts';
import { implementContract } from '../implement.ts';
import { accountHandlers } from './account-handlers.ts';

const boards: AccountsBoard[] = [];

function open(role: Role = 'trader', store = new MemoryJournalStore(), present = Promise.resolve()) {
  const secrets = new MemorySecrets();
  const world = accountWorld({ secrets, store });
  const board = new AccountsBoard(world.desk, world.scheduler, present);
  boards.push(board);
  const parts = { accounts: board, store: { journal: store }, dataFolder: '/data' } as unknown as ApiParts;
  const handlers = { ...createSampleApi().handlers, accounts: accountHandlers(parts) };
  const router = implementContract(handlers, { log: world.log, checkStreams: true });
  const client = createRouterClient(router, { context: { role } });
  const add = (name = 'Main') => client.accounts.add({ name, venue: 'kucoin-futures', ...LOGIN });
  return { ...world, secrets, accounts: client.accounts, add };
}

const failsWith = (code: string, data?: object) =>
  expect.objectContaining({
    code,
    defined: true,
    ...(data === undefined ? {} : { data: expect.objectContaining(data) as object }),
  }) as Error;

afterEach(() => {
  for (const board of boards.splice(0)) board.dispose();
});

describe('the calls about accounts', () => {
  it('show an account as it is, in lists and streams', async () => {
    const { accounts, add, scheduler } = open();
    const stream = await accounts.watch();
    expect((await stream.next()).value).toMatchObject({ kind: 'snapshot', rows: [] });
    const added = await add();
    expect(added).toMatchObject({
      name: 'Main',
      venueLabel: 'KuCoin Futures',
      keyTail: '59af',
      verdict: { verdict: 'safe', findings: [] },
      connection: { ok: true, latencyMs: 80, clockOffsetMs: 12 },
      live: false,
    });
    expect(await accounts.list()).toEqual([added]);
    const next = stream.next();
    scheduler.advance(100);
    expect((await next).value).toMatchObject({ kind: 'delta', put: [added] });
    await accounts.remove({ id: added.key });
    const last = stream.next();
    scheduler.advance(100);
    expect((await last).value).toMatchObject({ kind: 'delta', drop: [added.key] });
    await stream.return?.();
  });

  it('name who did it', async () => {
    const { accounts, add, journal } = open('admin');
    const { key: id } = await add();
    await accounts.rename({ id, name: 'Second' });
    await accounts.disable({ id });
    const by = [...journal.store.scan(1)].map(({ data }) => data['by']);
    expect(new Set(by)).toEqual(new Set(['admin']));
  });

  it('go the whole way to live and back', async () => {
    const { accounts, add } = open();
    const { key: id } = await add();
    const { ready, conditions, challenge } = await accounts.requestLive({ id });
    expect(ready).toBe(true);
    expect(conditions.map(({ key }) => key)).toContain('reconciled');
    const { token = '', sentence = '' } = challenge ?? {};
    await expect(accounts.confirmLive({ id, token, typed: 'yes' })).rejects.toEqual(
      failsWith('NOT_CONFIRMED', { expected: sentence }),
    );
    expect(await accounts.confirmLive({ id, token, typed: sentence })).toMatchObject({ live: true });
    expect(await accounts.leaveLive({ id })).toMatchObject({ live: false });
    await expect(accounts.confirmLive({ id, token, typed: sentence })).rejects.toEqual(failsWith('NOT_AVAILABLE'));
  });

  it('fail with their codes', async () => {
    const { accounts, add, secrets, gateway } = open();
    const { key: id } = await add();
    await expect(add('MAIN')).rejects.toEqual(failsWith('ALREADY_EXISTS'));
    for (const call of [
      accounts.test({ id: 'nobody' }),
      accounts.rename({ id: 'nobody', name: 'x' }),
      accounts.enable({ id: 'nobody' }),
      accounts.disable({ id: 'nobody' }),
      accounts.remove({ id: 'nobody' }),
      accounts.requestLive({ id: 'nobody' }),
      accounts.confirmLive({ id: 'nobody', token: '', typed: '' }),
      accounts.leaveLive({ id: 'nobody' }),
    ]) {
      await expect(call).rejects.toEqual(failsWith('NOT_FOUND', { what: 'account nobody' }));
    }
    await accounts.createVault({ passphrase: 'a long passphrase' });
    expect(await accounts.lock()).toMatchObject({ state: 'locked' });
    await expect(accounts.test({ id })).rejects.toEqual(failsWith('SECRETS_LOCKED'));
    await expect(accounts.unlock({ passphrase: 'wrong' })).rejects.toEqual(
      failsWith('WRONG_PASSPHRASE', { waitMs: 7 }),
    );
    expect(await accounts.unlock({ passphrase: 'a long passphrase' })).toMatchObject({ state: 'ready' });
    secrets.problem = { code: 'SECRETS_NO_BACKEND', message: 'There is none.' };
    await expect(accounts.remove({ id })).rejects.toEqual(
      failsWith('SECRETS_UNAVAILABLE', { reason: 'There is none.' }),
    );
    expect(await accounts.remove({ id, leaveLogin: true })).toEqual({ loginErased: false });
    expect(gateway.asked).toBeGreaterThan(0);
  });

  it('change nothing where another process holds the folder', async () => {
    const store = new MemoryJournalStore();
    const first = open('trader', store);
    const { key: id } = await first.add();
    store.readOnly = true;
    const { accounts, add, secrets, gateway } = open('trader', store);
    const before = store.records.length;
    gateway.rights = async () => known(SAFE);
    expect(await accounts.list()).toHaveLength(1);
    const refused = failsWith('READ_ONLY', { folder: '/data' });
    await expect(add('Other')).rejects.toEqual(refused);
    for (const call of [
      accounts.test({ id }),
      accounts.rename({ id, name: 'x' }),
      accounts.disable({ id }),
      accounts.remove({ id, leaveLogin: true }),
      accounts.requestLive({ id }),
      accounts.createVault({ passphrase: 'a long passphrase' }),
      accounts.setPassphrase({ current: 'a', next: 'a long passphrase' }),
    ]) {
      await expect(call).rejects.toEqual(refused);
    }
    expect(secrets.items.size).toBe(0);
    expect(store.records).toHaveLength(before);
  });

  it('wait until the present is reached, so that no record bears a time of the past', async () => {
    let arrive = (): void => undefined;
    const present = new Promise<void>((resolve) => (arrive = resolve));
    const { accounts, add, journal } = open('trader', new MemoryJournalStore(), present);
    const adding = add();
    await new Promise((resolve) => setImmediate(resolve));
    expect(journal.head).toBeNull();
    expect(await accounts.list()).toEqual([]);
    arrive();
    expect(await adding).toMatchObject({ name: 'Main' });
  });

  it('are not for viewers', async () => {
    const { accounts, add } = open('viewer');
    await expect(add()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(accounts.unlock({ passphrase: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await accounts.list()).toEqual([]);
    expect(await accounts.secretsStatus()).toMatchObject({ state: 'ready' });
  });
});
