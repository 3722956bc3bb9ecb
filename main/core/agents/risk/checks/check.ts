import { denial, type Denial } from '#shared/domain/denial.ts';
import { notional } from '#shared/domain/instrument.ts';
import type { Money } from '#shared/domain/money.ts';
import { NOT_APPLICABLE, type EntryProposal, type Fact, type GateContext } from '../context.ts';

/** One pre-trade check: a reason to refuse, or nothing. Pure; missing input refuses. */
export interface Check {
  readonly name: string;
  /** Its number in the table of pre-trade checks. */
  readonly row: number;
  readonly test: (order: EntryProposal, context: GateContext) => Denial | null;
}

export const check = (row: number, name: string, test: Check['test']): Check => ({ row, name, test });

export const unknown = (input: string): Denial => denial('RISK_INPUT_UNKNOWN', { input });

/**
 * A check of a fact: passes where the fact does not apply, refuses where it is not known.
 * @param input what is missing, as in "The … is not known".
 */
export function checkFact<T>(
  row: number,
  name: string,
  input: string,
  fact: (context: GateContext, order: EntryProposal) => Fact<T>,
  test: (value: T, order: EntryProposal, context: GateContext) => Denial | null,
): Check {
  return check(row, name, (order, context) => {
    const value = fact(context, order);
    if (value === NOT_APPLICABLE) return null;
    return value === null ? unknown(input) : test(value, order, context);
  });
}

/** True for a span of time or a count that can be believed: finite and not negative. */
export const isMeasured = (value: number | null): value is number =>
  value !== null && Number.isFinite(value) && value >= 0;

/** True for a price in ticks. */
export const isPrice = (ticks: number | null): ticks is number =>
  ticks !== null && Number.isSafeInteger(ticks) && ticks > 0;

/** Milliseconds as seconds to one digit, rounded up: what is above a limit also reads as above it. */
export const secondsAbove = (ms: number): number => Math.ceil(ms / 100) / 10;

/** `part ÷ whole` above `ppm` parts per million, exactly. `whole` is above zero. */
export const exceeds = (part: number, whole: number, ppm: bigint): boolean =>
  BigInt(part) * 1_000_000n > BigInt(whole) * ppm;

/** `part ÷ whole` in percent to two digits, rounded up. */
export const percentOf = (part: number, whole: number): number => Math.ceil((part / whole) * 10_000 - 1e-9) / 100;

const STEPS = 100;
const STEPS_OF_WHOLE = 10_000n;

/** `part ÷ equity` in percent to two digits, rounded up, so that what is above a limit also reads as above it. */
export function percentAbove(part: Money, equity: Money): number {
  const scaled = part * STEPS_OF_WHOLE;
  return Number(scaled / equity + (scaled > 0n && scaled % equity !== 0n ? 1n : 0n)) / STEPS;
}

/** As {@link percentAbove}, rounded down. */
export function percentBelow(part: Money, equity: Money): number {
  const scaled = part * STEPS_OF_WHOLE;
  return Number(scaled / equity - (scaled < 0n && scaled % equity !== 0n ? 1n : 0n)) / STEPS;
}

export const ppmToPercent = (ppm: bigint): number => Math.round(Number(ppm) / STEPS) / STEPS;

/** Value of the order, signed by its direction; null when the contract is not known or a figure is no whole number. */
export function signedValue(order: EntryProposal, context: GateContext): Money | null {
  const whole = [order.priceTicks, order.stopTicks, order.lots, order.direction].every(Number.isSafeInteger);
  if (context.instrument === null || !whole) return null;
  return notional(context.instrument, order.priceTicks, order.lots * order.direction);
}
