import { describe, expect, it } from 'vitest';
import { openJournal } from '#core/journal/open-journal.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { AlarmBook } from './alarm-book.ts';
import { Pauses, type NewPause } from './pauses.ts';

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

describe('alarms', () => {
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
