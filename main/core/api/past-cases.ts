import type { SimilarCases } from '#shared/contract/explain.ts';
import { wilsonInterval } from '#shared/domain/statistics.ts';
import { DAY } from '#shared/domain/time.ts';
import type { Score } from '#shared/domain/score.ts';
import { inputsOf, similarCases, type InputVector, type PastCase } from '../agents/explain/similar-cases.ts';
import { parseSignalRow, type SignalRow } from '../journal/rows.ts';
import type { JournalStore } from '../ports/store.ts';
import { dataOf } from './views/way-view.ts';

/** Rows of signals that one call looks at, and of them the records it reads. */
const MOST_ROWS = 5_000;
const MOST_CASES = 250;
const PAGE = 500;
/** Records read before are kept: inputs of a decision never change. */
const KEPT = 4_000;
/** Under this many cases nothing is told but the cases themselves. */
const LEAST_CASES = 5;

/** Finds earlier decisions that looked alike among the stored ones, at a bounded cost. */
export class PastCases {
  readonly #store: JournalStore;
  readonly #coin: (row: SignalRow) => string;
  readonly #inputs = new Map<string, InputVector | null>();

  /** @param coin the name of a signal's coin. */
  constructor(store: JournalStore, coin: (row: SignalRow) => string) {
    this.#store = store;
    this.#coin = coin;
  }

  /** The cases most like a decision among those of the same source, timeframe and side that had ended before it. */
  like(subject: SignalRow, score: Score): SimilarCases {
    const { rows, capped } = this.#ended(subject);
    const all = rows.flatMap((row): readonly (PastCase & { readonly row: SignalRow })[] => {
      const inputs = this.#inputsOf(row.id);
      return inputs === null ? [] : [{ id: row.id, resolvedAt: row.resolvedAt ?? Infinity, inputs, row }];
    });
    const found = similarCases(inputsOf(score), subject.receivedAt, all);
    const byId = new Map(all.map(({ id, row }) => [id, row]));
    const cases = found.flatMap(({ id, distance }) => {
      const row = byId.get(id);
      return row === undefined ? [] : [this.#view(row, distance)];
    });
    const oldest = all.at(-1)?.row.receivedAt ?? subject.receivedAt;
    const days = Math.round(((subject.receivedAt - oldest) / DAY) * 10) / 10;
    return { cases, pool: all.length, days, capped, ...resultOf(cases.map(({ r }) => r)) };
  }

  #view(row: SignalRow, distance: number): SimilarCases['cases'][number] {
    const { id, receivedAt, orderId, code, outcome, r } = row;
    const executed = orderId !== null && code === null;
    return {
      key: id,
      at: receivedAt,
      coin: this.#coin(row),
      distance,
      verdict: executed ? 'executed' : 'refused',
      code,
      outcome: outcome ?? 'time-out',
      r: r ?? 0,
      simulated: !executed,
    };
  }

  /** Newest first. The decision's own row and later ones are never looked at. */
  #ended(subject: SignalRow): { readonly rows: readonly SignalRow[]; readonly capped: boolean } {
    const { source, timeframe, direction, receivedAt } = subject;
    const rows: SignalRow[] = [];
    let before: string | null = subject.id;
    for (let read = 0; read < MOST_ROWS; read += PAGE) {
      const page: readonly SignalRow[] = this.#store.latestRows('signals', PAGE, before).map(parseSignalRow);
      for (const row of page) {
        if (row.source !== source || row.timeframe !== timeframe || row.direction !== direction) continue;
        if (!hadEnded(row, receivedAt)) continue;
        if (rows.length === MOST_CASES) return { rows, capped: true };
        rows.push(row);
      }
      if (page.length < PAGE) return { rows, capped: false };
      before = page.at(-1)?.id ?? null;
    }
    return { rows, capped: true };
  }

  #inputsOf(id: string): InputVector | null {
    const known = this.#inputs.get(id);
    if (known !== undefined) return known;
    const scored = dataOf(this.#store.bySubject(id), 'signal.scored');
    const inputs = scored === null ? null : inputsOf(scored.score as unknown as Score);
    const [oldest] = this.#inputs.keys();
    if (this.#inputs.size >= KEPT && oldest !== undefined) this.#inputs.delete(oldest);
    this.#inputs.set(id, inputs);
    return inputs;
  }
}

/** It was scored, and how it ended was on record at that moment. */
const hadEnded = ({ r, resolvedAt, score }: SignalRow, at: number): boolean =>
  r !== null && score !== null && resolvedAt !== null && resolvedAt <= at;

function resultOf(results: readonly number[]): Pick<SimilarCases, 'meanR' | 'wins'> {
  const n = results.length;
  const interval = n < LEAST_CASES ? null : wilsonInterval(results.filter((r) => r > 0).length, n);
  if (interval === null) return { meanR: null, wins: null };
  const rate = results.filter((r) => r > 0).length / n;
  return {
    meanR: results.reduce((sum, r) => sum + r, 0) / n,
    wins: { rate, lower: interval.low, upper: interval.high },
  };
}
