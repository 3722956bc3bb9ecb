import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJournal } from '#core/journal/open-journal.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import type { NewCause } from './trading-cause.ts';
import { REARM_PHRASE, TradingStateOwner } from './trading-state-owner.ts';

const time = new VirtualTime();

/** The owner on a journal's disk, as a start makes it. */
function started(store = new MemoryJournalStore()) {
  const journal = openJournal({ store, hasher: systemHasher, clock: time, scheduler: time });
  const owner = new TradingStateOwner({ journal, clock: time });
  owner.start();
  return { store, journal, owner };
}

function active() {
  const world = started();
  world.owner.allow('the test', 'test');
  return world;
}

const cause = (more: Partial<NewCause> = {}): NewCause => ({
  kind: 'drawdown',
  level: 'HALTED',
  reason: 'equity is 12 % below its peak',
  by: 'risk',
  latched: true,
  ...more,
});

const rearm = (reason: string | null = null, phrase = REARM_PHRASE) => ({ phrase, by: 'trader', reason });

describe('the trading state', () => {
  it('is halted until one was recorded, and a person may allow it', () => {
    const { owner } = started();
    expect(owner.state()).toMatchObject({ state: 'HALTED', cause: 'no trading state was ever recorded', since: 0 });
    expect(owner.rearm(rearm()).ok).toBe(true);
    expect(owner.state().state).toBe('ACTIVE');
  });

  it('reads records from before there were causes', () => {
    const { journal, store } = started();
    journal.append({
      type: 'trading.state',
      subject: 'trading',
      data: { state: 'HALTED', cause: 'by hand', by: 'user' },
    });
    journal.commit();
    expect(started(store).owner.state()).toMatchObject({ state: 'HALTED', cause: 'by hand' });
    journal.append({ type: 'trading.state', subject: 'trading', data: { state: 'ACTIVE', cause: 'go', by: 'user' } });
    journal.commit();
    expect(started(store).owner.state()).toMatchObject({ state: 'ACTIVE', cause: 'go', causes: [] });
  });

  it('is the worst of the open causes, and follows them down again', () => {
    const { owner } = active();
    owner.raise(cause({ kind: 'stream', level: 'REDUCING', latched: false, reason: 'the stream is silent' }));
    expect(owner.state()).toMatchObject({ state: 'REDUCING', cause: 'the stream is silent' });
    owner.raise(cause());
    expect(owner.state()).toMatchObject({ state: 'HALTED', cause: 'equity is 12 % below its peak' });
    expect(owner.rearm(rearm('I know why')).ok).toBe(true);
    expect(owner.state()).toMatchObject({ state: 'REDUCING', cause: 'the stream is silent' });
    expect(owner.clear('stream', 'feed')).toBe(true);
    expect(owner.state()).toMatchObject({ state: 'ACTIVE', causes: [] });
  });

  it('is re-armed by the phrase alone only when nothing holds any more', () => {
    const { owner } = active();
    owner.raise(cause());
    expect(owner.rearm(rearm(null, 'resume'))).toMatchObject({ ok: false, error: { kind: 'phrase' } });
    expect(owner.rearm(rearm())).toMatchObject({ ok: false, error: { kind: 'holds' } });
    expect(owner.rearm(rearm('  '))).toMatchObject({ ok: false, error: { kind: 'holds' } });
    expect(owner.clear('drawdown', 'risk')).toBe(false);
    expect(owner.state().state).toBe('HALTED');
    expect(owner.rearm(rearm()).ok).toBe(true);
    expect(owner.entriesStoppedBy()).toBeNull();
  });

  it('records a cause once, however often it is raised', () => {
    const { owner, journal } = active();
    const before = journal.head?.seq ?? 0;
    for (let n = 0; n < 5; n++) owner.raise(cause());
    expect((journal.head?.seq ?? 0) - before).toBe(1);
    owner.raise(cause({ reason: 'equity is 13 % below its peak' }));
    expect((journal.head?.seq ?? 0) - before).toBe(2);
  });

  it('is halted in memory although the journal refuses the record', () => {
    const { journal } = active();
    const broken = {
      state: journal.state,
      append: (): never => {
        throw new Error('disk full');
      },
    };
    const owner = new TradingStateOwner({ journal: broken, clock: time });
    expect(() => owner.raise(cause())).toThrow('disk full');
    expect(owner.entriesStoppedBy()).toBe('equity is 12 % below its peak');
  });

  it('after any history is what a restart finds, but for causes that end by themselves', () => {
    const kinds = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({
        raise: kinds,
        level: fc.constantFrom('REDUCING' as const, 'HALTED' as const),
        latched: fc.boolean(),
      }),
      fc.record({ clear: kinds }),
      fc.record({ rearm: fc.option(fc.constant('because')) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { owner, journal, store } = active();
        for (const one of steps) {
          if ('raise' in one) owner.raise(cause({ kind: one.raise, level: one.level, latched: one.latched }));
          else if ('clear' in one) owner.clear(one.clear, 'test');
          else owner.rearm(rearm(one.rearm));
          const { state, causes } = owner.state();
          const worst = causes.some(({ level }) => level === 'HALTED') ? 'HALTED' : 'REDUCING';
          expect(state).toBe(causes.length === 0 ? 'ACTIVE' : worst);
          expect(journal.state.fact('trading')?.data.state).toBe(state);
        }
        journal.commit();
        const latched = owner.state().causes.filter((open) => open.latched);
        expect(started(store).owner.state().causes).toEqual(latched);
      }),
      { numRuns: 100 },
    );
  });
});
