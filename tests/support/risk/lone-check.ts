import { moneyOfUnits, parseMoney, type Money } from '#shared/domain/money.ts';
import type { Check } from '#core/agents/risk/checks/check.ts';
import type { EntryProposal, GateContext, MarketFacts } from '#core/agents/risk/context.ts';
import type { RiskLimits } from '#core/agents/risk/limits.ts';
import { contextOf, entryOf, MARKET } from '#tests/support/path/sample-gate.ts';

export const { NaN: NAN, POSITIVE_INFINITY: FOREVER } = Number;

/** What one check says on its own: nothing, its code with its numbers, or what it misses. */
export type Found =
  | 'passes'
  | readonly [code: string, numbers: Readonly<Record<string, unknown>>]
  | { readonly unknown: string };

export type LoneCase = readonly [what: string, check: Check, order: EntryProposal, context: GateContext, found: Found];

/** Asks one check alone: in the gate, an earlier one may refuse for it. */
export function ask(check: Check, order: EntryProposal, context: GateContext): Found {
  const refusal = check.test(order, context);
  if (refusal === null) return 'passes';
  if (refusal.code === 'RISK_INPUT_UNKNOWN') return { unknown: String(refusal.numbers['input']) };
  return [refusal.code, refusal.numbers];
}

export const unknown = (input: string): Found => ({ unknown: input });

/** One unit of money more. */
export const above = (amount: string): Money => moneyOfUnits(parseMoney(amount) + 1n);

/** A context by what the account holds. */
export const on = (
  facts: Parameters<typeof contextOf>[1],
  more: Partial<GateContext> = {},
  limits: Partial<RiskLimits> = {},
): GateContext => contextOf(more, facts, limits);

/** A context by what the market shows. */
export const withMarket = (more: Partial<MarketFacts>): GateContext => contextOf({ market: { ...MARKET, ...more } });

export const LONG = entryOf();
export const SHORT = entryOf({ direction: -1, stopTicks: 1_010 });
