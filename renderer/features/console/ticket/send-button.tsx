import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ActionResult } from '../order-actions.ts';

const Send = styled(Button)({
  width: '100%',
  minHeight: 44,
  flexDirection: 'column',
  lineHeight: 1.25,
  textTransform: 'none',
  fontSize: 13,
  fontWeight: 600,
  border: `1px solid ${tone.lineStrong}`,
  '& small': { fontSize: 10.5, fontWeight: 500, letterSpacing: '0.02em' },
  '&[data-side=buy]': { color: tone.up, background: tone.upSoft, borderColor: tone.up },
  '&[data-side=sell]': { color: tone.down, background: tone.downSoft, borderColor: tone.down },
  '&[data-live=true]': { color: '#FFFFFF', background: tone.danger, borderColor: tone.danger },
  '&.Mui-disabled': { color: tone.text3, background: tone.raised, borderColor: tone.line },
});

const Said = styled('p')({
  minHeight: 34,
  fontSize: 11.5,
  lineHeight: 1.45,
  color: tone.text2,
  '&[data-kind=refused]': { color: tone.down },
  '&[data-kind=in-doubt]': { color: tone.warn },
  '& b': { fontWeight: 600 },
});

interface SendButtonProps {
  readonly side: 'buy' | 'sell';
  readonly live: boolean;
  readonly words: string;
  /** The account the order goes to. */
  readonly place: string;
  readonly disabled: boolean;
  readonly onSend: () => void;
}

/** The button that sends: what, and to which account; red as a whole where it is real money. */
export function SendButton({ side, live, words, place, disabled, onSend }: SendButtonProps) {
  return (
    <Send data-side={side} data-live={live} disabled={disabled} onClick={onSend}>
      <span>
        {words} <Kbd style={{ color: 'inherit', borderColor: 'currentColor' }}>Ctrl ↵</Kbd>
      </span>
      <small>{place}</small>
    </Send>
  );
}

interface ResultWordsProps {
  readonly result: ActionResult | null;
  readonly doubt: boolean;
  readonly missing: string;
}

/** What became of the last order, in the venue's or the gate's words; its place is kept. */
export function ResultWords({ result, doubt, missing }: ResultWordsProps) {
  if (doubt) {
    return (
      <Said data-kind="in-doubt" role="status">
        {rich(
          '<b>Sent, not confirmed.</b> Sending on this contract is locked until the venue has proven what it holds.',
          { b: (inside) => <b>{inside}</b> },
        )}
      </Said>
    );
  }
  if (result?.kind === 'refused') {
    return (
      <Said data-kind="refused" role="alert">
        <b>{result.code}</b> {result.sentence}
      </Said>
    );
  }
  return (
    <Said data-kind={result?.kind} role="status">
      {result?.sentence ?? missing}
    </Said>
  );
}
