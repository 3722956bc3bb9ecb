import type { MapReading } from '#core/ports/picture-reader.ts';
import type { MapSpec } from './map-specs.ts';

/** Levels below this share of the highest bar are a few pixels: they are not judged. */
const JUDGED = 0.03;
/** How far a worth may be off, as share of the highest bar. */
const WORTH_OFF = 0.04;
const PRICE_OFF = 0.005;

/** What is wrong in a reading of a map of known content; empty when nothing is. */
export function wrongIn(reading: MapReading, spec: MapSpec): readonly string[] {
  const truth = spec.bins.map(({ price, worth }) => ({ price, worth: worth.reduce((a, b) => a + b, 0) }));
  const greatest = Math.max(...truth.map(({ worth }) => worth));
  const binAt = (price: number): number =>
    spec.scale === 'log'
      ? price * ((spec.priceTo / spec.priceFrom) ** (1 / spec.bins.length) - 1)
      : (spec.priceTo - spec.priceFrom) / spec.bins.length;
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= binAt(b);
  const prices = [...new Set(reading.levels.map(({ price }) => price))];
  const bars = prices.map((price) => [price, reading.levels.filter((level) => level.price === price)] as const);
  const read = bars.map(([price, levels]) => ({
    price,
    worth: levels.reduce((sum, { worth }) => sum + worth, 0),
    sides: new Set(levels.map(({ side }) => side)),
  }));
  const wrong: string[] = [];
  const missing = (): void => {
    for (const { price, worth } of truth) {
      const found = read.some((one) => near(one.price, price) && Math.abs(one.worth - worth) <= WORTH_OFF * greatest);
      if (worth >= JUDGED * greatest && !found) wrong.push(`no level of ${worth.toFixed(0)} near ${price.toFixed(4)}`);
    }
  };
  const invented = (): void => {
    for (const { price, worth, sides } of read) {
      if (worth >= JUDGED * greatest && !truth.some((one) => one.worth > 0 && near(price, one.price)))
        wrong.push(`a level at ${price.toFixed(4)} that is not there`);
      const side = price < spec.price ? 'long' : 'short';
      if (!near(price, spec.price) && (sides.size !== 1 || !sides.has(side)))
        wrong.push(`${price.toFixed(4)} is not ${side}`);
    }
  };
  missing();
  invented();
  if (Math.abs(reading.price / spec.price - 1) > PRICE_OFF) wrong.push(`the price is read as ${String(reading.price)}`);
  for (const { leverage } of reading.levels)
    if (leverage !== null && !spec.leverages.includes(leverage)) wrong.push(`${String(leverage)}x is not in the map`);
  return wrong;
}
