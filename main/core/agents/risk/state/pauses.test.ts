import { describe, expect, it } from 'vitest';
import { openJournal } from '#core/journal/open-journal.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { AlarmBook } from './alarm-book.ts';
import { isAgent, Pauses, type NewPause } from './pauses.ts';

const time = new VirtualTime();

function started(store = new MemoryJournalStore()) {
  const journal = openJournal({ store, hasher: systemHasher, clock: time, scheduler: time });
  const pauses = new Pauses({
    journal,
    clock: time,
    agentOf: (source) => (source === 'breakout' ? 'technical' : null),
    knows: (_, target) => target !== 'nobody',
  });
  return { store, journal, pauses };
}

const pause = (more: Partial<NewPause> = {}): NewPause => ({
  scope: 'all',
  target: '',
  until: null,
  reason: 'lunch',
  by: 'trader',
  ...more,
});

const entry = (symbol = 'XBTUSDTM', source = 'breakout') => ({ symbol, source, direction: 1 as const });

describe('pauses', () => {
  it.each<readonly [string, Partial<NewPause>, boolean, boolean]>([
    ['all', {}, true, true],
    ['the symbol XBTUSDTM', { scope: 'symbol', target: 'XBTUSDTM' }, true, false],
    ['the source breakout', { scope: 'source', target: 'breakout' }, true, false],
    ['the agent technical', { scope: 'agent', target: 'technical' }, true, false],
    ['another symbol', { scope: 'symbol', target: 'SOLUSDTM' }, false, false],
  ])('of %s keep out whom they name and nobody else', (_, more, first, second) => {
    const { pauses } = started();
    expect(pauses.pause(pause(more)).ok).toBe(true);
    const refused = [entry(), entry('ETHUSDTM', 'manual')].map((one) => pauses.pauseFor(one)?.code === 'RISK_PAUSED');
    expect(refused).toEqual([first, second]);
  });

  it('say whom, how long and why', () => {
    const { pauses } = started();
    pauses.pause(pause({ scope: 'symbol', target: 'XBTUSDTM', until: time.now() + 60_000 }));
    expect(pauses.pauseFor(entry())?.sentence).toBe(
      'Entries are paused for the symbol XBTUSDTM for another 60 s: lunch.',
    );
  });

  it('end at their time or when they are ended, and survive restarts', async () => {
    const { pauses, journal, store } = started();
    pauses.pause(pause({ scope: 'symbol', target: 'XBTUSDTM', until: time.now() + 60_000 }));
    pauses.pause(pause({ scope: 'source', target: 'breakout' }));
    journal.commit();
    const again = started(store).pauses;
    expect(again.list()).toEqual(pauses.list());
    await time.advance(60_000);
    expect(again.list()).toMatchObject([{ scope: 'source' }]);
    expect(again.resume('source', 'breakout', 'trader')).toBe(true);
    expect(again.resume('source', 'breakout', 'trader')).toBe(false);
    expect(again.pauseFor(entry())).toBeNull();
  });

  it.each<readonly [string, Partial<NewPause>]>([
    ['without a reason', { reason: ' ' }],
    ['of nobody', { scope: 'symbol', target: 'nobody' }],
    ['of a symbol without its name', { scope: 'symbol' }],
    ['of all with a name', { target: 'XBTUSDTM' }],
    ['that is over already', { until: 1 }],
    ['that ends at no time', { until: Number.NaN }],
  ])('%s is refused with a sentence', (_, more) => {
    const { pauses } = started();
    const made = pauses.pause(pause(more));
    expect(made.ok ? '' : made.error).toMatch(/\.$/);
    expect(pauses.list()).toEqual([]);
  });
});

describe('a pause', () => {
  const told = (pauses: Pauses): string[] => {
    const seen: string[] = [];
    pauses.onChange.on((all) => seen.push(all.map(({ scope, target }) => `${scope} ${target}`).join(', ')));
    return seen;
  };

  it.each<readonly [string, Partial<NewPause>, string]>([
    ['without a reason', { reason: ' ' }, 'A pause needs a reason.'],
    ['of nobody', { scope: 'symbol', target: 'nobody' }, 'No symbol is named nobody.'],
    ['of a symbol without its name', { scope: 'symbol' }, 'Name the symbol to pause.'],
    ['of all with a name', { target: 'XBTUSDTM' }, 'A pause for all names no target.'],
    ['that is over already', { until: 1 }, 'The end of the pause is not in the future.'],
    ['that ends now', { until: time.now() }, 'The end of the pause is not in the future.'],
  ])('%s is refused in these words', (_, more, words) => {
    const { pauses, journal } = started();
    const before = journal.head?.seq ?? 0;
    const made = pauses.pause(pause(more));
    expect(made.ok ? '' : made.error).toBe(words);
    expect(journal.head?.seq ?? 0).toBe(before);
  });

  it('is kept with its time, its author and its reason, and told to whoever listens', () => {
    const { pauses, journal } = started();
    const seen = told(pauses);
    const records: unknown[] = [];
    journal.onAppended.on(({ type, subject, data }) => records.push([type, subject, data]));
    const all = { scope: 'all', target: '', until: null, reason: 'lunch', by: 'trader', since: time.now() };
    expect(pauses.pause(pause())).toEqual({ ok: true, value: all });
    pauses.pause(pause({ scope: 'symbol', target: 'XBTUSDTM', by: 'friend' }));
    expect(pauses.resume('all', '', 'friend')).toBe(true);
    expect(seen).toEqual(['all ', 'all , symbol XBTUSDTM', 'symbol XBTUSDTM']);
    const symbol = { ...all, scope: 'symbol', target: 'XBTUSDTM', by: 'friend' };
    expect(records).toEqual([
      ['risk.pauses', 'all:', { pauses: [all], change: 'pause', by: 'trader' }],
      ['risk.pauses', 'symbol:XBTUSDTM', { pauses: [all, symbol], change: 'pause', by: 'friend' }],
      ['risk.pauses', 'all:', { pauses: [symbol], change: 'resume', by: 'friend' }],
    ]);
  });

  it('is replaced by another for the same', () => {
    const { pauses } = started();
    pauses.pause(pause({ reason: 'lunch' }));
    pauses.pause(pause({ reason: 'dinner' }));
    expect(pauses.list()).toMatchObject([{ reason: 'dinner' }]);
  });

  it('that is the widest is the one that is told', () => {
    const { pauses } = started();
    const refused = () => pauses.pauseFor(entry())?.sentence;
    expect(refused()).toBeUndefined();
    const scopes = [
      ['agent', 'technical', 'Entries are paused for the agent technical until they are resumed: lunch.'],
      ['source', 'breakout', 'Entries are paused for the source breakout until they are resumed: lunch.'],
      ['symbol', 'XBTUSDTM', 'Entries are paused for the symbol XBTUSDTM until they are resumed: lunch.'],
      ['all', '', 'Entries are paused for all symbols until they are resumed: lunch.'],
    ] as const;
    for (const [scope, target, sentence] of scopes) {
      pauses.pause(pause({ scope, target }));
      expect(refused()).toBe(sentence);
    }
  });

  it('that is over lets entries pass, and leaves with the next record', async () => {
    const { pauses, journal } = started();
    pauses.pause(pause({ until: time.now() + 1_500 }));
    pauses.pause(pause({ scope: 'symbol', target: 'SOLUSDTM' }));
    expect(pauses.pauseFor(entry())?.sentence).toContain('for another 2 s');
    await time.advance(1_499);
    expect(pauses.pauseFor(entry())).not.toBeNull();
    await time.advance(1);
    expect([pauses.pauseFor(entry()), pauses.list().length]).toEqual([null, 1]);
    const kept: unknown[] = [];
    journal.onAppended.on(({ data }) => kept.push(data));
    pauses.pause(pause({ scope: 'source', target: 'breakout' }));
    expect(kept).toMatchObject([{ pauses: [{ scope: 'symbol' }, { scope: 'source' }] }]);
    expect(pauses.resume('all', '', 'trader')).toBe(false);
  });

  it('stands even when it cannot be recorded', () => {
    const { journal } = started();
    const broken = {
      state: journal.state,
      append: () => {
        throw new Error('disk is full');
      },
    };
    const pauses = new Pauses({ journal: broken, clock: time, agentOf: () => null, knows: () => true });
    const seen = told(pauses);
    expect(() => pauses.pause(pause())).toThrow('disk is full');
    expect([pauses.pauseFor(entry())?.code, seen]).toEqual(['RISK_PAUSED', ['all ']]);
  });

  it('of an agent is for sources that have one', () => {
    const { pauses } = started();
    pauses.pause(pause({ scope: 'agent', target: 'technical' }));
    expect(pauses.pauseFor(entry('XBTUSDTM', 'webhook'))).toBeNull();
  });
});

it('only agents the orchestrator runs are agents', () => {
  expect([isAgent('technical'), isAgent('breakout'), isAgent('')]).toEqual([true, false, false]);
});

describe('alarms', () => {
  it('are told with their time, told on where they were given, and recorded one by one', () => {
    const { journal } = started();
    const told: unknown[] = [];
    const records: unknown[] = [];
    const alarms = new AlarmBook({ journal, clock: time, notifier: { notify: (notice) => told.push(notice) } });
    const lists: number[] = [];
    alarms.onChange.on((open) => lists.push(open.length));
    journal.onAppended.on(({ type, subject, data }) => records.push([type, subject, data]));
    const notice = { level: 'alarm', title: 'A stop is missing', body: 'XBTUSDTM' } as const;
    alarms.notify(notice);
    alarms.notify({ ...notice, body: 'ETHUSDTM' });
    alarms.notify({ ...notice, title: 'A stop was refused' });
    alarms.notify({ ...notice, level: 'warning' });
    alarms.notify(notice);
    const first = { id: 1, title: 'A stop is missing', body: 'XBTUSDTM', at: time.now(), times: 1 };
    expect(alarms.list()).toMatchObject([{ id: 1, times: 2 }, { id: 2 }, { id: 3 }]);
    expect(told).toHaveLength(5);
    expect(records[0]).toEqual(['risk.alarms', 'alarms', { alarms: [first], last: 1, change: 'raised', by: 'system' }]);
    expect(records).toHaveLength(4);
    alarms.acknowledge(9, 'trader');
    expect(records).toHaveLength(4);
    alarms.acknowledge(2, 'trader');
    expect(records[4]).toMatchObject(['risk.alarms', 'alarms', { last: 3, change: 'acknowledged', by: 'trader' }]);
    expect([lists, alarms.list().map(({ id }) => id)]).toEqual([
      [1, 2, 3, 3, 2],
      [1, 3],
    ]);
  });

  it('about the journal itself are open although they cannot be recorded', () => {
    const { journal } = started();
    const broken = {
      state: journal.state,
      append: () => {
        throw new Error('disk is full');
      },
    };
    const alarms = new AlarmBook({ journal: broken, clock: time, notifier: { notify: () => undefined } });
    const lists: number[] = [];
    alarms.onChange.on((open) => lists.push(open.length));
    alarms.notify({ level: 'alarm', title: 'The journal cannot be written', body: 'the disk is full' });
    expect([alarms.list().length, lists]).toEqual([1, [1]]);
  });

  it('beyond fifty push the oldest out', () => {
    const { journal } = started();
    const alarms = new AlarmBook({ journal, clock: time, notifier: { notify: () => undefined } });
    for (let n = 1; n <= 51; n++) alarms.notify({ level: 'alarm', title: `Alarm ${String(n)}`, body: '' });
    expect(alarms.list().map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, i) => i + 2));
  });

  it('stay until they are acknowledged, over restarts, and count instead of piling up', () => {
    const { journal, store } = started();
    const told: string[] = [];
    const notifier = { notify: ({ title }: { readonly title: string }) => void told.push(title) };
    const alarms = new AlarmBook({ journal, clock: time, notifier });
    for (let n = 0; n < 3; n++) alarms.notify({ level: 'alarm', title: 'A stop is missing', body: 'XBTUSDTM' });
    alarms.notify({ level: 'info', title: 'Nothing', body: '' });
    expect(alarms.list()).toMatchObject([{ id: 1, times: 3 }]);
    expect(told).toHaveLength(4);
    journal.commit();
    const again = new AlarmBook({ journal: started(store).journal, clock: time, notifier });
    expect(again.list()).toEqual(alarms.list());
    expect([again.acknowledge(1, 'trader'), again.acknowledge(1, 'trader')]).toEqual([true, false]);
    for (let n = 0; n < 60; n++) again.notify({ level: 'alarm', title: `Alarm ${String(n)}`, body: '' });
    expect(again.list()).toHaveLength(50);
  });
});
