import type { Denial } from '#shared/domain/denial.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { configurationConflict } from '../conflict/configuration-conflict.ts';
import type { RunningActions } from '../conflict/running-actions.ts';
import { capsProblem, type ThrottleLimits } from './caps.ts';
import type { CapState, Throttle } from './throttle.ts';

export interface ThrottleDeskParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly notifier: Notifier;
  readonly throttle: Throttle;
  readonly actions: RunningActions;
  /** The time by which the caps count. */
  readonly steadyNow: () => number;
}

/** The emergency pause as it stands. */
export interface PauseState {
  readonly paused: boolean;
  readonly reason: string;
  readonly by: string;
  /** Wall time; null when it was never paused or resumed. */
  readonly since: number | null;
}

/** A person is told of the same full cap once in this time. */
const ALERT_EVERY_MS = 10 * MINUTE;

/** What a person does to the throttle: pause, resume, other caps. All of it is recorded and holds after a restart. */
export class ThrottleDesk {
  readonly #parts: ThrottleDeskParts;
  readonly #alertedAt = new Map<string, number>();

  constructor(parts: ThrottleDeskParts) {
    this.#parts = parts;
  }

  /** Takes pause and caps from the journal. Caps that this version does not allow any more are left as configured. */
  restore(): void {
    const { journal, throttle, notifier } = this.#parts;
    const pause = journal.state.fact('throttle')?.data;
    if (pause?.paused === true) throttle.pause(pause.reason);
    const changed = journal.state.fact('throttle-caps')?.data;
    if (changed === undefined) return;
    const caps = { ...throttle.limits, ...(changed.caps as unknown as ThrottleLimits) };
    const problem = capsProblem(caps);
    if (problem === null) throttle.change(caps);
    else
      notifier.notify({
        level: 'alarm',
        title: 'The caps on signals are as configured',
        body: problem,
        about: { screen: '/settings/signal-caps' },
      });
  }

  /** Rises by one with each change of the caps; 0 as configured. */
  get version(): number {
    return this.#parts.journal.state.fact('throttle-caps')?.data.version ?? 0;
  }

  get pauseState(): PauseState {
    const fact = this.#parts.journal.state.fact('throttle');
    if (fact === null) return { paused: false, reason: '', by: '', since: null };
    return { ...fact.data, since: fact.updatedAt };
  }

  /** Refuses every signal from now on, also those that wait, until resumed. */
  pause(reason: string, by: string): void {
    this.#parts.throttle.pause(reason);
    this.#record(true, reason, by);
  }

  resume(reason: string, by: string): void {
    this.#record(false, reason, by);
    this.#parts.throttle.resume();
  }

  /** How full every cap is. */
  states(): readonly CapState[] {
    return this.#parts.throttle.states(this.#parts.steadyNow(), this.#parts.clock.now());
  }

  /**
   * Sets other caps, within the hard caps. Whoever read an older version is refused: what they did not see would be lost.
   * @param version the one that was read.
   */
  change(
    change: Partial<ThrottleLimits>,
    version: number,
    reason: string,
    by: string,
  ): Result<ThrottleLimits, Denial | string> {
    const { journal, throttle } = this.#parts;
    const caps = { ...throttle.limits, ...change };
    const problem = capsProblem(caps);
    if (problem !== null) return err(problem);
    const asked = { what: 'caps', subject: 'throttle', by, reason, read: version, current: this.version };
    const refusal = configurationConflict(asked, this.#parts);
    if (refusal !== null) return err(refusal);
    journal.append({
      type: 'throttle.caps',
      subject: 'throttle',
      data: { version: version + 1, caps: caps as unknown as Readonly<Record<string, Json>>, reason, by },
    });
    throttle.change(caps);
    return ok(caps);
  }

  /** Tells a person that a cap is full, if the last word about it is old enough. */
  alert(refusal: Denial, about: string): void {
    const { journal, notifier } = this.#parts;
    const now = this.#parts.steadyNow();
    const key = `${refusal.code} ${about}`;
    if (now - (this.#alertedAt.get(key) ?? Number.NEGATIVE_INFINITY) < ALERT_EVERY_MS) return;
    this.#alertedAt.set(key, now);
    const { code, sentence } = refusal;
    journal.append({ type: 'throttle.alert', subject: about, data: { code, sentence } });
    notifier.notify({
      level: 'warning',
      title: 'Signals are being refused',
      body: sentence,
      about: { screen: '/signals' },
    });
  }

  #record(paused: boolean, reason: string, by: string): void {
    this.#parts.journal.append({ type: 'throttle.pause', subject: 'throttle', data: { paused, reason, by } });
  }
}
