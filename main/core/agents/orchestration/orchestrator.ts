import type { AgentName } from '#shared/domain/agent.ts';
import { denial, type Denial } from '#shared/domain/denial.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import type { Scheduler } from '../../ports/scheduler.ts';
import type { Pause } from '../risk/state/pauses.ts';
import { AgentError } from './agent-error.ts';
import { AgentLife } from './agent-life.ts';
import { RESTART_LIMIT, RESTART_WINDOW_MS, type AgentSpec } from './agent-table.ts';
import { AgentStates } from './agent-states.ts';
import { retryDelay, TASK_BACK_OFF } from './back-off.ts';
import { Pacer } from './pacer.ts';
import type { Supervisor } from './supervisor.ts';
import { goesBefore } from './task-queue.ts';
import { TaskRecords, type RecordTask } from './task-records.ts';
import { isEnded, moveTask, TASK_RULES, type Task, type TaskEvent, type TaskPayloads, type TaskType } from './task.ts';

/** What a task does: nothing more, another slice later, or a promise of its end. */
export type TaskOutcome = 'more' | undefined | Promise<unknown>;
export type TaskHandler<T extends TaskType> = (payload: TaskPayloads[T]) => TaskOutcome;

export interface OrchestratorParts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly log: Log;
  readonly supervisor: Supervisor;
  readonly specs: readonly AgentSpec[];
  /** The pauses a person set. */
  readonly pauses: { list(): readonly Pause[]; readonly onChange: Emitter<readonly Pause[]> };
  /** Records what became of a task that did not go well. */
  readonly record: RecordTask;
  /** False while history is worked through: then nothing is held back by budgets, beats and turns, so that it can be repeated. */
  readonly attended: () => boolean;
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Owns the agents' life: takes their tasks in bounded queues, runs the most urgent one of any agent that is free, gives up
 * what takes too long, tries again what may be tried again, restarts what broke, a bounded number of times, and ends in order.
 * The kill switch, stops and exits are no tasks: nothing here stands before them.
 */
export class Orchestrator {
  /** A task came to its end, whichever. */
  readonly onTaskEnded = new Emitter<Task>();
  /** An agent used up its restarts; the sentence is for a person. */
  readonly onFailed = new Emitter<{ readonly agent: AgentName; readonly sentence: string }>();
  readonly #parts: OrchestratorParts;
  readonly #lives: ReadonlyMap<AgentName, AgentLife>;
  readonly #states: AgentStates;
  readonly #records: TaskRecords;
  readonly #pacer: Pacer;
  readonly #handlers = new Map<TaskType, (payload: never) => TaskOutcome>();
  readonly #settling = new Map<AgentName, (() => void)[]>();
  #created = 0;
  #held = 0;
  #pumping = false;
  #drained: (() => void) | null = null;

  constructor(parts: OrchestratorParts) {
    this.#parts = parts;
    this.#lives = new Map(parts.specs.map((spec) => [spec.name, new AgentLife(spec)]));
    this.#records = new TaskRecords(parts.record);
    this.#states = new AgentStates(this.#lives, parts);
    this.#pacer = new Pacer(parts, () => this.pump());
  }

  /** Says who does a type of task. */
  handle<T extends TaskType>(type: T, handler: TaskHandler<T>): void {
    this.#handlers.set(type, handler);
  }

  /** Begins the agents' life. @param withoutSource agents that have nothing to work on, and why. */
  start(withoutSource: ReadonlyMap<string, string>): void {
    this.#states.start(withoutSource);
  }

  /** Says why an agent has nothing to work on, or with null that it has. */
  tellSource(agent: AgentName, missing: string | null): void {
    this.#states.tellSource(agent, missing);
  }

  /** Every registered agent as it lives, in the order of the screens. */
  lives(): readonly AgentLife[] {
    return [...this.#lives.values()];
  }

  /** Budgets are of the present: what was worked through of the past, as fast as it went, does not count. */
  arrive(): void {
    for (const { usage } of this.#lives.values()) usage.clear();
  }

  life(agent: AgentName): AgentLife {
    const life = this.#lives.get(agent);
    if (life === undefined) throw new Error(`No agent named ${agent}`);
    return life;
  }

  /** Tasks under way, then the latest that ended, newest first. */
  tasks(): readonly Task[] {
    const open = this.lives().flatMap(({ running, waiting }) => [...(running === null ? [] : [running]), ...waiting]);
    return [...open, ...this.#records.latest()];
  }

  /** The pause of an agent; null when it is not paused. */
  pauseOf(agent: AgentName): Pause | null {
    return this.#states.pauseOf(agent);
  }

  /** The agents it needs, directly or not, that do not work now. */
  blockersOf(agent: AgentName): readonly AgentName[] {
    return this.#states.blockersOf(agent);
  }

  /** Why an agent, or one that it needs, takes no new work; null when all of them work. */
  unavailable(agent: AgentName): Denial | null {
    return this.#states.unavailable(agent);
  }

  /** Puts a task into its agent's queue, or refuses it; a refusal is recorded. It runs with the next {@link pump}. */
  submit<T extends TaskType>(type: T, subject: string, payload: TaskPayloads[T]): Result<Task, Denial> {
    const rule = TASK_RULES[type];
    const life = this.life(rule.agent);
    const created = this.#parts.clock.monotonic();
    const task: Task = {
      id: ++this.#created,
      type,
      agent: rule.agent,
      priority: rule.priority,
      subject,
      payload,
      created,
      createdAt: this.#parts.clock.now(),
      timeoutMs: rule.timeoutMs,
      maxRetries: rule.maxRetries,
      state: 'pending',
      due: created,
      startedAt: null,
      endedAt: null,
      retries: 0,
      code: null,
      error: '',
    };
    const refusal = this.#refusalOf(life, rule.essential, created);
    if (refusal !== null) return err(this.#refuse(life, task, refusal));
    if (!life.queue.push(task)) return err(this.#refuse(life, task, fullOf(life)));
    this.#held += 1;
    return ok(task);
  }

  /** Runs what is ready, most urgent first, for as long as this turn of the event loop is ours. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (let life = this.#next(); life !== null; life = this.#next()) {
        if (!this.#pacer.mayGoOn()) break;
        this.#run(life);
      }
    } finally {
      this.#pumping = false;
    }
  }

  /**
   * Does work of an agent at once, measured; for what must not wait in a queue. When it throws, that is the agent's error
   * alone while a person watches; a run that is repeated ends with it.
   */
  work<A, B, C>(agent: AgentName, action: (a: A, b: B, c: C) => void, a: A, b: B, c: C): void {
    const { clock, supervisor } = this.#parts;
    const from = clock.monotonic();
    try {
      action(a, b, c);
    } catch (error) {
      this.broke(agent, error);
      if (!this.#parts.attended()) throw error;
    }
    const now = clock.monotonic();
    supervisor.beat(agent, now - from);
    this.life(agent).usage.add(now, 1, now - from);
  }

  /** An agent's error outside of a task: it is restarted, a bounded number of times. */
  broke(agent: AgentName, error: unknown): void {
    const life = this.life(agent);
    this.#note(life, sentenceOf(error));
    this.#restart(life, sentenceOf(error));
  }

  /** Time-driven work: what took too long, what is due again, whose beats are missing. */
  onTime(): void {
    const now = this.#parts.clock.monotonic();
    for (const life of this.#lives.values()) {
      const { running } = life;
      if (running !== null && now - (running.startedAt ?? now) >= running.timeoutMs) this.#timeOut(life, running);
      if (life.waiting.length > 0) this.#wake(life, now);
    }
    this.#states.onTime(now);
    this.#records.flush(now);
    this.#pacer.newTurn();
    this.pump();
  }

  /** True when an agent has nothing under way and nothing that waits, retries apart. */
  isIdle(agent: AgentName): boolean {
    const { running, queue } = this.life(agent);
    return running === null && queue.length === 0;
  }

  /** Resolves when an agent is idle. */
  settled(agent: AgentName): Promise<void> {
    if (this.isIdle(agent)) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#settling.get(agent) ?? [];
      waiting.push(resolve);
      this.#settling.set(agent, waiting);
    });
  }

  /** Restarts an agent for a person: what it works on is given up, its restarts are counted anew. */
  restart(agent: AgentName, by: string, reason: string): void {
    const life = this.life(agent);
    const { running } = life;
    if (running !== null) this.#end(life, running, 'given-up', `Restarted by ${by}: ${reason}`);
    life.renew();
    life.note = `restarted by ${by}: ${reason}`;
    this.#states.renew();
    this.pump();
  }

  /**
   * Takes nothing new and lets what was taken come to its end.
   * @returns how many tasks were canceled because they did not end in time.
   */
  async drain(timeoutMs: number): Promise<number> {
    this.#states.drain();
    if (this.#busy()) {
      await new Promise<void>((resolve) => {
        const timer = this.#parts.scheduler.after(timeoutMs, resolve);
        this.#drained = () => {
          timer.dispose();
          resolve();
        };
        this.pump();
      });
    }
    return this.#cancelAll();
  }

  #busy(): boolean {
    return this.lives().some((life) => life.running !== null || life.queue.length > 0);
  }

  #cancelAll(): number {
    let canceled = 0;
    for (const life of this.#lives.values()) {
      const { running } = life;
      const queued = life.queue.drain();
      this.#held -= queued.length;
      const rest = [...queued, ...life.waiting];
      life.waiting = [];
      for (const task of rest) this.#end(life, task, 'canceled', 'The program ended before it began.');
      if (running !== null) this.#end(life, running, 'given-up', 'The program ended before it did.');
      canceled += rest.length + (running === null ? 0 : 1);
    }
    this.#records.flush(Number.POSITIVE_INFINITY);
    return canceled;
  }

  #refusalOf(life: AgentLife, essential: boolean, now: number): Denial | null {
    const agent = life.name;
    if (this.#states.draining) return denial('AGENT_DRAINING', { agent });
    if (essential) return null;
    if (life.failed !== null) return denial('AGENT_FAILED', { agent, reason: life.failed });
    if (!this.#parts.attended() || !life.spent(now)) return null;
    const { works, processorMs } = life.spec.budget;
    return denial('AGENT_BUDGET_SPENT', { agent, works, processorMs });
  }

  #refuse(life: AgentLife, task: Task, refusal: Denial): Denial {
    life.refused += 1;
    task.code = refusal.code;
    task.error = refusal.sentence;
    moveTask(task, 'refused');
    task.endedAt = this.#parts.clock.monotonic();
    this.#records.refused(task, refusal, task.endedAt);
    this.#tellEnded(task);
    return refusal;
  }

  /** The free agent whose next task goes before every other. */
  #next(): AgentLife | null {
    if (this.#held === 0) return null;
    const now = this.#parts.clock.monotonic();
    let best: AgentLife | null = null;
    let bestTask: Task | null = null;
    for (const life of this.#lives.values()) {
      if (life.running !== null || life.yieldedAt === this.#pacer.turn) continue;
      const task = life.queue.peek(now);
      if (task === null || (bestTask !== null && !goesBefore(task, bestTask, now))) continue;
      best = life;
      bestTask = task;
    }
    return best;
  }

  #run(life: AgentLife): void {
    const from = this.#parts.clock.monotonic();
    const task = life.queue.take(from);
    if (task === null) return;
    this.#held -= 1;
    moveTask(task, 'start');
    task.startedAt = from;
    life.running = task;
    let outcome: TaskOutcome;
    try {
      const handler = this.#handlers.get(task.type);
      if (handler === undefined) throw new Error(`Nobody does "${task.type}"`);
      outcome = handler(task.payload as never);
    } catch (error) {
      this.#account(life, task, from);
      this.#fail(life, task, error);
      return;
    }
    this.#account(life, task, from);
    if (outcome === 'more') this.#goOnLater(life, task);
    else if (outcome === undefined) this.#end(life, task, 'done', '');
    else this.#follow(life, task, outcome);
  }

  #follow(life: AgentLife, task: Task, outcome: Promise<unknown>): void {
    const ended = (end: () => void): void => {
      // It was given up meanwhile: the agent works on something else.
      if (life.running !== task) return;
      end();
      this.pump();
    };
    outcome.then(
      () => {
        ended(() => this.#end(life, task, 'done', ''));
      },
      (error: unknown) => {
        ended(() => this.#fail(life, task, error));
      },
    );
  }

  #account(life: AgentLife, task: Task, from: number): void {
    const now = this.#parts.clock.monotonic();
    life.usage.add(now, 1, now - from);
    if (!TASK_RULES[task.type].beatsByStage) this.#parts.supervisor.beat(life.name, now - from);
  }

  /** The next slice is of a later turn: whatever else is ready, the event loop too, comes first. */
  #goOnLater(life: AgentLife, task: Task): void {
    moveTask(task, 'more');
    life.running = null;
    life.yieldedAt = this.#pacer.turn;
    this.#requeue(life, task);
    this.#pacer.later();
  }

  #fail(life: AgentLife, task: Task, error: unknown): void {
    const sentence = sentenceOf(error);
    this.#parts.log.error(`The task ${task.type} failed`, { agent: life.name, subject: task.subject, error: sentence });
    const culprit = error instanceof AgentError ? this.life(error.agent) : life;
    this.#note(culprit, sentence);
    const again =
      task.retries < task.maxRetries && life.waiting.length < life.spec.queueBound && !this.#states.draining;
    if (!again) {
      this.#end(life, task, 'failed', sentence);
      this.#restart(culprit, sentence);
      return;
    }
    moveTask(task, 'again');
    life.running = null;
    task.retries += 1;
    task.error = sentence;
    task.due = this.#parts.clock.monotonic() + retryDelay(TASK_BACK_OFF, task.retries, this.#parts.random);
    life.waiting.push(task);
    this.#tellIdle(life);
  }

  #timeOut(life: AgentLife, task: Task): void {
    const sentence = `${task.type} did not end within ${String(task.timeoutMs / 1_000)} s.`;
    this.#note(life, sentence);
    this.#end(life, task, 'timed-out', sentence);
    this.#restart(life, sentence);
  }

  #wake(life: AgentLife, now: number): void {
    const due = life.waiting.filter((task) => task.due <= now);
    if (due.length === 0) return;
    life.waiting = life.waiting.filter((task) => task.due > now);
    for (const task of due) {
      moveTask(task, 'due');
      this.#requeue(life, task);
    }
  }

  #requeue(life: AgentLife, task: Task): void {
    if (life.queue.push(task)) this.#held += 1;
    else this.#refuse(life, task, fullOf(life));
  }

  #end(life: AgentLife, task: Task, event: TaskEvent, error: string): void {
    moveTask(task, event);
    task.endedAt = this.#parts.clock.monotonic();
    task.error = error;
    if (life.running === task) life.running = null;
    if (event !== 'done') this.#records.failed(task);
    this.#tellEnded(task);
  }

  #tellEnded(task: Task): void {
    if (!isEnded(task)) return;
    this.#records.ended(task);
    this.onTaskEnded.emit(task);
    this.#tellIdle(this.life(task.agent));
  }

  #tellIdle({ name }: AgentLife): void {
    if (this.isIdle(name)) {
      const waiting = this.#settling.get(name);
      this.#settling.delete(name);
      for (const resolve of waiting ?? []) resolve();
    }
    if (this.#drained !== null && !this.#busy()) this.#drained();
  }

  #note(life: AgentLife, sentence: string): void {
    life.lastError = { at: this.#parts.clock.now(), sentence };
    this.#parts.supervisor.errored(life.name);
  }

  #restart(life: AgentLife, sentence: string): void {
    const now = this.#parts.clock.monotonic();
    if (life.failed !== null) return;
    this.#states.errored(life, sentence);
    const minutes = String(RESTART_WINDOW_MS / 60_000);
    if (life.mayRestart(now)) {
      life.note = `restarted ${String(life.restartsUsed(now))} of ${String(RESTART_LIMIT)} times within ${minutes} min: ${sentence}`;
    } else {
      life.failed = sentence;
      const queued = life.queue.drain();
      this.#held -= queued.length;
      for (const task of queued) {
        if (TASK_RULES[task.type].essential) this.#requeue(life, task);
        else this.#refuse(life, task, denial('AGENT_FAILED', { agent: life.name, reason: sentence }));
      }
      this.onFailed.emit({ agent: life.name, sentence });
    }
    this.#states.renew();
  }
}

const fullOf = ({ name, spec }: AgentLife): Denial =>
  denial('AGENT_QUEUE_FULL', { agent: name, places: spec.queueBound });
