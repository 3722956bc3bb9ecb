import DialogContent from '@mui/material/DialogContent';
import { say } from '#shared/language/words.ts';
import { ActionDialog, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { useOneClick } from './one-click.ts';

/** Asked once in a session, before clicks may send. */
export function OneClickDialog() {
  const { asking, answer } = useOneClick();
  return (
    <ActionDialog open={asking} title={say('Send with one click?')} onClose={() => answer(false)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answer(true);
        }}
      >
        <DialogContent sx={{ display: 'grid', gap: 1.5, pt: 0 }}>
          <Words>
            {say(
              'A click on a bid or ask column then sends a limit order at that price at once, with size, leverage, stop and target of the ticket. There is no further question.',
            )}
          </Words>
          <Words>{say('Every check still runs, and a refusal is shown here. It is off again after a restart.')}</Words>
        </DialogContent>
        <FormActions submit={say('Turn on')} danger disabled={false} onCancel={() => answer(false)} />
      </form>
    </ActionDialog>
  );
}
