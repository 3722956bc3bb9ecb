import type { AlertChannelView } from '#shared/contract/alerts.ts';
import type { AlertChannel } from '#shared/domain/alert.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { AlertDesk } from '../alerts/alert-desk.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { Topic } from './topic.ts';

/** The channels of notices as the screens show them. */
export class AlertsBoard implements Disposable {
  readonly desk: AlertDesk;
  readonly topic: Topic<AlertChannelView>;
  readonly #following: Disposable;

  constructor(desk: AlertDesk, scheduler: Scheduler) {
    this.desk = desk;
    this.topic = new Topic(scheduler);
    this.topic.replace(this.rows());
    this.#following = desk.onChange.on(() => this.topic.replace(this.rows()));
  }

  rows(): readonly AlertChannelView[] {
    return this.desk.channels().map((channel) => this.row(channel));
  }

  row({ id, place, ...channel }: AlertChannel): AlertChannelView {
    return { key: id, ...channel, place: { ...place }, last: this.desk.delivery(id), waiting: this.desk.waiting(id) };
  }

  dispose(): void {
    this.#following.dispose();
    this.desk.dispose();
  }
}
