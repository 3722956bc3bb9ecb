import type { RiskFiguresView, RiskTrigger } from '#shared/contract/risk-figures.ts';
import { applyRate, absolute, formatMoney, moneyOfUnits, parseMoney, subtract, ZERO } from '#shared/domain/money.ts';
import type { Money } from '#shared/domain/money.ts';
import { EQUITY_MEASURES, EQUITY_STEPS, type EquityMeasure } from '../../agents/risk/breakers/equity-stop.ts';

const MILLION = 1_000_000n;
const LEVELS = ['yellow', 'orange', 'red'] as const;

/**
 * The equity of every level, highest first. A level is reached at `reference × (1 − step)`, rounded down: there the loss
 * is not smaller than the step.
 */
export function riskTriggers(
  references: Readonly<Record<EquityMeasure, Money>> | null,
  equity: Money | null,
): RiskTrigger[] {
  if (references === null) return [];
  const found = EQUITY_MEASURES.flatMap((measure) =>
    LEVELS.flatMap((level) => {
      const step = EQUITY_STEPS[measure][level];
      const reference = references[measure];
      if (step === null || reference <= ZERO) return [];
      return [{ measure, level, step, reference, at: moneyOfUnits((reference * (MILLION - step)) / MILLION) }];
    }),
  );
  return found
    .sort((a, b) => (a.at === b.at ? 0 : a.at > b.at ? -1 : 1))
    .map(({ measure, level, step, reference, at }) => ({
      measure,
      level,
      lossPpm: Number(step),
      reference: formatMoney(reference),
      at: formatMoney(at),
      room: equity === null ? null : formatMoney(subtract(equity, at)),
    }));
}

/** A held position for the cost of closing it; `value` is null while its price is not known. */
export interface HeldValue {
  readonly value: string | null;
  readonly takerFeePpm: bigint;
}

/** What closing these at market is worth and costs in fees; null where a price is missing. */
export function closingCost(held: readonly HeldValue[]): Pick<RiskFiguresView['kill'], 'value' | 'fees'> {
  let value = ZERO;
  let fees = ZERO;
  for (const one of held) {
    if (one.value === null) return { value: null, fees: null };
    const amount = absolute(parseMoney(one.value));
    value = moneyOfUnits(value + amount);
    fees = moneyOfUnits(fees + applyRate(amount, one.takerFeePpm));
  }
  return { value: formatMoney(value), fees: formatMoney(fees) };
}
