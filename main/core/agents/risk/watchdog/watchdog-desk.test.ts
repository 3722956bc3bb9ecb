import { describe, expect, it } from 'vitest';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Watchdog, WatchdogStatus } from '../../../ports/watchdog.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { ManualClock, ManualScheduler } from '#tests/support/storage/manual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../../../journal/open-journal.ts';
import { TradingStateOwner } from '../state/trading-state-owner.ts';

import { WatchdogDesk } from './watchdog-desk.ts';

const OFF: WatchdogStatus = {
  state: 'off',
  reason: 'No account is connected.',
  since: 0,
  heardAt: null,
  rulesHash: null,
  ourRulesHash: 'a',
  silenceMs: 3_000,
  action: 'flatten',
  sight: null,
  blind: null,
  deed: null,
};
const SIGHT = { positions: 1, orders: 2, at: 1, tookMs: 20 };
const WATCHING: Partial<WatchdogStatus> = { state: 'watching', rulesHash: 'a', sight: SIGHT };

class ScriptedWatchdog implements Watchdog {
  readonly change = new Emitter<WatchdogStatus>();
  readonly calls: string[] = [];
  #status = OFF;
  status = (): WatchdogStatus => this.#status;
  onChange = (listener: (status: WatchdogStatus) => void) => this.change.on(listener);
  resume = (): void => void this.calls.push('resume');
  standDown = (reason: string): void => void this.calls.push(`stand down: ${reason}`);
  is(change: Partial<WatchdogStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.change.emit(this.#status);
  }
}

function world() {
  const clock = new ManualClock();
  const parts = { store: new MemoryJournalStore(), hasher: systemHasher, clock, scheduler: new ManualScheduler() };
  const journal = openJournal(parts);
  const state = new TradingStateOwner({ journal, clock });
  state.allow('test', 'test');
  const watchdog = new ScriptedWatchdog();
  const alarms: string[] = [];
  const open = () =>
    new WatchdogDesk({ watchdog, journal, state, notifier: { notify: ({ title }) => void alarms.push(title) } });
  return { state, watchdog, alarms, open, desk: open(), journal };
}

describe('entries', () => {
  it('wait while the account is connected and nobody guards it', () => {
    const { state, watchdog } = world();
    expect(state.state().state).toBe('ACTIVE');
    watchdog.is({ state: 'starting' });
    expect(state.state()).toMatchObject({ state: 'REDUCING', cause: 'the watchdog is being started' });
    watchdog.is(WATCHING);
    expect(state.state().state).toBe('ACTIVE');
  });

  it.each<[string, Partial<WatchdogStatus>]>([
    ['its process ended', { state: 'lost' }],
    ['it cannot see the account', { ...WATCHING, blind: 'timed out' }],
    ['it goes by other rules', { ...WATCHING, rulesHash: 'b' }],
    ['it closes what is open', { state: 'acting' }],
  ])('wait while %s', (_, status) => {
    const { state, watchdog } = world();
    watchdog.is(status);
    expect(state.state().state).toBe('REDUCING');
    watchdog.is({ ...WATCHING, blind: null });
    expect(state.state().state).toBe('ACTIVE');
  });

  it('leave without it when a person decided so, over a restart, until a person has it back', () => {
    const { state, watchdog, desk, open } = world();
    watchdog.is({ state: 'lost' });
    desk.leaveOut('its port is blocked here', 'trader');
    expect(state.state().state).toBe('ACTIVE');
    expect(watchdog.calls).toEqual(['stand down: Left out by trader: its port is blocked here']);
    desk.dispose();
    const again = open();
    expect(again.view().optOut).toMatchObject({ reason: 'its port is blocked here', by: 'trader' });
    expect(state.state().state).toBe('ACTIVE');
    again.resume('trader');
    expect(again.view().optOut).toBeNull();
    expect(state.state().state).toBe('REDUCING');
    expect(watchdog.calls.at(-1)).toBe('resume');
  });
});

it('keeps entries waiting after it stood in, also once trading was resumed, until it guards again', () => {
  const { state, watchdog } = world();
  watchdog.is({
    ...WATCHING,
    state: 'acted',
    reason: 'no sign of life',
    deed: { canceled: 2, closed: 1, tookMs: 400 },
  });
  state.rearm({ phrase: 'RESUME', by: 'trader', reason: 'looked at it' });
  expect(state.state()).toMatchObject({ state: 'REDUCING' });
  watchdog.is(WATCHING);
  expect(state.state().state).toBe('ACTIVE');
});

it('halts until a person re-arms when the watchdog stood in, raises one alarm and records what was done', () => {
  const { state, watchdog, alarms, journal } = world();
  const recorded: unknown[] = [];
  journal.onAppended.on(({ type, data }) => type === 'watchdog.state' && recorded.push(data));
  watchdog.is({ state: 'acting', reason: 'no sign of life' });
  watchdog.is({ state: 'acted', reason: 'no sign of life', deed: { canceled: 2, closed: 1, tookMs: 400 } });
  watchdog.is({ state: 'acted' });
  watchdog.is({ ...WATCHING });
  expect(state.state()).toMatchObject({ state: 'HALTED', cause: 'the watchdog stood in: no sign of life' });
  expect(alarms).toEqual(['The watchdog stood in']);
  expect(recorded).toContainEqual({ state: 'acted', reason: 'no sign of life', canceled: 2, closed: 1 });
});

it.each<[string, Partial<WatchdogStatus>, string]>([
  ['is being started', { state: 'starting' }, 'the watchdog is being started'],
  ['ended', { state: 'lost' }, 'the watchdog does not run'],
  ['is acting', { state: 'acting' }, 'the watchdog is closing what is open'],
  ['is blind', { ...WATCHING, blind: 'timed out' }, 'the watchdog cannot see the account: timed out'],
  ['goes by other rules', { ...WATCHING, rulesHash: 'b' }, 'the watchdog goes by other rules than this program'],
])('says why entries wait when it %s, and takes it back when it guards', (_, status, cause) => {
  const { state, watchdog } = world();
  watchdog.is(status);
  expect(state.state().causes).toMatchObject([
    { kind: 'watchdog', level: 'REDUCING', reason: cause, by: 'watchdog', latched: false },
  ]);
  watchdog.is({ ...WATCHING, blind: null });
  expect(state.state().causes).toEqual([]);
});

it('waits until it is resumed after it stood in, also where the halt was lifted', () => {
  const { state, watchdog, alarms } = world();
  watchdog.is({ ...WATCHING, state: 'acted', reason: 'no sign of life' });
  expect(alarms).toHaveLength(1);
  expect(state.state().causes).toMatchObject([
    { kind: 'watchdog-stood-in', level: 'HALTED', by: 'watchdog', latched: true, holds: false },
    { kind: 'watchdog', reason: 'the watchdog stood in and guards nothing until it is resumed' },
  ]);
  // It stands in anew: another alarm.
  watchdog.is(WATCHING);
  watchdog.is({ state: 'acted', reason: 'silent again' });
  expect(alarms).toHaveLength(2);
});

it('records each change of its state once, and nothing while the journal cannot be written', () => {
  const { watchdog, journal, desk, state, alarms } = world();
  const recorded: unknown[] = [];
  journal.onAppended.on(({ type, subject, data }) => type === 'watchdog.state' && recorded.push([subject, data]));
  const heard: unknown[] = [];
  desk.onChange.on(({ state, optOut }) => heard.push([state, optOut]));
  watchdog.is({ state: 'starting', reason: 'first' });
  watchdog.is({ state: 'starting', reason: 'still' });
  expect(recorded).toEqual([['watchdog', { state: 'starting', reason: 'first', canceled: 0, closed: 0 }]]);
  expect(heard).toEqual([
    ['starting', null],
    ['starting', null],
  ]);
  Object.defineProperty(journal, 'notWritable', { value: 'The disk is full.' });
  watchdog.is({ ...WATCHING });
  expect(recorded).toHaveLength(1);
  expect(heard.at(-1)).toEqual(['watching', null]);
  watchdog.is({ state: 'acted', reason: 'no sign of life' });
  expect([state.state().state, alarms, recorded.length]).toEqual(['HALTED', ['The watchdog stood in'], 1]);
  desk.dispose();
  watchdog.is({ state: 'lost' });
  expect(heard).toHaveLength(4);
});

it('records a decision to do without it with its reason, and its end only where there was one', () => {
  const { watchdog, journal, desk, open } = world();
  const chosen: unknown[] = [];
  journal.onAppended.on(({ type, subject, data }) => type === 'watchdog.chosen' && chosen.push([subject, data]));
  desk.resume('trader');
  expect([chosen, watchdog.calls]).toEqual([[], ['resume']]);
  desk.leaveOut('blocked here', 'trader');
  const at = journal.state.fact('watchdog')?.updatedAt;
  expect(desk.view().optOut).toEqual({ reason: 'blocked here', by: 'trader', at });
  desk.dispose();
  const again = open();
  expect(again.view().optOut).toEqual({ reason: 'blocked here', by: 'trader', at });
  expect(watchdog.calls.slice(1)).toEqual(Array(2).fill('stand down: Left out by trader: blocked here'));
  again.resume('somebody');
  again.dispose();
  expect(open().view().optOut).toBeNull();
  expect(chosen).toEqual([
    ['watchdog', { guard: false, reason: 'blocked here', by: 'trader' }],
    ['watchdog', { guard: true, reason: 'resumed', by: 'somebody' }],
  ]);
});
