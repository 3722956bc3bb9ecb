import type { Supervisor } from '../agents/orchestration/supervisor.ts';
import type { Log } from '../ports/log.ts';
import { compareProposals, type SignalProposal } from './proposal.ts';
import type { SignalPath } from './signal-path.ts';

export interface DecisionQueueParts {
  readonly path: SignalPath;
  readonly supervisor: Supervisor;
  readonly log: Log;
}

/** Proposals on their way to the path: one is decided after the other, in an order of their own. */
export class DecisionQueue {
  readonly #parts: DecisionQueueParts;
  #proposals: SignalProposal[] = [];
  #deciding: Promise<void> = Promise.resolve();
  #undecided = 0;
  #decided = 0;

  constructor(parts: DecisionQueueParts) {
    this.#parts = parts;
  }

  add(proposal: SignalProposal): void {
    this.#proposals.push(proposal);
  }

  /** True when nothing waits for its first decision, and none is being made. */
  get idle(): boolean {
    return this.#proposals.length === 0 && this.#undecided === 0;
  }

  /** Signals decided since the start. */
  get decided(): number {
    return this.#decided;
  }

  /** Decides on everything proposed since the last call, in an order that does not depend on the order of arrival. */
  decide(): Promise<void> {
    if (this.#proposals.length === 0) return this.#deciding;
    const proposals = this.#proposals.sort(compareProposals);
    this.#proposals = [];
    this.#undecided += proposals.length;
    this.#deciding = this.#deciding.then(() => this.#decideAll(proposals));
    return this.#deciding;
  }

  /** Decides again on the signals that wait and are due. Costs one comparison when nobody waits. */
  onTime(): void {
    if (!this.#parts.path.due) return;
    this.#undecided += 1;
    this.#deciding = this.#deciding.then(() => this.#decideAgain());
  }

  async #decideAgain(): Promise<void> {
    try {
      await this.#parts.path.retry();
    } catch (error) {
      this.#parts.log.error('A signal that waited could not be decided', { error: String(error) });
    } finally {
      this.#undecided -= 1;
    }
  }

  async #decideAll(proposals: readonly SignalProposal[]): Promise<void> {
    const { path, supervisor, log } = this.#parts;
    supervisor.queued('intake', proposals.length);
    for (const proposal of proposals) {
      try {
        await path.take(proposal);
      } catch (error) {
        log.error('A signal could not be decided', { symbol: proposal.symbol, error: String(error) });
        supervisor.setState('execution', 'error', String(error));
      } finally {
        this.#undecided -= 1;
        this.#decided += 1;
        supervisor.queued('intake', -1);
      }
    }
  }
}
