import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTicks, type Instrument } from '#shared/domain/instrument.ts';
import { instrumentsForSimulation } from '../market/instruments.ts';
import { ticksOfText } from './price-text.ts';

const [sample] = instrumentsForSimulation() as readonly [Instrument, ...Instrument[]];

describe('ticks of a typed price', () => {
  it('is the inverse of the price as text, for any tick', () => {
    const tick = fc.record({
      priceScale: fc.integer({ min: 0, max: 8 }),
      tickUnits: fc.constantFrom(1, 2, 5, 10, 25),
      ticks: fc.integer({ min: 1, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(tick, ({ ticks, ...step }) => {
        const instrument = { ...sample, ...step };
        expect(ticksOfText(instrument, formatTicks(instrument, ticks))).toBe(ticks);
      }),
    );
  });

  it('takes trailing zeros and refuses what lies between two ticks or is not positive', () => {
    const instrument = { ...sample, priceScale: 1, tickUnits: 5 };
    expect(['100', '100.0', '100.500', '100.5'].map((text) => ticksOfText(instrument, text))).toEqual([
      200, 200, 201, 201,
    ]);
    expect(
      ['100.1', '100.55', '0', '0.0', '99999999999999999999'].map((text) => ticksOfText(instrument, text)),
    ).toEqual([null, null, null, null, null]);
  });
});
