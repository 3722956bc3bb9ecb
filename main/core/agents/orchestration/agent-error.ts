import type { AgentName } from '#shared/domain/agent.ts';

/** An error of another agent than the one whose task met it: that one is restarted. */
export class AgentError extends Error {
  override readonly name = 'AgentError';
  readonly agent: AgentName;

  constructor(agent: AgentName, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.agent = agent;
  }
}
