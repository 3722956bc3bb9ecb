import type { AgentView } from '#shared/contract/system.ts';
import type { AgentName } from '#shared/domain/agent.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';

export function agentHandlers({ core, live, agents, dataFolder }: ApiParts): HandlersOf<'agents'> {
  const { journal } = core.parts;
  const mustBeWritable = (): void => {
    if (journal.store.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    const reason = journal.notWritable;
    if (reason !== null) throw contractError('NOT_AVAILABLE', { reason }, reason);
  };
  const told = async (agent: AgentName): Promise<AgentView> => {
    await journal.whenDurable();
    const row = live.renewAgents().find(({ key }) => key === agent);
    if (row === undefined) throw new Error(`The ${agent} agent has no row`);
    return row;
  };
  return {
    list: () => Promise.resolve(live.agents.rows()),
    watch: (_, { signal }) => live.agents.subscribe(signal),
    tasks: (_, { signal }) => agents.subscribeTasks(signal),
    events: (_, { signal }) => agents.subscribeEvents(signal),
    mailboxes: () => Promise.resolve(agents.mailboxes()),
    pause: ({ agent, reason, until }, { role }) => {
      mustBeWritable();
      const paused = core.pauses.pause({ scope: 'agent', target: agent, until, reason, by: role });
      if (!paused.ok) throw contractError('NOT_AVAILABLE', { reason: paused.error }, paused.error);
      return told(agent);
    },
    resume: ({ agent }, { role }) => {
      mustBeWritable();
      const what = `pause of the agent ${agent}`;
      if (!core.pauses.resume('agent', agent, role)) {
        throw contractError('NOT_FOUND', { what }, `There is no ${what}.`);
      }
      return told(agent);
    },
    restart: ({ agent, reason }, { role }) => {
      mustBeWritable();
      core.orchestrator.restart(agent, role, reason);
      return told(agent);
    },
  };
}
