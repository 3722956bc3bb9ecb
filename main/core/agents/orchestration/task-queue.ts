import { TASK_PRIORITIES, type TaskPriority } from '#shared/domain/agent.ts';

/** What a queue looks at. */
export interface Queued {
  readonly id: number;
  readonly priority: TaskPriority;
  /** Monotonic ms. */
  readonly created: number;
}

/** CRITICAL ones find a place beyond the bound, but not without end either. */
export const CRITICAL_PLACES = 16;
/** Waiting so long counts as one level higher. */
export const AGE_MS = 5_000;

const CRITICAL = TASK_PRIORITIES.indexOf('CRITICAL');

/** First in, first out, without moving what is left at each take. */
class Line<T> {
  #items: (T | undefined)[] = [];
  #from = 0;

  get length(): number {
    return this.#items.length - this.#from;
  }

  get first(): T | undefined {
    return this.#items[this.#from];
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): T | undefined {
    const item = this.#items[this.#from];
    if (item === undefined) return undefined;
    this.#items[this.#from] = undefined;
    this.#from += 1;
    if (this.#from * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#from);
      this.#from = 0;
    }
    return item;
  }

  drain(): T[] {
    const items = this.#items.slice(this.#from) as T[];
    this.#items = [];
    this.#from = 0;
    return items;
  }
}

/**
 * A bounded queue. CRITICAL goes first, always. Of the others the highest level goes first, and in a level the oldest; what
 * waits gains one level each {@link AGE_MS}, so that a flood of HIGH holds a LOW up for so long and no longer.
 */
export class TaskQueue<T extends Queued> {
  readonly bound: number;
  readonly #lines = TASK_PRIORITIES.map(() => new Line<T>());

  /** @param bound tasks that may wait at once, CRITICAL ones apart. */
  constructor(bound: number) {
    this.bound = bound;
  }

  get length(): number {
    return this.#lines.reduce((sum, line) => sum + line.length, 0);
  }

  /** Puts a task at the end of its level; false when there is no place. */
  push(task: T): boolean {
    const level = TASK_PRIORITIES.indexOf(task.priority);
    const critical = this.#line(CRITICAL).length;
    const full = level === CRITICAL ? critical >= CRITICAL_PLACES : this.length - critical >= this.bound;
    if (full) return false;
    this.#line(level).push(task);
    return true;
  }

  /** The task that goes next at this moment (monotonic ms), left in its place; null when none waits. */
  peek(now: number): T | null {
    return this.#next(now)?.first ?? null;
  }

  /** Takes the task that goes next. */
  take(now: number): T | null {
    return this.#next(now)?.shift() ?? null;
  }

  /** Takes all out, most urgent level first. */
  drain(): readonly T[] {
    return [...this.#lines].reverse().flatMap((line) => line.drain());
  }

  /** The level a task counts as at this moment: a whole number, CRITICAL above every other. */
  static levelOf(task: Queued, now: number): number {
    const level = TASK_PRIORITIES.indexOf(task.priority);
    return level === CRITICAL ? Number.POSITIVE_INFINITY : level + Math.floor(Math.max(0, now - task.created) / AGE_MS);
  }

  #next(now: number): Line<T> | null {
    let best: Line<T> | null = null;
    let bestTask: T | null = null;
    for (const line of this.#lines) {
      const task = line.first;
      if (task === undefined || (bestTask !== null && !goesBefore(task, bestTask, now))) continue;
      best = line;
      bestTask = task;
    }
    return best;
  }

  #line(level: number): Line<T> {
    const line = this.#lines[level];
    if (line === undefined) throw new RangeError(`There is no level ${String(level)}`);
    return line;
  }
}

/** Whether one task goes before another at a moment: by level, then by age. */
export function goesBefore(a: Queued, b: Queued, now: number): boolean {
  const levelA = TaskQueue.levelOf(a, now);
  const levelB = TaskQueue.levelOf(b, now);
  return levelA === levelB ? a.id < b.id : levelA > levelB;
}
