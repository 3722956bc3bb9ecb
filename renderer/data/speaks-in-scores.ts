import type { AgentView } from '#shared/contract/system.ts';

/** Agents that judge within each score and have no tasks of their own. */
const WITHIN_SCORES: ReadonlySet<AgentView['key']> = new Set([
  'fundamental',
  'structure',
  'risk',
  'liquidation',
  'cycle',
  'model',
]);

/** True of an agent that speaks within each score: the work of a score is counted as the technical agent's. */
export const speaksInScores = ({ key, state, done }: AgentView): boolean =>
  WITHIN_SCORES.has(key) && state === 'active' && done === 0;
