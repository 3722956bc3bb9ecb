import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinalOrderState, ORDER_STATES, type OrderState } from '#shared/domain/order-state.ts';
import { clientOrderId } from '#shared/domain/ids.ts';
import { GENESIS_HASH, type JournalDraft, type JournalEvent } from '#core/journal/event.ts';
import { FoldError } from '#core/journal/fold-error.ts';
import { Fold } from '#core/journal/fold.ts';
import { ORDER_MOVES, ORDER_TRANSITIONS, type OrderMove } from '#core/journal/order-transitions.ts';
import { largestLots, type OrderRow } from '#core/journal/rows.ts';
import { fill, intent } from '#tests/support/storage/sample-history.ts';

/** Sequences per run: a few thousand on each commit; the nightly run sets 200,000. */
const RUNS = Number(process.env['ZMART_ORDER_SEQUENCES'] ?? 3_000);
const LENGTH = 40;
const ID = clientOrderId('order');
const LOTS = 4;

/** What an end state may become by a status: only a tombstone comes back. Kept apart from the table it judges. */
const ENDS = new Set<OrderState>(['FILLED', 'CANCELED', 'EXPIRED', 'REJECTED']);

/** What may happen to an order: a record that moves it, or a fill. */
type Step = { readonly move: OrderMove; readonly lots: number } | { readonly fill: number };

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ move: fc.constantFrom(...ORDER_MOVES), lots: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ fill: fc.integer({ min: 1, max: 3 }) }) },
);

function dataOf(move: OrderMove, lots: number): JournalDraft['data'] {
  const terms = { lots, priceTicks: 1, triggerTicks: null, reason: 'r' };
  const special: Partial<Record<OrderMove, object>> = {
    'order.sending': { attempt: 1 },
    'order.accepted': { venueOrderId: 'v' },
    'order.rejected': { code: 'c', reason: 'r' },
    'order.amend': terms,
    'order.amended': terms,
    'order.amend-refused': { code: 'c', reason: 'r' },
  };
  return (special[move] ?? { reason: 'r' }) as JournalDraft['data'];
}

/** An order in the real fold, with everything that must hold after each record. */
class Machine {
  readonly #fold = new Fold('all');
  readonly visited: Set<string>;
  #seq = 0;
  #trades = 0;

  constructor(visited: Set<string>) {
    this.visited = visited;
    this.#apply(intent(ID, 'signal', LOTS));
  }

  get row(): OrderRow {
    const row = this.#fold.order(ID);
    if (row === null) throw new Error('no order');
    return row;
  }

  take(one: Step): void {
    const before = this.row;
    if ('fill' in one) this.#fill(one.fill);
    else this.#move(one.move, one.lots);
    const after = this.row;
    if (after.filledLots < before.filledLots) throw new Error('filled fell');
    if (ENDS.has(before.state) && after.state !== before.state && !('fill' in one)) {
      throw new Error(`${before.state} became ${after.state} by a status`);
    }
    if (after.state !== 'FILLED' && !isFinalOrderState(after.state) && after.filledLots >= largestLots(after)) {
      throw new Error(`${after.state} with all of it filled`);
    }
    if (isFinalOrderState(after.state) && after.amendLots !== undefined) throw new Error('a change outlived its order');
  }

  #move(move: OrderMove, lots: number): void {
    const { state } = this.row;
    const legal = this.#apply({ type: move, subject: ID, data: dataOf(move, lots) });
    if (legal) this.visited.add(`${state}+${move}`);
  }

  /** A fill is legal in every state. */
  #fill(lots: number): void {
    const { state } = this.row;
    this.#trades += 1;
    const draft = fill(ID, { side: 'buy', lots, value: String(lots), tradeId: `t${String(this.#trades)}` });
    if (!this.#apply(draft)) throw new Error(`a fill was refused in ${state}`);
    this.visited.add(`${state}+fill`);
  }

  #apply(draft: JournalDraft): boolean {
    const base = { seq: this.#seq + 1, ts: this.#seq, prevHash: GENESIS_HASH, hash: GENESIS_HASH };
    try {
      this.#fold.apply({ ...base, ...draft } as unknown as JournalEvent);
      this.#seq += 1;
      return true;
    } catch (error) {
      if (error instanceof FoldError) return false;
      throw error;
    }
  }
}

function play(steps: readonly Step[], visited: Set<string>): void {
  const machine = new Machine(visited);
  for (const one of steps) machine.take(one);
}

describe('the order machine (T05)', () => {
  const visited = new Set<string>();

  it(`holds in ${String(RUNS)} sequences of at most ${String(LENGTH)} records`, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: LENGTH }), (steps) => {
        play(steps, visited);
      }),
      { numRuns: RUNS },
    );
  }, 600_000);

  it('has every legal cell of its table visited, and a fill in every state', () => {
    // What chance did not reach is walked to: from each (state, filled) by every step, breadth first.
    const seen = new Map<string, readonly Step[]>([['', []]]);
    for (const steps of seen.values()) {
      if (steps.length > 7) continue;
      const options: readonly Step[] = [
        ...ORDER_MOVES.flatMap((move) => [
          { move, lots: 2 },
          { move, lots: 8 },
        ]),
        { fill: 1 },
        { fill: 3 },
      ];
      for (const option of options) {
        const machine = new Machine(visited);
        for (const one of [...steps, option]) machine.take(one);
        const { state, filledLots, lots, amendLots } = machine.row;
        const key = [state, Math.min(filledLots, 5), lots, amendLots].join(' ');
        if (!seen.has(key)) seen.set(key, [...steps, option]);
      }
    }
    const legal = ORDER_STATES.flatMap((state) => [
      `${state}+fill`,
      ...ORDER_MOVES.filter((move) => ORDER_TRANSITIONS[state][move] !== null).map((move) => `${state}+${move}`),
    ]);
    expect(legal.filter((cell) => !visited.has(cell))).toEqual([]);
  });

  it('is noticed when its table lets a canceled order come back', () => {
    const table = ORDER_TRANSITIONS.CANCELED as Record<OrderMove, OrderState | null>;
    const kept = table['order.accepted'];
    table['order.accepted'] = 'OPEN';
    try {
      const caught = fc.check(
        fc.property(fc.array(step, { maxLength: LENGTH }), (steps) => {
          play(steps, new Set());
        }),
        { numRuns: 3_000 },
      );
      expect(caught.failed).toBe(true);
      expect(String(caught.errorInstance)).toMatch(/CANCELED became (OPEN|PARTIAL) by a status/);
    } finally {
      table['order.accepted'] = kept;
    }
  });
});
