import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { say } from '#shared/language/words.ts';

/** The agents as columns, narrow rows and wide rows name them. */
export const AGENT_NAMES: Readonly<
  Record<ScoringAgentName, { readonly short: string; readonly middle: string; readonly long: string }>
> = {
  technical: { short: say('Tech'), middle: say('Technical'), long: say('Technical') },
  fundamental: { short: say('Fund'), middle: say('Fundamental'), long: say('Fundamental') },
  structure: { short: say('Struct'), middle: say('Structure'), long: say('Market structure') },
  risk: { short: say('Risk'), middle: say('Risk'), long: say('Risk') },
  sentiment: { short: say('Sent'), middle: say('Sentiment'), long: say('Sentiment') },
  onchain: { short: say('Chain'), middle: 'On-chain', long: say('On-chain') },
  liquidation: { short: say('Liq'), middle: say('Liq. map'), long: say('Liquidation map') },
  cycle: { short: say('Cycle'), middle: say('Cycle'), long: say('Cycle risk') },
  model: { short: say('Model'), middle: say('Model'), long: say('Model') },
};
