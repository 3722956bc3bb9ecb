import type * as z from 'zod';
import type { signalStatistics } from '#shared/contract/signal-management.ts';
import { LEAST_EVIDENCE } from '#shared/domain/reliability.ts';
import { SIGNAL_STATES, STAGES } from '#shared/domain/signal.ts';
import { parseSignalRow, type SignalRow } from '../../journal/rows.ts';
import { hitRate } from '../../portfolio/statistics.ts';
import type { JournalStore } from '../../ports/store.ts';

type Statistics = z.infer<typeof signalStatistics>;

const PAGE = 500;
/** Rows that one call looks at: more would hold up the rest. */
const MOST_ROWS = 20_000;
/** A score of this much towards the signal's side is of high quality. */
const HIGH_QUALITY = 70;

/** Signals received from a moment on, newest first, up to a bound. */
export function* signalsSince(store: JournalStore, from: number, most = MOST_ROWS): IterableIterator<SignalRow> {
  let before: string | null = null;
  for (let read = 0; read < most; read += PAGE) {
    const page: readonly SignalRow[] = store.latestRows('signals', PAGE, before).map(parseSignalRow);
    for (const row of page) {
      if (row.receivedAt < from) return;
      yield row;
    }
    const last: SignalRow | undefined = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    before = last.id;
  }
}

/** The agents let it pass, in full or in part: it reached the conflict check or was refused beyond the vote. */
const wasApproved = ({ state, stage }: SignalRow): boolean =>
  state === 'APPROVED' || state === 'CONDITIONAL' || STAGES.indexOf(stage) > STAGES.indexOf('scoring');

/** Counts, quality and results of the signals received from `from` on. */
export function statisticsOf(store: JournalStore, from: number, to: number): Statistics {
  const states = new Map<string, number>();
  const sources = new Map<string, { count: number; approved: number; executed: number }>();
  const sums = { received: 0, highQuality: 0, approved: 0, executed: 0, failed: 0, won: 0, ended: 0, r: 0 };
  for (const row of signalsSince(store, from)) {
    const approved = wasApproved(row);
    const executed = row.orderId !== null;
    states.set(row.state, (states.get(row.state) ?? 0) + 1);
    const source = sources.get(row.source) ?? { count: 0, approved: 0, executed: 0 };
    sources.set(row.source, source);
    source.count += 1;
    source.approved += Number(approved);
    source.executed += Number(executed);
    sums.received += 1;
    sums.highQuality += Number(row.score !== null && row.score * row.direction >= HIGH_QUALITY);
    sums.approved += Number(approved);
    sums.executed += Number(executed);
    sums.failed += Number(row.state === 'FAILED');
    if (row.r === null) continue;
    sums.ended += 1;
    sums.won += Number(row.r > 0);
    sums.r += row.r;
  }
  const { won, ended, r, ...counts } = sums;
  const rate = ended < LEAST_EVIDENCE ? null : hitRate(won, ended);
  return {
    from,
    to,
    ...counts,
    byState: SIGNAL_STATES.map((state) => ({ state, count: states.get(state) ?? 0 })),
    bySource: [...sources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([source, found]) => ({ source, ...found })),
    winRate: rate === null ? null : { ...rate, n: ended },
    meanR: ended < LEAST_EVIDENCE ? null : r / ended,
    capped: sums.received >= MOST_ROWS,
  };
}
