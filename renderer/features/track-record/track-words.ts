import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { formatNumber, formatPercent, formatR } from '#renderer/ui/format.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { TrackRow } from '#shared/contract/signal-management.ts';
import { LEAST_EVIDENCE } from '#shared/domain/reliability.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { say, sayAs } from '#shared/language/words.ts';

/** Whose record a line is. */
export type WhoKind = 'score' | 'agent' | 'source';

export function kindOf(who: string): WhoKind {
  if (who === 'score') return 'score';
  return who === 'agents' || who.startsWith('agent:') ? 'agent' : 'source';
}

const isAgent = (name: string): name is ScoringAgentName => name in AGENT_NAMES;

/** `score` → `Score`, `agent:onchain` → `On-chain`, `source:trend` → `trend`. */
export function whoName(who: string): string {
  if (who === 'score') return say('Score');
  if (who === 'agents') return say('All agents');
  const name = who.slice(who.indexOf(':') + 1);
  return who.startsWith('agent:') && isAgent(name) ? AGENT_NAMES[name].long : name;
}

export const sideWord = (direction: 1 | -1 | null): string =>
  direction === null ? say('both sides') : direction === 1 ? sayAs('side', 'long') : sayAs('side', 'short');

type Figures = TrackRow['figures'];

/** What stands in place of a figure while there are too few cases. */
export const tooFew = (n: number): string =>
  say('not enough evidence: {n} of {least} cases', { n, least: LEAST_EVIDENCE });

/** The line a hit rate is held against, and what it is called. */
export interface BaseLine {
  readonly rate: number;
  readonly name: string;
}

/**
 * A source or the score must be right more often than it breaks even; an agent, which is also right by speaking against
 * what loses, more often than all agents together. Null where that is not known.
 */
export function baseLineOf({ who, figures }: TrackRow, allAgents: number | null): BaseLine | null {
  if (kindOf(who) === 'agent') {
    return who === 'agents' || allAgents === null ? null : { rate: allAgents, name: say('all agents') };
  }
  return figures.breakEven === null ? null : { rate: figures.breakEven, name: say('break-even') };
}

/** A verdict in words, and the meaning of its colour. */
interface Verdict {
  readonly word: string;
  readonly tone: TagTone;
}

/** How the interval of the hit rate lies to its line. */
export function verdictOf({ reliability }: Figures, line: BaseLine | null): Verdict | null {
  if (reliability === null || line === null) return null;
  if (reliability.lower > line.rate) return { word: say('above {line}', { line: line.name }), tone: 'up' };
  if (reliability.upper < line.rate) return { word: say('below {line}', { line: line.name }), tone: 'down' };
  return { word: say('near {line}', { line: line.name }), tone: 'neutral' };
}

/** The record in one sentence. */
export function recordSentence(row: TrackRow, line: BaseLine | null): string {
  const { figures } = row;
  const { reliability: rate, meanR, followed } = figures;
  if (rate === null) return say('{who}: {record}.', { who: whoName(row.who), record: tooFew(figures.n) });
  const values = {
    rate: formatPercent(rate.rate, 1),
    cases: rate.n,
    lower: formatPercent(rate.lower, 1),
    upper: formatPercent(rate.upper, 1),
  };
  const right =
    line === null
      ? say(
          'Right in {rate} of {cases, plural, one {# case} other {# cases}} (95 % interval {lower} to {upper}).',
          values,
        )
      : say(
          'Right in {rate} of {cases, plural, one {# case} other {# cases}} (95 % interval {lower} to {upper}; {line} is {lineRate}).',
          { ...values, line: line.name, lineRate: formatPercent(line.rate, 1) },
        );
  const result =
    meanR === null
      ? say('Followed in {cases, plural, one {# case} other {# cases}}: too few for a mean result.', {
          cases: followed,
        })
      : say('Following it brought {mean} a case after costs, over {cases, plural, one {# case} other {# cases}}.', {
          mean: formatR(meanR),
          cases: followed,
        });
  return `${right} ${result}`;
}

/** How the forecasts fit, in one sentence; null while there are too few. */
export function calibrationSentence({ calibrationError, miscalibrated, forecasts }: Figures): string | null {
  if (calibrationError === null) return null;
  const values = { points: formatNumber(calibrationError * 100, 1), forecasts };
  return miscalibrated === true
    ? say(
        'On average {points} points off over {forecasts, plural, one {# forecast} other {# forecasts}}: more than chance explains.',
        values,
      )
    : say(
        'On average {points} points off over {forecasts, plural, one {# forecast} other {# forecasts}}: within chance.',
        values,
      );
}

/** What each figure means, for the list below the record. */
export const MEANINGS: readonly (readonly [string, string])[] = [
  [
    say('Case'),
    say('A signal whose target, stop or time-out was reached; fees, spread, slippage and funding are included.'),
  ],
  [
    say('Hit rate'),
    say('A source or the score: the signal won after costs. An agent: it also spoke against one that did not.'),
  ],
  [say('Interval'), say('Wilson, 95 %: where the true rate lies, given so many cases.')],
  [say('Break-even'), say('The hit rate at which its mean win and mean loss cancel out.')],
  [say('Mean R'), say('Result after costs in multiples of the distance to the stop, of the cases that followed it.')],
  [say('Brier score'), say('Mean squared error of the forecast chance: 0 is perfect, 0.25 is a coin.')],
  [say('Calibration error'), say('Mean distance between forecast and what came true, weighted by cases.')],
  [
    say('Calibrated chance'),
    say('How often signals of such a score won so far; what is known before a signal is judged.'),
  ],
];
