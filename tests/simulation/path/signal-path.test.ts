import { describe, expect, it } from 'vitest';
import type { DenialCode } from '#shared/domain/denial.ts';
import { contractSymbol, resource, signalId } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { refusedState } from '#shared/domain/signal-life.ts';
import { HOUR } from '#shared/domain/time.ts';
import { THROTTLE_DEFAULTS } from '#core/agents/throttle/caps.ts';
import { StoreFailure } from '#core/ports/store.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import type { SignalProposal } from '#core/signals/proposal.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { BTC, ETH, NO_SCORE, pathWorld, proposalOf, scoreWith, START } from '#tests/support/path/path-world.ts';

type World = ReturnType<typeof pathWorld>;

const started = (options: Parameters<typeof pathWorld>[0] = {}): World => {
  const world = pathWorld(options);
  world.start();
  return world;
};

const types = (records: readonly JournalEvent[]): readonly string[] => records.map(({ type }) => type);
const rowOf = (world: World, records: readonly JournalEvent[]) =>
  world.journal.state.signal(signalId(records[0]?.subject ?? ''));

const TO_LOCK = [
  'signal.received',
  'signal.admitted',
  'signal.scored',
  'signal.evaluated',
  'signal.cleared',
  'signal.locked',
];
const SENT = ['order.intent', 'order.sending', 'order.accepted'];

describe('a signal through every stage', () => {
  it('leaves one record of each and an order at the venue', async () => {
    const world = started();
    const records = await world.take(proposalOf());
    expect(types(records)).toEqual([...TO_LOCK, 'signal.passed', ...SENT, 'signal.executed', 'lock.released']);
    expect(world.venue.sent).toHaveLength(1);
    const [order] = world.venue.sent;
    expect(rowOf(world, records)).toMatchObject({
      state: 'EXECUTED',
      stage: 'execution',
      code: null,
      sentence: null,
      score: 80,
      orderId: order?.clientOrderId,
      outcome: null,
    });
    expect(world.core.locks.leases()).toEqual([]);
  });

  it('ends at its target: the signal carries its real result, costs included', async () => {
    const world = started();
    const records = await world.take(proposalOf());
    for (const at of [100, 112]) {
      world.clock.moveTo(world.clock.now() + 1_000);
      world.price(BTC, at);
      await world.core.desk.quiescent();
    }
    // 5 000 contracts: +60 USDT from 100 to 112, less 0.06 % of 500 and of 560; planned loss 25 USDT.
    const row = rowOf(world, records);
    expect(row).toMatchObject({ state: 'RESOLVED', outcome: 'target', code: null });
    expect(row?.r).toBeCloseTo((60 - 0.3 - 0.336) / 25, 4);
    expect(world.core.outcomes.awaited).toBe(0);
  });

  it('counts funding into its result', async () => {
    const world = started();
    const records = await world.take(proposalOf());
    world.clock.moveTo(world.clock.now() + 1_000);
    world.price(BTC, 100);
    await world.core.desk.quiescent();
    world.core.desk.settleFunding(BTC, 0.01, 1_000);
    world.clock.moveTo(world.clock.now() + 1_000);
    world.price(BTC, 112);
    await world.core.desk.quiescent();
    expect(rowOf(world, records)?.r).toBeCloseTo((60 - 0.3 - 0.336 - 5) / 25, 4);
    world.journal.commit();
    const [last] = world.journal.store.query({
      before: null,
      limit: 1,
      types: ['signal.resolved'],
      subject: null,
      text: null,
    });
    expect(last?.data['fundingPpm']).toBe(-10_000);
  });
});

/** Name, how the world is prepared, what is proposed, the code and the records. */
const REFUSALS: readonly (readonly [
  string,
  (world: World) => unknown,
  Partial<SignalProposal>,
  string,
  string,
  readonly string[],
])[] = [
  [
    'intake',
    () => undefined,
    { symbol: contractSymbol('DOGEUSDTM') },
    'SIGNAL_UNKNOWN_SYMBOL',
    'intake',
    ['signal.received'],
  ],
  [
    'intake',
    () => undefined,
    { tsSource: START - HOUR, expiresAt: START },
    'SIGNAL_EXPIRED',
    'intake',
    ['signal.received'],
  ],
  ['throttle', (w) => w.core.throttle.pause('news'), {}, 'THROTTLE_PAUSED', 'throttle', ['signal.received']],
  ['scoring', (w) => (w.rules.given = scoreWith(20)), {}, 'SCORE_BELOW_THRESHOLD', 'scoring', TO_LOCK.slice(0, 4)],
  ['scoring', (w) => (w.rules.given = NO_SCORE), {}, 'SCORE_UNKNOWN', 'scoring', TO_LOCK.slice(0, 4)],
  ['scoring', (w) => (w.rules.given = scoreWith(90, 0.9, true)), {}, 'SCORE_VETO', 'scoring', TO_LOCK.slice(0, 4)],
  [
    'lock',
    (w) => w.core.locks.acquire([resource.symbol(BTC)], 'another', 5_000),
    {},
    'LOCK_HELD',
    'lock',
    TO_LOCK.slice(0, 5),
  ],
  ['risk', (w) => w.core.setTradingState('HALTED', 'by hand', 'user'), {}, 'RISK_HALTED', 'risk', TO_LOCK],
  [
    'risk',
    () => undefined,
    { stopTicks: 1 as Ticks, priceTicks: 10_000_000 as Ticks, targetTicks: 10_000_001 as Ticks },
    'RISK_TOO_SMALL',
    'risk',
    TO_LOCK,
  ],
  ['risk', (w) => w.clock.moveTo(START + 3_001), {}, 'RISK_DATA_AGE', 'risk', TO_LOCK],
];

describe('a signal refused', () => {
  it.each(REFUSALS)('at %s', async (_, prepare, more, code, stage, before) => {
    const world = started();
    prepare(world);
    const records = await world.take(proposalOf(more));
    const released = before.includes('signal.locked') ? ['lock.released'] : [];
    expect(types(records)).toEqual([...before, ...released, 'signal.refused']);
    const row = rowOf(world, records);
    expect(row).toMatchObject({ state: refusedState(code as DenialCode), stage, code, orderId: null });
    expect(row?.sentence).toBe(records.at(-1)?.data['sentence']);
    expect(world.venue.sent).toEqual([]);
    // What got past intake is followed to what would have become of it.
    expect(world.core.outcomes.awaited).toBe(stage === 'intake' ? 0 : 1);
  });

  it('as a duplicate of the one before', async () => {
    const world = started();
    await world.take(proposalOf());
    const records = await world.take(proposalOf());
    expect(types(records)).toEqual(['signal.received', 'signal.refused']);
    expect(rowOf(world, records)?.code).toBe('SIGNAL_DUPLICATE');
  });

  it.each([
    [1, 'CONFLICT_SAME_SIDE', 950, 1_100],
    [-1, 'CONFLICT_OPPOSITE_SIDE', 1_050, 900],
  ] as const)('at conflict on side %d, while a long is on its way', async (direction, code, stop, target) => {
    const world = started({
      config: { throttle: { ...THROTTLE_DEFAULTS, symbolSpacingMs: 0 } },
    });
    await world.take(proposalOf());
    world.rules.given = scoreWith(80 * direction);
    const records = await world.take(
      proposalOf({ direction, source: 'breakout', stopTicks: stop as Ticks, targetTicks: target as Ticks }),
    );
    expect(types(records)).toEqual([...TO_LOCK.slice(0, 4), 'signal.refused']);
    expect(rowOf(world, records)?.code).toBe(code);
    expect(world.venue.sent).toHaveLength(1);
  });

  it('at execution, by the venue: its outcome is followed once', async () => {
    const world = started();
    world.venue.answer = { kind: 'rejected', code: '300003', reason: 'balance too low' };
    const records = await world.take(proposalOf());
    expect(types(records)).toEqual([
      ...TO_LOCK,
      'signal.passed',
      'order.intent',
      'order.sending',
      'order.rejected',
      'lock.released',
      'signal.refused',
    ]);
    expect(rowOf(world, records)).toMatchObject({ state: 'FAILED', stage: 'execution', code: 'VENUE_REJECTED' });
    expect(world.core.outcomes.awaited).toBe(1);
    const ts = START + 1_000;
    world.core.outcomes.onCandle(BTC, { ts, open: 100, high: 111, low: 99, close: 110, volume: 1 }, ts + 60_000);
    expect(rowOf(world, records)).toMatchObject({ state: 'RESOLVED', outcome: 'target' });
  });

  it('as unreadable: it never becomes a signal', async () => {
    const world = started();
    const records = await world.take({ ...proposalOf(), strength: 2 });
    expect(types(records)).toEqual(['intake.invalid']);
    expect(rowOf(world, records)).toBeNull();
  });
});

describe('an entry in doubt', () => {
  const inDoubt = async () => {
    const world = started();
    world.venue.answer = { kind: 'unknown', reason: 'timed out' };
    const records = await world.take(proposalOf());
    world.venue.answer = null;
    return { world, records };
  };

  it('freezes the symbol and counts as filled', async () => {
    const { world, records } = await inDoubt();
    expect(rowOf(world, records)).toMatchObject({ state: 'FAILED', stage: 'execution', code: 'VENUE_UNKNOWN' });
    expect(world.core.outcomes.awaited).toBe(0);
    world.price(ETH, 100);
    const gate = world.rules.gate(proposalOf({ symbol: ETH }));
    expect(gate.frozen).toEqual(new Set([BTC]));
    expect(String(gate.account?.gross)).toBe('50000000000');
    expect(gate.account?.marginUsed).toBeGreaterThan(0n);
  });

  it('makes the account unknown while it has no mark', async () => {
    const { world } = await inDoubt();
    world.core.marks.delete(BTC);
    expect(world.rules.gate(proposalOf({ symbol: ETH }))).toMatchObject({
      account: null,
      accountProblem: 'an entry on its way has no mark',
    });
  });

  it('has its outcome followed once it is proven that it was not placed', async () => {
    const { world, records } = await inDoubt();
    const [order] = world.venue.sent;
    if (order === undefined) throw new Error('nothing was sent');
    expect(world.core.desk.prove(order.clientOrderId, { kind: 'not-placed', reason: 'not found at the venue' })).toBe(
      true,
    );
    expect(world.core.outcomes.awaited).toBe(1);
    expect(rowOf(world, records)?.state).toBe('FAILED');
  });
});

describe('proposals of one moment', () => {
  const crowd: readonly SignalProposal[] = [
    proposalOf(),
    proposalOf({ source: 'breakout' }),
    proposalOf({ symbol: ETH }),
    proposalOf({ symbol: ETH, source: 'breakout', confidence: 0.9 }),
    proposalOf({ symbol: ETH, source: 'breakout', confidence: 0.9, stopTicks: 940 as Ticks }),
    proposalOf({ tsSource: START - 5, reason: 'older' }),
  ];
  const orders = [crowd, [...crowd].reverse(), [...crowd.slice(3), ...crowd.slice(0, 3)]];

  it('give the same journal in whatever order they arrive', async () => {
    const { compareProposals } = await import('#core/signals/proposal.ts');
    const hashes: string[] = [];
    for (const given of orders) {
      const world = started();
      for (const proposal of [...given].sort(compareProposals)) await world.take(proposal);
      hashes.push(world.journal.head?.hash ?? '');
    }
    expect(new Set(hashes).size).toBe(1);
    const unsorted = started();
    for (const proposal of [...crowd].reverse()) await unsorted.take(proposal);
    expect(unsorted.journal.head?.hash).not.toBe(hashes[0]);
  });
});

describe('no record, no trade', () => {
  it('nothing is sent when the disk fails', async () => {
    const store = new MemoryJournalStore();
    const world = started({ store });
    store.failure = new StoreFailure('the disk is full');
    await expect(world.path.take(proposalOf())).rejects.toThrow('the disk is full');
    await expect(world.path.take(proposalOf({ symbol: ETH }))).rejects.toThrow('cannot be recorded');
    expect(world.venue.sent).toEqual([]);
    expect(world.core.locks.leases()).toEqual([]);
    expect(world.logged).toContain('The disk failed: nothing is traded any more');
  });

  it('nothing is sent when the tables do not say what the journal says', async () => {
    const store = new MemoryJournalStore();
    started({ store });
    const balances = store.tables.get('balances');
    balances?.set('cash', { account: 'cash', amount: '99999999' });
    const world = pathWorld({ store });
    expect(world.journal.integrity.ok).toBe(false);
    await expect(world.path.take(proposalOf())).rejects.toThrow('cannot be recorded');
    expect(world.rules.gate(proposalOf()).journalIntact).toBe(false);
    expect(world.venue.sent).toEqual([]);
  });

  it('nothing is sent by a process that may only read', async () => {
    const store = new MemoryJournalStore();
    started({ store });
    store.readOnly = true;
    const world = pathWorld({ store });
    await expect(world.path.take(proposalOf())).rejects.toThrow('Another process holds the data folder');
    expect(world.venue.sent).toEqual([]);
  });
});

describe('a restart', () => {
  const again = (store: MemoryJournalStore, startAt: number): World => started({ store, startAt, seed: 2 });

  it('lets no signal pass twice and empties no cap', async () => {
    const store = new MemoryJournalStore();
    const first = started({ store });
    first.rules.given = scoreWith(10);
    for (let i = 0; i < 6; i++) {
      first.clock.moveTo(START + i * 60_000);
      await first.take(proposalOf({ tsSource: START + i, expiresAt: START + 2 * HOUR }));
    }
    const second = again(store, START + 6 * 60_000);
    const twice = await second.take(proposalOf({ tsSource: START + 3, expiresAt: START + 2 * HOUR }));
    expect(rowOf(second, twice)?.code).toBe('SIGNAL_DUPLICATE');
    const seventh = await second.take(proposalOf({ tsSource: START + 7, expiresAt: START + 2 * HOUR }));
    expect(rowOf(second, seventh)?.code).toBe('THROTTLE_SYMBOL_HOUR');
  });

  it('does not lift a pause or a halt', async () => {
    const store = new MemoryJournalStore();
    const first = started({ store });
    first.core.setTradingState('HALTED', 'by hand', 'user');
    first.journal.append({
      type: 'throttle.pause',
      subject: 'throttle',
      data: { paused: true, reason: 'news', by: 'user' },
    });
    first.journal.commit();
    const second = again(store, START + 1_000);
    expect(second.core.throttle.paused).toBe('news');
    expect(second.core.tradingState).toMatchObject({ state: 'HALTED', cause: 'by hand' });
  });

  it('grants no token that was granted before', async () => {
    const store = new MemoryJournalStore();
    const first = started({ store });
    const records = await first.take(proposalOf());
    const token = Number(records.find(({ type }) => type === 'signal.locked')?.data['token']);
    const second = again(store, START + 1_000);
    const granted = second.core.locks.acquire([resource.portfolio], 'x', 1_000);
    expect(granted.ok ? Number(granted.value[0]?.token) : 0).toBeGreaterThan(token);
  });
});

it('real trading begins halted', () => {
  const world = pathWorld({ config: { simulated: false, mode: 'live' } });
  world.start();
  expect(world.core.tradingState).toMatchObject({ state: 'HALTED', cause: 'no trading state was ever recorded' });
});
