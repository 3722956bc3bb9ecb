import type { RiskStatusView } from '#shared/contract/risk.ts';
import type { AgentView, StatusView } from '#shared/contract/system.ts';
import { AGENTS, SCORING_AGENTS } from '#shared/domain/agent.ts';
import { sampleAgentLife } from './sample-agents.ts';
import { sampleRandom } from './sample-random.ts';

const LABELS: Readonly<Record<string, string>> = {
  technical: 'Technical',
  fundamental: 'Fundamental',
  structure: 'Market structure',
  risk: 'Risk',
  sentiment: 'Sentiment',
  onchain: 'On-chain',
  liquidation: 'Liquidation map',
  cycle: 'Cycle risk',
  model: 'Model',
  intake: 'Intake',
  throttle: 'Throttle',
  conflict: 'Conflict',
  locking: 'Locks',
  gate: 'Risk gate',
  execution: 'Execution',
  outcome: 'Outcomes',
};

/** Sixteen agents: two without a source, one with old data. */
export function sampleAgents(): AgentView[] {
  return AGENTS.map((key, index) => {
    const scoring = (SCORING_AGENTS as readonly string[]).includes(key);
    const silent = key === 'fundamental' || key === 'sentiment';
    const random = sampleRandom(index + 40);
    return {
      key,
      label: LABELS[key] ?? key,
      kind: scoring ? 'scoring' : 'stage',
      state: silent ? 'no-data' : index % 3 === 0 ? 'active' : 'idle',
      reason: silent ? 'no source of it is connected' : '',
      beats: Array.from({ length: 20 }, () => (silent || random() < 0.25 ? null : 0.4 + random() * (index + 2))),
      beatAgeMs: silent ? null : 300 + index * 190,
      queue: index % 5 === 0 ? 2 : 0,
      p95Ms: silent ? null : 0.9 + index * 0.7,
      dataAgeMs: silent ? null : key === 'liquidation' ? 2_820_000 : 4_000 + index * 900,
      done: 400 + index,
      errors: 0,
      ...sampleAgentLife(key),
    };
  });
}

/** A running demo. */
export const sampleStatus = (now: number): StatusView => ({
  key: 'status',
  mode: 'demo',
  simulated: true,
  version: '0.1.0',
  startedAt: now - 5_400_000,
  now,
  trading: { state: 'ACTIVE', cause: '', since: now - 5_400_000 },
  intake: { paused: false, reason: '' },
  feed: { name: 'Simulated market', status: 'open', ageMs: 240, reason: '' },
  journal: {
    records: 1_204_881,
    head: 'a3f19c40b5d27e8fa3f19c40b5d27e8fa3f19c40b5d27e8fa3f19c40b5d27e8f',
    integrity: 'verified',
    problem: null,
    verifiedAt: now - 5_390_000,
    readOnly: false,
  },
  account: {
    known: true,
    equity: '104218.40',
    dayResult: '1342.18',
    dayShare: 0.013,
    drawdown: 0.0042,
    provenance: 'simulated',
    asOf: now,
  },
  agents: { alive: 14, total: 14 },
});

/** The trading state of a status with the one cause it names. */
export function sampleRisk({ trading: { state, cause, since } }: StatusView): RiskStatusView {
  const causes: RiskStatusView['causes'] =
    state === 'ACTIVE'
      ? []
      : [{ kind: 'day-loss', level: state, reason: cause, by: 'system', since, ends: 'by-person', holds: false }];
  return { key: 'risk', state, cause, since, causes, pauses: [], alarms: [], phrase: 'RESUME' };
}
