import { styled } from '@mui/material/styles';
import { useState, type KeyboardEvent } from 'react';
import { say } from '#shared/language/words.ts';
import { formatQuantity, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { onTick, stepTicks } from '../on-tick.ts';

const Input = styled('input')({
  all: 'unset',
  width: 82,
  height: 20,
  padding: '0 4px',
  textAlign: 'right',
  borderRadius: 4,
  background: tone.raised,
  boxShadow: `0 0 0 1px ${tone.king}`,
  fontVariantNumeric: 'tabular-nums',
});

interface PriceCellProps {
  /** What it is, for those who do not see the column: `Stop of ETH`. */
  readonly label: string;
  readonly price: string | null;
  /** The contract's tick; null where the price cannot be moved. */
  readonly tick: string | null;
  readonly onMove: (price: string) => void;
}

const TEN = 10;

/** A price that is moved in place: click or Enter opens it, arrows step by a tick, Enter sends, Escape leaves it. */
export function PriceCell({ label, price, tick, onMove }: PriceCellProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = price === null ? UNKNOWN : formatQuantity(price);
  if (tick === null) return text;
  if (typed === null) {
    return (
      <button
        type="button"
        className="cell"
        style={{ color: 'inherit' }}
        aria-label={say('{name}: {price}. Change it', { name: label, price: text })}
        onClick={() => setTyped(price ?? '')}
      >
        {text}
      </button>
    );
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      setTyped(null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const wanted = onTick(typed, tick);
      setTyped(null);
      if (wanted !== null && wanted !== price) onMove(wanted);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const steps = (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? TEN : 1);
      setTyped(stepTicks(typed, tick, steps) ?? typed);
    }
  };
  return (
    <Input
      // Opened on purpose: what is typed next is meant for it.
      autoFocus
      aria-label={label}
      value={typed}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => setTyped(null)}
    />
  );
}
