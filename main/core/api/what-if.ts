import type { WhatIfView } from '#shared/contract/settings.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { weightsIn, type AgentWeights } from '../agents/scoring/scoring.ts';
import { rankingTimeframe } from '../agents/scoring/standing.ts';
import { flatSection, type AllValues, type SettingsValues } from '../settings/sections/table.ts';
import type { SettingsDesk } from '../settings/settings-desk.ts';
import { compare, firstOf, scoreFigures, standingFigures, type Opinions } from '../settings/what-if.ts';
import type { TradingCore } from '../trading-core.ts';
import { whatIfViewOf } from './views/settings-views.ts';

/** What is compared under other settings. */
export interface WhatIfSource {
  readonly settings: Pick<SettingsDesk, 'values'>;
  readonly now: number;
  readonly standings: () => readonly SymbolStanding[];
  readonly opinions: () => { readonly all: readonly Opinions[]; readonly timeframe: Timeframe | null };
}

/** The opinions on every symbol as the screens show them. */
function opinionsOf({ scores }: TradingCore): {
  readonly all: readonly Opinions[];
  readonly timeframe: Timeframe | null;
} {
  const timeframe = rankingTimeframe(scores.timeframes);
  if (timeframe === null) return { all: [], timeframe };
  const all = scores.symbols.map((symbol) => {
    const { contributions, asOf } = scores.closedScore(symbol, timeframe);
    const features = scores.features.row(symbol, scores.closed(symbol, timeframe).asOf);
    const opinions = contributions.map(({ opinion }) => opinion);
    return { symbol, asOf, opinions, weightsUnder: (base: AgentWeights) => weightsIn(features, base) };
  });
  return { all, timeframe };
}

export const whatIfSource = (core: TradingCore): WhatIfSource => ({
  settings: core.settings,
  now: core.parts.clock.now(),
  standings: () => core.standings(core.parts.clock.now()),
  opinions: () => opinionsOf(core),
});

/** The values of a section as they would be in force. */
const inForce = <S extends keyof SettingsValues>(next: AllValues, name: S): SettingsValues[S] =>
  flatSection(name).inForce(next[name]) as unknown as SettingsValues[S];

/** What would be different if these values were in force; nothing is recorded. */
export function whatIf(source: WhatIfSource, section: WhatIfView['section'], next: AllValues): WhatIfView {
  return section === 'scoring' ? scoringWhatIf(source, next) : rankingWhatIf(source, section, next);
}

function scoringWhatIf({ settings, now, opinions }: WhatIfSource, next: AllValues): WhatIfView {
  const { all, timeframe } = opinions();
  const side = (weights: SettingsValues['scoring']) => ({
    figures: scoreFigures(all, weights),
    held: new Set<never>(),
  });
  const found = compare(side(settings.values('scoring')), side(inForce(next, 'scoring')));
  if (timeframe === null)
    return whatIfViewOf('scoring', found, 'No timeframe is scored: there is nothing to rank.', null);
  const sentence = `Symbols by the strength of their score on ${timeframe}, at the last closed candle.`;
  return whatIfViewOf('scoring', found, sentence, now);
}

const NO_STANDING = 'No symbol has a standing yet: there is nothing to rank.';
const BY_STANDING =
  'The best by standing whose turnover and spread let them in. The portfolio follows it with a lead that is held, minimum stay and caps.';

function rankingWhatIf(source: WhatIfSource, section: 'ranking' | 'portfolio', next: AllValues): WhatIfView {
  const { settings } = source;
  const standings = source.standings();
  const side = (weights: SettingsValues['ranking'], rules: SettingsValues['portfolio']) => {
    const figures = standingFigures(standings, weights, rules);
    return { figures, held: firstOf(figures, rules.slots) };
  };
  const before = side(settings.values('ranking'), settings.values('portfolio'));
  const after = side(inForce(next, 'ranking'), inForce(next, 'portfolio'));
  const asOf = standings.length === 0 ? null : Math.min(...standings.map((standing) => standing.asOf));
  const known = asOf !== null && Number.isFinite(asOf) ? asOf : null;
  return whatIfViewOf(section, compare(before, after), standings.length === 0 ? NO_STANDING : BY_STANDING, known);
}
