import type { DenialsView } from '#shared/contract/risk-figures.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { SignalRow } from '../../journal/rows.ts';

const HOURS = 24;

type Refused = SignalRow & { readonly code: NonNullable<SignalRow['code']> };
const isRefused = (row: SignalRow): row is Refused => row.code !== null;

/** Denials of the 24 h up to `to`, by code, the most frequent first. */
export function denialsView(rows: Iterable<SignalRow>, to: number): DenialsView {
  const from = to - HOURS * HOUR;
  const groups = new Map<string, { readonly hours: number[]; latest: Refused; count: number }>();
  let signals = 0;
  let executed = 0;
  for (const row of rows) {
    if (row.receivedAt < from) continue;
    signals += 1;
    if (row.orderId !== null && row.code === null) executed += 1;
    if (!isRefused(row)) continue;
    const group = groups.get(row.code) ?? { hours: Array.from({ length: HOURS }, () => 0), latest: row, count: 0 };
    groups.set(row.code, group);
    const hour = Math.min(HOURS - 1, Math.max(0, Math.floor((row.receivedAt - from) / HOUR)));
    group.hours[hour] = (group.hours[hour] ?? 0) + 1;
    group.count += 1;
    if (row.receivedAt >= group.latest.receivedAt) group.latest = row;
  }
  const views = [...groups.values()].map(({ hours, latest, count }) => ({
    code: latest.code,
    stage: latest.stage,
    count,
    hours,
    latest: {
      signalId: latest.id,
      symbol: latest.symbol,
      direction: latest.direction,
      sentence: latest.sentence ?? latest.code,
      at: latest.receivedAt,
    },
  }));
  views.sort((a, b) => b.count - a.count || b.latest.at - a.latest.at);
  return { from, to, signals, executed, denied: views.reduce((sum, { count }) => sum + count, 0), groups: views };
}
