import type { AgentView } from '#shared/contract/system.ts';

/** From this age on an agent's data is marked as old, ms. */
const OLD_DATA_MS = 30 * 60_000;

/** True unless the agent failed or was stopped; one without a source is alive and abstains. */
export const isAlive = ({ state }: AgentView): boolean =>
  state !== 'error' && state !== 'failed' && state !== 'stopped';

/** The same where data come by the day (a mood index) or by the hour (a chain), ms. */
const SLOW_DATA_MS: Partial<Readonly<Record<AgentView['key'], number>>> = {
  sentiment: 48 * 3_600_000,
  onchain: 3 * 3_600_000,
};

/** True when the agent works on data that is older than it should be. */
export const isOld = ({ key, dataAgeMs }: AgentView): boolean =>
  dataAgeMs !== null && dataAgeMs >= (SLOW_DATA_MS[key] ?? OLD_DATA_MS);
