import { createRouterClient } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import type { Role } from '#shared/contract/base.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { ok } from '#shared/kernel/result.ts';
import { THROTTLE_DEFAULTS } from '#core/agents/throttle/caps.ts';
import type { Secrets } from '#core/ports/secrets.ts';
import { INSTRUMENTS, pathWorld, proposalOf, START, type WorldOptions } from '#tests/support/path/path-world.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import type { ApiParts } from '../api-parts.ts';
import type { Handlers } from '../handler-types.ts';
import { implementContract } from '../implement.ts';
import { OutsideBoard } from '../outside-board.ts';
import { signalHandlers } from './signal-handlers.ts';
import { signalManagementHandlers } from './signal-management-handlers.ts';

const NO_SPACING = { ...THROTTLE_DEFAULTS, symbolSpacingMs: 0 };

class KeptSecrets implements Secrets {
  readonly kept = new Map<string, string>();
  status = () => Promise.resolve(ok({ backend: 'memory' }));
  read = (name: string) => Promise.resolve(ok(this.kept.get(name) ?? null));
  write = (name: string, value: string) => Promise.resolve(ok(void this.kept.set(name, value)));
  remove = (name: string) => Promise.resolve(ok(void this.kept.delete(name)));
}

function open(options: WorldOptions = {}, role: Role = 'trader') {
  const world = pathWorld(options);
  world.start();
  world.journal.regroup({ kind: 'count', events: 1 });
  const secrets = new KeptSecrets();
  const hidden: string[] = [];
  const started = Promise.resolve();
  const outside = new OutsideBoard(world.core, secrets, (secret) => hidden.push(secret), started);
  const parts = {
    core: world.core,
    live: { started },
    store: { journal: world.journal.store },
    instruments: INSTRUMENTS,
    dataFolder: '/data',
    outside,
  } as unknown as ApiParts;
  const mine: Partial<Handlers> = { signals: { ...signalHandlers(parts), ...signalManagementHandlers(parts) } };
  const elsewhere = new Proxy({}, { get: () => () => Promise.reject(new Error('not of this test')) });
  const handlers = new Proxy(mine, { get: (of, noun): unknown => Reflect.get(of, noun) ?? elsewhere }) as Handlers;
  const router = implementContract(handlers, { log: new RecordingLog(), checkStreams: true });
  const { signals } = createRouterClient(router, { context: { role } });
  return { ...world, signals, outside, secrets, hidden };
}

const failsWith = (code: string, data: object = {}) =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as object }) as Error;

const LONG = {
  source: 'desk',
  symbol: 'XBTUSDTM',
  timeframe: '1h' as Timeframe,
  direction: 1 as Direction,
  strength: 0.8,
  confidence: 0.7,
  price: 100,
  stop: 95,
  target: 110,
};

describe('a source outside', () => {
  it('tells a signal, which takes the way of all: the core has no candles here, so no agent speaks', async () => {
    const { signals, journal } = open();
    await expect(signals.submit(LONG)).rejects.toEqual(failsWith('REFUSED', { code: 'SIGNAL_SOURCE_UNKNOWN' }));
    expect(await signals.addSource({ name: 'desk', kind: 'rest', weight: 0.5 })).toMatchObject({ enabled: true });
    const told = await signals.submit(LONG);
    expect(told).toMatchObject({ source: 'desk', stage: 'scoring', symbol: 'XBTUSDTM' });
    expect(told.state).toBe('REJECTED');
    const [received] = journal.store.bySubject(told.key);
    expect(received?.data).toMatchObject({ priceTicks: 1_000, stopTicks: 950, targetTicks: 1_100, confidence: 0.35 });
    expect(await signals.submit(LONG)).toMatchObject({ code: 'SIGNAL_DUPLICATE' });
    await signals.changeSource({ name: 'desk', enabled: false });
    await expect(signals.submit(LONG)).rejects.toEqual(failsWith('REFUSED', { code: 'SIGNAL_SOURCE_OFF' }));
    expect(await signals.removeSource({ name: 'desk' })).toEqual({ removed: true });
  });

  it('is listed beside the own rules with what came of it, also after a restart', async () => {
    const { signals, journal } = open();
    await signals.addSource({ name: 'desk', kind: 'rest' });
    await signals.submit(LONG);
    const rows = await signals.sources();
    expect(rows.map(({ key }) => key)).toEqual(['breakout', 'trend', 'reversion', 'desk']);
    expect(rows.at(-1)).toMatchObject({ kind: 'rest', weight: 1, received: 1, refused: 1, reliability: null });
    expect(journal.state.fact('signal-sources')?.data.sources).toHaveLength(1);
    await expect(signals.addSource({ name: 'trend', kind: 'rest' })).rejects.toEqual(failsWith('ALREADY_EXISTS'));
  });

  it.each([
    [{ stop: 105 }, 'SIGNAL_INVALID'],
    [{ symbol: 'NOSUCHCOIN' }, 'SIGNAL_UNKNOWN_SYMBOL'],
    [{ tsSource: START + HOUR }, 'SIGNAL_INVALID'],
    [{ timeframe: '8h' as Timeframe }, 'SIGNAL_INVALID'],
  ])('is refused what cannot be a signal: %o', async (wrong, code) => {
    const { signals } = open();
    await signals.addSource({ name: 'desk', kind: 'rest' });
    await expect(signals.submit({ ...LONG, ...wrong })).rejects.toEqual(failsWith('REFUSED', { code }));
    expect(await signals.statistics({ days: 1 })).toMatchObject({ received: 0 });
  });

  it('that signs needs a secret, which is kept where logins are and never shown', async () => {
    const { signals, secrets, hidden, outside, journal } = open();
    await expect(signals.addSource({ name: 'hook', kind: 'webhook' })).rejects.toEqual(failsWith('NOT_AVAILABLE'));
    const secret = 'canary-'.repeat(6);
    const view = await signals.addSource({ name: 'hook', kind: 'webhook', secret });
    expect(view.path).toBe('/hooks/signals/hook');
    expect([...secrets.kept.values()]).toEqual([secret]);
    expect(hidden).toContain(secret);
    expect(JSON.stringify([view, ...journal.store.scan(1)])).not.toContain('canary');
    expect(await outside.secretOf('hook')).toBe(secret);
    await signals.changeSource({ name: 'hook', enabled: false });
    expect(await outside.secretOf('hook')).toBeNull();
    await signals.removeSource({ name: 'hook' });
    expect(secrets.kept.size).toBe(0);
  });

  it('may not be changed by a viewer', async () => {
    const { signals } = open({}, 'viewer');
    await expect(signals.addSource({ name: 'desk', kind: 'rest' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(signals.submit(LONG)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await signals.sources()).toHaveLength(3);
  });
});

describe('a file of signals', () => {
  const HEADER = 'symbol,timeframe,direction,strength,confidence,price,stop,target,reason';

  it('is taken whole', async () => {
    const { signals } = open();
    await signals.addSource({ name: 'file', kind: 'csv' });
    const text = `${HEADER}\nXBTUSDTM,1h,long,0.8,0.7,100,95,110,"close, above"\nETHUSDTM,1h,-1,0.8,0.7,100,105,90,\n`;
    const { taken, bad } = await signals.importCsv({ source: 'file', text });
    expect(bad).toEqual([]);
    expect(taken.map(({ symbol, direction }) => [symbol, direction])).toEqual([
      ['XBTUSDTM', 1],
      ['ETHUSDTM', -1],
    ]);
  });

  it('with bad lines is not taken at all, and each is named', async () => {
    const { signals } = open();
    await signals.addSource({ name: 'file', kind: 'csv' });
    const text = `${HEADER}\nXBTUSDTM,1h,long,0.8,0.7,100,95,110,\nXBTUSDTM,1h,up,0.8,0.7,100,95,110,\nXBTUSDTM,1h,long,2,0.7,100,95,110,\nXBTUSDTM,1h\n`;
    const { taken, bad } = await signals.importCsv({ source: 'file', text });
    expect(taken).toEqual([]);
    expect(bad.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(bad[1]?.reason).toBe('The signal could not be read: strength must lie between 0 and 1.');
    expect((await signals.statistics({ days: 1 })).received).toBe(0);
    const header = await signals.importCsv({ source: 'file', text: 'symbol,price\n' });
    expect(header.bad[0]).toMatchObject({ line: 1 });
  });
});

describe('signals that failed', () => {
  it('are tried again once, as new signals, and not beyond three tries', async () => {
    const world = open({ config: { throttle: NO_SPACING } });
    world.core.path.take = world.path.take.bind(world.path);
    let broken = true;
    const given = world.rules.given;
    world.rules.score = () => {
      if (broken) throw new Error('out of order');
      return given;
    };
    const outside = new OutsideBoard(world.core, world.secrets, () => undefined, Promise.resolve());
    await expect(world.take(proposalOf())).rejects.toThrow('out of order');
    const first = await outside.signals.retryFailed('trader');
    expect(first.ids).toHaveLength(1);
    const second = await outside.signals.retryFailed('trader');
    expect(second.ids).toHaveLength(1);
    expect(second.not.map(({ reason }) => reason)).toEqual(['it was tried again already']);
    const third = await outside.signals.retryFailed('trader');
    expect(third.ids).toEqual([]);
    expect(third.not.map(({ reason }) => reason)).toContain('it was tried 3 times');
    broken = false;
    expect((await outside.signals.retryFailed('trader')).ids).toEqual([]);
    const attempts = [...world.journal.store.scan(1)].flatMap(({ type, data }) =>
      type === 'signal.received' ? [data['attempt'] ?? 1] : [],
    );
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('go their way when what was wrong is right again; one that expired does not', async () => {
    const world = open({ config: { throttle: NO_SPACING } });
    world.core.path.take = world.path.take.bind(world.path);
    const given = world.rules.given;
    world.rules.score = () => {
      throw new Error('out of order');
    };
    const outside = new OutsideBoard(world.core, world.secrets, () => undefined, Promise.resolve());
    await expect(world.take(proposalOf())).rejects.toThrow('out of order');
    await expect(world.take(proposalOf({ timeframe: '4h', expiresAt: START + 1_000 }))).rejects.toThrow('out of order');
    world.clock.moveTo(START + 1_000);
    world.rules.score = () => given;
    const { ids, not } = await outside.signals.retryFailed('trader');
    expect(ids).toHaveLength(1);
    expect(not.map(({ reason }) => reason)).toEqual(['it has expired']);
    const [id] = ids;
    expect(id === undefined ? null : world.journal.state.signal(id)?.state).toBe('EXECUTED');
  });
});

describe('what became of signals', () => {
  it('is counted, listed and explained by votes', async () => {
    const { signals, take } = open();
    const records = await take(proposalOf());
    await take(proposalOf());
    expect(await signals.pending()).toEqual([]);
    const processed = await signals.processed({ hours: 1 });
    expect(processed.map(({ state }) => state).sort()).toEqual(['EXECUTED', 'REJECTED']);
    const counts = await signals.statistics({ days: 1 });
    expect(counts).toMatchObject({ received: 2, approved: 1, executed: 1, highQuality: 1, winRate: null, meanR: null });
    expect(counts.byState.filter(({ count }) => count > 0)).toHaveLength(2);
    const vote = await signals.evaluation({ signalId: records[0]?.subject ?? '' });
    expect(vote).toMatchObject({ outcome: 'APPROVED', consensus: 1, quorum: 0.25, size: 1, recomputed: true });
    expect(vote.votes).toEqual([
      {
        agent: 'technical',
        vote: 'approve',
        side: 80,
        confidence: 0.9,
        base: 0.25,
        reliability: 0.5,
        weight: 0.125,
        share: 1,
      },
    ]);
    await expect(signals.evaluation({ signalId: 'nobody' })).rejects.toEqual(failsWith('NOT_FOUND'));
    expect(await signals.trackRecord({})).toMatchObject({ awaited: 1, rows: [], chances: [] });
    expect(await signals.cleanup()).toMatchObject({ expired: 0, forgotten: 0 });
  });
});
