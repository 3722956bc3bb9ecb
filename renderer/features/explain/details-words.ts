import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { formatNumber, formatPercent, formatR } from '#renderer/ui/format.ts';
import type { ExplanationDetails } from '#shared/contract/explain.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { spacedName } from './points-sheet.ts';

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
  return say(
    '{voted} of {agents, plural, one {# agent} other {# agents}} voted; the consensus of {consensus} {enough, select, yes {was enough} other {was not enough}} for the {needed} needed.',
    {
      voted: spoken,
      agents: votes.rows.length,
      consensus: formatPercent(votes.consensus, 1),
      enough: votes.consensus >= votes.needed ? 'yes' : 'no',
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
  const values = { threshold: formatNumber(threshold, 0), distance: Math.abs(distance).toFixed(2) };
  const needed =
    distance >= 0
      ? say('{threshold} needed, above by {distance}', values)
      : say('{threshold} needed, short by {distance}', values);
  if (Math.abs(deciding - side) < 0.005)
    return say('{score} for its side, {needed}', { score: formatNumber(side, 2), needed });
  return say('{score} decides, everybody against it taken as sure; {needed}', {
    score: formatNumber(deciding, 2),
    needed,
  });
}

/** How like cases ended, in one sentence; null without any. */
export function similarWords(similar: ExplanationDetails['similar']): string | null {
  if (similar === null || similar.cases.length === 0) return null;
  const cases = similar.cases.length;
  if (similar.meanR === null)
    return say(
      '{cases, plural, one {# similar case} other {# similar cases}} had ended before it: too few to say how such signals end.',
      { cases },
    );
  return say(
    '{cases, plural, one {# similar case} other {# similar cases}} had ended before it with {result} on average after costs.',
    { cases, result: formatR(similar.meanR) },
  );
}

/** Everything in one paragraph, made of figures that stand on the screen. */
export function plainWords(explanation: SignalExplanation, details: ExplanationDetails | undefined): string {
  if (details === undefined) return told(explanation.words);
  const flip = explanation.counterfactuals[0] ?? details.flips[0];
  const deciding = decidingWords(explanation, details);
  const scored = deciding === null ? null : say('Score: {result}.', { result: deciding });
  const parts = [
    told(explanation.words),
    scored,
    consensusWords(details.votes),
    flip === undefined ? undefined : told(flip.sentence),
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
