import { styled } from '@mui/material/styles';
import { tone } from './theme/tokens.ts';

/** Buttons in one frame, those that are on marked. */
export const Segments = styled('div')({
  display: 'inline-flex',
  border: `1px solid ${tone.lineStrong}`,
  borderRadius: 5,
  overflow: 'hidden',
  flex: 'none',
  '& button': {
    border: 0,
    background: 'none',
    color: tone.text2,
    fontSize: 11,
    fontWeight: 500,
    padding: '3px 9px',
    cursor: 'pointer',
  },
  '& button:hover': { color: tone.text },
  '& button[aria-checked=true], & button[aria-pressed=true]': {
    background: tone.kingSoft,
    color: tone.text,
    fontWeight: 600,
  },
  '& button:focus-visible': { outlineOffset: -2 },
});

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One choice out of few, all visible. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  return (
    <Segments role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </Segments>
  );
}
