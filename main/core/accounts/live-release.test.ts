import { describe, expect, it } from 'vitest';
import { MINUTE } from '#shared/domain/time.ts';
import {
  accountWorld,
  known,
  OUTSIDE_MET,
  SAFE,
  unknown,
  type AccountWorld,
} from '#tests/support/accounts/account-world.ts';
import type { MemorySecrets } from '#tests/support/accounts/memory-secrets.ts';
import type { LiveOffer } from './live-release.ts';

const last = ({ journal }: AccountWorld) => [...journal.store.scan(1)].at(-1);

async function offered(world: AccountWorld, id: string): Promise<LiveOffer> {
  const offer = await world.desk.live.request(id, 'trader');
  if (!offer.ok) throw new Error(offer.error.message);
  return offer.value;
}

async function challenged(world: AccountWorld, id: string) {
  const { challenge } = await offered(world, id);
  if (challenge === null) throw new Error('No challenge');
  return challenge;
}

const states = (offer: LiveOffer) => Object.fromEntries(offer.conditions.map(({ key, state }) => [key, state]));

describe('the way to live trading', () => {
  it('has two steps, both recorded with who took them', async () => {
    const world = accountWorld();
    const { id } = await world.add();
    const offer = await offered(world, id);
    expect(states(offer)).toEqual({
      enabled: 'met',
      'only-one': 'met',
      secrets: 'met',
      rights: 'met',
      connection: 'met',
      clock: 'met',
      reconciled: 'met',
      'venue-open': 'met',
    });
    expect(last(world)).toMatchObject({ type: 'live.requested', data: { ready: true, missing: [], by: 'trader' } });
    expect(world.desk.accounts.liveProblem(id)).toContain('not released');
    const { token = '', sentence = '' } = offer.challenge ?? {};
    expect(sentence).toBe('trade live on Main with real money');
    const released = await world.desk.live.confirm(id, token, ` trade  live on Main with\treal money `, 'trader');
    expect(released).toMatchObject({ ok: true, value: { id, liveSince: world.clock.now() } });
    expect(last(world)).toMatchObject({ type: 'live.confirmed', data: { typed: sentence, by: 'trader' } });
    expect(world.desk.accounts.liveProblem(id)).toBeNull();
  });

  it.each([
    ['enabled', 'unmet', async (w: AccountWorld, id: string) => w.desk.accounts.disable(id, '', 'trader')],
    ['secrets', 'unmet', async (w: AccountWorld) => (w.secrets as MemorySecrets).lock()],
    [
      'rights',
      'unmet',
      async (w: AccountWorld) => (w.gateway.rights = async () => known({ ...SAFE, canMoveFunds: 'unknown' })),
    ],
    [
      'connection',
      'unmet',
      async (w: AccountWorld) => (w.gateway.connection = async () => unknown('wrong passphrase')),
    ],
    [
      'clock',
      'unmet',
      async (w: AccountWorld) => (w.gateway.connection = async () => known({ latencyMs: 9, clockOffsetMs: -1_501 })),
    ],
    [
      'clock',
      'unknown',
      async (w: AccountWorld) => (w.gateway.connection = async () => known({ latencyMs: 9, clockOffsetMs: null })),
    ],
    ['reconciled', 'unknown', async (w: AccountWorld) => (w.outside.conditions = OUTSIDE_MET.slice(1))],
    [
      'venue-open',
      'unmet',
      async (w: AccountWorld) => (w.outside.conditions = OUTSIDE_MET.map((c) => ({ ...c, state: 'unmet' as const }))),
    ],
  ])('is closed while %s is %s', async (key, state, spoil) => {
    const world = accountWorld();
    const { id } = await world.add();
    await spoil(world, id);
    const offer = await offered(world, id);
    expect(states(offer)[key]).toBe(state);
    expect(offer).toMatchObject({ ready: false, challenge: null });
    expect(last(world)?.data['missing']).toContain(key);
  });

  it('warns of a key without addresses and of clocks half a second apart, and stays open', async () => {
    const world = accountWorld();
    const { id } = await world.add();
    world.gateway.rights = async () => known({ ...SAFE, ipRestricted: 'no' });
    world.gateway.connection = async () => known({ latencyMs: 9, clockOffsetMs: 501 });
    const offer = await offered(world, id);
    expect(states(offer)).toMatchObject({ rights: 'warned', clock: 'warned' });
    expect(offer.ready).toBe(true);
  });

  it('lets one account through at a time', async () => {
    const world = accountWorld();
    const first = await world.add('A');
    const second = await world.add('B');
    const { token, sentence } = await challenged(world, first.id);
    await world.desk.live.confirm(first.id, token, sentence, 'trader');
    expect(states(await offered(world, second.id))['only-one']).toBe('unmet');
    await world.desk.accounts.leaveLive(first.id, 'by the user', 'trader');
    expect(states(await offered(world, second.id))['only-one']).toBe('met');
  });

  it('takes the sentence only as it is, three times, and records each try', async () => {
    const world = accountWorld();
    const { id } = await world.add();
    const { token, sentence } = await challenged(world, id);
    for (const typed of ['', sentence.toUpperCase(), sentence.slice(0, -1)]) {
      expect(await world.desk.live.confirm(id, token, typed, 'trader')).toMatchObject({
        error: { code: 'NOT_CONFIRMED', message: sentence },
      });
      expect(last(world)).toMatchObject({ type: 'live.refused', data: { by: 'trader' } });
    }
    expect(await world.desk.live.confirm(id, token, sentence, 'trader')).toMatchObject({
      error: { code: 'NOT_AVAILABLE' },
    });
    expect(world.desk.accounts.find(id)?.liveSince).toBeNull();
  });

  it('takes a token once, in time, for its account, and not after a wrong one', async () => {
    const world = accountWorld();
    const { id } = await world.add('A');
    const other = await world.add('B');
    const { live } = world.desk;
    const closed = { ok: false, error: { code: 'NOT_AVAILABLE' } };
    expect(await live.confirm(id, '', '', 'trader')).toMatchObject(closed);

    const late = await challenged(world, id);
    world.scheduler.advance(2 * MINUTE);
    expect(await live.confirm(id, late.token, late.sentence, 'trader')).toMatchObject(closed);

    const elsewhere = await challenged(world, id);
    expect(await live.confirm(other.id, elsewhere.token, elsewhere.sentence, 'trader')).toMatchObject(closed);

    const guessed = await challenged(world, id);
    expect(await live.confirm(id, 'another', guessed.sentence, 'trader')).toMatchObject(closed);
    expect(await live.confirm(id, guessed.token, guessed.sentence, 'trader')).toMatchObject(closed);

    const replaced = await challenged(world, id);
    const good = await challenged(world, id);
    expect(good.token).not.toBe(replaced.token);
    expect(await live.confirm(id, good.token, good.sentence, 'trader')).toMatchObject({ ok: true });
    expect(await live.confirm(id, good.token, good.sentence, 'trader')).toMatchObject(closed);
  });

  it('is closed when something changed between the two steps', async () => {
    const world = accountWorld();
    const { id } = await world.add();
    const first = await challenged(world, id);
    world.outside.conditions = OUTSIDE_MET.map((condition) => ({
      ...condition,
      state: 'unmet',
      detail: 'It stopped.',
    }));
    expect(await world.desk.live.confirm(id, first.token, first.sentence, 'trader')).toMatchObject({
      error: { code: 'NOT_AVAILABLE', message: expect.stringContaining('It stopped.') as string },
    });
    world.outside.conditions = OUTSIDE_MET;
    const second = await challenged(world, id);
    await world.desk.accounts.rename(id, 'Renamed', 'trader');
    expect(await world.desk.live.confirm(id, second.token, second.sentence, 'trader')).toMatchObject({
      error: { message: expect.stringContaining('renamed') as string },
    });
  });

  it('ends when the account is disabled or removed', async () => {
    const world = accountWorld();
    const { id } = await world.add();
    const { token, sentence } = await challenged(world, id);
    await world.desk.live.confirm(id, token, sentence, 'trader');
    await world.desk.accounts.disable(id, 'by the user', 'trader');
    await world.desk.accounts.enable(id, 'trader');
    expect(world.desk.accounts.liveProblem(id)).toContain('not released');
  });
});
