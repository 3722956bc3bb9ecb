import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { withTrueMinus } from '#renderer/ui/format.ts';
import { DangerButton } from '#renderer/ui/danger-button.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { DifferenceView } from '#shared/contract/reconcile.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { choiceWords } from './difference-words.ts';
import { agedPaper, DialogHead } from '#renderer/ui/action-dialog.tsx';
import { useOld } from '#renderer/ui/origin-world.ts';
import { ASKED_ORIGIN } from './asked-origin.ts';

interface CloseDialogProps {
  /** The difference whose position is to be closed; null while none is. */
  readonly asked: DifferenceView | null;
  readonly onConfirm: (difference: DifferenceView) => void;
  readonly onCancel: () => void;
}

/** Confirms the one choice that trades. */
export function CloseDialog({ asked, onConfirm, onCancel }: CloseDialogProps) {
  return (
    <Dialog
      open={asked !== null}
      onClose={onCancel}
      maxWidth="xs"
      fullWidth
      aria-labelledby="close-title"
      slotProps={agedPaper(useOld('connection'))}
    >
      {asked !== null && (
        <>
          <DialogHead
            id="close-title"
            title={say('Close the {coin} position at the venue?', { coin: asked.coin })}
            origin={{ ...ASKED_ORIGIN, asOf: asked.since }}
          />
          <DialogContent>
            <p style={{ color: tone.text2, fontSize: 12.5 }}>{withTrueMinus(told(asked.sentence))}</p>
            <p style={{ color: tone.text2, fontSize: 12.5, marginTop: 10 }}>
              {say('{choice} It fills at the market’s price and cannot be undone.', {
                choice: choiceWords(asked, 'close'),
              })}
            </p>
          </DialogContent>
          <DialogActions sx={{ px: 3, pb: 2 }}>
            <Button autoFocus onClick={onCancel}>
              {say('Keep it')}
            </Button>
            <DangerButton onClick={() => onConfirm(asked)}>{say('Close position')}</DangerButton>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
