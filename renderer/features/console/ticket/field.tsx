import { styled } from '@mui/material/styles';
import { useId, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { stepTicks } from '../on-tick.ts';

const Frame = styled('div')({
  display: 'grid',
  gap: 3,
  minWidth: 0,
  '& label': { fontSize: 11, color: tone.text3, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& small': { fontSize: 11, color: tone.text3, minHeight: 16, lineHeight: '16px', whiteSpace: 'nowrap' },
});

const Box = styled('span')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  height: 32,
  padding: '0 10px',
  borderRadius: 6,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.raised,
  '&:focus-within': { borderColor: tone.king, boxShadow: `0 0 0 1px ${tone.king}` },
  '&[data-bad=true]': { borderColor: tone.down },
  '& input': {
    all: 'unset',
    flex: 1,
    minWidth: 0,
    width: '100%',
    fontSize: 13,
    fontWeight: 550,
    color: tone.text,
    fontVariantNumeric: 'tabular-nums',
  },
  '& input::placeholder': { color: tone.text3, fontWeight: 400 },
  '& input:disabled': { color: tone.text3 },
  '& > i': { fontStyle: 'normal', fontSize: 11, color: tone.text3, whiteSpace: 'nowrap' },
});

/** What has no place in a figure: a letter meant for a key must not spoil it. */
const NO_FIGURE = /[^\d.,]/g;

interface FieldProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What stands behind the value: a unit, or what it means. */
  readonly unit?: ReactNode;
  /** One line below; its place is kept. */
  readonly note?: ReactNode;
  readonly placeholder?: string;
  readonly bad?: boolean;
  readonly disabled?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onBlur?: () => void;
}

/** A field for a figure. */
export function Field({ label, hideLabel = false, value, onChange, unit, note, bad = false, ...rest }: FieldProps) {
  const { placeholder, disabled = false, inputRef, onKeyDown, onBlur } = rest;
  const id = useId();
  return (
    <Frame>
      {!hideLabel && <label htmlFor={id}>{label}</label>}
      <Box data-bad={bad}>
        <input
          id={id}
          ref={inputRef}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          aria-label={hideLabel ? label : undefined}
          aria-invalid={bad}
          placeholder={placeholder}
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.target.value.replaceAll(NO_FIGURE, ''))}
          onKeyDown={(event) => {
            // Letters are text inside a field: Escape gives them back to the keys.
            if (event.key === 'Escape') event.currentTarget.blur();
            else onKeyDown?.(event);
          }}
          onBlur={onBlur}
        />
        {unit !== undefined && <i>{unit}</i>}
      </Box>
      {note !== undefined && <small>{note}</small>}
    </Frame>
  );
}

const TEN = 10;

interface PriceFieldProps extends Pick<
  FieldProps,
  'label' | 'value' | 'note' | 'inputRef' | 'placeholder' | 'disabled'
> {
  /** The contract's tick; empty while it is not known. */
  readonly tick: string;
  readonly onChange: (price: string) => void;
  /** What an arrow starts from in an empty field. */
  readonly from?: string;
  readonly round: (price: string) => string;
}

/** A field for a price: arrows move it by a tick (with Shift by ten), leaving it puts it on the tick. */
export function PriceField({ tick, value, onChange, from = '', round, ...rest }: PriceFieldProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const steps = (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? TEN : 1);
    const next = stepTicks(value === '' ? from : value, tick, steps);
    if (next !== null) onChange(next);
  };
  const bad = value !== '' && stepTicks(value, tick === '' ? '1' : tick, 0) === null;
  return (
    <Field
      {...rest}
      value={value}
      bad={bad}
      onChange={onChange}
      onKeyDown={onKeyDown}
      onBlur={() => onChange(round(value))}
    />
  );
}
