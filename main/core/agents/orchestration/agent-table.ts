import { AGENTS, type AgentName, type TaskPriority } from '#shared/domain/agent.ts';
import type { CoreConfig } from '../../config.ts';
import { timeframeMs } from '#shared/domain/timeframe.ts';

/** What an agent may use within a minute before its ordinary tasks are refused. */
export interface Budget {
  readonly works: number;
  readonly processorMs: number;
}

/** How an agent is registered. */
export interface AgentSpec {
  readonly name: AgentName;
  readonly priority: TaskPriority;
  /** When it works, in words. */
  readonly schedule: string;
  /** Without a beat for so long it counts as not answering; null when it works on demand only. */
  readonly heartbeatTimeoutMs: number | null;
  readonly queueBound: number;
  readonly budget: Budget;
  /** The agents whose work it hands on to: without them its own is in vain. */
  readonly needs: readonly AgentName[];
  /** What goes on while it is paused or has failed. */
  readonly whilePaused: string;
}

/** Restarts within the window; the next error after them ends in `failed`. */
export const RESTART_LIMIT = 5;
export const RESTART_WINDOW_MS = 600_000;

/** The stages that decide on a signal, in order; each needs the next. */
export const DECIDING: readonly AgentName[] = [
  'intake',
  'throttle',
  'technical',
  'conflict',
  'locking',
  'gate',
  'execution',
];

/** A third of one processor. */
const SHARE_MS = 20_000;
/** Places for tasks of an agent that has no crowd to expect. */
const FEW = 64;
const EACH_SECOND_TIMEOUT_MS = 10_000;
/** Sources that may propose on one candle. */
const PROPOSALS_A_CANDLE = 4;

const WHILE_PAUSED: Readonly<Partial<Record<AgentName, string>>> = {
  technical: 'Its figures go on being read, so that none is missing afterwards; nothing is proposed.',
  gate: 'Breakers and protections go on watching.',
  execution: 'Stops, targets, exits, cancels and the kill switch go on.',
  outcome: 'Outcomes and equity go on being recorded.',
};

/** How often agents work, where it is not on demand. */
const EACH_SECOND: readonly AgentName[] = ['gate', 'execution'];
const EACH_CANDLE: readonly AgentName[] = ['technical', 'outcome'];

/** Agents that read what a person set up outside the market. */
const READS: Readonly<Partial<Record<AgentName, string>>> = {
  sentiment: 'every 5 minutes, where a source is set up',
  onchain: 'each hour, where a node is set up',
};

/** Every agent of the workstation as it is registered. */
export function agentTable(
  config: Pick<CoreConfig, 'baseTimeframe' | 'symbols' | 'signalTimeframes'>,
): readonly AgentSpec[] {
  const candles = config.symbols.length * config.signalTimeframes.length;
  const most: Readonly<Partial<Record<AgentName, number>>> = {
    intake: Math.max(1_024, candles * PROPOSALS_A_CANDLE),
  };
  return AGENTS.map((name) => {
    const at = DECIDING.indexOf(name);
    const next = at < 0 ? undefined : DECIDING[at + 1];
    const eachSecond = EACH_SECOND.includes(name);
    const eachCandle = EACH_CANDLE.includes(name);
    return {
      name,
      priority: name === 'execution' ? 'CRITICAL' : name === 'gate' ? 'HIGH' : name === 'outcome' ? 'LOW' : 'NORMAL',
      schedule: READS[name] ?? (eachCandle ? 'each closed candle' : eachSecond ? 'each second' : 'on demand'),
      heartbeatTimeoutMs: eachCandle
        ? 3 * timeframeMs(config.baseTimeframe)
        : eachSecond
          ? EACH_SECOND_TIMEOUT_MS
          : null,
      queueBound: most[name] ?? FEW,
      budget: { works: Math.max(20_000, 40 * candles), processorMs: SHARE_MS },
      needs: next === undefined ? [] : [next],
      whilePaused: WHILE_PAUSED[name] ?? '',
    };
  });
}
