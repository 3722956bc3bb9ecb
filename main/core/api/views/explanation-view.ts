import type { CandleColumns } from '#shared/domain/candle.ts';
import type { CounterfactualView } from '#shared/contract/score.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { ticksToPlot, type Instrument } from '#shared/domain/instrument.ts';
import type { Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { flips, recomputes, type Flip } from '../../agents/explain/counterfactual.ts';
import { decisionFlips } from '../../agents/explain/decision-flips.ts';
import { EVALUATION_DEFAULTS } from '../../agents/evaluation/evaluation-settings.ts';
import { scoreAgain, type ScoreInputs } from '../../agents/scoring/score-inputs.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { SignalRow } from '../../journal/rows.ts';
import { signalView } from './signal-views.ts';
import { dataOf, wayOf } from './way-view.ts';

/** How many single changes are named. */
const MOST_FLIPS = 3;

const side = (direction: Direction): string => (direction === 1 ? 'long' : 'short');
const hhmm = (ts: number): string => {
  const minutes = Math.floor(ts / 60_000) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};
const signed = (value: number, digits: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;

/** Candles as the contract carries them. */
export const columnsView = (c: CandleColumns): SignalExplanation['candles'] => ({
  ts: [...c.ts],
  open: [...c.open],
  high: [...c.high],
  low: [...c.low],
  close: [...c.close],
  volume: [...c.volume],
});

/** `fearAndGreed` as words. */
const spaced = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

/** A change as the contract carries it. @param admitted what the decision is after it. @param by who decides. */
const flipView = (flip: Flip, admitted: boolean, by: string): CounterfactualView => ({
  input: `${flip.agent}/${flip.input}`,
  from: flip.from,
  to: flip.to,
  unit: 'points of −100…+100',
  rerun: `score ${signed(flip.score, 2)}, ${admitted ? 'admitted' : 'refused'}`,
  sentence: `${admitted ? 'Admitted' : 'Refused'} by ${by} if ${spaced(flip.input)} had been ${signed(flip.to, 1)} instead of ${signed(flip.from, 1)}, everything else unchanged.`,
});

/** The smallest single changes of an input that turn the score's verdict, each proven by a re-run. */
export const counterfactualsOf = (score: Score, direction: Direction, threshold: number): CounterfactualView[] =>
  flips(score, direction, threshold)
    .slice(0, MOST_FLIPS)
    .map((flip) => flipView(flip, flip.score >= threshold, 'the score'));

/** Those that turn the agents' decision on a signal, score and votes together; of the score alone before they voted. */
function turningsOf(
  score: Score,
  { direction, code }: SignalRow,
  threshold: number,
  votes: EventDataByType['signal.evaluated'] | null,
): CounterfactualView[] {
  if (votes === null) return counterfactualsOf(score, direction, threshold);
  // Beyond the vote the agents had let it pass.
  const rejection = votes.outcome === 'REJECTED' ? code : null;
  return decisionFlips({ score, direction, threshold, votes, code: rejection })
    .slice(0, MOST_FLIPS)
    .map((flip) => flipView(flip, rejection !== null, 'the agents'));
}

/** Whether evidence and inputs of the record give its score again; null when there is no score. */
const recomputedOf = (score: Score | null, inputs: ScoreInputs | undefined): boolean | null =>
  score === null ? null : recomputes(score) && isFromInputs(score, inputs);

/** True when the recorded inputs give the recorded score again; records of other versions cannot be tried. */
function isFromInputs(score: Score, inputs: ScoreInputs | undefined): boolean {
  if (inputs === undefined) return true;
  const again = scoreAgain(inputs);
  // Another version of the program computed it from other figures.
  if (again === null) return true;
  return canonicalJson(again as unknown as Json) === canonicalJson(score as unknown as Json);
}

/** The score in a sentence with its two strongest inputs; without any input there is nothing to name. */
function scoreWords(score: Score): string {
  const inputs = score.contributions.flatMap(({ opinion, weight }) =>
    opinion.status === 'ok'
      ? opinion.evidence.map((e) => ({ name: e.name, measured: e.measured, points: e.input * e.weight * weight }))
      : [],
  );
  if (inputs.length === 0) return 'No agent had data, so there was no score.';
  const strongest = inputs.sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, 2);
  const [first = '', second] = strongest.map((i) => `${i.name} (${i.measured}) ${signed(i.points, 1)}`);
  const scored = `The score was ${signed(score.score, 2)}`;
  const named =
    second === undefined ? `${scored}, mostly from ${first}` : `${scored}, mostly from ${first} and ${second}`;
  const share = String(Math.round(score.completeness * 100));
  return `${named}; ${share} % of the agents' weight had data and confidence was ${score.confidence.toFixed(2)}.`;
}

/** How the way ended. A refusal at execution may have reached the venue, so it does not say that nothing was sent. */
function endWords(row: SignalRow, events: readonly JournalEvent[]): string | null {
  const refusal = dataOf(events, 'signal.refused');
  if (refusal === null) return row.orderId === null ? null : 'Every stage passed and the order was sent.';
  const left = refusal.stage === 'execution' ? '' : ' Nothing was sent.';
  return `It was refused at ${refusal.stage}: ${refusal.sentence}${left}`;
}

function outcomeWords(row: SignalRow, events: readonly JournalEvent[]): string | null {
  const resolved = dataOf(events, 'signal.resolved');
  if (resolved === null) return null;
  const unfilled = row.orderId === null ? 'Had it been executed, it' : 'The order was not filled; the signal';
  const how = resolved.real ? 'It ended' : `${unfilled} would have ended`;
  return `${how} at its ${resolved.outcome} with ${signed(resolved.r, 2)} R after costs.`;
}

function wordsOf(row: SignalRow, events: readonly JournalEvent[], coin: string, score: Score | null): string {
  const reason = dataOf(events, 'signal.received')?.reason ?? 'no reason recorded';
  const asked = `At ${hhmm(row.receivedAt)} UTC the ${row.source} source asked for a ${side(row.direction)} on ${coin} (${row.timeframe}): ${reason}.`;
  const parts = [asked, score === null ? null : scoreWords(score), endWords(row, events), outcomeWords(row, events)];
  return parts.filter((part) => part !== null).join(' ');
}

const VERBS = { refused: 'refused', executed: 'executed', 'in-work': 'proposed' } as const;

function pricesOf(row: SignalRow, instrument: Instrument): SignalExplanation['prices'] {
  return {
    entry: ticksToPlot(instrument, row.priceTicks),
    stop: ticksToPlot(instrument, row.stopTicks),
    target: ticksToPlot(instrument, row.targetTicks),
    decimals: instrument.priceScale,
  };
}

/** Everything about one decision, from the records alone. */
export function explanationView(
  row: SignalRow,
  events: readonly JournalEvent[],
  instrument: Instrument,
  candles: CandleColumns,
): SignalExplanation {
  const scored = dataOf(events, 'signal.scored');
  const score = scored === null ? null : (scored.score as unknown as Score);
  const threshold = scored?.threshold ?? EVALUATION_DEFAULTS.score;
  const view = signalView(row, instrument);
  const atScore = view.code === null || view.stage === 'scoring';
  return {
    signal: view,
    question: `Why was ${instrument.coin} ${side(row.direction)} ${VERBS[view.verdict]} at ${hhmm(row.receivedAt)}?`,
    prices: pricesOf(row, instrument),
    way: wayOf(events),
    score: score as SignalExplanation['score'],
    threshold,
    numbers: { ...(dataOf(events, 'signal.refused')?.numbers ?? dataOf(events, 'signal.passed')?.numbers ?? {}) },
    counterfactuals:
      score === null || !atScore ? [] : turningsOf(score, row, threshold, dataOf(events, 'signal.evaluated')),
    candles: columnsView(candles),
    words: wordsOf(row, events, instrument.coin, score),
    journal: events.map((event) => ({ ...event, data: { ...event.data } })),
    recomputed: recomputedOf(score, scored?.inputs),
  };
}
