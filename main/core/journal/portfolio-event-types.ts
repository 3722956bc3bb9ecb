/** Why and by whom something was done to the portfolio. `override`: a person, where the rules would not have. */
interface Change {
  by: string;
  reason: string;
  override: boolean;
}

/** What a change was decided on; null where it is not known. Points are 0…100. */
interface Context {
  score: number | null;
  confidence: number | null;
  /** The version of the rules. */
  algorithm: string;
}

/**
 * The data of records about the ten slots. The subject is the symbol meant, the newcomer of a replacement, or `portfolio`.
 * Ranks are no part of a record: who is added comes last, who is replaced gives its rank, who leaves closes the gap, so
 * that they are 1…n at every prefix of the journal.
 */
export interface PortfolioEventData {
  'portfolio.added': Change & Context;
  /** Only what is flat may leave. `code` names what triggered it. */
  'portfolio.removed': Change & Context & { code: string };
  /** The newcomer takes the rank of `replaced` in the same moment. Gain and cost in basis points of the slot. */
  'portfolio.replaced': Change &
    Context & {
      replaced: string;
      replacedScore: number | null;
      difference: number | null;
      gainBps: number | null;
      costBps: number | null;
      /** How long the lead was held, ms; null when it did not count. */
      heldMs: number | null;
      /** When the leaver began to drain; null when it was flat. */
      drainedSince: number | null;
    };
  /** It opens nothing more; what is held is closed by its own stop, target or time, or by us after `until`. */
  'portfolio.draining': Change &
    Context & {
      code: string;
      until: number;
      /** Who takes the slot then; null when nobody does. */
      replacement: string | null;
      replacementScore: number | null;
      gainBps: number | null;
      costBps: number | null;
      heldMs: number | null;
    };
  /** It stays after all. */
  'portfolio.kept': { by: string; reason: string };
  'portfolio.pinned': { pinned: boolean; by: string; reason: string };
  'portfolio.banned': { banned: boolean; by: string; reason: string };
  /** Symbols in the order of their scores, and those first to go; only when one of the two changed. */
  'portfolio.ranked': { order: readonly string[]; candidates: readonly string[] };
  /** Weights in tenths of a percent; they sum to 1000, or to 0 when nothing is in. */
  'portfolio.weighted': { weights: { readonly [symbol: string]: number }; method: string; by: string; reason: string };
  /**
   * What the last review found of those who are not in; only when it differs. `leads`: since when a challenger is ahead
   * far enough without a break; `verdicts`: the one main reason of each, or `ready`.
   */
  'portfolio.reviewed': {
    leads: { readonly [symbol: string]: number };
    verdicts: { readonly [symbol: string]: string };
    over: string | null;
  };
  /** What a swap was worth later; the subject is the number of its record. */
  'portfolio.measured': { newcomer: string; replaced: string; effect: string | null; sentence: string };
}

export type PortfolioEventType = keyof PortfolioEventData;

export const PORTFOLIO_EVENT_TYPES = [
  'portfolio.added',
  'portfolio.removed',
  'portfolio.replaced',
  'portfolio.draining',
  'portfolio.kept',
  'portfolio.pinned',
  'portfolio.banned',
  'portfolio.ranked',
  'portfolio.weighted',
  'portfolio.reviewed',
  'portfolio.measured',
] as const satisfies readonly PortfolioEventType[];
