import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { say, sayAs } from '#shared/language/words.ts';

/** The agents as columns, narrow rows and wide rows name them. */
export const AGENT_NAMES: Readonly<
  Record<ScoringAgentName, { readonly short: string; readonly middle: string; readonly long: string }>
> = {
  technical: { short: sayAs('agent, short', 'Tech'), middle: say('Technical'), long: say('Technical') },
  fundamental: { short: sayAs('agent, short', 'Fund'), middle: say('Fundamental'), long: say('Fundamental') },
  structure: { short: sayAs('agent, short', 'Struct'), middle: say('Structure'), long: say('Market structure') },
  risk: { short: sayAs('agent, short', 'Risk'), middle: say('Risk'), long: say('Risk') },
  sentiment: { short: sayAs('agent, short', 'Sent'), middle: say('Sentiment'), long: say('Sentiment') },
  onchain: { short: sayAs('agent, short', 'Chain'), middle: say('On-chain'), long: say('On-chain') },
  liquidation: { short: sayAs('agent, short', 'Liq'), middle: say('Liq. map'), long: say('Liquidation map') },
  cycle: { short: sayAs('agent, short', 'Cycle'), middle: say('Cycle'), long: say('Cycle risk') },
  model: { short: sayAs('agent, short', 'Model'), middle: say('Model'), long: say('Model') },
};
