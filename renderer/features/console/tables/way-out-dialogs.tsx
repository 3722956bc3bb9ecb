import Checkbox from '@mui/material/Checkbox';
import DialogContent from '@mui/material/DialogContent';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState, type FormEvent } from 'react';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { say } from '#shared/language/words.ts';
import { ActionDialog, Words } from '#renderer/ui/action-dialog.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { useConfirmSettings } from './confirm-settings.ts';

const HELD = { from: say('Positions and orders by the ledger, at the mark prices'), kind: 'account' } as const;

const PARTS = ['25', '50', '100'] as const;
type Part = (typeof PARTS)[number];

interface CloseDialogProps {
  /** The position to close; null while none is asked for. */
  readonly position: PositionView | null;
  /** When positions were told last, by the page's clock, ms since 1970. */
  readonly receivedAt: number | null;
  readonly onDone: () => void;
  readonly onClose: (symbol: string, percent: number) => void;
}

function CloseForm({ position, onDone, onClose }: CloseDialogProps & { readonly position: PositionView }) {
  const [part, setPart] = useState<Part>('100');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onClose(position.key, Number(part));
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <DialogContent sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
        <Words>
          {rich(
            '{side, select, long {Long} other {Short}} {quantity} {coin}, open {result} USDT. Closed at market, reduce-only.',
            {
              side: position.side,
              quantity: position.quantity,
              coin: position.coin,
              result: <AmountDelta amount={position.open} />,
            },
          )}
        </Words>
        <Segmented<Part>
          label={say('How much')}
          options={PARTS.map((value) => ({ value, label: `${value} %` }))}
          value={part}
          onChange={setPart}
        />
      </DialogContent>
      <FormActions
        danger
        submit={say('Close {part} % of {coin}', { part, coin: position.coin })}
        disabled={false}
        onCancel={onDone}
      />
    </form>
  );
}

/** Asks before a position, or a part of it, is closed. */
export function CloseDialog(props: CloseDialogProps) {
  const { position, onDone, receivedAt } = props;
  return (
    <ActionDialog
      open={position !== null}
      title={say('Close {symbol}', { symbol: position?.key ?? '' })}
      onClose={onDone}
      origin={{ ...HELD, receivedAt }}
    >
      {position !== null && <CloseForm {...props} position={position} />}
    </ActionDialog>
  );
}

interface FlattenDialogProps {
  readonly open: boolean;
  readonly positions: number;
  readonly entries: number;
  readonly place: string;
  readonly receivedAt: number | null;
  readonly onDone: () => void;
  readonly onFlatten: () => void;
}

/** Asks before everything is closed, unless a person turned that off. */
export function FlattenDialog(props: FlattenDialogProps) {
  const { open, positions, entries, place, receivedAt, onDone, onFlatten } = props;
  const [again, setAgain] = useState(true);
  const setAsks = useConfirmSettings((state) => state.setAsks);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsks(again);
    onFlatten();
    onDone();
  };
  return (
    <ActionDialog open={open} title={say('Flatten everything')} onClose={onDone} origin={{ ...HELD, receivedAt }}>
      <form onSubmit={submit}>
        <DialogContent sx={{ display: 'grid', gap: 1 }}>
          <Words>
            {say(
              'Cancels {entries, plural, one {# resting entry} other {# resting entries}} and closes {positions, plural, one {# position} other {# positions}} at market, reduce-only, all at once ({mode}). Trading goes on afterwards.',
              { entries, positions, mode: place },
            )}
          </Words>
          <FormControlLabel
            control={<Checkbox size="small" checked={again} onChange={(event) => setAgain(event.target.checked)} />}
            label={<span style={{ fontSize: 12.5 }}>{say('Ask again next time')}</span>}
          />
        </DialogContent>
        <FormActions danger submit={say('Flatten')} disabled={false} onCancel={onDone} />
      </form>
    </ActionDialog>
  );
}
