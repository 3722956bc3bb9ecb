import type { SignalView } from '#shared/contract/signal.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Stage } from '#shared/domain/signal.ts';
import type { SignalRow } from '../../journal/rows.ts';

/** What comes next for a signal under way, by the last stage it reached. */
const COMING: Readonly<Record<Stage, string>> = {
  intake: 'Received; waiting for the throttle.',
  throttle: 'Admitted; waiting for its score.',
  scoring: 'Evaluated; waiting for the conflict check.',
  conflict: 'Cleared; waiting for its lock.',
  lock: 'Locked; at the risk gate.',
  risk: 'Passed every check; the order is on its way.',
  execution: 'Sent; its outcome is awaited.',
  outcome: 'Ended.',
};

const two = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

/** What became of a signal in one sentence with the number that decided. */
function sentenceOf(row: SignalRow): string {
  const score = row.score === null ? '' : ` Score ${two(row.score)}.`;
  if (row.sentence !== null) return row.sentence;
  const side = row.direction === 1 ? 'Long' : 'Short';
  if (row.state === 'EXECUTED') return `${side} entered.${score}`;
  if (row.state === 'RESOLVED' && row.r !== null)
    return `${side} ended at its ${row.outcome ?? 'end'}: ${two(row.r)} R.${score}`;
  return COMING[row.stage];
}

function verdictOf(row: SignalRow): SignalView['verdict'] {
  if (row.code !== null) return 'refused';
  return row.orderId === null ? 'in-work' : 'executed';
}

/** A signal as the screens show it. */
export function signalView(row: SignalRow, instrument: Instrument | undefined): SignalView {
  return {
    key: row.id,
    at: row.receivedAt,
    symbol: row.symbol,
    coin: instrument?.coin ?? row.symbol,
    source: row.source,
    timeframe: row.timeframe,
    direction: row.direction,
    state: row.state,
    stage: row.stage,
    verdict: verdictOf(row),
    code: row.code,
    sentence: sentenceOf(row),
    score: row.score,
    orderId: row.orderId,
    outcome: row.outcome,
    r: row.r,
  };
}
