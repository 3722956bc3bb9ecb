import type { AlertChannel, AlertPlace, NoticeLevel, QuietHours } from '#shared/domain/alert.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { AlertEventData } from '../journal/alert-event-types.ts';
import type { Journal } from '../journal/journal.ts';
import type { AlertSender } from '../ports/alert-sender.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { Secrets } from '../ports/secrets.ts';
import { AlertRouter, type AlertSettings, type Delivery } from './alert-router.ts';

export interface AlertDeskParts {
  readonly journal: Pick<Journal, 'append' | 'state'>;
  readonly secrets: Secrets;
  readonly sender: AlertSender;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** Hides a secret from logs and records from now on. */
  readonly hide: (secret: string) => void;
  readonly newId: () => string;
}

export interface NewChannel {
  readonly name: string;
  readonly place: AlertPlace;
  readonly minLevel: NoticeLevel;
  readonly secret: string;
}

export type ChannelChange = Partial<Pick<AlertChannel, 'name' | 'minLevel' | 'enabled'>>;

const MOST_CHANNELS = 10;
const secretName = (id: string): string => `alert:${id}`;

/** The channels a person set up, with their secrets where logins are kept, and the notices that go over them. */
export class AlertDesk implements AlertSettings, Notifier, Disposable {
  readonly onChange = new Emitter<void>();
  readonly #parts: AlertDeskParts;
  readonly #router: AlertRouter;
  readonly #deliveries = new Map<string, Delivery>();
  #channels: readonly AlertChannel[];
  #quiet: QuietHours | null;

  constructor(parts: AlertDeskParts) {
    this.#parts = parts;
    const fact = parts.journal.state.fact('alerts');
    this.#channels = fact === null ? [] : fact.data.channels.map(fromRecord);
    this.#quiet = fact?.data.quiet ?? null;
    const { sender, clock, scheduler } = parts;
    this.#router = new AlertRouter({
      settings: this,
      sender,
      clock,
      scheduler,
      onDelivery: (id, delivery) => this.#onDelivery(id, delivery),
    });
  }

  channels(): readonly AlertChannel[] {
    return this.#channels;
  }

  quietHours(): QuietHours | null {
    return this.#quiet;
  }

  delivery(id: string): Delivery | null {
    return this.#deliveries.get(id) ?? null;
  }

  waiting(id: string): number {
    return this.#router.waiting(id);
  }

  async secret(id: string): Promise<Result<string, string>> {
    const read = await this.#parts.secrets.read(secretName(id));
    if (!read.ok) return err(read.error.message);
    if (read.value === null) return err('Its address or password is not kept any more. Remove it and add it again.');
    this.#hide(read.value);
    return ok(read.value);
  }

  notify(notice: Parameters<Notifier['notify']>[0]): void {
    this.#router.notify(notice);
  }

  /** Keeps the secret first: a channel without one is never listed. */
  async add({ name, place, minLevel, secret }: NewChannel, by: string): Promise<Result<AlertChannel, string>> {
    if (this.#channels.length >= MOST_CHANNELS)
      return err(`There are ${String(MOST_CHANNELS)} channels; remove one first.`);
    if (this.#channels.some((channel) => channel.name === name)) return err(`A channel is named ${name} already.`);
    const { secrets, newId } = this.#parts;
    const id = newId();
    this.#hide(secret);
    const written = await secrets.write(secretName(id), secret);
    if (!written.ok) return err(written.error.message);
    const channel: AlertChannel = { id, name, place, minLevel, enabled: true };
    this.#set([...this.#channels, channel], this.#quiet, `${name} added`, id, by);
    return ok(channel);
  }

  /** @returns null when there is no such channel. */
  change(id: string, change: ChannelChange, by: string): AlertChannel | null {
    const before = this.#channels.find((channel) => channel.id === id);
    if (before === undefined) return null;
    const after = { ...before, ...change };
    const channels = this.#channels.map((channel) => (channel.id === id ? after : channel));
    this.#set(channels, this.#quiet, `${after.name} changed`, id, by);
    return after;
  }

  /** Removes the channel and its secret; an error sentence when the secret stayed where it was. */
  async remove(id: string, by: string): Promise<Result<void, string> | null> {
    const channel = this.#channels.find((one) => one.id === id);
    if (channel === undefined) return null;
    const removed = await this.#parts.secrets.remove(secretName(id));
    if (!removed.ok) return err(removed.error.message);
    this.#deliveries.delete(id);
    const left = this.#channels.filter((one) => one.id !== id);
    this.#set(left, this.#quiet, `${channel.name} removed`, id, by);
    return ok(undefined);
  }

  setQuietHours(hours: QuietHours | null, by: string): void {
    this.#set(this.#channels, hours, hours === null ? 'quiet hours ended' : 'quiet hours set', 'quiet-hours', by);
  }

  /** Sends a test notice; null when there is no such channel. */
  async test(id: string): Promise<Delivery | null> {
    const channel = this.#channels.find((one) => one.id === id);
    return channel === undefined ? null : this.#router.test(channel);
  }

  dispose(): void {
    this.#router.dispose();
  }

  #set(channels: readonly AlertChannel[], quiet: QuietHours | null, change: string, subject: string, by: string): void {
    const data = { channels: channels.map(toRecord), quiet, change, by };
    this.#parts.journal.append({ type: 'alerts.changed', subject, data });
    this.#channels = channels;
    this.#quiet = quiet;
    this.onChange.emit();
  }

  /** An address and its key are kept as one text, but each alone must not be told. */
  #hide(secret: string): void {
    for (const part of secret.split(' ')) this.#parts.hide(part);
  }

  #onDelivery(id: string, delivery: Delivery): void {
    const name = this.#channels.find((channel) => channel.id === id)?.name ?? id;
    if (!delivery.ok) this.#parts.log.warn('A notice did not arrive', { channel: name, why: delivery.sentence });
    this.#deliveries.set(id, delivery);
    this.onChange.emit();
  }
}

type Recorded = AlertEventData['alerts.changed']['channels'][number];

const toRecord = ({ place, ...channel }: AlertChannel): Recorded => ({
  ...channel,
  place: canonicalJson({ ...place }),
});
const fromRecord = ({ place, ...channel }: Recorded): AlertChannel => ({
  ...channel,
  place: JSON.parse(place) as AlertPlace,
});
