import { Emitter } from '#shared/kernel/emitter.ts';
import { advance } from './execution-machine.ts';
import { isOver, NEW_EXECUTION, stateFromFacts, type ExecutionEvent, type ExecutionState } from './execution-state.ts';
import type { ChildEnd, ChildFact, ChildOrder, ExecutionReport, Schedule } from './parent-order.ts';

/** Where parts go. Each part is one intent: journaled before it is sent, never sent twice. */
export interface ChildOrders {
  place(child: ChildOrder): void;
  cancel(parentId: string, index: number): void;
}

/**
 * Works a parent order through {@link ChildOrders}. It has no clock of its own: it moves when it is told the time or
 * what became of a part, and may be told from within `place` and `cancel`.
 */
export class ParentExecution {
  readonly onFinished = new Emitter<ExecutionReport>();
  readonly #schedule: Schedule;
  readonly #orders: ChildOrders;
  #state: ExecutionState;
  #now: number;
  readonly #queue: ExecutionEvent[] = [];
  #working = false;

  /** @param facts what the journal knows of its parts, after a restart. */
  constructor(schedule: Schedule, orders: ChildOrders, facts: readonly ChildFact[] = []) {
    this.#schedule = schedule;
    this.#orders = orders;
    this.#state = facts.length === 0 ? NEW_EXECUTION : stateFromFacts(schedule.parent, facts);
    this.#now = schedule.parent.startAt;
  }

  get state(): ExecutionState {
    return this.#state;
  }

  get over(): boolean {
    return isOver(this.#state);
  }

  onTime(now: number): void {
    this.#now = Math.max(this.#now, now);
    this.#take({ kind: 'time' });
  }

  /** The venue holds the part. */
  onOpened(index: number): void {
    this.#take({ kind: 'opened', index });
  }

  onFill(index: number, lots: number, priceTicks: number): void {
    this.#take({ kind: 'fill', index, lots, priceTicks });
  }

  /** The part is proven to be over. */
  onEnded(index: number, end: ChildEnd): void {
    this.#take({ kind: 'ended', index, end });
  }

  /** What became of the part is not proven. */
  onUnknown(index: number): void {
    this.#take({ kind: 'unknown', index });
  }

  /** Places nothing more, cancels the part that is out and ends. */
  halt(reason: string): void {
    this.#take({ kind: 'halt', reason });
  }

  #take(event: ExecutionEvent): void {
    this.#queue.push(event);
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) this.#advance(next);
    } finally {
      this.#working = false;
    }
  }

  #advance(event: ExecutionEvent): void {
    const { state, commands } = advance(this.#schedule, this.#state, event, this.#now);
    this.#state = state;
    for (const command of commands) {
      switch (command.kind) {
        case 'place':
          this.#orders.place(command.child);
          break;
        case 'cancel':
          this.#orders.cancel(this.#schedule.parent.parentId, command.index);
          break;
        case 'finish':
          this.onFinished.emit(command.report);
      }
    }
  }
}
