import type { FunnelView } from '#shared/contract/signal.ts';
import type { DenialCode } from '#shared/domain/denial.ts';
import { stageAfter, STAGES, type Stage } from '#shared/domain/signal.ts';
import type { SignalRow } from '../../journal/rows.ts';
import { hitRate } from '../../portfolio/statistics.ts';

interface Count {
  received: number;
  stopped: number;
  inWork: number;
  readonly reasons: Map<DenialCode, number>;
}

/** Counts of every stage over the signals received from `from` on: received = stopped + in work + passed at each. */
export function funnelView(rows: Iterable<SignalRow>, from: number, to: number): FunnelView {
  const counts = new Map<Stage, Count>(
    STAGES.map((stage) => [stage, { received: 0, stopped: 0, inWork: 0, reasons: new Map() }]),
  );
  const outcomes = { target: 0, stop: 0, 'time-out': 0 };
  let sumR = 0;
  for (const row of rows) {
    if (row.receivedAt < from) continue;
    count(counts, row);
    if (row.code !== null || row.outcome === null) continue;
    outcomes[row.outcome] += 1;
    sumR += row.r ?? 0;
  }
  const ended = outcomes.target + outcomes.stop + outcomes['time-out'];
  return {
    key: 'funnel',
    from,
    to,
    stages: STAGES.map((stage) => stageView(stage, counts.get(stage))),
    outcomes: {
      target: outcomes.target,
      stop: outcomes.stop,
      timeOut: outcomes['time-out'],
      hitRate: hitRate(outcomes.target, ended),
      meanR: ended > 0 ? sumR / ended : null,
    },
  };
}

function count(counts: Map<Stage, Count>, row: SignalRow): void {
  const refused = row.code !== null;
  const last = refused ? row.stage : stageAfter(row.stage);
  for (const stage of STAGES) {
    const entry = counts.get(stage);
    if (entry === undefined) continue;
    entry.received += 1;
    if (stage !== last) continue;
    if (refused) {
      entry.stopped += 1;
      entry.reasons.set(row.code, (entry.reasons.get(row.code) ?? 0) + 1);
    } else if (row.state !== 'RESOLVED') entry.inWork += 1;
    return;
  }
}

function stageView(stage: Stage, entry: Count | undefined): FunnelView['stages'][number] {
  if (entry === undefined) return { key: stage, received: 0, stopped: 0, inWork: 0, passed: 0, reasons: [] };
  const { received, stopped, inWork } = entry;
  const reasons = [...entry.reasons].map(([code, cases]) => ({ code, count: cases })).sort((a, b) => b.count - a.count);
  return { key: stage, received, stopped, inWork, passed: received - stopped - inWork, reasons };
}
