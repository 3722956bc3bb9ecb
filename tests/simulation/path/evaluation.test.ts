import { describe, expect, it } from 'vitest';
import { signalId } from '#shared/domain/ids.ts';
import { THROTTLE_DEFAULTS } from '#core/agents/throttle/caps.ts';
import { consensusRecomputes } from '#core/agents/evaluation/vote-record.ts';
import type { EventDataByType } from '#core/journal/event-types.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { BTC, pathWorld, proposalOf, scoreWith, START } from '#tests/support/path/path-world.ts';

type World = ReturnType<typeof pathWorld>;

function started(options: Parameters<typeof pathWorld>[0] = {}): World {
  const world = pathWorld(options);
  world.start();
  return world;
}

const rowOf = (world: World, records: readonly JournalEvent[]) =>
  world.journal.state.signal(signalId(records[0]?.subject ?? ''));
const votesOf = (records: readonly JournalEvent[]) =>
  records.find(({ type }) => type === 'signal.evaluated')?.data as unknown as EventDataByType['signal.evaluated'];
const lotsOf = (records: readonly JournalEvent[]): unknown =>
  records.find(({ type }) => type === 'signal.executed')?.data['lots'];

describe('the vote on a signal', () => {
  it('is on record with what is needed to compute the consensus again', async () => {
    const world = started();
    const votes = votesOf(await world.take(proposalOf()));
    expect(votes).toMatchObject({ outcome: 'APPROVED', consensus: 1, cautious: 80, size: 1 });
    expect(votes.votes).toEqual([['technical', 'A', 125_000, 5_000, 80, 900]]);
    expect(consensusRecomputes(votes)).toBe(true);
  });

  it('that is conditional makes the entry smaller', async () => {
    const full = started();
    const whole = await full.take(proposalOf());
    const world = started();
    const records = await world.take(proposalOf({ confidence: 0.2 }));
    expect(votesOf(records)).toMatchObject({ outcome: 'CONDITIONAL', size: 0.5 });
    expect(lotsOf(whole)).toBe(5_000);
    expect(lotsOf(records)).toBe(2_500);
  });

  it('on a signal that says nothing is a rejection', async () => {
    const world = started();
    const records = await world.take(proposalOf({ strength: 0 }));
    expect(votesOf(records).outcome).toBe('REJECTED');
    expect(rowOf(world, records)).toMatchObject({ state: 'REJECTED', code: 'EVALUATION_EMPTY_SIGNAL' });
  });
});

it('the track record after a restart is that of one fold over the journal', async () => {
  const store = new MemoryJournalStore();
  const world = started({
    store,
    config: { throttle: { ...THROTTLE_DEFAULTS, symbolSpacingMs: 0, perSymbolHour: 60 } },
  });
  for (let i = 0; i < 30; i++) {
    world.rules.given = scoreWith(i % 3 === 0 ? 20 : 80);
    await world.take(proposalOf({ tsSource: START - i, source: i % 2 === 0 ? 'trend' : 'breakout' }));
    const price = i % 4 === 0 ? 94 : 112;
    const candle = {
      ts: START,
      open: 100,
      high: Math.max(100, price),
      low: Math.min(100, price),
      close: price,
      volume: 1,
    };
    if (i % 5 === 4) world.core.outcomes.onCandle(BTC, candle, START + 1);
  }
  world.journal.commit();
  expect(world.core.trackRecord.everybody()).toContain('agent:technical');
  const again = pathWorld({ store, startAt: START + 1_000 });
  again.start();
  expect(again.core.trackRecord.parts()).toEqual(world.core.trackRecord.parts());
});

describe('a signal that breaks off', () => {
  it('in the program has failed, at the stage it was in', async () => {
    const world = started();
    world.rules.score = () => {
      throw new Error('a division by nothing');
    };
    const from = world.journal.head?.seq ?? 0;
    await expect(world.take(proposalOf())).rejects.toThrow('a division by nothing');
    world.journal.commit();
    const records = [...world.journal.store.scan(from + 1)];
    expect(rowOf(world, records)).toMatchObject({
      state: 'FAILED',
      stage: 'scoring',
      code: 'SIGNAL_FAILED',
      sentence: 'It could not be decided: a division by nothing.',
    });
  });

  it('with the program is found failed at the next start, and is followed to what would have been', async () => {
    const store = new MemoryJournalStore();
    const world = started({ store });
    world.rules.given = scoreWith(80);
    const records = await world.take(proposalOf());
    // The disk holds it up to its score: the program ended there.
    const scored = records.find(({ type }) => type === 'signal.scored')?.seq ?? 0;
    const cut = new MemoryJournalStore();
    const again = pathWorld({ store: cut });
    for (const { type, subject, data } of store.records.slice(0, scored)) {
      again.journal.append({ type, subject, data } as Parameters<typeof again.journal.append>[0]);
    }
    again.journal.commit();
    const restarted = pathWorld({ store: cut, startAt: START + 1_000 });
    restarted.start();
    expect(rowOf(restarted, records)).toMatchObject({
      state: 'FAILED',
      stage: 'conflict',
      code: 'SIGNAL_INTERRUPTED',
      sentence: 'The program ended while it was decided, after scoring.',
    });
    expect(restarted.core.outcomes.awaited).toBe(1);
  });
});
