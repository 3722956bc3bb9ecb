import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { CHANNEL_TABLE, isTrusted, type ChannelSign, type ChannelState } from './stream-states.ts';
import type { ChannelSpec, WatchAction } from './stream-report.ts';
import { StreamWatch } from './stream-watch.ts';

const MARK: ChannelSpec = { key: 'mark:A', socket: 'public', symbol: null, pace: 'steady', silentAfterMs: 4_500 };
const OTHER: ChannelSpec = { ...MARK, key: 'mark:B' };
const ORDERS: ChannelSpec = { key: 'orders', socket: 'private', symbol: null, pace: 'eventful', silentAfterMs: 46_000 };

function world(...specs: readonly ChannelSpec[]) {
  const clock = new VirtualClock(1_700_000_000_000);
  const watch = new StreamWatch(clock);
  const changes: string[] = [];
  watch.onChange.on(({ key, from, to }) => changes.push(`${key} ${from} ${to}`));
  for (const spec of specs) {
    watch.onOpen(spec.socket);
    watch.onAsked(spec);
    watch.onAcknowledged(spec.key);
  }
  const wait = (ms: number): readonly WatchAction[] => {
    const actions: WatchAction[] = [];
    for (let waited = 0; waited < ms; waited += 250) {
      clock.moveTo(clock.now() + 250);
      actions.push(...watch.check());
    }
    return actions;
  };
  return { clock, watch, changes, wait };
}

const kinds = (actions: readonly WatchAction[]): string[] => actions.map(({ kind }) => kind);

describe('StreamWatch', () => {
  it('trusts a steady channel while data come, and not a moment longer than its limit', () => {
    const { clock, watch, wait, changes } = world(MARK);
    expect(watch.trusted('mark:A')).toBe(false);
    watch.onData('mark:A', clock.now());
    expect(watch.trusted('mark:A')).toBe(true);
    wait(4_500);
    expect(watch.state('mark:A')).toBe('live');
    const actions = wait(250);
    expect(watch.state('mark:A')).toBe('silent');
    expect(kinds(actions)).toEqual(['reconnect']);
    expect(changes).toEqual([
      'mark:A down asked',
      'mark:A asked acknowledged',
      'mark:A acknowledged live',
      'mark:A live silent',
    ]);
  });

  it('renews one dead channel among live ones: subscription, connection once, then subscription at growing waits', () => {
    const { clock, watch } = world(MARK, OTHER);
    const actions: string[] = [];
    for (let at = 0; at < 120_000; at += 250) {
      clock.moveTo(clock.now() + 250);
      watch.onData('mark:B', clock.now());
      for (const action of watch.check()) {
        if (action.kind === 'ping') {
          watch.onPing(action.socket);
          watch.onPong(action.socket);
          continue;
        }
        actions.push(action.kind);
        if (action.kind === 'resubscribe') watch.onAsked(MARK);
      }
    }
    expect(actions.slice(0, 3)).toEqual(['resubscribe', 'reconnect', 'resubscribe']);
    expect(actions.filter((kind) => kind === 'reconnect')).toHaveLength(1);
    expect(actions.length).toBeLessThan(8);
  });

  it('asks about a quiet private stream, trusts it only after an answer, and calls it silent without one', () => {
    const { watch, wait } = world(ORDERS);
    expect(kinds(wait(250))).toEqual(['ask']);
    expect(watch.trusted('orders')).toBe(false);
    watch.onAnswer('orders', 'complete');
    wait(250);
    expect(watch.state('orders')).toBe('quiet');
    watch.onAnswer('orders', 'none');
    const later = wait(46_250);
    expect(kinds(later).filter((kind) => kind === 'ask').length).toBeGreaterThanOrEqual(2);
    expect(watch.state('orders')).toBe('silent');
    // An answer brings it back: nothing was missed.
    watch.onAnswer('orders', 'complete');
    wait(250);
    expect(watch.state('orders')).toBe('quiet');
  });

  it('takes an event that had to come and did not for a broken stream, whatever comes later', () => {
    const { clock, watch, wait } = world(ORDERS);
    watch.onAnswer('orders', 'complete');
    watch.expectEvent('orders');
    wait(5_000);
    expect(watch.trusted('orders')).toBe(true);
    expect(kinds(wait(250))).toContain('reconnect');
    expect(watch.state('orders')).toBe('broken');
    watch.onData('orders', clock.now());
    watch.onAnswer('orders', 'complete');
    wait(250);
    expect(watch.state('orders')).toBe('broken');
    watch.onClosed('private', 'renewed');
    watch.onOpen('private');
    watch.onAsked(ORDERS);
    watch.onAcknowledged('orders');
    watch.onAnswer('orders', 'complete');
    wait(250);
    expect(watch.trusted('orders')).toBe(true);
  });

  it('is content when the expected event comes', () => {
    const { clock, watch, wait } = world(ORDERS);
    watch.expectEvent('orders');
    watch.onData('orders', clock.now());
    wait(10_000);
    expect(watch.state('orders')).toBe('live');
  });

  it('renews a socket that answers no ping, and measures the round trip of one that does', () => {
    const { clock, watch, wait } = world(ORDERS);
    expect(kinds(wait(18_000))).toContain('ping');
    watch.onPing('private');
    clock.moveTo(clock.now() + 80);
    watch.onPong('private');
    expect(watch.sockets()[0]?.pingMs).toBe(80);
    wait(18_000);
    watch.onPing('private');
    const actions = wait(10_250);
    expect(kinds(actions)).toContain('reconnect');
    expect(watch.state('orders')).toBe('silent');
  });

  it('waits longer and longer between reconnects that do not help', () => {
    const { clock, watch } = world(MARK);
    const at: number[] = [];
    for (let ms = 0; ms < 300_000; ms += 250) {
      clock.moveTo(clock.now() + 250);
      for (const action of watch.check()) {
        if (action.kind !== 'reconnect') continue;
        at.push(clock.now());
        watch.onClosed('public', 'renewed');
        watch.onOpen('public');
        watch.onAsked(MARK);
      }
    }
    const waits = at.slice(1).map((now, n) => now - (at[n] ?? 0));
    expect(waits.length).toBeGreaterThan(4);
    expect(waits.every((wait, n) => n === 0 || wait >= (waits[n - 1] ?? 0))).toBe(true);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(60_000);
  });

  it('does not trust old data or a reader that cannot keep up', () => {
    const { clock, watch, wait } = world(MARK);
    watch.onData('mark:A', clock.now() - 2_001);
    expect(watch.state('mark:A')).toBe('behind');
    watch.setClockOffset(-2_000);
    watch.onData('mark:A', clock.now() - 2_001);
    expect(watch.state('mark:A')).toBe('live');
    watch.onBacklog('public', 1_025);
    expect(kinds(wait(250))).toEqual(['reconnect']);
    expect(watch.trusted('mark:A')).toBe(false);
  });

  it('does not take data for fresh after the computer slept', () => {
    let [wall, monotonic] = [1_700_000_000_000, 0];
    const watch = new StreamWatch({ now: () => wall as EpochMs, monotonic: () => monotonic });
    watch.onOpen('public');
    watch.onAsked(MARK);
    watch.onAcknowledged('mark:A');
    watch.onData('mark:A', null);
    // Asleep, the monotonic clock may stand still; set back, the wall clock may.
    wall += 3_600_000;
    watch.check();
    expect(watch.trusted('mark:A')).toBe(false);
    watch.onData('mark:A', null);
    expect(watch.trusted('mark:A')).toBe(true);
    wall -= 3_600_000;
    monotonic += 5_000;
    watch.check();
    expect(watch.trusted('mark:A')).toBe(false);
  });

  it('reports ages, counts, gaps and latencies', () => {
    const { clock, watch } = world(MARK);
    for (let n = 0; n < 400; n += 1) watch.onData('mark:A', clock.now() - (n % 100));
    watch.onGap('mark:A');
    clock.moveTo(clock.now() + 700);
    expect(watch.channels()[0]).toMatchObject({
      state: 'live',
      messages: 400,
      gaps: 1,
      ageMs: 700,
      latencyMs: { last: 99, p99: 99 },
    });
    watch.onDropped('mark:A');
    expect([watch.channels(), watch.state('mark:A')]).toEqual([[], 'down']);
  });
});

describe('The table of channel states', () => {
  const states = Object.keys(CHANNEL_TABLE) as ChannelState[];

  it('reaches a trusted state by data or a confirmed answer only', () => {
    for (const state of states) {
      for (const [sign, next] of Object.entries(CHANNEL_TABLE[state]) as [ChannelSign, ChannelState][]) {
        if (!isTrusted(next) || isTrusted(state)) continue;
        expect(['data', 'confirmed'], `${state} on ${sign}`).toContain(sign);
      }
    }
  });

  it('leaves a refused, broken or closed subscription only when it is asked for again or taken after all', () => {
    for (const state of ['refused', 'broken', 'down'] as const) {
      for (const sign of ['data', 'confirmed', 'late', 'missed', 'old-data'] as const)
        expect(CHANNEL_TABLE[state][sign]).toBe(state);
    }
  });
});
