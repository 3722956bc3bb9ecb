import type { Orchestrator } from '../agents/orchestration/orchestrator.ts';
import { compareProposals, type SignalProposal } from './proposal.ts';
import type { SignalPath } from './signal-path.ts';

export interface DecisionQueueParts {
  readonly path: SignalPath;
  readonly orchestrator: Orchestrator;
}

/** Proposals on their way to the path: tasks of the intake agent, decided one after the other in an order of their own. */
export class DecisionQueue {
  readonly #parts: DecisionQueueParts;
  #proposals: SignalProposal[] = [];
  #retrying = false;
  #decided = 0;

  constructor(parts: DecisionQueueParts) {
    this.#parts = parts;
    const { path, orchestrator } = parts;
    orchestrator.handle('signal.decide', (proposal) => path.take(proposal));
    orchestrator.handle('signal.retry', () => path.retry());
    orchestrator.onTaskEnded.on(({ type }) => {
      if (type === 'signal.decide') this.#decided += 1;
      if (type === 'signal.retry') this.#retrying = false;
    });
  }

  /** Notes a proposal for the next {@link decide}. Where more come than may wait, the queue of the agent says what is refused. */
  add(proposal: SignalProposal): void {
    const { orchestrator } = this.#parts;
    if (this.#proposals.length < orchestrator.life('intake').spec.queueBound) this.#proposals.push(proposal);
    else orchestrator.submit('signal.decide', proposal.symbol, proposal);
  }

  /** True when nothing waits for its first decision, and none is being made. */
  get idle(): boolean {
    return this.#proposals.length === 0 && this.#parts.orchestrator.isIdle('intake');
  }

  /** Signals decided since the start, refused ones too. */
  get decided(): number {
    return this.#decided;
  }

  /** Decides on everything proposed since the last call, in an order that does not depend on the order of arrival. */
  decide(): Promise<void> {
    const { orchestrator } = this.#parts;
    if (this.#proposals.length > 0) {
      const proposals = this.#proposals.sort(compareProposals);
      this.#proposals = [];
      for (const proposal of proposals) orchestrator.submit('signal.decide', proposal.symbol, proposal);
    }
    orchestrator.pump();
    return orchestrator.settled('intake');
  }

  /** Decides again on the signals that wait and are due. Costs one comparison when nobody waits. */
  onTime(): void {
    if (!this.#parts.path.due || this.#retrying) return;
    const { orchestrator } = this.#parts;
    this.#retrying = true;
    if (!orchestrator.submit('signal.retry', 'signals that wait', null).ok) this.#retrying = false;
    orchestrator.pump();
  }
}
