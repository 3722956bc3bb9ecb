import type { ResourceKey } from '#shared/domain/ids.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { RunningAction } from './resolver.ts';

/** Actions under way that leave no order behind: a replacement, a change of configuration, a movement of the vault. */
export class RunningActions {
  readonly #actions = new Set<{ readonly resource: ResourceKey; readonly action: RunningAction }>();

  /** Notes that an action runs on a resource until what is returned is disposed of. */
  begin(resource: ResourceKey, action: RunningAction): Disposable {
    const entry = { resource, action };
    this.#actions.add(entry);
    return toDisposable(() => void this.#actions.delete(entry));
  }

  /** What runs on any of the resources. */
  on(resources: readonly ResourceKey[]): readonly RunningAction[] {
    if (this.#actions.size === 0) return [];
    return [...this.#actions].filter(({ resource }) => resources.includes(resource)).map(({ action }) => action);
  }
}
