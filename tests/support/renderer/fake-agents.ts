import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { AgentView } from '#shared/contract/system.ts';
import { FakeRows } from './fake-rows.ts';
import { sampleBusEvents, sampleMailboxes, sampleTasks } from './sample-agents.ts';

/** The calls about agents beside their list: pause, resume and restart change the rows as the host does. */
export function agentCalls(agents: FakeRows<AgentView>): Omit<Client['agents'], 'list' | 'watch'> {
  const tasks = new FakeRows(sampleTasks(Date.now()));
  const events = new FakeRows(sampleBusEvents(Date.now()));
  const put = (key: AgentView['key'], change: Partial<AgentView>): AgentView => {
    const row = agents.rows.find((one) => one.key === key);
    if (row === undefined) throw new ORPCError('NOT_FOUND', { message: `No agent is named ${key}` });
    const changed = { ...row, ...change };
    agents.put([changed]);
    return changed;
  };
  return {
    tasks: async (_, options) => tasks.watch(options?.signal),
    events: async (_, options) => events.watch(options?.signal),
    mailboxes: async () => sampleMailboxes(),
    pause: async ({ agent, reason, until }) => {
      const since = Date.now();
      const pause = { by: 'trader', reason, since, until: until === undefined ? null : Number(until) };
      return put(agent, { state: 'paused', reason, pause });
    },
    resume: async ({ agent }) => put(agent, { state: 'active', reason: '', pause: null }),
    restart: async ({ agent }) =>
      put(agent, { state: 'active', reason: '', restarts: { used: 0, limit: 5, windowMs: 600_000 } }),
  };
}
