import { styled } from '@mui/material/styles';
import { say } from '#shared/language/words.ts';
import { useRowOf } from '#renderer/data/use-rows.ts';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatPrice } from '#renderer/ui/format.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';

const Box = styled('div')({ display: 'grid', gap: 8, fontSize: 12, color: tone.text2, lineHeight: 1.5 });

export const CLOSE_PARTS = ['25', '50', '100'] as const;
export type ClosePart = (typeof CLOSE_PARTS)[number];

interface ClosingProps {
  readonly symbol: string | null;
  readonly part: ClosePart;
  readonly onPart: (part: ClosePart) => void;
}

/** Reduce-only: what is held of the contract, and how much of it goes. */
export function Closing({ symbol, part, onPart }: ClosingProps) {
  const position = useRowOf('positions', symbol);
  if (position === null)
    return (
      <Box>
        {symbol === null
          ? say('Nothing is held on this contract: there is nothing to reduce.')
          : say('Nothing is held on {symbol}: there is nothing to reduce.', { symbol })}
      </Box>
    );
  const { side, quantity, coin, entry, priceDecimals, open } = position;
  return (
    <Box>
      <span>
        {rich('Held: {side, select, long {long} other {short}} {quantity} {coin} at {price}, open {result} USDT', {
          side,
          quantity,
          coin,
          price: formatPrice(entry, priceDecimals),
          result: <AmountDelta amount={open} />,
        })}
      </span>
      <Segmented<ClosePart>
        label={say('How much is closed')}
        options={CLOSE_PARTS.map((value) => ({ value, label: `${value} %` }))}
        value={part}
        onChange={onPart}
      />
      <span>
        {say(
          'Closed at market, reduce-only: it asks no risk check and works while trading is halted. Of a part, stop and target shrink to what is left.',
        )}
      </span>
    </Box>
  );
}
