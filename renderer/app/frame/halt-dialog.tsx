import Dialog from '@mui/material/Dialog';
import { useMutation } from '@tanstack/react-query';
import { useApi } from '#renderer/data/data-context.tsx';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { ReasonForm } from './reason-dialog.tsx';

const HALT =
  'No new entry leaves from now on. Positions stay open; their stops, targets and time-outs still work. The halt and its reason are journaled; resuming takes the typed word RESUME.';

function HaltForm({ onClose }: { readonly onClose: () => void }) {
  const halt = useMutation(useApi().trading.halt.mutationOptions({ onSuccess: onClose }));
  return <ReasonForm title="Halt all trading?" sentence={HALT} confirm="Halt all" call={halt} onClose={onClose} />;
}

const PAUSE =
  'Every new signal is refused until you take signals again. Positions and resting orders are not touched. The pause and its reason are journaled.';

function PauseForm({ onClose }: { readonly onClose: () => void }) {
  const pause = useMutation(useApi().trading.pauseIntake.mutationOptions({ onSuccess: onClose }));
  return (
    <ReasonForm title="Pause signal intake?" sentence={PAUSE} confirm="Pause intake" call={pause} onClose={onClose} />
  );
}

/** Asks for the reason of a halt or of a pause of the intake, and confirms it. */
export function HaltDialog() {
  const { open, close } = useFrameDialogs();
  return (
    <>
      <Dialog open={open === 'halt'} onClose={close} maxWidth="xs" fullWidth>
        <HaltForm onClose={close} />
      </Dialog>
      <Dialog open={open === 'pause'} onClose={close} maxWidth="xs" fullWidth>
        <PauseForm onClose={close} />
      </Dialog>
    </>
  );
}
