import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VENUE_IDS, VENUE_LOGINS } from '#shared/domain/exchange-account.ts';
import type { Credentials } from '#core/accounts/account.ts';
import { ACCOUNT_EVENT_TYPES } from '#core/journal/account-event-types.ts';
import { known, SAFE, unknown } from '#tests/support/accounts/account-world.ts';
import { canaryForms, canaryHits, canaryLogin } from '#tests/support/accounts/canaries.ts';
import { canaryWorld, type CanaryWorld } from '#tests/support/accounts/canary-world.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const CANARIES = 50;
const PASS = 'CANARYv passphrase of the file';

/** What a library's error looks like: the request in it, with the login in its headers in several forms. */
function requestError({ key, secret, passphrase }: Credentials): Error {
  const basic = Buffer.from(`${key}:${secret}`).toString('base64');
  const query = new URLSearchParams({ key, secret, passphrase: passphrase ?? '' }).toString();
  const request = {
    url: `https://exchange.invalid/api?${query}`,
    headers: { 'KC-API-KEY': key, 'KC-API-PASSPHRASE': passphrase, authorization: `Basic ${basic}` },
    body: JSON.stringify({ secret }),
    bytes: Buffer.from(secret),
  };
  const said = `401 ${request.url} ${JSON.stringify(request.headers)} ${Buffer.from(secret).toString('hex')} ${[...key].reverse().join('')}`;
  return Object.assign(new Error(said, { cause: new Error(request.body) }), { request });
}

/** The ways in which an exchange answers, by turns: well, with what it was sent, and with errors that hold it. */
const MOODS: readonly ((world: CanaryWorld) => void)[] = [
  ({ gateway }) => {
    gateway.rights = async () => known(SAFE);
    gateway.connection = async () => known({ latencyMs: 5, clockOffsetMs: 1 });
  },
  ({ gateway }) => {
    gateway.rights = (login) => Promise.reject(requestError(login));
    gateway.connection = (login) => Promise.reject(requestError(login));
  },
  ({ gateway }) => {
    gateway.rights = async (login) => unknown(requestError(login).message);
    gateway.connection = async (login) => unknown(requestError(login).message);
  },
  ({ gateway }) => {
    gateway.rights = async ({ key, secret }) => known({ ...SAFE, permissions: [`key ${key}`, secret] });
    gateway.connection = async () => known({ latencyMs: 5, clockOffsetMs: 1 });
  },
];

const ignored = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => '',
    (error: unknown) =>
      `${String(error)} ${JSON.stringify(error)} ${error instanceof Error ? String(error.stack) : ''}`,
  );

/** One login through every call, well used and badly; gives the texts of all failures as the page sees them. */
async function live(world: CanaryWorld, n: number, login: Credentials): Promise<readonly string[]> {
  const { accounts } = world.client;
  const venue = VENUE_IDS[n % VENUE_IDS.length] ?? 'kucoin-futures';
  MOODS[Math.floor(n / VENUE_IDS.length) % MOODS.length]?.(world);
  const input = { name: `Account ${n}`, venue, ...login };
  const failures = [
    await ignored(world.call(['accounts', 'add'], { ...input, venue: login.key })),
    await ignored(world.call(['accounts', 'add'], { ...input, key: `${login.key} ${login.secret}` })),
    await ignored(world.call(['accounts', 'add'], { ...input, secret: login.secret.repeat(90) })),
    await ignored(world.call(['accounts', 'add'], { ...input, [login.key]: login.secret, key: { a: login.key } })),
    await ignored(world.call(['accounts', login.key], {})),
    await ignored(world.call(['accounts', 'test'], { id: login.key })),
  ];
  const { key: id } = await accounts.add(n % 5 === 0 ? { ...input, name: `My ${login.key}` } : input);
  failures.push(await ignored(accounts.add({ ...input, name: n % 5 === 0 ? `my ${login.key}` : input.name })));
  await accounts.test({ id });
  await accounts.rename({ id, name: `Renamed ${n} ${login.key.slice(0, 20)}` });
  failures.push(await ignored(accounts.rename({ id, name: login.secret.slice(0, 40) })));
  await accounts.disable({ id });
  await accounts.enable({ id });
  const { challenge } = await accounts.requestLive({ id });
  if (challenge !== null) {
    failures.push(await ignored(accounts.confirmLive({ id, token: challenge.token, typed: login.secret })));
    await accounts.confirmLive({ id, token: challenge.token, typed: challenge.sentence });
    await accounts.leaveLive({ id });
  }
  await accounts.lock();
  failures.push(await ignored(accounts.test({ id })), await ignored(accounts.remove({ id })));
  await accounts.unlock({ passphrase: PASS });
  await accounts.list();
  world.log.info('diagnostics', { request: requestError(login), login });
  if (n % 6 !== 0) await accounts.remove({ id });
  return failures;
}

const logins = (count: number): readonly Credentials[] =>
  Array.from({ length: count }, (_, n) =>
    canaryLogin(VENUE_LOGINS[VENUE_IDS[n % VENUE_IDS.length] ?? 'kucoin-futures'].passphrase),
  );

describe('canary logins through every flow', () => {
  it(`leave no trace in database, log, journal, messages or errors: ${CANARIES} of them`, async () => {
    const folder = temporaryFolder();
    const world = await canaryWorld(folder);
    const { accounts } = world.client;
    const rows = await accounts.watch();
    await rows.next();
    await accounts.createVault({ passphrase: PASS });
    const used = logins(CANARIES);
    const failures: string[] = [];
    for (const [n, login] of used.entries()) failures.push(...(await live(world, n, login)));
    await rows.next();
    for (const login of used.slice(0, 2)) failures.push(await ignored(accounts.unlock({ passphrase: login.secret })));
    await accounts.setPassphrase({ current: PASS, next: `${PASS} 2` });

    const types = world.types();
    const places = new Map([...world.places(), ['failures', failures.join('\n')]]);
    expect([...places.keys()]).toEqual(expect.arrayContaining(['file zmart.db-wal', 'file secrets.vault']));
    await world.close();
    for (const name of readdirSync(folder)) places.set(`file ${name} after the end`, readFileSync(join(folder, name)));
    expect(failures.filter((text) => text !== '').length).toBeGreaterThan(CANARIES * 6);
    const passphrase = { key: PASS, secret: `${PASS} 2`, passphrase: null };
    expect(canaryHits(places, [...used, passphrase])).toEqual([]);

    for (const type of ACCOUNT_EVENT_TYPES)
      expect(types, `no ${type} was recorded, so it was not searched`).toContain(type);
    expect(String(places.get('journal'))).toContain('(not shown)');
    expect(String(places.get('log'))).toContain('(not shown)');
  });

  it('are found when a request is logged: the search can fail', async () => {
    const world = await canaryWorld(temporaryFolder(), 'log the request');
    await world.client.accounts.createVault({ passphrase: PASS });
    const [login = canaryLogin(true)] = logins(1);
    // The fourth: the exchange fails with the request in its error.
    await live(world, 4, login);
    const places = world.places();
    await world.close();
    const hits = canaryHits(places, [login]);
    expect(new Set(hits.map(({ place }) => place))).toEqual(new Set(['log']));
  });

  it.each(canaryForms(canaryLogin(true)).map((form, n) => [n, form] as const))('are found in form %i', (n) => {
    const login = canaryLogin(true);
    const form = canaryForms(login)[n] ?? '';
    expect(canaryHits(new Map([['wide', Buffer.from(`..${form}..`, 'utf16le')]]), [login])).not.toEqual([]);
    expect(canaryHits(new Map([['plain', `..${form}..`]]), [login])).not.toEqual([]);
    expect(canaryHits(new Map([['plain', `..${form.slice(1)}..`]]), [canaryLogin(true)])).toEqual([]);
  });
});
