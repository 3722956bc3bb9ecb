import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';

/** Points kept of each symbol: eight days of hours. */
const KEEP = 192;

interface Trend {
  readonly at: number[];
  readonly score: (number | null)[];
}

/** Scores of every symbol at the reviews of this process. */
export class ScoreTrends {
  readonly #trends = new Map<ContractSymbol, Trend>();

  add(standings: Iterable<SymbolStanding>): void {
    for (const { symbol, at, score } of standings) {
      const trend = this.#trends.get(symbol) ?? { at: [], score: [] };
      this.#trends.set(symbol, trend);
      if (at <= (trend.at.at(-1) ?? -1)) continue;
      trend.at.push(at);
      trend.score.push(score);
      if (trend.at.length <= KEEP) continue;
      trend.at.shift();
      trend.score.shift();
    }
  }

  /** The scores from a moment on, and how far the last known one is from the first; null with fewer than two. */
  trend(symbol: ContractSymbol, from: number): { at: number[]; score: (number | null)[]; change: number | null } {
    const trend = this.#trends.get(symbol);
    const first = trend?.at.findIndex((at) => at >= from) ?? -1;
    if (trend === undefined || first < 0) return { at: [], score: [], change: null };
    const score = trend.score.slice(first);
    const known = score.filter((value) => value !== null);
    const [oldest] = known;
    const newest = known.at(-1);
    const change =
      oldest === undefined || newest === undefined || known.length < 2 ? null : Math.round((newest - oldest) * 10) / 10;
    return { at: trend.at.slice(first), score, change };
  }
}
