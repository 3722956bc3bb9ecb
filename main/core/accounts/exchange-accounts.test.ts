import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/domain/time.ts';
import { accountWorld, known, LOGIN, SAFE, unknown, type AccountWorld } from '#tests/support/accounts/account-world.ts';
import { MemorySecrets } from '#tests/support/accounts/memory-secrets.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { StoreFailure } from '../ports/store.ts';

const types = ({ journal }: AccountWorld): readonly string[] => [...journal.store.scan(1)].map(({ type }) => type);

const refusedWith = (code: string) => ({ ok: false, error: { code } });

/** Lets promises that wait for nothing else settle. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an account', () => {
  it('is added with its rights, and its login is in the keychain only', async () => {
    const world = accountWorld();
    const account = await world.add();
    expect(account).toMatchObject({
      name: 'Main',
      venue: 'kucoin-futures',
      enabled: true,
      keyTail: '59af',
      rights: SAFE,
    });
    expect(types(world)).toEqual(['account.added', 'account.tested', 'account.checked']);
    expect(await world.desk.accounts.login(account.id)).toEqual({ ok: true, value: LOGIN });
    expect(world.desk.accounts.verdict(account).verdict).toBe('safe');
    const records = JSON.stringify([...world.journal.store.scan(1)]);
    for (const part of Object.values(LOGIN)) expect(records).not.toContain(part);
  });

  it('is there again after a restart, and the journal verifies', async () => {
    const store = new MemoryJournalStore();
    const secrets = new MemorySecrets();
    const first = accountWorld({ store, secrets });
    const account = await first.add();
    await first.desk.accounts.rename(account.id, 'Second', 'trader');
    await first.desk.accounts.disable(account.id, 'by the user', 'trader');
    const again = accountWorld({ store, secrets });
    expect(again.journal.integrity).toMatchObject({ ok: true });
    expect(again.desk.accounts.list()).toEqual([{ ...account, name: 'Second', enabled: false }]);
    expect(await again.desk.accounts.login(account.id)).toEqual({ ok: true, value: LOGIN });
  });

  it('is added without rights when the exchange cannot be asked, and is refused for live then', async () => {
    const world = accountWorld();
    world.gateway.rights = async () => unknown('timed out');
    world.gateway.connection = () => Promise.reject(new Error('socket hang up'));
    const account = await world.add();
    expect(account.rights).toBeNull();
    expect(world.desk.accounts.connection(account.id)).toMatchObject({
      ok: false,
      sentence: 'KuCoin Futures: socket hang up',
    });
    expect(world.desk.accounts.verdict(account).verdict).toBe('refused');
    expect(types(world)).toEqual(['account.added', 'account.tested', 'account.check-failed']);
  });

  it('has a name of its own, whatever its case', async () => {
    const world = accountWorld();
    const { accounts } = world.desk;
    const [first, second] = await Promise.all(
      ['Main', 'MAIN'].map((name) => accounts.add({ name, venue: 'okx', credentials: LOGIN }, 'trader')),
    );
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject(refusedWith('NAME_TAKEN'));
    const other = await world.add('Other');
    expect(await accounts.rename(other.id, 'main', 'trader')).toMatchObject(refusedWith('NAME_TAKEN'));
    expect(await accounts.rename(other.id, 'OTHER', 'trader')).toMatchObject({ ok: true });
  });

  it('is not added where secrets cannot be kept, nor where nothing can be recorded', async () => {
    const secrets = new MemorySecrets();
    const world = accountWorld({ secrets });
    const adding = () => world.desk.accounts.add({ name: 'A', venue: 'bybit', credentials: LOGIN }, 'trader');
    secrets.locked = true;
    expect(await adding()).toMatchObject(refusedWith('SECRETS_LOCKED'));
    secrets.locked = false;
    secrets.problem = { code: 'SECRETS_NO_BACKEND', message: 'There is none.' };
    expect(await adding()).toMatchObject(refusedWith('SECRETS_UNAVAILABLE'));
    secrets.problem = null;
    (world.store as MemoryJournalStore).failure = new StoreFailure('disk full');
    expect(await adding()).toMatchObject(refusedWith('NOT_WRITABLE'));
    expect(secrets.items.size).toBe(0);
    expect(await adding()).toMatchObject(refusedWith('NOT_WRITABLE'));
  });

  it('is one of at most twenty', async () => {
    const world = accountWorld();
    for (let n = 0; n < 20; n += 1) await world.add(`A${n}`);
    const more = await world.desk.accounts.add({ name: 'B', venue: 'okx', credentials: LOGIN }, 'trader');
    expect(more).toMatchObject(refusedWith('NOT_AVAILABLE'));
  });

  it('goes with its login, or stays when the login cannot be erased', async () => {
    const secrets = new MemorySecrets();
    const world = accountWorld({ secrets });
    const { accounts } = world.desk;
    const account = await world.add();
    secrets.locked = true;
    expect(await accounts.remove(account.id, false, 'trader')).toMatchObject(refusedWith('SECRETS_LOCKED'));
    expect(accounts.list()).toHaveLength(1);
    secrets.locked = false;
    expect(await accounts.remove(account.id, false, 'trader')).toEqual({ ok: true, value: { loginErased: true } });
    expect(secrets.items.size).toBe(0);
    expect(accounts.list()).toEqual([]);
    for (const gone of [
      accounts.test(account.id, 'trader'),
      accounts.rename(account.id, 'x', 'trader'),
      accounts.enable(account.id, 'trader'),
      accounts.disable(account.id, '', 'trader'),
      accounts.remove(account.id, false, 'trader'),
      accounts.leaveLive(account.id, '', 'trader'),
      accounts.login(account.id),
    ]) {
      expect(await gone).toMatchObject(refusedWith('NOT_FOUND'));
    }
  });

  it('can be removed although its keychain is gone, which is recorded', async () => {
    const secrets = new MemorySecrets();
    const world = accountWorld({ secrets });
    const account = await world.add();
    secrets.problem = { code: 'SECRETS_NO_BACKEND', message: 'There is none.' };
    expect(await world.desk.accounts.remove(account.id, true, 'trader')).toEqual({
      ok: true,
      value: { loginErased: false },
    });
    expect([...world.journal.store.scan(1)].at(-1)?.data).toMatchObject({ loginErased: false });
  });

  it('whose login is missing or damaged says so', async () => {
    const secrets = new MemorySecrets();
    const world = accountWorld({ secrets });
    const account = await world.add();
    secrets.items.set(`account/${account.id}`, 'not a login');
    expect(await world.desk.accounts.test(account.id, 'trader')).toMatchObject(refusedWith('SECRETS_UNAVAILABLE'));
    secrets.items.clear();
    expect(await world.desk.accounts.test(account.id, 'trader')).toMatchObject({
      error: { message: expect.stringContaining('add it again') as string },
    });
  });

  it('removed while the exchange is being asked stays removed', async () => {
    const world = accountWorld();
    const account = await world.add();
    let answer = (): void => undefined;
    world.gateway.rights = () => new Promise((resolve) => (answer = () => resolve(known(SAFE))));
    const testing = world.desk.accounts.test(account.id, 'trader');
    await settle();
    await world.desk.accounts.remove(account.id, false, 'trader');
    answer();
    expect(await testing).toMatchObject(refusedWith('NOT_FOUND'));
    expect(types(world).at(-1)).toBe('account.removed');
  });
});

describe('the daily check', () => {
  it('reads the rights again after a day, and after an hour when it failed', async () => {
    const world = accountWorld();
    await world.add();
    world.desk.start();
    await settle();
    const pass = async (ms: number): Promise<number> => {
      const before = world.gateway.asked;
      for (let left = ms; left > 0; left -= 10 * MINUTE) {
        world.scheduler.advance(10 * MINUTE);
        await settle();
      }
      return world.gateway.asked - before;
    };
    expect(await pass(23 * HOUR)).toBe(0);
    expect(await pass(HOUR)).toBe(1);
    expect(await pass(23 * HOUR)).toBe(0);
    world.gateway.rights = async () => unknown('maintenance');
    expect(await pass(4 * HOUR)).toBe(4);
    world.desk.dispose();
    expect(world.scheduler.waiting).toBe(0);
  });

  it('does not ask for disabled accounts nor while the secrets are locked, and catches up after the unlock', async () => {
    const secrets = new MemorySecrets();
    secrets.passphrase = 'open';
    const world = accountWorld({ secrets });
    await world.add('A');
    const off = await world.add('B');
    await world.desk.accounts.disable(off.id, 'by the user', 'trader');
    secrets.locked = true;
    world.shift.wall += 2 * DAY;
    const before = world.gateway.asked;
    await world.desk.watch.look();
    expect(world.gateway.asked).toBe(before);
    await world.desk.secrets.unlock('open', 'trader');
    await settle();
    expect(world.gateway.asked).toBe(before + 1);
  });

  it('ends live trading when the key got an unsafe right, and says so aloud', async () => {
    const world = accountWorld();
    const account = await world.add();
    await goLive(world, account.id);
    expect(world.desk.accounts.liveProblem(account.id)).toBeNull();
    world.gateway.rights = async () => known({ ...SAFE, canMoveFunds: 'yes' });
    world.shift.wall += DAY;
    await world.desk.watch.look();
    expect(world.desk.accounts.find(account.id)?.liveSince).toBeNull();
    expect(world.notices).toEqual([
      expect.stringContaining('alarm Main may not trade live any more: The key may move funds'),
    ]);
    expect(types(world).at(-1)).toBe('live.ended');
  });

  it('ends live trading when the rights could not be read for more than a day and two hours', async () => {
    const world = accountWorld();
    const account = await world.add();
    await goLive(world, account.id);
    world.gateway.rights = async () => unknown('maintenance');
    world.shift.wall += DAY + 2 * HOUR;
    await world.desk.watch.look();
    expect(world.desk.accounts.liveProblem(account.id)).toBeNull();
    world.shift.wall += 1;
    expect(world.desk.accounts.liveProblem(account.id)).toContain('not known');
    await world.desk.watch.look();
    expect(world.desk.accounts.find(account.id)?.liveSince).toBeNull();
  });

  it('does not take rights from the future for known', async () => {
    const world = accountWorld();
    const account = await world.add();
    world.shift.wall -= HOUR;
    expect(world.desk.accounts.verdict(account).verdict).toBe('refused');
  });
});

async function goLive({ desk }: AccountWorld, id: string): Promise<void> {
  const offer = await desk.live.request(id, 'trader');
  if (!offer.ok || offer.value.challenge === null) throw new Error(JSON.stringify(offer));
  const { token, sentence } = offer.value.challenge;
  expect(await desk.live.confirm(id, token, sentence, 'trader')).toMatchObject({ ok: true });
}
