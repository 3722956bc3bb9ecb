import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { formatNumber, formatPercent, formatR } from '#renderer/ui/format.ts';
import type { ExplanationDetails } from '#shared/contract/explain.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { spacedName } from './points-sheet.ts';
import { say } from '#shared/language/words.ts';

export type Vote = NonNullable<ExplanationDetails['votes']>['rows'][number];

/** A vote in one word, and the meaning of its colour. */
export const VOTES = {
  approve: { word: say('APPROVE'), tone: 'up' },
  conditional: { word: say('CONDITIONAL'), tone: 'warn' },
  reject: { word: say('REJECT'), tone: 'down' },
  none: { word: say('NO VOTE'), tone: 'neutral' },
} as const;

/** How often an agent was right: its rate and interval, or that there are too few cases. */
export const recordWords = ({ n, hits }: Vote): string =>
  hits === null
    ? n === 0
      ? say('no case yet')
      : say('n {n}, too few', { n: formatNumber(n, 0) })
    : `${formatPercent(hits.rate, 1)} [${formatPercent(hits.lower, 1)}, ${formatPercent(hits.upper, 1)}], n ${formatNumber(n, 0)}`;

/** What the consensus came to, in one sentence; null when nobody was asked. */
export function consensusWords(votes: ExplanationDetails['votes']): string | null {
  if (votes === null) return null;
  const spoken = votes.rows.filter(({ vote }) => vote !== 'none').length;
  const enough = votes.consensus >= votes.needed ? say('was enough') : say('was not enough');
  return say(
    '{spoken} of {rows, plural, one {# agent} other {# agents}} voted; the consensus of {consensus} {enough} for the {needed} needed.',
    {
      spoken,
      rows: votes.rows.length,
      consensus: formatPercent(votes.consensus, 1),
      enough,
      needed: formatPercent(votes.needed, 0),
    },
  );
}

/** The score that decided, where it is not the sum of the points; null where it is. */
export function decidingWords(explanation: SignalExplanation, details: ExplanationDetails | undefined): string | null {
  const { score, threshold, signal } = explanation;
  if (score === null) return null;
  const side = score.score * signal.direction;
  const deciding = details?.sensitivity?.now.score ?? side;
  const distance = deciding - threshold;
  const far =
    distance >= 0
      ? say('above by {distance}', { distance: distance.toFixed(2) })
      : say('short by {value}', { value: (-distance).toFixed(2) });
  const needed = say('{threshold} needed, {far}', { threshold: formatNumber(threshold, 0), far });
  if (Math.abs(deciding - side) < 0.005)
    return say('{side} for its side, {needed}', { side: formatNumber(side, 2), needed });
  return say('{deciding} decides, everybody against it taken as sure; {needed}', {
    deciding: formatNumber(deciding, 2),
    needed,
  });
}

/** How like cases ended, in one sentence; null without any. */
export function similarWords(similar: ExplanationDetails['similar']): string | null {
  if (similar === null || similar.cases.length === 0) return null;
  const count = say('{cases, plural, one {# similar case} other {# similar cases}}', { cases: similar.cases.length });
  if (similar.meanR === null)
    return say('{count} had ended before it: too few to say how such signals end.', { count });
  return say('{count} had ended before it with {meanR} on average after costs.', {
    count,
    meanR: formatR(similar.meanR),
  });
}

/** Everything in one paragraph, made of figures that stand on the screen. */
export function plainWords(explanation: SignalExplanation, details: ExplanationDetails | undefined): string {
  if (details === undefined) return explanation.words;
  const flip = explanation.counterfactuals[0] ?? details.flips[0];
  const deciding = decidingWords(explanation, details);
  const scored = deciding === null ? null : say('Score: {deciding}.', { deciding });
  const parts = [
    explanation.words,
    scored,
    consensusWords(details.votes),
    flip?.sentence,
    similarWords(details.similar),
  ];
  return parts.filter((part) => part !== null && part !== undefined).join(' ');
}

/** What of a weight turns the decision: `−30 %`, or that nothing within twofold does. */
export const flipWords = (flipsAt: number | null): string =>
  flipsAt === null ? say('not within 2×') : formatPercent(flipsAt, 0, 'always');

/** Name of an input with its agent: `Trend, Technical`. */
export const inputWords = (agent: Vote['agent'], name: string): string =>
  `${spacedName(name)}, ${AGENT_NAMES[agent].long}`;

/** True when the record holds everything its score was computed from. */
export const hasInputs = ({ journal }: Pick<SignalExplanation, 'journal'>): boolean =>
  journal.some(({ type, data }) => type === 'signal.scored' && typeof data['inputs'] === 'string');
