/** The scoring agents, in the order of the screens. */
export const SCORING_AGENTS = [
  'technical',
  'fundamental',
  'structure',
  'risk',
  'sentiment',
  'onchain',
  'liquidation',
  'cycle',
  'model',
] as const;
export type ScoringAgentName = (typeof SCORING_AGENTS)[number];

/** Everything the orchestrator runs: the scoring agents and the stages of the signal's way. */
export const AGENTS = [
  ...SCORING_AGENTS,
  'intake',
  'throttle',
  'conflict',
  'locking',
  'gate',
  'execution',
  'outcome',
] as const;
export type AgentName = (typeof AGENTS)[number];

/**
 * `no-data` is an honest state of a scoring agent whose source is not connected: it abstains. `blocked`: an agent it needs
 * does not work. `failed`: it used up its restarts and waits for a person. `draining`: the program ends, nothing new is taken.
 */
export const AGENT_STATES = [
  'idle',
  'active',
  'no-data',
  'paused',
  'blocked',
  'error',
  'failed',
  'draining',
  'stopped',
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

/** CRITICAL always goes first; among the others one that has waited long enough counts as one level higher. */
export const TASK_PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'CRITICAL'] as const;
export type TaskPriority = (typeof TASK_PRIORITIES)[number];

/**
 * Where a task stands. `waiting`: it failed and is tried again later. `refused`: it never began, and the reason has a code.
 * `canceled`: it was dropped when the program ended or its agent was stopped.
 */
export const TASK_STATES = [
  'pending',
  'running',
  'waiting',
  'completed',
  'failed',
  'timed-out',
  'refused',
  'canceled',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** One measured input of an opinion. */
export interface Evidence {
  /** Stable name: `trend`, `momentum` … */
  readonly name: string;
  /** What was measured, in its own unit, as printed: `+1.62 ATR`. */
  readonly measured: string;
  /** The input on the common scale, −100…+100, a multiple of 0.1. */
  readonly input: number;
  /** Share of the agent's opinion, 0…1, a multiple of 0.0001; the shares of an agent sum to 1. */
  readonly weight: number;
  /** When the newest datum behind it was true, ms since 1970. */
  readonly asOf: number;
}

/** What one agent thinks of a symbol on a timeframe. */
export type Opinion =
  | {
      readonly status: 'ok';
      readonly agent: ScoringAgentName;
      /** Σ evidence.input × evidence.weight: −100…+100, + long. */
      readonly opinion: number;
      /** 0…1. */
      readonly confidence: number;
      readonly evidence: readonly Evidence[];
      /** True when the agent forbids any new risk on the symbol. */
      readonly veto: boolean;
      readonly asOf: number;
    }
  | {
      readonly status: 'no-data' | 'warming-up' | 'stale';
      readonly agent: ScoringAgentName;
      /** One sentence: what is missing. */
      readonly reason: string;
      /** Closed candles still missing before a first value, when warming up. */
      readonly missing: number | null;
    };
