import type { Denial } from '#shared/domain/denial.ts';
import { HARD_CAPS } from '#shared/domain/signal-caps.ts';
import { INCOMING, MATRIX, RUNNING, type Incoming } from '../conflict/matrix.ts';
import { resolve } from '../conflict/resolver.ts';
import { capsProblem, type ThrottleLimits } from '../throttle/caps.ts';
import { Throttle } from '../throttle/throttle.ts';

/** An admission that is on record. */
export interface Admitted {
  readonly symbol: string;
  readonly source: string;
  /** By the clock of the caps, ms. */
  readonly at: number;
}

/** What the throttle was asked, and what it had let pass in the hour before. */
export interface ThrottleRecord {
  readonly symbol: string;
  readonly source: string;
  /** By the clock of the caps and by the wall, ms. */
  readonly at: number;
  readonly wall: number;
  /** Oldest first. */
  readonly before: readonly Admitted[];
  readonly limits: ThrottleLimits;
  readonly code: Denial['code'];
}

/** A cap that would have let it pass, or a later moment. */
export interface ThrottleFlip {
  readonly kind: 'cap' | 'time';
  readonly from: number;
  readonly to: number;
  readonly unit: string;
}

type Cap = 'perSymbolHour' | 'perSourceHour' | 'totalHour';
const CAP_OF: Readonly<Partial<Record<Denial['code'], Cap>>> = {
  THROTTLE_SYMBOL_HOUR: 'perSymbolHour',
  THROTTLE_SOURCE_QUOTA: 'perSourceHour',
  THROTTLE_GLOBAL: 'totalHour',
};
const SECOND = 1_000;

const throttleOf = ({ before }: ThrottleRecord, limits: ThrottleLimits): Throttle => {
  const throttle = new Throttle(limits);
  for (const { symbol, source, at } of before) throttle.recall(symbol, source, at);
  return throttle;
};

/**
 * The least change of a cap, and the least wait, with which a throttle that is filled from the record admits the signal.
 * Null when the record does not give the refusal again: the caps have changed since, or records are missing.
 */
export function throttleFlips(record: ThrottleRecord): readonly ThrottleFlip[] | null {
  const { symbol, source, at, wall, limits } = record;
  const again = throttleOf(record, limits).admit(symbol, source, at, wall);
  if (again.ok || again.error.code !== record.code) return null;
  const admits = (changed: ThrottleLimits, later: number): boolean =>
    capsProblem(changed) === null && throttleOf(record, changed).admit(symbol, source, at + later, wall + later).ok;
  const found: ThrottleFlip[] = [];
  const cap = capFlip(record, (changed) => admits(changed, 0));
  if (cap !== null) found.push(cap);
  const wait = throttleOf(record, limits).waitFor(symbol, source, at, wall);
  if (Number.isFinite(wait) && admits(limits, wait)) {
    found.push({ kind: 'time', from: 0, to: Math.ceil(wait / SECOND), unit: 's later' });
  }
  return found;
}

function capFlip({ limits, code, before, symbol, at }: ThrottleRecord, admits: (l: ThrottleLimits) => boolean) {
  if (code === 'THROTTLE_SYMBOL_SPACING') {
    const last = Math.max(...before.filter((one) => one.symbol === symbol).map((one) => one.at));
    const since = Math.floor((at - last) / SECOND) * SECOND;
    if (!admits({ ...limits, symbolSpacingMs: since })) return null;
    const seconds = (ms: number): number => ms / SECOND;
    return { kind: 'cap' as const, from: seconds(limits.symbolSpacingMs), to: seconds(since), unit: 's of spacing' };
  }
  const cap = CAP_OF[code];
  if (cap === undefined) return null;
  for (let to = limits[cap] + 1; to <= HARD_CAPS[cap]; to++) {
    if (admits({ ...limits, [cap]: to }))
      return { kind: 'cap' as const, from: limits[cap], to, unit: 'signals an hour' };
  }
  return null;
}

/** What the matrix says with nothing running, and what it said; null when the recorded rule does not refuse by itself. */
export function conflictFlip(rule: string): { readonly rule: string; readonly outcome: string } | null {
  for (const incoming of INCOMING) {
    for (const kind of RUNNING) {
      if (MATRIX[incoming][kind].id !== rule) continue;
      if (resolve(incoming, [{ kind, label: kind }]).outcome === 'proceed') return null;
      return alone(incoming);
    }
  }
  return null;
}

function alone(incoming: Incoming) {
  const { rule, outcome } = resolve(incoming, []);
  return outcome === 'proceed' ? { rule: rule.id, outcome } : null;
}
