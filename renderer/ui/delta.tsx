import { decimalSign, formatAmount, formatPercent } from './format.ts';
import { tone } from './theme/tokens.ts';

/** The colour of a result: green gains, red losses, plain zero. */
export const resultTone = (sign: number): string => (sign > 0 ? tone.up : sign < 0 ? tone.down : tone.text);

/** An exact amount with its sign, in the colour of its result; unknown is a dash. */
export function AmountDelta({ amount, decimals = 2 }: { readonly amount: string | null; readonly decimals?: number }) {
  if (amount === null) return <span style={{ color: tone.text3 }}>–</span>;
  return (
    <span style={{ color: resultTone(decimalSign(amount)) }}>{formatAmount(amount, { sign: 'always', decimals })}</span>
  );
}

/** A fraction as signed per cent, in the colour of its result; unknown is a dash. */
export function ShareDelta({ share, decimals = 2 }: { readonly share: number | null; readonly decimals?: number }) {
  if (share === null) return <span style={{ color: tone.text3 }}>–</span>;
  return <span style={{ color: resultTone(share) }}>{formatPercent(share, decimals, 'always')}</span>;
}
