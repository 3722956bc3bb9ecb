import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import type { SymbolScores } from '#shared/contract/scoring.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { say } from '#shared/language/words.ts';

export type Series = SymbolScores['timeframes'][number]['series'][number];

/** `Score`, `Market structure`. */
export const seriesName = (of: 'score' | ScoringAgentName): string =>
  of === 'score' ? say('Score') : AGENT_NAMES[of].long;

/** How rare a value is among its own past: `higher than 93 % of the last 30 days, n = 720`; why not, where it is not told. */
export function rarityWords({ now, percentile, history }: Series): string {
  if (now === null) return say('no opinion now');
  if (percentile === null) return say('{kept} of 100 samples kept: not told how rare', { kept: history.length });
  return say('higher than {share} of the last 30 days, n = {n}', {
    share: formatPercent(percentile.place, 0),
    n: percentile.n,
  });
}

/** The score on the two scales that are for reading only, with their formulas. */
export function derivedWords(score: number): string {
  const hundred = 50 + score / 2;
  return say('100-point {hundred} (50 + score ÷ 2) · 25-point {quarter} (that ÷ 4)', {
    hundred: formatNumber(hundred, 1),
    quarter: formatNumber(hundred / 4, 1),
  });
}

/** The known values of a series, oldest first. */
export const knownValues = ({ history }: Series): readonly number[] =>
  history.flatMap(({ value }) => (value === null ? [] : [value]));
