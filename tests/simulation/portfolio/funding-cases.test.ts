import { expect, describe, it } from 'vitest';
import type { Instrument } from '#shared/domain/instrument.ts';
import { formatMoney, negate, parseMoney } from '#shared/domain/money.ts';
import { bookFunding, sumOfLines } from '#core/portfolio/ledger.ts';
import { BTC, instrument } from '../execution/support.ts';
import { hasRecordedData, recordedText } from '../market/recorded-data.ts';

interface Row {
  readonly hour: number;
  readonly mark: number;
  readonly funding_rate: number;
  readonly size: number;
  readonly fee: number;
}

const rows = hasRecordedData
  ? (JSON.parse(recordedText('funding/funding-fee-cases.json')) as { rows: readonly Row[] }).rows
  : [];
/** One unit a contract, ticks of 0.01. */
const plain: Instrument = { ...instrument(BTC, 1_000_000n), multiplier: '1', priceScale: 2 };

describe.skipIf(!hasRecordedData)('worked funding fees', () => {
  it('are all there', () => {
    expect(rows).toHaveLength(14);
  });

  it.each(rows)('hour $hour: $mark × $size × $funding_rate = $fee', ({ mark, size, funding_rate: rate, fee }) => {
    const markTicks = Math.round(mark * 100);
    // A long pays a positive fee, and a short is paid the same.
    const exact = fee.toFixed(8);
    expect(formatMoney(negate(bookFunding(plain, size, rate, markTicks).amount))).toBe(formatMoney(parseMoney(exact)));
    const short = bookFunding(plain, -size, rate, markTicks);
    expect(formatMoney(short.amount)).toBe(formatMoney(parseMoney(exact)));
    expect(sumOfLines(short.lines)).toBe(0n);
  });
});
