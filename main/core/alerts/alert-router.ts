import { isQuiet, reaches, type AlertChannel, type QuietHours } from '#shared/domain/alert.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { err, type Result } from '#shared/kernel/result.ts';
import type { AlertSender, OutgoingNotice } from '../ports/alert-sender.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Scheduler } from '../ports/scheduler.ts';

/** What the channels are now; asked for each notice, so a change holds at once. */
export interface AlertSettings {
  channels(): readonly AlertChannel[];
  quietHours(): QuietHours | null;
  /** The secret of a channel; an error sentence when it cannot be read. */
  secret(channelId: string): Promise<Result<string, string>>;
}

/** How the last sending over a channel went. */
export interface Delivery {
  readonly ok: boolean;
  readonly at: number;
  readonly sentence: string;
}

export interface AlertRouterParts {
  readonly settings: AlertSettings;
  readonly sender: AlertSender;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly onDelivery: (channelId: string, delivery: Delivery) => void;
}

/** Tries after the first, ms later each. */
const AGAIN_MS: readonly number[] = [2_000, 10_000, 60_000];
/** So many wait for a channel at most; the oldest that is no alarm goes first. */
const MOST_WAITING = 50;
/** The same notice again within this is counted, not sent. */
const ALIKE_MS = 60_000;

interface Waiting {
  readonly notice: OutgoingNotice;
  tries: number;
}

/**
 * Takes notices to the channels a person set up. Alarms, a halt among them, leave at any hour; the rest waits for nobody and
 * is left out in the quiet hours. One slow or dead channel holds up neither the others nor the caller.
 */
export class AlertRouter implements Notifier, Disposable {
  readonly #parts: AlertRouterParts;
  readonly #queues = new Map<string, Waiting[]>();
  readonly #busy = new Set<string>();
  readonly #seen = new Map<string, { at: number; more: number }>();
  readonly #timers = new Set<Disposable>();
  #disposed = false;

  constructor(parts: AlertRouterParts) {
    this.#parts = parts;
  }

  notify({ level, title, body }: Parameters<Notifier['notify']>[0]): void {
    const { settings, clock } = this.#parts;
    const at = clock.now();
    if (level !== 'alarm' && isQuiet(settings.quietHours(), at)) return;
    const more = this.#alike(`${level} ${title} ${body}`, at);
    if (more === null) return;
    for (const channel of settings.channels())
      if (channel.enabled && reaches(level, channel.minLevel)) this.#put(channel.id, { level, title, body, at, more });
  }

  /** Sends one notice over a channel now, whatever its level and the hour, and tells how it went. */
  async test(channel: AlertChannel): Promise<Delivery> {
    const at = this.#parts.clock.now();
    const notice = {
      level: 'info',
      title: 'A test of Zmart Workstation',
      body: 'This channel works.',
      at,
      more: 0,
    } as const;
    const result = await this.#sendOnce(channel, notice);
    return this.#told(channel.id, result);
  }

  /** How many notices wait for a channel. */
  waiting(channelId: string): number {
    return this.#queues.get(channelId)?.length ?? 0;
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of this.#timers) timer.dispose();
  }

  /** How many alike were held back since this one was last sent; null when it is to be held back itself. */
  #alike(text: string, at: number): number | null {
    const seen = this.#seen.get(text);
    if (seen !== undefined && at - seen.at < ALIKE_MS && at >= seen.at) {
      seen.more += 1;
      return null;
    }
    for (const [key, { at: then }] of this.#seen)
      if (Math.abs(at - then) >= ALIKE_MS && key !== text) this.#seen.delete(key);
    this.#seen.set(text, { at, more: 0 });
    return seen?.more ?? 0;
  }

  #put(channelId: string, notice: OutgoingNotice): void {
    const queue = this.#queues.get(channelId) ?? [];
    this.#queues.set(channelId, queue);
    if (queue.length >= MOST_WAITING) {
      const least = queue.findIndex(({ notice: one }) => one.level !== 'alarm');
      queue.splice(Math.max(0, least), 1);
    }
    queue.push({ notice, tries: 0 });
    void this.#work(channelId);
  }

  async #work(channelId: string): Promise<void> {
    if (this.#busy.has(channelId) || this.#disposed) return;
    const queue = this.#queues.get(channelId) ?? [];
    const [next] = queue;
    if (next === undefined) return;
    const channel = this.#parts.settings.channels().find(({ id }) => id === channelId);
    if (channel?.enabled !== true) {
      this.#queues.delete(channelId);
      return;
    }
    this.#busy.add(channelId);
    const result = await this.#sendOnce(channel, next.notice).finally(() => this.#busy.delete(channelId));
    this.#told(channelId, result);
    const pause = AGAIN_MS[next.tries];
    if (result.ok || pause === undefined) {
      const place = queue.indexOf(next);
      if (place >= 0) queue.splice(place, 1);
      void this.#work(channelId);
      return;
    }
    next.tries += 1;
    if (!this.#disposed) this.#after(pause, () => void this.#work(channelId));
  }

  async #sendOnce(channel: AlertChannel, notice: OutgoingNotice): Promise<Result<void, string>> {
    const secret = await this.#parts.settings.secret(channel.id);
    if (!secret.ok) return secret;
    try {
      return await this.#parts.sender.send(channel, secret.value, notice);
    } catch {
      // What a library throws may hold the address, which is a secret.
      return err('It could not be sent.');
    }
  }

  #told(channelId: string, result: Result<void, string>): Delivery {
    const at = this.#parts.clock.now();
    const delivery = { ok: result.ok, at, sentence: result.ok ? 'It arrived.' : result.error };
    this.#parts.onDelivery(channelId, delivery);
    return delivery;
  }

  #after(ms: number, task: () => void): void {
    const timer = this.#parts.scheduler.after(ms, () => {
      this.#timers.delete(timer);
      task();
    });
    this.#timers.add(timer);
  }
}
