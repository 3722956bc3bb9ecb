/** A step of prices in the ladder. */
export interface Grouping {
  readonly ticks: number;
  /** In quote units, as shown: `0.5`. */
  readonly label: string;
}

/** One row of the ladder at the middle grouping covers about so much of the price. */
const ROW_SHARE = 0.000_25;
const STEPS = [1, 2, 5, 10];

/** The nearest of 1, 2, 5, 10 … times a power of ten, at least 1. */
function roundSteps(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const nearest = STEPS.reduce((a, b) => (Math.abs(b * power - value) < Math.abs(a * power - value) ? b : a));
  return nearest * power;
}

/**
 * The groupings offered for a contract: a tenth, a half, one and five times the step that fits its price.
 * @param priceTicks a present price in ticks.
 */
export function groupingsFor(priceTicks: number, tickUnits: number, priceDecimals: number): readonly Grouping[] {
  const fit = roundSteps(priceTicks * ROW_SHARE);
  const ticks = [...new Set([0.1, 0.5, 1, 5].map((factor) => Math.max(1, Math.round(fit * factor))))];
  return ticks.map((step) => ({ ticks: step, label: stepText(step * tickUnits, priceDecimals) }));
}

/** The grouping that fits the price. */
export const fittingStep = (priceTicks: number): number => roundSteps(priceTicks * ROW_SHARE);

function stepText(units: number, decimals: number): string {
  const text = (units / 10 ** decimals).toFixed(decimals);
  return decimals === 0 ? text : text.replace(/\.?0+$/, '');
}

/** The exact text of a price: `3986.50`. */
export function priceText(ticks: number, tickUnits: number, priceDecimals: number): string {
  const units = String(Math.round(ticks) * tickUnits).padStart(priceDecimals + 1, '0');
  const cut = units.length - priceDecimals;
  return priceDecimals === 0 ? units : `${units.slice(0, cut)}.${units.slice(cut)}`;
}

/** Decimals a price needs when only multiples of a step are shown. */
export function stepDecimals(stepTicks: number, tickUnits: number, priceDecimals: number): number {
  let units = stepTicks * tickUnits;
  let decimals = priceDecimals;
  while (decimals > 0 && units % 10 === 0) {
    units /= 10;
    decimals -= 1;
  }
  return decimals;
}

/** Decimals in which a size in the base currency is shown: those of one contract, at most three. */
export const multiplierDecimals = (multiplier: number): number =>
  Math.min(3, Math.max(0, Math.ceil(-Math.log10(Math.min(1, multiplier)) - 1e-9)));
