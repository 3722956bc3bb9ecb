import type { ScoringAgentName } from '#shared/domain/agent.ts';

/** The agents as columns, narrow rows and wide rows name them. */
export const AGENT_NAMES: Readonly<
  Record<ScoringAgentName, { readonly short: string; readonly middle: string; readonly long: string }>
> = {
  technical: { short: 'Tech', middle: 'Technical', long: 'Technical' },
  fundamental: { short: 'Fund', middle: 'Fundamental', long: 'Fundamental' },
  structure: { short: 'Struct', middle: 'Structure', long: 'Market structure' },
  risk: { short: 'Risk', middle: 'Risk', long: 'Risk' },
  sentiment: { short: 'Sent', middle: 'Sentiment', long: 'Sentiment' },
  onchain: { short: 'Chain', middle: 'On-chain', long: 'On-chain' },
  liquidation: { short: 'Liq', middle: 'Liq. map', long: 'Liquidation map' },
  cycle: { short: 'Cycle', middle: 'Cycle', long: 'Cycle risk' },
  model: { short: 'Model', middle: 'Model', long: 'Model' },
};
