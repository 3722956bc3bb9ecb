import type { AgentName } from '#shared/domain/agent.ts';
import { RESTART_LIMIT, RESTART_WINDOW_MS, type AgentSpec } from './agent-table.ts';
import { SlidingUsage } from './sliding-usage.ts';
import type { Task } from './task.ts';
import { TaskQueue } from './task-queue.ts';

/** What went wrong last, by the wall clock. */
export interface LastError {
  readonly at: number;
  readonly sentence: string;
}

/** One registered agent while the program runs: its queue, what it works on, what it used, how often it was restarted. */
export class AgentLife {
  readonly spec: AgentSpec;
  readonly queue: TaskQueue<Task>;
  /** Tasks that failed and are tried again, at most as many as may wait in the queue. */
  waiting: Task[] = [];
  running: Task | null = null;
  readonly usage = new SlidingUsage();
  /** Monotonic moments of the restarts within the window, oldest first. */
  #restarts: number[] = [];
  failed: string | null = null;
  /** Why no beat came in time; null while they come. */
  silent: string | null = null;
  lastError: LastError | null = null;
  refused = 0;
  /** What is told beside a state that needs no reason. */
  note = 'started';
  /** The turn in which a slice of its task was done: the next slice is of a later one. */
  yieldedAt = -1;

  constructor(spec: AgentSpec) {
    this.spec = spec;
    this.queue = new TaskQueue(spec.queueBound);
  }

  get name(): AgentName {
    return this.spec.name;
  }

  /** True when nothing is under way and nothing waits. */
  get idle(): boolean {
    return this.running === null && this.queue.length === 0 && this.waiting.length === 0;
  }

  /** Tasks that wait. */
  get held(): number {
    return this.queue.length + this.waiting.length;
  }

  /** Counts a restart at a monotonic moment; false when the limit is used up. */
  mayRestart(now: number): boolean {
    this.#restarts = this.#restarts.filter((at) => now - at < RESTART_WINDOW_MS);
    if (this.#restarts.length >= RESTART_LIMIT) return false;
    this.#restarts.push(now);
    return true;
  }

  restartsUsed(now: number): number {
    return this.#restarts.filter((at) => now - at < RESTART_WINDOW_MS).length;
  }

  /** A person restarts it: everything begins anew. */
  renew(): void {
    this.#restarts = [];
    this.failed = null;
    this.silent = null;
    this.running = null;
  }

  /** Whether the budget of the last minute is used up. */
  spent(now: number): boolean {
    const { works, ms } = this.usage.used(now);
    return works >= this.spec.budget.works || ms >= this.spec.budget.processorMs;
  }
}
