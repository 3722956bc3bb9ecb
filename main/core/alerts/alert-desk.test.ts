import { describe, expect, it } from 'vitest';
import type { AlertChannel } from '#shared/domain/alert.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../journal/open-journal.ts';
import type { AlertSender, OutgoingNotice } from '../ports/alert-sender.ts';
import { AlertDesk } from './alert-desk.ts';

const ALARM = { level: 'alarm', title: 'Trading is halted', body: 'Day loss.' } as const;
const HOOK = { kind: 'webhook', host: 'example.org' } as const;
const SECRET = 'https://example.org/canary-4711';

class ScriptedSender implements AlertSender {
  readonly sent: { at: number; channel: string; secret: string; notice: OutgoingNotice }[] = [];
  readonly results: (Result<void, string> | 'never' | 'throw')[] = [];
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  send(channel: AlertChannel, secret: string, notice: OutgoingNotice): Promise<Result<void, string>> {
    this.sent.push({ at: this.#time.monotonic(), channel: channel.name, secret, notice });
    const result = this.results.shift() ?? ok(undefined);
    if (result === 'throw') throw new Error(`could not reach ${secret}`);
    return result === 'never' ? new Promise(() => undefined) : Promise.resolve(result);
  }
}

async function world() {
  const time = new VirtualTime();
  const store = new MemoryJournalStore();
  const sender = new ScriptedSender(time);
  const kept = new Map<string, string>();
  const hidden: string[] = [];
  const logged: unknown[] = [];
  let ids = 0;
  const open = () =>
    new AlertDesk({
      journal: openJournal({ store, hasher: systemHasher, clock: time, scheduler: time }),
      secrets: {
        status: () => Promise.resolve(ok({ backend: 'memory' })),
        read: (name) => Promise.resolve(ok(kept.get(name) ?? null)),
        write: (name, value) => {
          kept.set(name, value);
          return Promise.resolve(ok(undefined));
        },
        remove: (name) => {
          kept.delete(name);
          return Promise.resolve(ok(undefined));
        },
      },
      sender,
      clock: time,
      scheduler: time,
      log: { info: () => undefined, warn: (...words) => logged.push(words), error: () => undefined },
      hide: (secret) => hidden.push(secret),
      newId: () => `c${String((ids += 1))}`,
    });
  const desk = open();
  const add = async (name: string, minLevel: AlertChannel['minLevel'] = 'info') => {
    const added = await desk.add({ name, place: HOOK, minLevel, secret: SECRET }, 'trader');
    if (!added.ok) throw new Error(added.error);
    return added.value;
  };
  return { time, store, sender, kept, hidden, logged, desk, add, open };
}

describe('a notice', () => {
  it('goes to every channel whose level it reaches', async () => {
    const { time, sender, desk, add } = await world();
    await add('all');
    await add('alarms', 'alarm');
    desk.notify({ level: 'warning', title: 'A feed is slow', body: 'x' });
    desk.notify(ALARM);
    await time.advance(10);
    expect(sender.sent.map(({ channel, notice }) => `${channel}: ${notice.level}`).sort()).toEqual([
      'alarms: alarm',
      'all: alarm',
      'all: warning',
    ]);
  });

  it('in the quiet hours is left out unless it is an alarm', async () => {
    const { time, sender, desk, add } = await world();
    await add('all');
    desk.setQuietHours({ fromMinute: 0, toMinute: 1_439, offsetMinutes: 0 }, 'trader');
    desk.notify({ level: 'warning', title: 'A feed is slow', body: 'x' });
    desk.notify(ALARM);
    await time.advance(10);
    expect(sender.sent.map(({ notice }) => notice.level)).toEqual(['alarm']);
  });

  it('told again within a minute is counted and said with the next', async () => {
    const { time, sender, desk, add } = await world();
    await add('all');
    for (let i = 0; i < 500; i++) desk.notify(ALARM);
    await time.advance(60_000);
    desk.notify(ALARM);
    await time.advance(10);
    expect(sender.sent.map(({ notice }) => notice.more)).toEqual([0, 499]);
  });

  it('that does not arrive is tried again three times, later each time', async () => {
    const { time, sender, desk, add, logged } = await world();
    const { id } = await add('all');
    sender.results.push(err('no'), err('no'), 'throw', err('no'), ok(undefined));
    desk.notify(ALARM);
    await time.advance(200_000);
    expect(sender.sent.map(({ at }) => at)).toEqual([0, 2_000, 12_000, 72_000]);
    expect(desk.waiting(id)).toBe(0);
    expect(desk.delivery(id)).toMatchObject({ ok: false, sentence: 'no' });
    expect(JSON.stringify(logged)).not.toContain('canary');
  });

  it('does not wait for a channel that hangs, and what waits for that one is bounded, alarms last to go', async () => {
    const { time, sender, desk, add } = await world();
    const slow = await add('slow');
    await add('fast');
    sender.results.push('never');
    desk.notify(ALARM);
    for (let i = 0; i < 200; i++) desk.notify({ level: 'info', title: `Note ${String(i)}`, body: 'x' });
    await time.advance(10);
    expect(desk.waiting(slow.id)).toBe(50);
    expect(sender.sent.filter(({ channel }) => channel === 'fast')).toHaveLength(50);
    expect(sender.sent.filter(({ channel }) => channel === 'slow').map(({ notice }) => notice.title)).toEqual([
      ALARM.title,
    ]);
  });
});

describe('a channel', () => {
  it('outlives a restart with its secret, which is in no record', async () => {
    const { time, store, sender, desk, add, open, hidden } = await world();
    const { id } = await add('all', 'warning');
    desk.change(id, { name: 'phone', enabled: false }, 'trader');
    await time.advance(10);
    desk.dispose();
    const again = open();
    expect(again.channels()).toEqual([{ id, name: 'phone', place: HOOK, minLevel: 'warning', enabled: false }]);
    again.notify(ALARM);
    await time.advance(10);
    expect(sender.sent).toEqual([]);
    expect((await again.test(id))?.ok).toBe(true);
    expect(sender.sent[0]?.secret).toBe(SECRET);
    expect(JSON.stringify([...store.scan(1)])).not.toContain('canary');
    expect(hidden).toContain(SECRET);
  });

  it('has its address and its key hidden, each by itself', async () => {
    const { desk, hidden } = await world();
    await desk.add({ name: 'all', place: HOOK, minLevel: 'info', secret: `${SECRET} key-4712` }, 'trader');
    expect(hidden).toEqual([SECRET, 'key-4712']);
  });

  it('that is removed takes its secret with it and gets nothing more', async () => {
    const { time, sender, kept, desk, add } = await world();
    const { id } = await add('all');
    expect(await desk.remove(id, 'trader')).toEqual({ ok: true, value: undefined });
    desk.notify(ALARM);
    await time.advance(10);
    expect([kept.size, sender.sent.length, await desk.remove(id, 'trader')]).toEqual([0, 0, null]);
  });

  it('of a name that is taken is refused', async () => {
    const { desk, add } = await world();
    await add('all');
    const added = await desk.add({ name: 'all', place: HOOK, minLevel: 'info', secret: SECRET }, 'trader');
    expect(added).toEqual({ ok: false, error: 'A channel is named all already.' });
  });
});
