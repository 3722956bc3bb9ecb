import type { AgentName } from '#shared/domain/agent.ts';
import type { Denial, DenialCode } from '#shared/domain/denial.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { Task } from './task.ts';

/** Refusals of one kind within so long after one that was recorded are recorded together. */
const TOGETHER_MS = 10_000;
/** The latest tasks that are kept for the screens. */
const LATEST = 200;

interface Crowd {
  until: number;
  count: number;
  last: Denial;
  readonly task: Task;
}

export type RecordTask = (agent: AgentName, data: EventDataByType['agent.task']) => void;

/**
 * What is told of tasks that did not go well. A flood of refusals is counted and told in one record each ten seconds, or it
 * would be written to disk at the rate at which it is refused.
 */
export class TaskRecords {
  readonly #record: RecordTask;
  readonly #crowds = new Map<string, Crowd>();
  readonly #latest: Task[] = [];

  constructor(record: RecordTask) {
    this.#record = record;
  }

  /** The latest tasks that ended, newest first. */
  latest(): readonly Task[] {
    return [...this.#latest].reverse();
  }

  ended(task: Task): void {
    this.#latest.push(task);
    if (this.#latest.length > 2 * LATEST) this.#latest.splice(0, LATEST);
  }

  /** Records a task that failed, timed out or was given up. */
  failed(task: Task): void {
    this.#tell(task, task.code, task.error, 1);
  }

  /** Records a refusal now, or counts it to the record that comes. @param now monotonic ms. */
  refused(task: Task, refusal: Denial, now: number): void {
    const key = `${task.agent} ${refusal.code}`;
    const crowd = this.#crowds.get(key);
    if (crowd !== undefined && now < crowd.until) {
      crowd.count += 1;
      crowd.last = refusal;
      return;
    }
    this.#crowds.set(key, { until: now + TOGETHER_MS, count: 0, last: refusal, task });
    this.#tell(task, refusal.code, refusal.sentence, 1);
  }

  /** Records what was counted long enough, or all of it. */
  flush(now: number): void {
    for (const [key, { until, count, last, task }] of this.#crowds) {
      if (now < until) continue;
      this.#crowds.delete(key);
      if (count > 0) this.#tell(task, last.code, last.sentence, count);
    }
  }

  #tell(task: Task, code: DenialCode | null, sentence: string, count: number): void {
    const { type, state, retries } = task;
    this.#record(task.agent, { type, state, code, sentence, count, retries });
  }
}
