import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { HeldState, SlotAction } from '#shared/domain/slot.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Row } from './tables.ts';

/** How a slot drains. */
export interface DrainRow {
  readonly since: EpochMs;
  /** When what is left of the position is closed at the market. */
  readonly until: number;
  readonly code: string;
  readonly reason: string;
  readonly by: string;
  readonly override: boolean;
  readonly replacement: ContractSymbol | null;
  readonly gainBps: number | null;
  readonly costBps: number | null;
  readonly heldMs: number | null;
}

/** A symbol that is in the portfolio. */
export interface SlotRow {
  /** 1 is the best; no rank is given twice and none is left out. */
  readonly rank: number;
  readonly symbol: ContractSymbol;
  readonly state: HeldState;
  /** Since when it is in, and by which record. */
  readonly since: EpochMs;
  readonly seq: number;
  readonly scoreThen: number | null;
  readonly pinReason: string | null;
  /** Tenths of a percent; null until weights were set with it in. */
  readonly weight: number | null;
  readonly drain: DrainRow | null;
}

/** What is remembered of a symbol whether it is in or not. */
export interface SymbolMemory {
  readonly symbol: ContractSymbol;
  readonly banReason: string | null;
  readonly bannedBy: string | null;
  readonly bannedAt: EpochMs | null;
  /** How and when it left last; null when it never did. */
  readonly left: 'removed' | 'replaced' | null;
  readonly leftAt: EpochMs | null;
}

/** One change, with what it was decided on. */
export interface SlotChangeRow {
  readonly seq: number;
  readonly ts: EpochMs;
  readonly symbol: string;
  readonly action: SlotAction;
  readonly reason: string;
  readonly code: string | null;
  readonly actor: string;
  readonly override: boolean;
  readonly score: number | null;
  readonly confidence: number | null;
  readonly replaced: ContractSymbol | null;
  readonly difference: number | null;
  readonly gainBps: number | null;
  readonly costBps: number | null;
  readonly heldMs: number | null;
  readonly algorithm: string | null;
  /** What it was worth later, exact decimal in USDT; null until it is measured, or when it cannot be. */
  readonly effect: string | null;
  readonly effectNote: string | null;
}

/** The last review as recorded. */
export interface ReviewState {
  readonly leads: ReadonlyMap<ContractSymbol, number>;
  readonly verdicts: ReadonlyMap<ContractSymbol, string>;
  /** The slot that leads are measured over. */
  readonly over: ContractSymbol | null;
}

/** The portfolio by the journal: who is in, in order of rank, what is remembered, and every change. */
export interface PortfolioState {
  readonly slots: readonly SlotRow[];
  readonly memory: ReadonlyMap<ContractSymbol, SymbolMemory>;
  readonly history: readonly SlotChangeRow[];
  readonly review: ReviewState;
}

export const NO_REVIEW: ReviewState = { leads: new Map(), verdicts: new Map(), over: null };

/** The stored form of a slot. */
export const slotCells = (slot: SlotRow): Row => ({
  rank: slot.rank,
  symbol: slot.symbol,
  state: slot.state,
  since: slot.since,
  seq: slot.seq,
  score_then: slot.scoreThen,
  pin_reason: slot.pinReason,
  weight: slot.weight,
  drain: slot.drain === null ? null : JSON.stringify(slot.drain),
});

/** The stored form of what is remembered. */
export const memoryCells = (memory: SymbolMemory): Row => ({
  symbol: memory.symbol,
  ban_reason: memory.banReason,
  banned_by: memory.bannedBy,
  banned_at: memory.bannedAt,
  left_how: memory.left,
  left_at: memory.leftAt,
});

/** The stored form of a change. */
export const slotChangeCells = (change: SlotChangeRow): Row => ({
  seq: change.seq,
  ts: change.ts,
  symbol: change.symbol,
  action: change.action,
  reason: change.reason,
  code: change.code,
  actor: change.actor,
  override: change.override ? 1 : 0,
  score: change.score,
  confidence: change.confidence,
  replaced: change.replaced,
  difference: change.difference,
  gain_bps: change.gainBps,
  cost_bps: change.costBps,
  held_ms: change.heldMs,
  algorithm: change.algorithm,
  effect: change.effect,
  effect_note: change.effectNote,
});
