import { expect, it } from 'vitest';
import { moneyOfUnits } from '#shared/domain/money.ts';
import { contextOf, entryOf } from '#tests/support/path/sample-gate.ts';
import {
  checkFact,
  exceeds,
  isMeasured,
  isPrice,
  percentAbove,
  percentBelow,
  percentOf,
  ppmToPercent,
  secondsAbove,
  signedValue,
} from './check.ts';

const { NaN: NAN, POSITIVE_INFINITY: FOREVER } = Number;
const money = moneyOfUnits;

it('what is measured is finite and not negative', () => {
  expect([0, 0.5, 2 ** 60].every(isMeasured)).toBe(true);
  expect([null, NAN, FOREVER, -FOREVER, -1, -0.5].some(isMeasured)).toBe(false);
});

it('a price is a whole number of ticks above zero', () => {
  expect([1, 2 ** 52].every(isPrice)).toBe(true);
  expect([null, NAN, FOREVER, 0, -1, 1.5, 2 ** 53].some(isPrice)).toBe(false);
});

it('a fact that does not apply passes, one that is not known refuses, any other is judged', () => {
  const judged: unknown[] = [];
  const asked = checkFact<number>(
    9,
    'age',
    'age of it',
    ({ clockOffsetMs }) => clockOffsetMs,
    (value) => {
      judged.push(value);
      return null;
    },
  );
  expect(asked).toMatchObject({ row: 9, name: 'age' });
  expect(asked.test(entryOf(), contextOf({ clockOffsetMs: 'not-applicable' }))).toBeNull();
  expect(asked.test(entryOf(), contextOf({ clockOffsetMs: null }))?.numbers).toEqual({ input: 'age of it' });
  expect(judged).toEqual([]);
  expect(asked.test(entryOf(), contextOf({ clockOffsetMs: 0 }))).toBeNull();
  expect(judged).toEqual([0]);
});

it('seconds and shares are rounded towards the limit that was passed', () => {
  expect([1_500, 1_501, 0].map(secondsAbove)).toEqual([1.5, 1.6, 0]);
  expect([percentOf(1, 3), percentOf(15, 1_000)]).toEqual([33.34, 1.5]);
  expect([exceeds(20, 1_000, 20_000n), exceeds(21, 1_000, 20_000n)]).toEqual([false, true]);
  expect([ppmToPercent(20_000n), ppmToPercent(12_345n), ppmToPercent(-20_000n)]).toEqual([2, 1.23, -2]);
});

it('a share of equity is rounded up above a limit and down below one, on both sides of zero', () => {
  const of = (part: bigint): readonly [number, number] => [
    percentAbove(money(part), money(30_000n)),
    percentBelow(money(part), money(30_000n)),
  ];
  expect(of(300n)).toEqual([1, 1]);
  expect(of(301n)).toEqual([1.01, 1]);
  expect(of(0n)).toEqual([0, 0]);
  expect(of(-300n)).toEqual([-1, -1]);
  expect(of(-301n)).toEqual([-1, -1.01]);
});

it('an order is worth its value in its direction, and nothing that is no whole number has one', () => {
  expect(signedValue(entryOf(), contextOf())).toBe(10_000_000_000n);
  expect(signedValue(entryOf({ direction: -1 }), contextOf())).toBe(-10_000_000_000n);
  expect(signedValue(entryOf(), contextOf({ instrument: null }))).toBeNull();
  for (const part of [{ priceTicks: 1.5 }, { stopTicks: NAN }, { lots: 0.5 }, { direction: NAN as never }])
    expect(signedValue(entryOf(part), contextOf())).toBeNull();
});
