import type { Denial } from '#shared/domain/denial.ts';
import { CHECKS, type Check } from './checks.ts';
import type { EntryProposal, GateContext } from './context.ts';

/** What the gate found: passed, or the first refusal and the names of later checks that refuse too. */
export type GateResult =
  | { readonly passed: true; readonly checks: number }
  | { readonly passed: false; readonly denial: Denial; readonly also: readonly string[] };

/** Runs every check on an entry. The order of the checks decides which reason is given; all refusals are listed. */
export function passGate(order: EntryProposal, context: GateContext, checks: readonly Check[] = CHECKS): GateResult {
  let first: Denial | null = null;
  const also: string[] = [];
  for (const { name, test } of checks) {
    const refusal = test(order, context);
    if (refusal === null) continue;
    if (first === null) first = refusal;
    else also.push(name);
  }
  return first === null ? { passed: true, checks: checks.length } : { passed: false, denial: first, also };
}
