import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { toTicks } from '#shared/domain/instrument.ts';
import { absolute } from '#shared/domain/money.ts';
import type { PositionRow } from '../../journal/rows.ts';
import type { PositionReport, VenueFillReport } from '../../ports/venue.ts';
import type { DifferenceKind } from './difference.ts';

/** What both sides hold of a symbol, where that is not the same. Contracts, signed. */
export interface PositionGap {
  readonly kind: Extract<DifferenceKind, 'foreign-position' | 'position-mismatch' | 'position-gone'>;
  readonly symbol: ContractSymbol;
  readonly ours: PositionRow | null;
  readonly theirs: PositionReport | null;
  readonly ourLots: number;
  readonly theirLots: number;
}

/** Compares the venue's positions with ours, symbol by symbol. */
export function comparePositions(
  theirs: readonly PositionReport[],
  ours: readonly PositionRow[],
): readonly PositionGap[] {
  const reports = new Map(theirs.map((report) => [report.symbol, report]));
  const rows = new Map(ours.map((row) => [row.symbol, row]));
  const gaps: PositionGap[] = [];
  for (const symbol of new Set([...rows.keys(), ...reports.keys()])) {
    const row = rows.get(symbol) ?? null;
    const report = reports.get(symbol) ?? null;
    const ourLots = row?.lots ?? 0;
    const theirLots = report?.lots ?? 0;
    if (ourLots === theirLots) continue;
    const kind = ourLots === 0 ? 'foreign-position' : theirLots === 0 ? 'position-gone' : 'position-mismatch';
    gaps.push({ kind, symbol, ours: row, theirs: report, ourLots, theirLots });
  }
  return gaps;
}

/**
 * The price at which a gap is booked when a person adopts it, in ticks, the best evidence first: fills of others that
 * explain exactly the gap (their average); the venue's own entry price when the position grew or was new; our entry price
 * when it only shrank, so that no result is invented. Null when nothing is known.
 */
export function priceOfGap(
  gap: PositionGap,
  instrument: Instrument,
  foreignFills: readonly VenueFillReport[],
): number | null {
  const missing = gap.theirLots - gap.ourLots;
  const explained = averageOf(foreignFills, missing);
  if (explained !== null) return explained;
  const grew = Math.abs(gap.theirLots) > Math.abs(gap.ourLots) || Math.sign(gap.theirLots) === -Math.sign(gap.ourLots);
  const entry = gap.theirs?.entryPrice ?? null;
  if (grew && entry !== null && Number(entry) > 0) return toTicks(instrument, Number(entry));
  return grew || gap.ours === null ? null : entryTicksOf(gap.ours, instrument);
}

function averageOf(fills: readonly VenueFillReport[], lots: number): number | null {
  let sum = 0;
  let value = 0n;
  for (const fill of fills) {
    const signed = fill.side === 'buy' ? fill.lots : 0 - fill.lots;
    sum += signed;
    value += BigInt(signed) * BigInt(fill.priceTicks);
  }
  if (fills.length === 0 || sum !== lots || sum === 0) return null;
  return Math.max(1, Math.round(Number(value) / sum));
}

/** Our average entry, rounded to a tick. */
function entryTicksOf({ lots, entryValue }: PositionRow, instrument: Instrument): number | null {
  if (lots === 0) return null;
  const perTick = instrument.tickValue * BigInt(Math.abs(lots));
  return perTick === 0n ? null : Number((absolute(entryValue) * 2n + perTick) / (perTick * 2n));
}
