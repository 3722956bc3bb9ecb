import { beforeEach, describe, expect, it } from 'vitest';
import { clientOrderId, contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { OrderState } from '#shared/domain/order-state.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import type { OrderRow } from '#core/journal/rows.ts';
import type { HaltFileContent } from '#core/ports/halt-file.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import type { ExitOutcome } from '../../../execution/desk-types.ts';
import { KILL_AND_FLATTEN, KILL_SWITCH, KillSwitch, type KillSwitchParts } from './kill-switch.ts';
import { REARM_PHRASE, TradingStateOwner } from './trading-state-owner.ts';

const BTC = contractSymbol('XBTUSDTM');
const ETH = contractSymbol('ETHUSDTM');
const SOL = contractSymbol('SOLUSDTM');
const ASKED = { by: 'trader', reason: 'enough', flatten: false } as const;

const order = (id: string, role: OrderRow['role'], state: OrderState = 'OPEN', symbol: ContractSymbol = BTC) =>
  ({ id: clientOrderId(id), symbol, role, state }) as OrderRow;

/** A kill switch on an account that a test writes: its orders, what it holds, and a desk that only notes what it is told. */
class Room {
  readonly time = new VirtualTime();
  readonly store = new MemoryJournalStore();
  orders: OrderRow[] = [];
  held = new Map<ContractSymbol, number>();
  mayAct = true;
  /** Everything that was done, in order. */
  readonly done: string[] = [];
  readonly alarms: string[] = [];
  readonly logged: string[] = [];
  /** What breaks, by its name. */
  readonly broken = new Set<'commit' | 'emergency' | 'cancel' | 'exit' | 'file'>();
  readonly written: HaltFileContent[] = [];
  /** Timers of the switch: true once disposed of. */
  readonly timers: { ended: boolean }[] = [];
  readonly owner: TradingStateOwner;
  readonly kill: KillSwitch;
  readonly #journal;

  constructor(store?: MemoryJournalStore) {
    this.store = store ?? this.store;
    this.#journal = openJournal({ store: this.store, hasher: systemHasher, clock: this.time, scheduler: this.time });
    this.owner = new TradingStateOwner({ journal: this.#journal, clock: this.time });
    this.owner.start();
    if (store === undefined) this.owner.allow('the test', 'test');
    this.kill = new KillSwitch(this.#parts());
  }

  /** Moves on, and tells what was done meanwhile. */
  async after(ms: number): Promise<readonly string[]> {
    this.done.length = 0;
    await this.time.advance(ms);
    return [...this.done];
  }

  #break(what: 'commit' | 'emergency' | 'cancel' | 'exit' | 'file'): void {
    if (this.broken.has(what)) throw new Error(`${what} is broken`);
  }

  #parts(): KillSwitchParts {
    const state = {
      openOrders: () => this.orders,
      positions: () => [...this.held].map(([symbol, lots]) => ({ symbol, lots })),
      position: (symbol: ContractSymbol) => (this.held.has(symbol) ? { symbol, lots: this.held.get(symbol) } : null),
    };
    return {
      state: this.owner,
      desk: {
        cancelAll: (ids, reason) => {
          this.#break('cancel');
          this.done.push(`cancel ${ids.join(' ')}: ${reason}`);
        },
        exit: (symbol, reason): Promise<ExitOutcome> => {
          this.done.push(`exit ${symbol}: ${reason}`);
          return this.broken.has('exit')
            ? Promise.reject(new Error('exit is broken'))
            : Promise.resolve({ kind: 'sent', orderId: clientOrderId(`x-${symbol}`) });
        },
      },
      journal: {
        append: (event) => {
          this.#break('emergency');
          this.done.push(`record ${event.type} ${event.subject} ${JSON.stringify(event.data)}`);
          return this.#journal.append(event);
        },
        commit: () => {
          this.#break('commit');
          this.done.push(`commit, ${this.owner.state().state}`);
          this.#journal.commit();
        },
        state: state as unknown as KillSwitchParts['journal']['state'],
      },
      clock: this.time,
      scheduler: {
        after: (delayMs, task) => this.time.after(delayMs, task),
        afterTurn: (task) => this.time.afterTurn(task),
        every: (periodMs: number, task: () => void): Disposable => {
          const timer = { ended: false };
          this.timers.push(timer);
          const inner = this.time.every(periodMs, task);
          return {
            dispose: () => {
              timer.ended = true;
              inner.dispose();
            },
          };
        },
      },
      notifier: { notify: ({ level, title, body }) => void this.alarms.push(`${level}: ${title}: ${body}`) },
      log: {
        info: () => undefined,
        warn: () => undefined,
        error: (message, more) => void this.logged.push(`${message} ${JSON.stringify(more)}`),
      },
      haltFile: {
        read: () => null,
        write: (content) => {
          this.#break('file');
          this.written.push(content);
        },
        remove: () => undefined,
      },
      mayAct: () => this.mayAct,
    };
  }
}

let room: Room;

beforeEach(() => {
  room = new Room();
});

const emergency = (action: string, cancels: number, exits: number, reason = 'enough') =>
  `record risk.emergency ${action} ${JSON.stringify({ action, by: 'trader', reason, cancels, exits })}`;

describe('a halt', () => {
  beforeEach(() => {
    room.orders = [order('e1', 'entry'), order('s1', 'stop'), order('e2', 'entry', 'PARTIAL', ETH)];
    room.held = new Map([[BTC, 5]]);
  });

  it('is in memory and durable before anything is sent; entries are canceled, what protects stays', () => {
    expect(room.kill.engaged).toBe(false);
    expect(room.kill.engage(ASKED)).toEqual({ cancels: ['e1', 'e2'], exits: [] });
    expect(room.done).toEqual(['commit, HALTED', emergency('halt', 2, 0), 'cancel e1 e2: kill switch']);
    expect(room.kill.engaged).toBe(true);
    expect(room.owner.state()).toMatchObject({ state: 'HALTED', cause: 'enough' });
    expect(room.owner.state().causes).toMatchObject([
      { kind: KILL_SWITCH, level: 'HALTED', latched: true, by: 'trader' },
    ]);
    expect([room.alarms, room.logged, room.written]).toEqual([[], [], []]);
  });

  it('outlives a restart, which goes on canceling', async () => {
    room.kill.engage(ASKED);
    const next = new Room(room.store);
    next.orders = room.orders;
    expect(next.kill.engaged).toBe(true);
    next.kill.start();
    expect(await next.after(250)).toEqual(['cancel e1 e2: kill switch']);
  });

  it('asks again for a cancel that did not do after a second, and at once where the order has changed', async () => {
    room.kill.engage(ASKED);
    expect(await room.after(999)).toEqual([]);
    expect(await room.after(1)).toEqual(['cancel e1 e2: kill switch']);
    room.orders = [order('e1', 'entry', 'UNKNOWN')];
    expect(await room.after(250)).toEqual(['cancel e1: kill switch']);
    expect(await room.after(750)).toEqual([]);
    expect(await room.after(250)).toEqual(['cancel e1: kill switch']);
  });

  it('sweeps up an entry that comes to light later, but none whose cancel is on its way or that has ended', async () => {
    room.kill.engage(ASKED);
    room.orders = [
      order('late', 'entry', 'TRIGGERED'),
      order('going', 'entry', 'CANCEL_SENDING'),
      order('gone', 'entry', 'CANCELED'),
      order('stop', 'stop'),
    ];
    expect(await room.after(250)).toEqual(['cancel late: kill switch']);
  });

  it('ends its sweep when no entry is left, whatever is held', async () => {
    room.kill.engage(ASKED);
    expect(room.timers).toEqual([{ ended: false }]);
    room.orders = [order('going', 'entry', 'CANCEL_SENDING')];
    await room.after(500);
    expect(room.timers).toEqual([{ ended: false }]);
    room.orders = [order('s1', 'stop')];
    await room.after(250);
    expect(room.timers).toEqual([{ ended: true }]);
    expect(room.done).toEqual([]);
  });

  it('ends its sweep when a person re-arms', async () => {
    room.kill.engage(ASKED);
    expect(room.owner.rearm({ phrase: REARM_PHRASE, by: 'trader', reason: null }).ok).toBe(true);
    room.orders = [order('new', 'entry')];
    await room.after(250);
    expect(room.kill.engaged).toBe(false);
    expect(room.timers).toEqual([{ ended: true }]);
    // What is sent from now on is nobody's to cancel.
    room.orders = [order('newer', 'entry')];
    expect(await room.after(2_000)).toEqual([]);
  });

  it('asked for once more acts at once, with one sweep', () => {
    room.kill.engage(ASKED);
    room.done.length = 0;
    room.kill.engage(ASKED);
    expect(room.done.at(-1)).toBe('cancel e1 e2: kill switch');
    expect(room.timers).toHaveLength(1);
  });

  it('leaves alone what may not be touched before the account is compared', async () => {
    room.kill.engage(ASKED);
    room.mayAct = false;
    room.orders = [order('late', 'entry')];
    expect(await room.after(1_000)).toEqual([]);
    room.mayAct = true;
    expect(await room.after(250)).toEqual(['cancel late: kill switch']);
  });

  it('has no sweep where it is not engaged, nor after it is disposed of', async () => {
    room.kill.start();
    expect(room.timers).toEqual([]);
    room.kill.engage(ASKED);
    room.kill.dispose();
    room.orders = [order('late', 'entry')];
    expect(await room.after(1_000)).toEqual([]);
    room.kill.dispose();
    room.kill.start();
    expect(await room.after(250)).toEqual(['cancel late: kill switch']);
  });

  it('cancels nothing where nothing lives', () => {
    room.orders = [order('s1', 'stop')];
    expect(room.kill.engage(ASKED)).toEqual({ cancels: [], exits: [] });
    expect(room.done).toEqual(['commit, HALTED', emergency('halt', 0, 0)]);
  });
});

describe('a halt that closes positions', () => {
  beforeEach(() => {
    room.held = new Map([
      [BTC, 5],
      [ETH, -3],
      [SOL, 0],
    ]);
    room.orders = [
      order('e1', 'entry'),
      order('sB', 'stop'),
      order('sS', 'stop', 'OPEN', SOL),
      order('tA', 'target', 'OPEN', contractSymbol('ADAUSDTM')),
      order('xS', 'exit', 'OPEN', SOL),
    ];
  });
  const why = 'kill switch by trader: enough';

  it('closes what is held, long or short, and ends protection that nothing is held under', () => {
    expect(room.kill.engage({ ...ASKED, flatten: true })).toEqual({ cancels: ['e1', 'sS', 'tA'], exits: [BTC, ETH] });
    expect(room.done).toEqual([
      'commit, HALTED',
      emergency('halt', 3, 2),
      `cancel e1 sS tA: ${why}`,
      `exit ${BTC}: ${why}`,
      `exit ${ETH}: ${why}`,
    ]);
    expect(room.owner.state().causes).toMatchObject([{ kind: KILL_AND_FLATTEN }]);
    expect(room.kill.engaged).toBe(true);
  });

  it('asks each second until all is flat, and then no more', async () => {
    room.kill.engage({ ...ASKED, flatten: true });
    room.orders = [];
    expect(await room.after(999)).toEqual([]);
    expect(await room.after(1)).toEqual([`exit ${BTC}: ${why}`, `exit ${ETH}: ${why}`]);
    room.held = new Map([[ETH, -1]]);
    expect(await room.after(1_000)).toEqual([`exit ${ETH}: ${why}`]);
    expect(room.timers).toEqual([{ ended: false }]);
    room.held = new Map([[ETH, 0]]);
    expect(await room.after(250)).toEqual([]);
    expect(room.timers).toEqual([{ ended: true }]);
    // Positions are not closed for ever: this one was opened after it was done.
    room.held = new Map([[ETH, 2]]);
    expect(await room.after(2_000)).toEqual([]);
  });

  it('goes on after a restart', async () => {
    room.kill.engage({ ...ASKED, flatten: true });
    const next = new Room(room.store);
    next.held = new Map([[BTC, 5]]);
    next.kill.start();
    expect(await next.after(250)).toEqual([`exit ${BTC}: kill switch`]);
  });
});

it('closing everything by hand leaves the trading state as it is', async () => {
  room.orders = [order('e1', 'entry')];
  room.held = new Map([[BTC, 5]]);
  expect(room.kill.flatten('trader', 'going home')).toEqual({ cancels: ['e1'], exits: [BTC] });
  const why = 'flattened by trader: going home';
  expect(room.done).toEqual([emergency('flatten', 1, 1, 'going home'), `cancel e1: ${why}`, `exit ${BTC}: ${why}`]);
  expect([room.owner.state().state, room.kill.engaged]).toEqual(['ACTIVE', false]);
  // It goes on until all is done, although nothing is halted.
  expect(await room.after(1_000)).toEqual([`cancel e1: ${why}`, `exit ${BTC}: ${why}`]);
  room.orders = [];
  room.held.clear();
  await room.after(250);
  expect(room.timers).toEqual([{ ended: true }]);
});

describe('what fails is told as an alarm, and the rest is done', () => {
  beforeEach(() => {
    room.orders = [order('e1', 'entry')];
    room.held = new Map([[BTC, 5]]);
  });

  const engaged = async (...broken: readonly ('commit' | 'emergency' | 'cancel' | 'exit' | 'file')[]) => {
    for (const what of broken) room.broken.add(what);
    room.kill.engage({ ...ASKED, flatten: true });
    await room.time.settle();
    expect(room.logged).toHaveLength(room.alarms.length);
    return room.alarms;
  };
  const acts = ['cancel e1: kill switch by trader: enough', `exit ${BTC}: kill switch by trader: enough`];

  it('a halt that cannot be recorded is written to the file', async () => {
    expect(await engaged('commit')).toEqual(['alarm: The halt could not be recorded: Error: commit is broken']);
    expect(room.written).toEqual([{ reason: 'enough', flatten: true }]);
    expect(room.done.slice(-2)).toEqual(acts);
  });

  it('a file that cannot be written either', async () => {
    expect(await engaged('commit', 'file')).toEqual([
      'alarm: The halt could not be recorded: Error: commit is broken',
      'alarm: The halt file could not be written: Error: file is broken',
    ]);
    expect(room.done.slice(-2)).toEqual(acts);
  });

  it('an emergency that cannot be recorded', async () => {
    expect(await engaged('emergency')).toEqual([
      'alarm: The emergency could not be recorded: Error: emergency is broken',
    ]);
    expect(room.done.slice(-2)).toEqual(acts);
    expect(room.written).toEqual([]);
  });

  it('a cancel that throws, and an exit that fails', async () => {
    expect(await engaged('cancel', 'exit')).toEqual([
      'alarm: Entries could not be canceled: Error: cancel is broken',
      `alarm: The position on ${BTC} could not be closed: Error: exit is broken`,
    ]);
    expect(room.logged[0]).toBe('Entries could not be canceled {"error":"Error: cancel is broken"}');
  });
});
