import { describe, expect, it } from 'vitest';
import { resource, signalId } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { HOUR, MINUTE } from '#shared/domain/time.ts';
import { RISK_DEFAULTS } from '#core/agents/risk/limits.ts';
import { THROTTLE_DEFAULTS, type ThrottleLimits } from '#core/agents/throttle/caps.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import type { SignalProposal } from '#core/signals/proposal.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { BTC, ETH, pathWorld, proposalOf, scoreWith, START } from '#tests/support/path/path-world.ts';

type World = ReturnType<typeof pathWorld>;

/** A signal may be five minutes old here, so that what waits for a place can still trade. */
const PATIENT = { ...RISK_DEFAULTS, maxSignalAgeMs: 5 * MINUTE };

const worldWith = (
  throttle: Partial<ThrottleLimits>,
  store = new MemoryJournalStore(),
  startAt = START,
  limits = PATIENT,
): World => {
  // Another run makes other ids.
  const seed = 1 + (startAt - START) / 1_000;
  const config = { throttle: { ...THROTTLE_DEFAULTS, ...throttle }, limits };
  const world = pathWorld({ store, startAt, seed, config });
  world.start();
  return world;
};

const types = (records: readonly JournalEvent[]): readonly string[] => records.map(({ type }) => type);
const codeOf = (records: readonly JournalEvent[]): unknown => records.at(-1)?.data['code'];
const idOf = (records: readonly JournalEvent[]): string => records[0]?.subject ?? '';
const stateOf = (world: World, id: string) => world.journal.state.signal(signalId(id));

/** Moves time on, with fresh prices, and decides again on what waits; the records it made. */
async function pass(world: World, ms: number): Promise<readonly JournalEvent[]> {
  world.clock.moveTo(world.clock.now() + ms);
  world.price(BTC, 100);
  world.price(ETH, 100);
  await world.core.desk.quiescent();
  world.journal.commit();
  const from = world.journal.head?.seq ?? 0;
  await world.path.retry();
  await world.core.desk.quiescent();
  world.journal.commit();
  return [...world.journal.store.scan(from + 1)];
}

/** A signal that takes the symbol's place of this minute and goes no further than the score. */
async function takePlace(world: World): Promise<void> {
  world.rules.given = scoreWith(20);
  expect(codeOf(await world.take(proposalOf({ source: 'first' })))).toBe('SCORE_BELOW_THRESHOLD');
  world.rules.given = scoreWith(80);
}

const another = (more: Partial<SignalProposal>): SignalProposal => proposalOf({ source: 'second', ...more });

describe('with the policy queue', () => {
  it('a signal waits for its place and then goes its whole way', async () => {
    const world = worldWith({ overflow: 'queue' });
    await takePlace(world);
    const waits = await world.take(another({}));
    expect(types(waits)).toEqual(['signal.received', 'signal.waiting']);
    expect(waits.at(-1)?.data).toMatchObject({ stage: 'throttle', code: 'THROTTLE_SYMBOL_SPACING' });
    expect(stateOf(world, idOf(waits))).toMatchObject({ state: 'QUEUED', code: null });
    expect(world.path.waiting()).toMatchObject([{ at: 'throttle', dueInMs: MINUTE, endsInMs: 10 * MINUTE }]);
    expect(await pass(world, MINUTE - 1)).toEqual([]);
    const later = await pass(world, 1);
    expect(types(later).filter((type) => type.startsWith('signal.'))).toEqual([
      ...[
        'signal.admitted',
        'signal.scored',
        'signal.evaluated',
        'signal.cleared',
        'signal.locked',
        'signal.passed',
        'signal.executed',
      ],
    ]);
    expect(stateOf(world, idOf(waits))?.state).toBe('EXECUTED');
    expect(world.path.waiting()).toEqual([]);
  });

  it('a signal that grew too old while it waited is refused: its age counts as it is decided', async () => {
    const world = worldWith({ overflow: 'queue' }, new MemoryJournalStore(), START, RISK_DEFAULTS);
    await takePlace(world);
    const waits = idOf(await world.take(another({})));
    await pass(world, MINUTE);
    expect(stateOf(world, waits)).toMatchObject({ state: 'EXPIRED', code: 'RISK_SIGNAL_AGE' });
  });

  it('the oldest goes first, and each gets a place of its own', async () => {
    const world = worldWith({ overflow: 'queue' });
    await takePlace(world);
    world.rules.given = scoreWith(20);
    const older = idOf(await world.take(another({ confidence: 0.1 })));
    const newer = idOf(await world.take(another({ confidence: 0.9, timeframe: '2h' })));
    await pass(world, MINUTE);
    expect([stateOf(world, older)?.state, stateOf(world, newer)?.state]).toEqual(['REJECTED', 'QUEUED']);
    await pass(world, MINUTE);
    expect(stateOf(world, newer)?.code).toBe('SCORE_BELOW_THRESHOLD');
  });

  it('who comes in the moment a place is free goes after those who wait', async () => {
    const world = worldWith({ overflow: 'queue' });
    await takePlace(world);
    world.rules.given = scoreWith(20);
    const waiting = idOf(await world.take(another({})));
    world.clock.moveTo(START + MINUTE);
    const records = await world.take(another({ timeframe: '2h' }));
    expect(stateOf(world, waiting)?.code).toBe('SCORE_BELOW_THRESHOLD');
    expect(records.at(-1)?.type).toBe('signal.waiting');
  });

  it('more than the places are refused', async () => {
    const world = worldWith({ overflow: 'queue', places: 1 });
    await takePlace(world);
    await world.take(another({}));
    expect(codeOf(await world.take(another({ timeframe: '2h' })))).toBe('THROTTLE_QUEUE_FULL');
  });

  it('a wait without hope is refused at once with the moment of the next place', async () => {
    const world = worldWith({ overflow: 'queue', perSymbolHour: 1, symbolSpacingMs: 0 });
    await takePlace(world);
    const records = await world.take(another({}));
    expect(records.at(-1)?.data).toMatchObject({ code: 'THROTTLE_SYMBOL_HOUR', numbers: { waitSeconds: 3_600 } });
  });

  it('a wait ends at the latest with the signal', async () => {
    const world = worldWith({ overflow: 'queue' });
    await takePlace(world);
    const waits = await world.take(another({ expiresAt: START + MINUTE + 5 }));
    expect(waits.at(-1)?.data['until']).toBe(START + MINUTE + 5);
    const records = await pass(world, 2 * MINUTE);
    expect(records[0]?.data).toMatchObject({ code: 'THROTTLE_WAIT_OVER', numbers: { waitedSeconds: 120 } });
  });

  it('a pause refuses those that wait, and holds over a restart with what it refuses', async () => {
    const store = new MemoryJournalStore();
    const world = worldWith({ overflow: 'queue' }, store);
    await takePlace(world);
    const waiting = idOf(await world.take(another({})));
    world.core.throttleDesk.pause('news', 'user');
    expect(world.path.due).toBe(true);
    await pass(world, 0);
    expect(stateOf(world, waiting)?.code).toBe('THROTTLE_PAUSED');
    const again = worldWith({ overflow: 'queue' }, store, START + 5_000);
    expect(again.core.throttle.paused).toBe('news');
    expect(again.core.throttleDesk.pauseState).toMatchObject({
      paused: true,
      reason: 'news',
      by: 'user',
      since: START,
    });
    expect(codeOf(await again.take(another({ symbol: ETH })))).toBe('THROTTLE_PAUSED');
    again.core.throttleDesk.resume('over', 'user');
    again.journal.commit();
    expect(worldWith({}, store, START + 6_000).core.throttle.paused).toBeNull();
  });

  it('a wait goes on after a restart', async () => {
    const store = new MemoryJournalStore();
    const world = worldWith({ overflow: 'queue' }, store);
    await takePlace(world);
    const waiting = idOf(await world.take(another({})));
    const again = worldWith({ overflow: 'queue' }, store, START + 30_000);
    expect(again.core.path.waiting()).toMatchObject([{ id: waiting, at: 'throttle', endsInMs: 9.5 * MINUTE }]);
    const tick = async (ms: number): Promise<void> => {
      again.clock.moveTo(again.clock.now() + ms);
      again.core.onTime(again.clock.now());
      await again.core.decide();
    };
    await tick(1_000);
    expect(stateOf(again, waiting)?.state).toBe('QUEUED');
    await tick(29_000);
    // The core itself knows no score here: it was admitted, and got as far as that.
    expect(stateOf(again, waiting)?.code).toBe('SCORE_UNKNOWN');
    expect(again.core.quiet).toBe(true);
  });
});

it('with the policy drop-lowest the lowest score leaves when there is no place', async () => {
  const world = worldWith({ overflow: 'drop-lowest', places: 2 });
  await takePlace(world);
  const take = async (timeframe: '1h' | '2h' | '4h' | '8h', strength: number) =>
    world.take(another({ timeframe, strength, confidence: 1 }));
  const low = idOf(await take('1h', 0.3));
  const middle = idOf(await take('2h', 0.5));
  const lower = await take('4h', 0.2);
  expect(lower.at(-1)?.data).toMatchObject({ code: 'THROTTLE_DROPPED', numbers: { places: 2, score: 0.2 } });
  const high = idOf(await take('8h', 0.9));
  expect(stateOf(world, low)?.code).toBe('THROTTLE_DROPPED');
  world.rules.given = scoreWith(20);
  await pass(world, MINUTE);
  expect(stateOf(world, high)?.code).toBe('SCORE_BELOW_THRESHOLD');
  expect(stateOf(world, middle)?.state).toBe('QUEUED');
});

it('with the policy alert a person is told once, and every signal is refused with its code', async () => {
  const world = worldWith({ overflow: 'alert' });
  await takePlace(world);
  const first = await world.take(another({}));
  expect(types(first)).toEqual(['signal.received', 'throttle.alert', 'signal.refused']);
  const second = await world.take(another({ timeframe: '2h' }));
  expect(types(second)).toEqual(['signal.received', 'signal.refused']);
  expect(codeOf(second)).toBe('THROTTLE_SYMBOL_SPACING');
  expect(world.logged).toContain('Signals are being refused');
});

describe('a conflict that lets wait', () => {
  const replacement = { kind: 'replacement', label: 'replacement of XBTUSDTM' } as const;

  it('is decided again when what runs has ended', async () => {
    const world = worldWith({});
    const running = world.core.actions.begin(resource.portfolio, replacement);
    const waits = await world.take(proposalOf());
    expect(types(waits)).toEqual([
      'signal.received',
      'signal.admitted',
      'signal.scored',
      'signal.evaluated',
      'signal.waiting',
    ]);
    expect(waits.at(-1)?.data).toMatchObject({
      code: 'CONFLICT_QUEUED',
      numbers: { rule: 'C-03', running: replacement.label },
    });
    expect(await pass(world, 1_000)).toEqual([]);
    running.dispose();
    await pass(world, 1_000);
    expect(stateOf(world, idOf(waits))?.state).toBe('EXECUTED');
  });

  it('waits a minute at most', async () => {
    const world = worldWith({});
    world.core.actions.begin(resource.portfolio, replacement);
    const waits = await world.take(proposalOf());
    for (let i = 0; i < 59; i++) expect(await pass(world, 1_000)).toEqual([]);
    await pass(world, 1_000);
    expect(stateOf(world, idOf(waits))?.code).toBe('CONFLICT_WAIT_OVER');
  });
});

describe('entries that contradict each other', () => {
  const short = (confidence: number): SignalProposal =>
    proposalOf({ source: 'second', direction: -1, confidence, stopTicks: 1_050 as Ticks, targetTicks: 900 as Ticks });

  const withLong = async (): Promise<World> => {
    const world = worldWith({ symbolSpacingMs: 0 });
    await world.take(proposalOf({ confidence: 0.7 }));
    expect(world.journal.state.openOrders()).toHaveLength(1);
    world.rules.given = scoreWith(-80);
    return world;
  };

  it('the surer one cancels the entry on its way, on record with both parties, and follows it', async () => {
    const world = await withLong();
    const [long] = world.journal.state.openOrders();
    const records = await world.take(short(0.9));
    const decided = records.find(({ type }) => type === 'conflict.decided');
    expect(decided).toMatchObject({ subject: BTC });
    expect(decided?.data).toMatchObject({
      incoming: `signal ${idOf(records)}`,
      running: `entry ${long?.id ?? ''}`,
      rule: 'C-06',
      outcome: 'preempt',
      canceled: [long?.id],
    });
    expect(world.journal.state.order(long?.id ?? ('' as never))?.state).toBe('CANCELED');
    world.clock.moveTo(world.clock.now() + 1_000);
    world.price(BTC, 100);
    await world.path.retry();
    await world.core.desk.quiescent();
    expect(stateOf(world, idOf(records))?.state).toBe('EXECUTED');
    expect(world.venue.sent.map(({ side }) => side)).toEqual(['buy', 'sell']);
  });

  it('the less sure one is refused', async () => {
    const world = await withLong();
    const records = await world.take(short(0.5));
    expect(records.at(-1)?.data).toMatchObject({ code: 'CONFLICT_OPPOSITE_SIDE', numbers: { rule: 'C-06' } });
    expect(world.journal.state.openOrders()).toHaveLength(1);
  });
});

it('a reduction cancels an entry on its way and refuses what waits on the symbol', async () => {
  const world = worldWith({ overflow: 'queue' });
  await world.take(proposalOf());
  const [entry] = world.journal.state.openOrders();
  // The core's own path: what a reduction refuses are the signals of the core.
  await world.core.path.take(another({}));
  expect(world.core.path.waiting()).toHaveLength(1);
  const made = world.core.conflicts.reduce(BTC, 'close by user');
  await world.core.desk.quiescent();
  world.journal.commit();
  expect(made).toMatchObject({ rule: { id: 'C-11' }, outcome: 'preempt' });
  expect(world.journal.state.order(entry?.id ?? ('' as never))?.state).toBe('CANCELED');
  expect(world.core.path.waiting()).toEqual([]);
  const refused = [...world.journal.state.signals()].find(({ source }) => source === 'second');
  expect(refused?.code).toBe('CONFLICT_REDUCTION_RUNNING');
  const decided = [...world.journal.store.scan(1)].find(({ type }) => type === 'conflict.decided');
  expect(decided?.data).toMatchObject({
    incoming: 'close by user',
    running: `entry ${entry?.id ?? ''}`,
    rule: 'C-11',
    canceled: [entry?.id, refused?.id],
  });
});

describe('caps changed by a person', () => {
  it('hold at once and after a restart, on record with the reason', () => {
    const store = new MemoryJournalStore();
    const world = worldWith({}, store);
    const changed = world.core.throttleDesk.change({ perSymbolHour: 2, overflow: 'queue' }, 0, 'calmer', 'user');
    expect(changed.ok && changed.value).toMatchObject({ perSymbolHour: 2, perSourceHour: 60, overflow: 'queue' });
    world.journal.commit();
    const again = worldWith({}, store, START + HOUR);
    expect(again.core.throttle.limits).toEqual(world.core.throttle.limits);
    expect(again.core.throttleDesk.version).toBe(1);
    const record = [...store.scan(1)].find(({ type }) => type === 'throttle.caps');
    expect(record?.data).toMatchObject({ version: 1, reason: 'calmer', by: 'user', caps: { perSymbolHour: 2 } });
  });

  it('are refused beyond the hard caps, and for whoever read an older version', () => {
    const { core } = worldWith({});
    const beyond = core.throttleDesk.change({ perSymbolHour: 61 }, 0, 'more', 'user');
    expect(beyond).toEqual({ ok: false, error: 'perSymbolHour must be a whole number from 1 to 60, not 61' });
    expect(core.throttleDesk.change({ perSymbolHour: 5 }, 0, 'first', 'a').ok).toBe(true);
    const late = core.throttleDesk.change({ perSymbolHour: 7 }, 0, 'second', 'b');
    expect(late.ok ? null : late.error).toMatchObject({
      code: 'CONFLICT_CONFIGURATION',
      numbers: { rule: 'C-24', version: 1 },
    });
    expect(core.throttle.limits.perSymbolHour).toBe(5);
  });
});
