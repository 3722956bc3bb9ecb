import { keyframes, styled } from '@mui/material/styles';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import { say } from '#shared/language/words.ts';

/** How long it must be held, ms. */
export const HOLD_MS = 1_000;

const fill = keyframes({ from: { transform: 'scaleX(0)' }, to: { transform: 'scaleX(1)' } });

const Button = styled('button')({
  position: 'relative',
  overflow: 'hidden',
  border: 0,
  borderRadius: 7,
  padding: '0 14px',
  minHeight: 56,
  minWidth: 132,
  color: '#FFFFFF',
  background: tone.danger,
  cursor: 'pointer',
  touchAction: 'none',
  userSelect: 'none',
  '& strong': { position: 'relative', display: 'block', fontSize: 17, fontWeight: 700, letterSpacing: '0.02em' },
  '& small': { position: 'relative', display: 'block', fontSize: 11 },
  '&[data-small=true]': { minHeight: 34, minWidth: 0 },
  '&[data-small=true] strong': { fontSize: 12.5 },
  '&:disabled': { background: tone.track, color: tone.text3, cursor: 'default' },
  '&:focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 2, borderRadius: 7 },
  '& > i': { position: 'absolute', inset: 0, background: '#00000059', transformOrigin: 'left', transform: 'scaleX(0)' },
  '&[data-held=true] > i': { animation: `${fill} ${String(HOLD_MS)}ms linear forwards` },
});

/** Read aloud after the words in sight, so that the name holds both. */
const Unseen = styled('span')(UNSEEN);

interface HoldButtonProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly label: string;
  readonly onHeld: () => void;
  readonly disabled?: boolean;
  readonly small?: boolean;
}

/** A button that acts after it was held for a second, by pointer, space or enter; letting go earlier does nothing. */
export function HoldButton({ title, note, label, onHeld, disabled = false, small = false }: HoldButtonProps) {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const release = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setHeld(false);
  };
  useEffect(() => release, []);
  const press = () => {
    if (timer.current !== null || disabled) return;
    setHeld(true);
    timer.current = setTimeout(() => {
      release();
      onHeld();
    }, HOLD_MS);
  };
  const isKey = ({ key }: KeyboardEvent): boolean => key === ' ' || key === 'Enter';
  return (
    <Button
      type="button"
      disabled={disabled}
      data-held={held}
      data-small={small}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isKey(event)) return;
        event.preventDefault();
        press();
      }}
      onKeyUp={(event) => {
        if (isKey(event)) release();
      }}
    >
      <i aria-hidden />
      <strong>{title}</strong>
      {note !== undefined && <small>{note}</small>}
      <Unseen>{say('{label}; hold for one second', { label })}</Unseen>
    </Button>
  );
}
