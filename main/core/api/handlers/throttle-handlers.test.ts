import { createRouterClient } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import type { Role } from '#shared/contract/base.ts';
import { signalId } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { THROTTLE_DEFAULTS, type ThrottleLimits } from '#core/agents/throttle/caps.ts';
import { BTC, ETH, INSTRUMENTS, pathWorld, proposalOf, scoreWith, START } from '#tests/support/path/path-world.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import type { ApiParts } from '../api-parts.ts';
import type { Handlers } from '../handler-types.ts';
import { implementContract } from '../implement.ts';
import { conflictHandlers } from './conflict-handlers.ts';
import { signalHandlers } from './signal-handlers.ts';
import { signalManagementHandlers } from './signal-management-handlers.ts';
import { throttleHandlers } from './throttle-handlers.ts';

function open(throttle: Partial<ThrottleLimits> = {}, role: Role = 'trader') {
  const world = pathWorld({ config: { throttle: { ...THROTTLE_DEFAULTS, ...throttle } } });
  world.start();
  world.journal.regroup({ kind: 'count', events: 1 });
  const parts = {
    core: world.core,
    live: { started: Promise.resolve() },
    store: { journal: world.journal.store },
    instruments: INSTRUMENTS,
    dataFolder: '/data',
  } as unknown as ApiParts;
  const mine: Partial<Handlers> = {
    throttle: throttleHandlers(parts),
    conflicts: conflictHandlers(parts),
    signals: { ...signalHandlers(parts), ...signalManagementHandlers(parts) },
  };
  const elsewhere = new Proxy({}, { get: () => () => Promise.reject(new Error('not of this test')) });
  const handlers = new Proxy(mine, { get: (of, noun): unknown => Reflect.get(of, noun) ?? elsewhere }) as Handlers;
  const router = implementContract(handlers, { log: new RecordingLog(), checkStreams: true });
  const { throttle: calls, conflicts, signals } = createRouterClient(router, { context: { role } });
  return { ...world, calls, conflicts, signals };
}

const failsWith = (code: string, data: object = {}) =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as object }) as Error;

const short = { direction: -1, stopTicks: 1_050 as Ticks, targetTicks: 900 as Ticks } as const;

describe('the calls about the throttle', () => {
  it('show the caps, how full they are and when the next place is free', async () => {
    const { calls, take } = open({ perSymbolHour: 1, symbolSpacingMs: 0 });
    await take(proposalOf());
    expect(await calls.get()).toMatchObject({
      pause: { paused: false, since: null },
      version: 0,
      caps: { perSymbolHour: 1, overflow: 'refuse', schedule: [] },
      hardCaps: { perSymbolHour: 60 },
      waiting: [],
    });
    expect(await calls.fill()).toMatchObject([
      { key: 'total:', used: 1, limit: 100, nextFreeAt: null },
      { key: `symbol:${BTC}`, name: BTC, used: 1, limit: 1, nextFreeAt: START + HOUR },
      { key: 'source:trend', used: 1, limit: 60, nextFreeAt: null },
    ]);
  });

  it('stream both as they change, and stop working when nobody looks', async () => {
    const { calls, clock, take } = open();
    const stop = new AbortController();
    const stream = await calls.watchFill({}, { signal: stop.signal });
    expect(await stream.next()).toMatchObject({ value: { kind: 'snapshot', rows: [{ key: 'total:' }] } });
    await take(proposalOf());
    const next = stream.next();
    clock.moveTo(START + 1_000);
    const { value } = await next;
    expect(value).toMatchObject({ kind: 'delta' });
    expect(JSON.stringify(value)).toContain(`symbol:${BTC}`);
    stop.abort();
  });

  it('pause and resume with a reason, at once and on record', async () => {
    const { calls, take, journal } = open();
    expect((await calls.pause({ reason: 'news' })).pause).toEqual({
      paused: true,
      reason: 'news',
      by: 'trader',
      since: START,
    });
    expect((await take(proposalOf())).at(-1)?.data['code']).toBe('THROTTLE_PAUSED');
    await calls.resume({ reason: 'over' });
    expect((await take(proposalOf({ timeframe: '2h' }))).at(-1)?.type).toBe('lock.released');
    const records = [...journal.store.scan(1)].filter(({ type }) => type === 'throttle.pause');
    expect(records.map(({ data }) => data['reason'])).toEqual(['news', 'over']);
  });

  it('change the caps for whoever saw the present ones, within the hard caps', async () => {
    const { calls } = open();
    const changed = await calls.change({ version: 0, reason: 'calmer', caps: { perSymbolHour: 2 } });
    expect(changed).toMatchObject({ version: 1, caps: { perSymbolHour: 2, totalHour: 100 } });
    await expect(calls.change({ version: 0, reason: 'late', caps: { totalHour: 5 } })).rejects.toEqual(
      failsWith('REFUSED', { code: 'CONFLICT_CONFIGURATION' }),
    );
    const beyond = { version: 1, reason: 'more', caps: { perSymbolHour: 61 } };
    await expect(calls.change(beyond)).rejects.toEqual(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });

  it('are not for viewers where they change something', async () => {
    const { calls } = open({}, 'viewer');
    await expect(calls.pause({ reason: 'news' })).rejects.toEqual(expect.objectContaining({ code: 'FORBIDDEN' }));
  });
});

describe('the calls about conflicts', () => {
  it('list both parties and the rule, and show every cell of the matrix', async () => {
    const { conflicts, take, rules, core } = open({ symbolSpacingMs: 0 });
    const long = await take(proposalOf({ confidence: 0.7 }));
    rules.given = scoreWith(-80);
    const other = await take(proposalOf({ ...short, source: 'other', confidence: 0.5 }));
    rules.given = scoreWith(80);
    await take(proposalOf({ source: 'third' }));
    core.conflicts.reduce(BTC, 'close by user');
    const { orderId: entry } = core.parts.journal.state.signal(signalId(long[0]?.subject ?? '')) ?? {};
    const running = `entry ${entry ?? ''}`;
    expect(await conflicts.list({})).toMatchObject([
      { on: BTC, incoming: 'close by user', running, rule: 'C-11', outcome: 'preempt', canceled: [entry] },
      { on: BTC, running, rule: 'C-01', outcome: 'merge' },
      { on: BTC, incoming: `signal ${other[0]?.subject ?? ''}`, running, rule: 'C-06', outcome: 'refuse' },
    ]);
    const matrix = await conflicts.matrix({});
    expect(matrix.cells).toHaveLength(matrix.incoming.length * matrix.running.length);
  });

  it('split positions and profit by agent, equal to the account', async () => {
    const { conflicts, take, clock, price, core } = open();
    await take(proposalOf());
    await take(proposalOf({ symbol: ETH, source: 'breakout' }));
    for (const at of [100, 104]) {
      clock.moveTo(clock.now() + 1_000);
      price(BTC, at);
      price(ETH, 100);
      await core.desk.quiescent();
    }
    core.desk.settleFunding(BTC, 0.001, 1_040);
    const made = await conflicts.attribution({});
    expect(made.positions.map(({ agent, symbol }) => [agent, symbol])).toEqual([
      ['trend', BTC],
      ['breakout', ETH],
    ]);
    const { positions } = core.parts.journal.state;
    expect(positions.call(core.parts.journal.state).some(({ lots }) => lots !== 0)).toBe(true);
    expect(made.equal).toBe(true);
    expect(made.sums).toEqual(made.account);
    expect(made.sums.profit).not.toBeNull();
    expect(made.sums.funding).not.toBe('0');
  });
});

describe('the console of signals', () => {
  it('shows each with its way, the exact reason and its numbers, by what became of it', async () => {
    const { signals, take } = open({ overflow: 'queue' });
    await take(proposalOf());
    await take(proposalOf());
    await take(proposalOf({ source: 'other' }));
    await take({ nonsense: true });
    const { rows, next } = await signals.console({});
    expect(next).toBeNull();
    expect(rows.map(({ disposition }) => disposition)).toEqual(['waiting', 'duplicate', 'executed']);
    const [waits, duplicate] = rows;
    expect(waits).toMatchObject({ numbers: { limitSeconds: 60, symbol: BTC }, waitsUntil: START + 10 * MINUTE });
    expect(waits?.signal.sentence).toMatch(/^It waits: The last signal on XBTUSDTM/);
    expect(waits?.way.map(({ status }) => status).slice(0, 3)).toEqual(['passed', 'in-work', 'not-reached']);
    expect(duplicate).toMatchObject({ numbers: { source: 'trend' }, signal: { code: 'SIGNAL_DUPLICATE' } });
    const only = await signals.console({ disposition: 'duplicate', symbol: BTC, source: 'trend' });
    expect(only.rows.map(({ signal }) => signal.key)).toEqual([duplicate?.signal.key]);
    expect((await signals.console({ symbol: ETH })).rows).toEqual([]);
    const first = await signals.console({ limit: 1 });
    expect((await signals.console({ limit: 5, before: first.next ?? '' })).rows).toHaveLength(2);
    expect(await signals.unreadable({})).toMatchObject([{ code: 'SIGNAL_INVALID' }]);
  });

  it('finds a text in what is shown of a signal, whatever the case', async () => {
    const { signals, take } = open({ overflow: 'queue' });
    await take(proposalOf());
    await take(proposalOf());
    await take(proposalOf({ source: 'other' }));
    const found = async (text: string): Promise<string[]> =>
      (await signals.console({ text })).rows.map(({ disposition }) => disposition);
    expect(await found('signal_dup')).toEqual(['duplicate']);
    expect(await found('IT WAITS')).toEqual(['waiting']);
    expect(await found(' trend ')).toEqual(['duplicate', 'executed']);
    expect(await found(BTC)).toHaveLength(3);
    expect(await found('nowhere')).toEqual([]);
  });

  it('says in one sentence why a symbol does not trade', async () => {
    const world = open();
    const { signals, core, take, rules } = world;
    const why = async (): Promise<unknown> => {
      const { kind, sentence } = await signals.whyNot({ symbol: BTC });
      return [kind, sentence];
    };
    expect(await why()).toEqual(['warming-up', 'No source can look yet: candles are missing on 1h.']);
    rules.given = scoreWith(20);
    await take(proposalOf());
    expect(await why()).toEqual([
      'refused',
      'The last signal (trend, 1h) was refused: The score for this side is 20; 50 is needed.',
    ]);
    core.throttleDesk.pause('news', 'user');
    expect(await why()).toEqual(['paused', 'Signal intake is paused: news.']);
    core.setTradingState('HALTED', 'by hand', 'user');
    expect(((await why()) as string[])[0]).toBe('halted');
    const all = await signals.whyNotAll({});
    expect(all.map(({ symbol }) => symbol)).toEqual([...core.parts.config.symbols]);
    expect(all[0]).toEqual(await signals.whyNot({ symbol: all[0]?.symbol ?? '' }));
    await expect(signals.whyNot({ symbol: 'DOGEUSDTM' })).rejects.toEqual(failsWith('NOT_FOUND'));
  });
});
