import { expect, it } from 'vitest';
import { parseMoney } from '#shared/domain/money.ts';
import { CONTRACT, contextOf, EMPTY_BOOK, entryOf, exposureOf, SYMBOL } from '#tests/support/path/sample-gate.ts';
import { passGate } from './gate.ts';

it('takes less than 100 µs', () => {
  const context = contextOf(
    { instrument: CONTRACT },
    { exposure: new Map([...EMPTY_BOOK.exposure, ...exposureOf(SYMBOL, parseMoney('1'))]), gross: parseMoney('1') },
  );
  const order = entryOf();
  const took: number[] = [];
  for (let i = 0; i < 20_000; i++) {
    const from = performance.now();
    passGate(order, context);
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  expect(took[Math.floor(took.length * 0.95)]).toBeLessThan(0.1);
});
