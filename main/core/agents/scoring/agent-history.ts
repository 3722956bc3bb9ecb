import { SCORING_AGENTS, type Opinion, type ScoringAgentName } from '#shared/domain/agent.ts';
import type { Score } from '#shared/domain/score.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { placeAmong } from '../../features/percentile.ts';

/** How far back the histories of the agents go. */
export const HISTORY_MS = 30 * DAY;
/**
 * Samples kept, and the spans of time that have one each: 30 days by the hour, and by four hours where a start makes up
 * for them. Spans begin at the full hour, so that all timeframes are sampled at the same closes.
 */
const CAPACITY = 720;
const SPACING_MS = HOUR;
const DISTANT_SPACING_MS = 4 * HOUR;
/** Fewer samples than this say nothing about what is rare. */
const LEAST_SAMPLES = 100;
const WIDTH = SCORING_AGENTS.length + 1;
/** Tenths of ±100 fit into 16 bits; this number is none of them. */
const NOTHING = -32_768;
const scratch = new Float64Array(CAPACITY);

/** Whose history: an agent's, or that of the score of all. */
export type HistoryOf = ScoringAgentName | 'score';

const columnOf = (whose: HistoryOf): number => (whose === 'score' ? 0 : SCORING_AGENTS.indexOf(whose) + 1);

/** Score and opinions of one symbol on one timeframe at its closed candles, over the last 30 days. */
export class AgentHistory {
  readonly #ts = new Float64Array(CAPACITY);
  readonly #values = new Int16Array(CAPACITY * WIDTH);
  #count = 0;

  /** True when the hour has no sample yet; the four hours, of the distant past. */
  due(ts: number, distant = false): boolean {
    const spacing = distant ? DISTANT_SPACING_MS : SPACING_MS;
    const last = this.#ts[(this.#count - 1) % CAPACITY] ?? 0;
    return this.#count === 0 || Math.floor(ts / spacing) > Math.floor(last / spacing);
  }

  /** Takes the score of a closed candle, unless its hour has a sample. */
  add(ts: number, score: Score): void {
    if (!this.due(ts)) return;
    const place = this.#count % CAPACITY;
    this.#ts[place] = ts;
    this.#values[place * WIDTH] = Math.round(score.score * 10);
    for (const { opinion } of score.contributions)
      this.#values[place * WIDTH + columnOf(opinion.agent)] = tenths(opinion);
    this.#count += 1;
  }

  /** The samples, oldest first; null where the agent had no opinion. */
  samples(whose: HistoryOf): { readonly ts: number; readonly value: number | null }[] {
    const kept = Math.min(this.#count, CAPACITY);
    return Array.from({ length: kept }, (_, i) => {
      const place = (this.#count - kept + i) % CAPACITY;
      const value = this.#values[place * WIDTH + columnOf(whose)] ?? NOTHING;
      return { ts: this.#ts[place] ?? 0, value: value === NOTHING ? null : value / 10 };
    });
  }

  /** What was held at a moment: the last sample not after it; null when that is older than `within` ms. */
  at(whose: HistoryOf, moment: number, within: number): number | null {
    const kept = Math.min(this.#count, CAPACITY);
    for (let i = 1; i <= kept; i += 1) {
      const place = (this.#count - i) % CAPACITY;
      const ts = this.#ts[place] ?? 0;
      if (ts > moment) continue;
      const value = this.#values[place * WIDTH + columnOf(whose)] ?? NOTHING;
      return value === NOTHING || moment - ts > within ? null : value / 10;
    }
    return null;
  }

  /** Place of a value among the samples, 0…1, and how many there are; null under a hundred. */
  percentile(whose: HistoryOf, value: number): { readonly place: number; readonly n: number } | null {
    const kept = Math.min(this.#count, CAPACITY);
    const column = columnOf(whose);
    let n = 0;
    for (let i = 0; i < kept; i += 1) {
      const sample = this.#values[i * WIDTH + column] ?? NOTHING;
      if (sample !== NOTHING) scratch[n++] = sample / 10;
    }
    return n < LEAST_SAMPLES ? null : { place: placeAmong(scratch, value, n), n };
  }
}

const tenths = (opinion: Opinion): number => (opinion.status === 'ok' ? Math.round(opinion.opinion * 10) : NOTHING);
