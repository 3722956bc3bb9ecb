import type { AgentName } from '#shared/domain/agent.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { agentTable } from './agents/orchestration/agent-table.ts';
import { EventBus } from './agents/orchestration/event-bus.ts';
import { Orchestrator } from './agents/orchestration/orchestrator.ts';
import { Supervisor } from './agents/orchestration/supervisor.ts';
import type { Pauses } from './agents/risk/state/pauses.ts';
import { WITHOUT_SOURCE } from './agents/scoring/scoring.ts';
import type { JournalDraft } from './journal/event.ts';
import type { EventType } from './journal/event-types.ts';
import { Sfc32 } from './market/sim/sfc32.ts';
import type { Notifier } from './ports/notifier.ts';
import type { TradingParts } from './trading-core.ts';

/** Retries are spread by chance that is the same in every run, so that a replay can be repeated. */
const JITTER_SEED = 1;

/** What it needs of the trading core besides its parts. */
export interface OrchestratedCore {
  readonly parts: TradingParts;
  readonly pauses: Pauses;
  readonly alarms: Notifier;
}

/** The agents' life and the bus of one trading core, wired to its journal and its alarms. */
export class Orchestrating {
  readonly supervisor: Supervisor;
  readonly orchestrator: Orchestrator;
  readonly bus: EventBus;
  readonly #parts: TradingParts;

  constructor({ parts, pauses, alarms }: OrchestratedCore) {
    const { journal, clock, scheduler, log, config } = parts;
    this.#parts = parts;
    this.bus = new EventBus({ journal, scheduler, log });
    this.supervisor = new Supervisor(() => clock.monotonic());
    this.orchestrator = new Orchestrator({
      clock,
      scheduler,
      log,
      pauses,
      random: new Sfc32(JITTER_SEED),
      supervisor: this.supervisor,
      specs: agentTable(config),
      record: (agent, data) => this.#record({ type: 'agent.task', subject: agent, data }),
      attended: () => parts.barrier === 'sync',
    });
    this.supervisor.onStateChange.on(({ agent, state, reason }) => {
      this.#record({ type: 'agent.state', subject: agent, data: { state, reason } });
    });
    this.orchestrator.onFailed.on(({ agent, sentence }) => {
      alarms.notify({
        level: 'alarm',
        title: `The ${agent} agent failed and waits for a restart`,
        body: sentence,
        about: { screen: '/agents' },
      });
    });
    this.orchestrator.onTaskEnded.on(({ type, subject, state, error, created, endedAt }) => {
      const tookMs = (endedAt ?? created) - created;
      this.bus.publish('agent.task-ended', subject, { task: type, state, tookMs, error }, clock.now());
    });
  }

  /** Registers every agent's state; those without a source say so. Each change is recorded. */
  start(): void {
    this.orchestrator.start(WITHOUT_SOURCE);
  }

  /** Runs time-driven work of an agent, then what is due of its tasks. @throws the disk's failure in a run that is repeated. */
  onTime(): void {
    this.orchestrator.onTime();
    this.mustRecord();
  }

  /** A run that can be repeated ends with its journal. @throws the disk's failure. */
  mustRecord(): void {
    const { journal, barrier } = this.#parts;
    if (journal.failure !== null && barrier === 'grouped') throw journal.failure;
  }

  /** Whether an agent itself works, whatever becomes of what it hands on. */
  works(agent: AgentName): boolean {
    return this.orchestrator.pauseOf(agent) === null && this.orchestrator.life(agent).failed === null;
  }

  /** Tells the bus of a closed candle, if anybody listens. */
  candleClosed(symbol: string, timeframe: string, closeTs: EpochMs | number, close: number): void {
    this.bus.publish('market.candle-closed', symbol, { timeframe, closeTs, close }, closeTs);
  }

  /** What cannot be recorded is told in the log: an agent's life must not end with the disk. */
  #record<T extends EventType>(draft: JournalDraft<T>): void {
    const { journal, log } = this.#parts;
    if (journal.notWritable === null) journal.append(draft);
    else log.warn('An agent changed and it cannot be recorded', { subject: draft.subject });
  }
}
