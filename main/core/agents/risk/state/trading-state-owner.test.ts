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

  it('is allowed by a first start, but for what was raised meanwhile', () => {
    const { owner, journal } = started();
    const last = () => journal.state.fact('trading')?.data;
    owner.allowFirst('the first start', 'system');
    expect(owner.state()).toMatchObject({ state: 'ACTIVE', cause: 'the first start', causes: [] });
    expect(last()).toEqual({ state: 'ACTIVE', cause: 'the first start', by: 'system' });
    const other = started();
    other.owner.raise(cause({ kind: 'kill-switch', level: 'HALTED', reason: 'wait' }));
    other.owner.allowFirst('the first start', 'system');
    expect(other.owner.state()).toMatchObject({ state: 'HALTED', cause: 'wait', causes: [{ kind: 'kill-switch' }] });
    expect(other.journal.state.fact('trading')?.data).toMatchObject({ state: 'HALTED', cause: 'wait' });
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

describe('a cause', () => {
  const T0 = time.now();

  it('grows as strict as all that was said of it, and keeps the moment it became so', async () => {
    const { owner } = active();
    const begun = time.now();
    owner.raise(cause({ level: 'REDUCING', latched: false, reason: 'at first' }));
    await time.advance(1_000);
    owner.raise(cause({ level: 'REDUCING', latched: true, reason: 'at second' }));
    expect(owner.state().causes).toMatchObject([
      { level: 'REDUCING', since: begun, latched: true, reason: 'at second' },
    ]);
    await time.advance(1_000);
    owner.raise(cause({ level: 'HALTED', latched: false, reason: 'at third', by: 'person', holds: false }));
    const worse = {
      level: 'HALTED',
      since: begun + 2_000,
      latched: true,
      holds: false,
      reason: 'at third',
      by: 'person',
    };
    expect(owner.state().causes).toEqual([{ kind: 'drawdown', ...worse }]);
    await time.advance(1_000);
    owner.raise(cause({ level: 'REDUCING', latched: false, reason: 'at last', by: 'person', holds: false }));
    expect(owner.state()).toMatchObject({ state: 'HALTED', cause: 'at last', since: begun + 2_000 });
    expect(owner.state().causes).toEqual([{ kind: 'drawdown', ...worse, reason: 'at last' }]);
  });

  it.each([
    ['the same', {}, 0],
    ['less strict', { level: 'REDUCING' }, 0],
    ['ending by itself', { latched: false }, 0],
    ['of another reason', { reason: 'another' }, 1],
    ['of another kind', { kind: 'day-loss' }, 1],
    ['that does not hold', { holds: false }, 1],
  ] as const)('raised again, %s, changes something or nothing', (_, more, records) => {
    const { owner, journal } = active();
    owner.raise(cause({ latched: true }));
    const before = journal.head?.seq ?? 0;
    owner.raise(cause(more));
    expect((journal.head?.seq ?? 0) - before).toBe(records);
  });

  it.each([
    ['that gets stricter', { level: 'REDUCING' }, {}],
    ['that is latched now', { latched: false }, {}],
    ['that holds again', { holds: false }, {}],
  ] as const)('%s is recorded', (_, first, second) => {
    const { owner, journal } = active();
    owner.raise(cause(first));
    const before = journal.head?.seq ?? 0;
    owner.raise(cause(second));
    expect((journal.head?.seq ?? 0) - before).toBe(1);
    expect(owner.state().causes).toMatchObject([{ level: 'HALTED', latched: true, holds: true }]);
  });

  it('stands among the others by its level, then its age, then its name', async () => {
    const { owner } = active();
    const order = () => owner.state().causes.map(({ kind }) => kind);
    for (const kind of ['b', 'a', 'c']) owner.raise(cause({ kind, level: 'REDUCING', reason: kind }));
    expect(order()).toEqual(['a', 'b', 'c']);
    await time.advance(1);
    owner.raise(cause({ kind: 'late', reason: 'late' }));
    owner.raise(cause({ kind: '0', level: 'REDUCING', reason: '0' }));
    expect(order()).toEqual(['late', 'a', 'b', 'c', '0']);
    expect(owner.state()).toMatchObject({ state: 'HALTED', cause: 'late' });
  });

  it('is cleared once: what ends by itself is gone, what is latched waits for a person', () => {
    const { owner, journal } = active();
    const records = () => journal.head?.seq ?? 0;
    const last = () => journal.state.fact('trading')?.data;
    owner.raise(cause());
    owner.raise(cause({ kind: 'stream', latched: false, reason: 'silent' }));
    const before = records();
    expect(owner.clear('nothing', 'test')).toBe(false);
    expect(records()).toBe(before);
    expect(owner.clear('stream', 'feed')).toBe(true);
    expect(last()).toMatchObject({ state: 'HALTED', by: 'feed', causes: [{ kind: 'drawdown', holds: true }] });
    expect(owner.clear('drawdown', 'risk')).toBe(false);
    expect(last()).toMatchObject({ causes: [{ kind: 'drawdown', holds: false, latched: true }] });
    expect(owner.clear('drawdown', 'risk')).toBe(false);
    expect(records()).toBe(before + 2);
  });

  it('that ended with the last run is recorded as over at the next start, once', () => {
    const { owner, journal, store } = active();
    owner.raise(cause({ latched: false }));
    journal.commit();
    const next = started(store);
    expect(next.owner.state()).toMatchObject({ state: 'ACTIVE', cause: 'what ended with the last run is over' });
    expect(next.journal.state.fact('trading')?.data).toEqual({
      state: 'ACTIVE',
      cause: 'what ended with the last run is over',
      by: 'system',
    });
    next.journal.commit();
    const records = next.journal.head?.seq;
    expect(started(store).journal.head?.seq).toBe(records);
  });

  it('that holds is named to whoever would re-arm, with every reason', () => {
    const { owner } = active();
    owner.raise(cause());
    owner.raise(cause({ kind: 'day-loss', reason: 'the day lost 3 %' }));
    owner.raise(cause({ kind: 'kill', reason: 'by hand', holds: false }));
    owner.raise(cause({ kind: 'stream', reason: 'silent', latched: false }));
    expect(owner.rearmRefusal(rearm(null, ' RESUME'))).toEqual({ kind: 'phrase', expected: 'RESUME' });
    const refusal = owner.rearmRefusal(rearm(''));
    expect(refusal).toMatchObject({ kind: 'holds', causes: [{ kind: 'drawdown' }, { kind: 'day-loss' }] });
    expect(refusal).toMatchObject({
      sentence:
        'What stopped trading still holds: equity is 12 % below its peak; the day lost 3 %. Give a reason to trade all the same.',
    });
    expect(owner.rearmRefusal(rearm('known'))).toBeNull();
    expect(owner.state().causes).toHaveLength(4);
  });

  it('that was latched is closed by a person, whose words are recorded', () => {
    const { owner, journal } = active();
    const said = () => journal.state.fact('trading')?.data;
    owner.raise(cause({ holds: false }));
    expect(owner.rearm(rearm('  '))).toMatchObject({ ok: true, value: { state: 'ACTIVE' } });
    expect(said()).toEqual({ state: 'ACTIVE', cause: 'resumed by the user', by: 'trader' });
    owner.raise(cause());
    owner.rearm(rearm('  seen, and wanted '));
    expect(said()).toMatchObject({ cause: 'resumed: seen, and wanted' });
    expect(owner.state()).toMatchObject({ cause: 'resumed: seen, and wanted', since: time.now() });
  });

  it('is told to whoever listens, also when it cannot be recorded', () => {
    const { owner } = active();
    const heard: string[] = [];
    owner.onChange.on(({ state }) => heard.push(state));
    owner.raise(cause());
    owner.rearm(rearm('why not'));
    expect(heard).toEqual(['HALTED', 'ACTIVE']);
    const broken = new TradingStateOwner({
      journal: {
        state: active().journal.state,
        append: () => {
          throw new Error('disk full');
        },
      },
      clock: time,
    });
    broken.onChange.on(({ cause: why }) => heard.push(why));
    expect(() => broken.raise(cause())).toThrow('disk full');
    expect(heard.at(-1)).toBe('equity is 12 % below its peak');
  });

  it('of a record from before there were causes is as old as the record', () => {
    const { journal, store } = started();
    const data = { state: 'REDUCING', cause: 'by hand', by: 'user' } as const;
    journal.append({ type: 'trading.state', subject: 'trading', data });
    journal.commit();
    const { owner } = started(store);
    const kept = { kind: 'recorded', level: 'REDUCING', reason: 'by hand', by: 'user', latched: true, holds: false };
    expect(owner.state().causes).toEqual([{ ...kept, since: journal.state.fact('trading')?.updatedAt }]);
    expect(owner.state().since).toBeGreaterThanOrEqual(T0);
    expect(owner.rearm(rearm()).ok).toBe(true);
  });
});
