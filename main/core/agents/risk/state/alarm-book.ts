import { Emitter } from '#shared/kernel/emitter.ts';
import type { AlarmData } from '../../../journal/event-types.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Notifier } from '../../../ports/notifier.ts';

/** An alarm nobody has acknowledged. */
export type Alarm = AlarmData;

/** More than these are not kept: whoever has as many open alarms is helped by none of them. */
const MOST_ALARMS = 50;

export interface AlarmParts {
  readonly journal: Pick<Journal, 'append' | 'state'>;
  readonly clock: Clock;
  /** Where a notice also goes at once. */
  readonly notifier: Notifier;
}

/** Keeps each alarm open until a person acknowledges it, over restarts; what is no alarm is only passed on. */
export class AlarmBook implements Notifier {
  readonly onChange = new Emitter<readonly Alarm[]>();
  readonly #parts: AlarmParts;
  readonly #open = new Map<number, Alarm>();
  #last: number;

  constructor(parts: AlarmParts) {
    this.#parts = parts;
    const fact = parts.journal.state.fact('alarms');
    for (const alarm of fact?.data.alarms ?? []) this.#open.set(alarm.id, alarm);
    this.#last = fact?.data.last ?? 0;
  }

  /** Open alarms, oldest first. */
  list(): readonly Alarm[] {
    return [...this.#open.values()];
  }

  notify(notice: Parameters<Notifier['notify']>[0]): void {
    this.#parts.notifier.notify(notice);
    if (notice.level !== 'alarm') return;
    const { title, body } = notice;
    const same = this.list().find((alarm) => alarm.title === title && alarm.body === body);
    if (same !== undefined) this.#open.set(same.id, { ...same, times: same.times + 1 });
    else this.#add({ id: (this.#last += 1), title, body, at: this.#parts.clock.now(), times: 1 });
    this.#record('raised', 'system');
  }

  /** Closes an alarm; false when it is not open. */
  acknowledge(id: number, by: string): boolean {
    if (!this.#open.delete(id)) return false;
    this.#record('acknowledged', by);
    return true;
  }

  #add(alarm: Alarm): void {
    this.#open.set(alarm.id, alarm);
    if (this.#open.size <= MOST_ALARMS) return;
    const [oldest] = this.#open.keys();
    if (oldest !== undefined) this.#open.delete(oldest);
  }

  #record(change: 'raised' | 'acknowledged', by: string): void {
    const alarms = this.list();
    try {
      const data = { alarms, last: this.#last, change, by };
      this.#parts.journal.append({ type: 'risk.alarms', subject: 'alarms', data });
    } catch {
      // An alarm about the journal itself cannot be recorded there; it is open all the same.
    }
    this.onChange.emit(alarms);
  }
}
