import type { AgentView } from '#shared/contract/system.ts';
import type { AgentName } from '#shared/domain/agent.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';

export function agentHandlers(parts: ApiParts): HandlersOf<'agents'> {
  const { core, live, agents } = parts;
  const { journal } = core.parts;
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
      mustBeWritable(parts);
      const paused = core.pauses.pause({ scope: 'agent', target: agent, until, reason, by: role });
      if (!paused.ok) throw notAvailable(paused.error);
      return told(agent);
    },
    resume: ({ agent }, { role }) => {
      mustBeWritable(parts);
      const what = `pause of the agent ${agent}`;
      if (!core.pauses.resume('agent', agent, role)) {
        throw contractError('NOT_FOUND', { what }, `There is no ${what}.`);
      }
      return told(agent);
    },
    restart: ({ agent, reason }, { role }) => {
      mustBeWritable(parts);
      core.orchestrator.restart(agent, role, reason);
      return told(agent);
    },
  };
}
