import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import { FakeRows } from './fake-rows.ts';
import { sampleCaps, sampleConsole, sampleThrottle, sampleUnreadable, sampleWhyNot } from './sample-console.ts';
import { sampleAttribution, sampleConflicts, sampleLockEvents, sampleLocks, sampleMatrix } from './sample-locks.ts';
import type { Scene } from './sample-scenes.ts';

type Signals = Client['signals'];

/** The rows behind the screens of signals, locks and conflicts. */
export function createConsoleRows(scene: Scene, now: number) {
  const quiet = scene === 'flat' || scene === 'unknown';
  return {
    console: quiet ? [] : sampleConsole(now),
    quiet,
    throttle: new FakeRows<ThrottleView>([sampleThrottle(now, scene === 'halted')]),
    caps: new FakeRows<CapView>(quiet ? [] : sampleCaps(now)),
    locks: new FakeRows(quiet ? [] : sampleLocks(now)),
    lockEvents: new FakeRows(quiet ? [] : sampleLockEvents(now)),
  };
}

type ConsoleRows = ReturnType<typeof createConsoleRows>;

export function consoleCalls({
  console,
  quiet,
}: ConsoleRows): Pick<Signals, 'console' | 'unreadable' | 'whyNot' | 'whyNotAll'> {
  const all = sampleWhyNot(Date.now());
  return {
    console: async ({ limit, before, disposition, symbol, source, text = '' } = {}) => {
      const words = text.toLowerCase();
      const wished = console.filter(
        (row) =>
          (disposition === undefined || row.disposition === disposition) &&
          (symbol === undefined || row.signal.symbol === symbol) &&
          (source === undefined || row.signal.source === source) &&
          `${row.signal.code ?? ''} ${row.signal.sentence}`.toLowerCase().includes(words),
      );
      const from = before === undefined ? 0 : wished.findIndex(({ signal }) => signal.key === before) + 1;
      const rows = wished.slice(from, from + Number(limit ?? 50));
      return { rows, next: from + rows.length < wished.length ? (rows.at(-1)?.signal.key ?? null) : null };
    },
    unreadable: async () => (quiet ? [] : sampleUnreadable(Date.now())),
    whyNot: async ({ symbol }) => {
      const found = all.find((row) => row.symbol === symbol);
      if (found === undefined) throw new ORPCError('NOT_FOUND', { message: `No contract named ${symbol} is known` });
      return found;
    },
    whyNotAll: async () => all,
  };
}

export function throttleCalls({ throttle, caps }: ConsoleRows): Client['throttle'] {
  const view = (): ThrottleView => throttle.rows[0] ?? sampleThrottle(Date.now(), false);
  const set = (pause: ThrottleView['pause']): ThrottleView => {
    throttle.put([{ ...view(), pause, waiting: [] }]);
    return view();
  };
  return {
    get: async () => view(),
    watch: async (_, options) => throttle.watch(options?.signal),
    fill: async () => [...caps.rows],
    watchFill: async (_, options) => caps.watch(options?.signal),
    pause: async ({ reason }) => set({ paused: true, reason, by: 'trader', since: Date.now() }),
    resume: async () => set({ paused: false, reason: '', by: '', since: null }),
    change: async ({ version, caps: wanted }) => {
      const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
      throttle.put([{ ...view(), caps: { ...view().caps, ...given }, version: version + 1 }]);
      return view();
    },
  };
}

export const lockCalls = ({ locks, lockEvents }: ConsoleRows): Client['locks'] => ({
  watch: async (_, options) => locks.watch(options?.signal),
  events: async (_, options) => lockEvents.watch(options?.signal),
});

export const conflictCalls = ({ quiet }: ConsoleRows): Client['conflicts'] => ({
  matrix: async () => sampleMatrix(),
  list: async () => (quiet ? [] : sampleConflicts(Date.now())),
  attribution: async () => {
    const view = sampleAttribution(Date.now());
    return quiet ? { ...view, positions: [] } : view;
  },
});
