import type { EquityLevels } from '#shared/contract/risk-figures.ts';
import { toPlot, type Money } from '#shared/domain/money.ts';
import { EQUITY_MEASURES, EQUITY_STEPS, type EquityMeasure } from '../../agents/risk/breakers/equity-stop.ts';
import type { EquityRow } from '../../journal/rows.ts';
import { dayStart, weekStart } from '../../portfolio/results.ts';

/** Points sent to a screen at most. */
const MOST_POINTS = 2_000;

type References = Record<EquityMeasure, number>;
type Columns = Pick<EquityLevels, 'ts' | 'equity' | 'peak' | 'yellow' | 'orange' | 'red'>;

/** What the levels of a time are worked out from; each list oldest first. */
export interface LevelSource {
  readonly samples: readonly Pick<EquityRow, 'ts' | 'equity'>[];
  readonly transfers: readonly { readonly at: number; readonly amount: Money }[];
  /** A person re-armed a breaker: its loss was measured anew from then on. */
  readonly rearms: readonly { readonly at: number; readonly measure: EquityMeasure }[];
}

/** The highest equity at which any measure reaches a level. */
function levelAt(level: 'yellow' | 'orange' | 'red', references: References): number {
  const reached = EQUITY_MEASURES.flatMap((measure) => {
    const step = EQUITY_STEPS[measure][level];
    return step === null ? [] : [references[measure] * (1 - Number(step) / 1e6)];
  });
  return Math.max(...reached);
}

/** Follows the references through the samples as the equity stop does, in plain numbers: for a picture. */
class LevelWalk {
  readonly #source: LevelSource;
  #references: References | null = null;
  #equity = 0;
  #at = 0;
  #transfer = 0;
  #rearm = 0;

  constructor(source: LevelSource) {
    this.#source = source;
  }

  /** The references at a sample; samples come oldest first. */
  take(at: number, equity: number): References {
    const moved = this.#movedUntil(at);
    const before = this.#references;
    if (before === null) this.#references = { 'day-loss': equity, 'week-loss': equity, drawdown: equity };
    else this.#follow(before, at, equity, moved);
    this.#equity = equity;
    this.#at = at;
    this.#rearmUntil(at);
    return this.#references ?? { 'day-loss': equity, 'week-loss': equity, drawdown: equity };
  }

  #follow(references: References, at: number, equity: number, moved: number): void {
    if (dayStart(at) > dayStart(this.#at)) references['day-loss'] = this.#equity;
    if (weekStart(at) > weekStart(this.#at)) references['week-loss'] = this.#equity;
    const untouched = equity - moved;
    references.drawdown = Math.max(references.drawdown, untouched);
    if (moved === 0) return;
    for (const measure of EQUITY_MEASURES) {
      if (untouched > 0 && equity > 0) references[measure] *= equity / untouched;
      else references[measure] += moved;
    }
  }

  #movedUntil(at: number): number {
    const { transfers } = this.#source;
    let moved = 0;
    for (let next = transfers[this.#transfer]; next !== undefined && next.at <= at; next = transfers[this.#transfer]) {
      moved += toPlot(next.amount);
      this.#transfer += 1;
    }
    return moved;
  }

  #rearmUntil(at: number): void {
    const { rearms } = this.#source;
    for (let next = rearms[this.#rearm]; next !== undefined && next.at <= at; next = rearms[this.#rearm]) {
      if (this.#references !== null) this.#references[next.measure] = this.#equity;
      this.#rearm += 1;
    }
  }
}

/** Equity from a moment on, thinned evenly, with the levels that held at each point. */
export function levelHistory(source: LevelSource, from: number): Columns {
  const walk = new LevelWalk(source);
  const shown = source.samples.reduce((count, { ts }) => count + (ts >= from ? 1 : 0), 0);
  const step = Math.max(1, Math.ceil(shown / MOST_POINTS));
  const columns: Columns = { ts: [], equity: [], peak: [], yellow: [], orange: [], red: [] };
  const first = source.samples.length - shown;
  source.samples.forEach((sample, i) => {
    const equity = toPlot(sample.equity);
    const references = walk.take(sample.ts, equity);
    const isKept = i >= first && ((i - first) % step === 0 || i === source.samples.length - 1);
    if (!isKept) return;
    columns.ts.push(sample.ts);
    columns.equity.push(equity);
    columns.peak.push(Math.max(references.drawdown, equity));
    for (const level of ['yellow', 'orange', 'red'] as const) columns[level].push(levelAt(level, references));
  });
  return columns;
}
