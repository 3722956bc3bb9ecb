import { describe, expect, it } from 'vitest';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { ManualClock, ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../../../journal/open-journal.ts';
import { KILL_SWITCH } from './kill-switch.ts';
import { noticeStateChanges } from './state-notices.ts';
import { TradingStateOwner } from './trading-state-owner.ts';

function world(present = true) {
  const clock = new ManualClock();
  const parts = { store: new MemoryJournalStore(), hasher: systemHasher, clock, scheduler: new ManualScheduler() };
  const state = new TradingStateOwner({ journal: openJournal(parts), clock });
  state.allow('test', 'test');
  const told: string[] = [];
  const into = (place: string) => ({
    notify: ({ level, title, body }: { level: string; title: string; body: string }) =>
      void told.push(`${place} ${level}: ${title}, ${body}`),
  });
  noticeStateChanges({ state, alarms: into('kept'), notifier: into('told'), present: () => present });
  return { state, told };
}

const LOSS = { kind: 'day-loss', level: 'REDUCING', reason: 'day loss', by: 'guard', latched: true } as const;

describe('a change of the trading state', () => {
  it('for the worse is an alarm that waits for a person, and the way back a note', () => {
    const { state, told } = world();
    state.raise(LOSS);
    state.raise({ ...LOSS, level: 'HALTED', reason: 'more loss' });
    state.allow('looked at', 'trader');
    expect(told).toEqual([
      'kept alarm: Only exits leave now, day loss',
      'kept alarm: Trading is halted, more loss',
      'told info: Trading is active again, looked at',
    ]);
  });

  it('by the kill switch is told to everybody, and nobody has to acknowledge it', () => {
    const { state, told } = world();
    state.raise({ kind: KILL_SWITCH, level: 'HALTED', reason: 'enough', by: 'tray', latched: true, holds: false });
    expect(told).toEqual(['told alarm: Trading is halted, enough']);
  });

  it('is told once, and not at all while history is worked through', () => {
    const now = world();
    now.state.raise(LOSS);
    now.state.raise({ ...LOSS, kind: 'another' });
    expect(now.told).toHaveLength(1);
    const then = world(false);
    then.state.raise(LOSS);
    expect(then.told).toEqual([]);
  });
});
