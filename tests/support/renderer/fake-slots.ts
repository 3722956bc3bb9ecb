import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import { slotFigures } from './fake-slot-figures.ts';
import { FakeRows } from './fake-rows.ts';
import type { Scene } from './sample-scenes.ts';
import {
  sampleBench,
  sampleChanges,
  sampleDrainingSlots,
  sampleEmptyStatus,
  sampleSlots,
  sampleSlotsStatus,
} from './sample-slots.ts';

const notFound = (symbol: string) => new ORPCError('NOT_FOUND', { message: `No contract named ${symbol} is known` });

/** The calls of the noun `slots`, on rows that change as a host's would. */
export function slotCalls(now: number, scene: Scene): Client['slots'] {
  const empty = scene === 'flat';
  const rows = {
    status: new FakeRows([empty ? sampleEmptyStatus(now) : sampleSlotsStatus(now)]),
    slots: new FakeRows(empty ? [] : scene === 'halted' ? sampleDrainingSlots(now) : sampleSlots(now)),
    bench: new FakeRows(sampleBench(now)),
  };
  let seq = 1_203_918;
  const done = async () => ({ state: 'done' as const, seq: (seq += 1) });
  /** What is held asks for its name, as a host does. */
  const leaving = async (symbol: string, confirmation: string | undefined) => {
    const slot = rows.slots.rows.find(({ key }) => key === symbol);
    if (slot === undefined) throw notFound(symbol);
    if (slot.position.side === 'flat') {
      rows.slots.drop([symbol]);
      return done();
    }
    if (confirmation !== symbol) {
      throw new ORPCError('NOT_CONFIRMED', {
        message: `${symbol} is held. It opens nothing more and is closed at the latest in 24 h; type its name to confirm.`,
        data: { expected: symbol },
      });
    }
    const drain = { since: Date.now(), until: Date.now() + 86_400_000, reason: 'by hand', replacement: null };
    rows.slots.put([{ ...slot, state: 'draining', drain }]);
    return { state: 'draining' as const, seq: (seq += 1) };
  };
  const pinned = async (symbol: string, reason: string | null) => {
    const slot = rows.slots.rows.find(({ key }) => key === symbol);
    if (slot === undefined) throw notFound(symbol);
    rows.slots.put([{ ...slot, pinned: reason, state: 'active', outOrder: null }]);
    return done();
  };
  return {
    ...slotFigures(now),
    status: async (_, options) => rows.status.watch(options?.signal),
    watch: async (_, options) => rows.slots.watch(options?.signal),
    bench: async (_, options) => rows.bench.watch(options?.signal),
    composition: async () => ({
      status: rows.status.rows[0] ?? sampleSlotsStatus(now),
      slots: [...rows.slots.rows],
      bench: [...rows.bench.rows],
    }),
    candidates: async () => ({
      leaving: rows.slots.rows.filter(({ outOrder }) => outOrder !== null).reverse(),
      following: rows.bench.rows.filter(({ state }) => state !== 'discovered'),
    }),
    history: async ({ limit, kind } = {}) =>
      sampleChanges(now)
        .filter(({ action, actor }) => {
          if (kind === 'swaps') return action === 'replaced';
          if (kind === 'by-hand') return actor !== 'rule';
          return kind !== 'weights' || action === 'weighted';
        })
        .slice(0, Number(limit ?? 50)),
    add: async ({ symbol }) => {
      if (!rows.bench.rows.some(({ key }) => key === symbol)) throw notFound(symbol);
      throw new ORPCError('REFUSED', {
        message: 'All 10 slots are taken; replace one, or remove one first.',
        data: {
          stage: 'portfolio',
          code: 'SLOTS_FULL',
          sentence: 'All 10 slots are taken; replace one, or remove one first.',
          numbers: {},
        },
      });
    },
    remove: async ({ symbol, confirmation }) => leaving(symbol, confirmation),
    replace: async ({ symbol, confirmation }) => leaving(symbol, confirmation),
    keep: async ({ symbol }) => pinned(symbol, null),
    pin: async ({ symbol, reason }) => pinned(symbol, reason),
    unpin: async ({ symbol }) => pinned(symbol, null),
    ban: async ({ symbol, reason }) => {
      const row = rows.bench.rows.find(({ key }) => key === symbol);
      if (row === undefined) return leaving(symbol, symbol);
      rows.bench.put([{ ...row, banned: { at: Date.now(), by: 'trader', reason } }]);
      return done();
    },
    unban: async ({ symbol }) => {
      rows.bench.put(rows.bench.rows.filter(({ key }) => key === symbol).map((row) => ({ ...row, banned: null })));
      return done();
    },
    review: async () => ({ changes: 0 }),
  };
}
