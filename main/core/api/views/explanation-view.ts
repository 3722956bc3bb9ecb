import type { CandleColumns } from '#shared/domain/candle.ts';
import type { CounterfactualView } from '#shared/contract/score.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { ticksToPlot, type Instrument } from '#shared/domain/instrument.ts';
import type { Score } from '#shared/domain/score.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { flips, recomputes } from '../../agents/explain/counterfactual.ts';
import { SCORE_THRESHOLDS } from '../../agents/scoring/scoring.ts';
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

/** The smallest single changes of a recorded input that turn the score's verdict, each proven by a re-run. */
export function counterfactualsOf(score: Score, direction: Direction, threshold: number): CounterfactualView[] {
  return flips(score, direction, threshold)
    .slice(0, MOST_FLIPS)
    .map((flip) => {
      const verdict = flip.score >= threshold ? 'admitted' : 'refused';
      return {
        input: `${flip.agent}/${flip.input}`,
        from: flip.from,
        to: flip.to,
        unit: 'points of −100…+100',
        rerun: `score ${signed(flip.score, 2)}, ${verdict}`,
        sentence: `${verdict === 'admitted' ? 'Admitted' : 'Refused'} by the score if ${flip.input} had been ${signed(flip.to, 1)} instead of ${signed(flip.from, 1)}, everything else unchanged.`,
      };
    });
}

function wordsOf(row: SignalRow, events: readonly JournalEvent[], coin: string, score: Score | null): string {
  const received = dataOf(events, 'signal.received');
  const refusal = dataOf(events, 'signal.refused');
  const resolved = dataOf(events, 'signal.resolved');
  const parts = [
    `At ${hhmm(row.receivedAt)} UTC the ${row.source} source asked for a ${side(row.direction)} on ${coin} (${row.timeframe}): ${received?.reason ?? 'no reason recorded'}.`,
  ];
  if (score !== null) {
    const inputs = score.contributions.flatMap(({ opinion, weight }) =>
      opinion.status === 'ok'
        ? opinion.evidence.map((e) => ({ name: e.name, measured: e.measured, points: e.input * e.weight * weight }))
        : [],
    );
    const strongest = inputs.sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, 2);
    const named = strongest.map((i) => `${i.name} (${i.measured}) ${signed(i.points, 1)}`).join(' and ');
    parts.push(
      `The score was ${signed(score.score, 2)}, mostly from ${named}; ${String(Math.round(score.completeness * 100))} % of the agents' weight had data and confidence was ${score.confidence.toFixed(2)}.`,
    );
  }
  if (refusal !== null) parts.push(`It was refused at ${refusal.stage}: ${refusal.sentence} Nothing was sent.`);
  else if (row.orderId !== null) parts.push('Every stage passed and the order was sent.');
  if (resolved !== null) {
    const how = resolved.real ? 'It ended' : 'Had it been executed, it would have ended';
    parts.push(`${how} at its ${resolved.outcome} with ${signed(resolved.r, 2)} R after costs.`);
  }
  return parts.join(' ');
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
  const threshold = scored?.threshold ?? SCORE_THRESHOLDS.score;
  const view = signalView(row, instrument);
  const verb = view.verdict === 'refused' ? 'refused' : view.verdict === 'executed' ? 'executed' : 'proposed';
  const atScore = view.code === null || view.stage === 'scoring';
  return {
    signal: view,
    question: `Why was ${instrument.coin} ${side(row.direction)} ${verb} at ${hhmm(row.receivedAt)}?`,
    prices: {
      entry: ticksToPlot(instrument, row.priceTicks),
      stop: ticksToPlot(instrument, row.stopTicks),
      target: ticksToPlot(instrument, row.targetTicks),
      decimals: instrument.priceScale,
    },
    way: wayOf(events),
    score: score as SignalExplanation['score'],
    threshold,
    numbers: { ...(dataOf(events, 'signal.refused')?.numbers ?? dataOf(events, 'signal.passed')?.numbers ?? {}) },
    counterfactuals: score === null || !atScore ? [] : counterfactualsOf(score, row.direction, threshold),
    candles: columnsView(candles),
    words: wordsOf(row, events, instrument.coin, score),
    journal: events.map((event) => ({ ...event, data: { ...event.data } })),
    recomputed: score === null ? null : recomputes(score),
  };
}
