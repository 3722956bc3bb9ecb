import type { ScoringAgentName } from '#shared/domain/agent.ts';

/** The agents as columns and rows name them. */
export const AGENT_NAMES: Readonly<Record<ScoringAgentName, { readonly short: string; readonly long: string }>> = {
  technical: { short: 'Tech', long: 'Technical' },
  fundamental: { short: 'Fund', long: 'Fundamental' },
  structure: { short: 'Struct', long: 'Market structure' },
  risk: { short: 'Risk', long: 'Risk' },
  sentiment: { short: 'Sent', long: 'Sentiment' },
  liquidation: { short: 'Liq', long: 'Liquidation map' },
  model: { short: 'Model', long: 'Model' },
};
