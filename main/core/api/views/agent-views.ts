import type { CellView } from '#shared/contract/score.ts';
import type { AgentView } from '#shared/contract/system.ts';
import type { AgentName } from '#shared/domain/agent.ts';
import type { LifeSigns } from '../../agents/orchestration/supervisor.ts';

const LABELS: Readonly<Record<AgentName, string>> = {
  technical: 'Technical',
  fundamental: 'Fundamental',
  structure: 'Market structure',
  risk: 'Risk',
  sentiment: 'Sentiment',
  liquidation: 'Liquidation map',
  model: 'Model',
  intake: 'Intake',
  throttle: 'Throttle',
  conflict: 'Conflict',
  locking: 'Locks',
  gate: 'Risk gate',
  execution: 'Execution',
  outcome: 'Outcomes',
};

/** Every agent's life signs for the screens; the technical agent's data are as old as its oldest fresh cell. */
export function agentViews(report: readonly LifeSigns[], cells: readonly CellView[], now: number): AgentView[] {
  const oldest = cells.reduce(
    (min, cell) => (cell.status === 'ok' && cell.asOf !== null ? Math.min(min, cell.asOf) : min),
    now,
  );
  const anyCell = cells.some((cell) => cell.status === 'ok');
  return report.map((signs) => ({
    key: signs.agent,
    label: LABELS[signs.agent],
    kind: signs.kind,
    state: signs.state,
    reason: signs.reason,
    beats: [...signs.beats],
    beatAgeMs: signs.beatAgeMs,
    queue: signs.queue,
    p95Ms: signs.p95Ms,
    dataAgeMs: signs.agent === 'technical' && anyCell ? now - oldest : null,
    done: signs.done,
    errors: signs.errors,
  }));
}
