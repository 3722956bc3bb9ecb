import type { AgentView } from '#shared/contract/system.ts';

/** From this age on an agent's data is marked as old, ms. */
export const OLD_DATA_MS = 30 * 60_000;

/** True unless the agent failed or was stopped; one without a source is alive and abstains. */
export const isAlive = ({ state }: AgentView): boolean =>
  state !== 'error' && state !== 'failed' && state !== 'stopped';

/** True when the agent works on data that is {@link OLD_DATA_MS} or older. */
export const isOld = ({ dataAgeMs }: AgentView): boolean => dataAgeMs !== null && dataAgeMs >= OLD_DATA_MS;
