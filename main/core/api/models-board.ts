import type { ModelRow } from '#shared/contract/models.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { ModelDesk } from '../research/model/model-desk.ts';
import { Topic } from './topic.ts';

/** The trained models as the screens show them; no desk where models are not trained. */
export class ModelsBoard implements Disposable {
  readonly desk: ModelDesk | null;
  readonly topic: Topic<ModelRow>;
  readonly #following: Disposable | null;

  readonly #schedule: Disposable | null;

  /** @param schedule what trains without being asked; ends with the board. */
  constructor(desk: ModelDesk | null, scheduler: Scheduler, schedule: Disposable | null = null) {
    this.#schedule = schedule;
    this.desk = desk;
    this.topic = new Topic(scheduler);
    this.topic.replace(desk?.rows() ?? []);
    this.#following = desk?.onChange.on(() => this.topic.replace(desk.rows())) ?? null;
  }

  dispose(): void {
    this.#schedule?.dispose();
    this.#following?.dispose();
    this.desk?.dispose();
  }
}
