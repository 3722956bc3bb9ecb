import type { Instrument, Ticks } from '#shared/domain/instrument.ts';

/** The ticks of an exact decimal text; null when it is not positive or lies between two ticks. */
export function ticksOfText({ priceScale, tickUnits }: Instrument, text: string): Ticks | null {
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > priceScale) return null;
  const units = BigInt(whole + kept.padEnd(priceScale, '0'));
  const ticks = Number(units / BigInt(tickUnits));
  const exact = units > 0n && units % BigInt(tickUnits) === 0n && Number.isSafeInteger(ticks);
  return exact ? (ticks as Ticks) : null;
}
