import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { AdoptionPlan, DifferenceView } from '#shared/contract/reconcile.ts';
import { say } from '#shared/language/words.ts';
import { NO_PLAN, readPlan, type PlanDraft } from './adoption-plan.ts';
import { sizeWords } from './difference-words.ts';
import type { Planning } from './use-decision.ts';
import { agedPaper, DialogHead } from '#renderer/ui/action-dialog.tsx';
import { useOld } from '#renderer/ui/origin-world.ts';
import { ASKED_ORIGIN } from './asked-origin.ts';

interface AdoptFormProps {
  readonly asked: Planning;
  readonly onConfirm: (difference: DifferenceView, plan: AdoptionPlan) => void;
  readonly onCancel: () => void;
}

const FIELDS = [
  ['stop', say('Stop, in USDT')],
  ['target', say('Target, in USDT')],
  ['holdHours', say('Close at the latest after, hours')],
] as const;

function AdoptForm({ asked: { difference, failure }, onConfirm, onCancel }: AdoptFormProps) {
  const [draft, setDraft] = useState<PlanDraft>(NO_PLAN);
  const first = useFirstFocus<HTMLInputElement>();
  const outcome = readPlan(draft, difference);
  const touched = draft.stop !== '' && draft.target !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (outcome.ok) onConfirm(difference, outcome.plan);
  };
  const { coin, theirs } = difference;
  return (
    <form onSubmit={submit} autoComplete="off">
      <DialogHead
        id="adopt-title"
        title={
          theirs === null
            ? say('Adopt the {coin} position', { coin })
            : say('Adopt the {coin} position: {size} contracts', { coin, size: sizeWords(theirs, false) })
        }
        origin={{ ...ASKED_ORIGIN, asOf: difference.since }}
      />
      <DialogContent>
        <p role="alert" style={{ color: tone.text2, fontSize: 12.5, marginBottom: 14 }}>
          {failure.sentence}
        </p>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
          {FIELDS.map(([name, label], index) => (
            <TextField
              key={name}
              {...(index === 0 ? { inputRef: first } : {})}
              size="small"
              label={label}
              value={draft[name]}
              onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
              slotProps={{ htmlInput: { inputMode: 'decimal' } }}
              sx={index === 2 ? { gridColumn: '1 / -1' } : {}}
            />
          ))}
        </div>
        <p style={{ minHeight: 18, marginTop: 8, fontSize: 11.5, color: touched ? tone.down : tone.text3 }}>
          {outcome.ok ? '' : outcome.problem}
        </p>
      </DialogContent>
      <FormActions
        submit={say('Adopt with this stop')}
        disabled={!outcome.ok}
        cancel={say('Not now')}
        onCancel={onCancel}
      />
    </form>
  );
}

interface AdoptDialogProps extends Omit<AdoptFormProps, 'asked'> {
  readonly asked: Planning | null;
}

/** Asks for the stop without which a position is not adopted. */
export function AdoptDialog({ asked, ...rest }: AdoptDialogProps) {
  return (
    <Dialog
      open={asked !== null}
      onClose={rest.onCancel}
      maxWidth="xs"
      fullWidth
      aria-labelledby="adopt-title"
      slotProps={agedPaper(useOld('connection'))}
    >
      {asked !== null && <AdoptForm key={asked.difference.key} asked={asked} {...rest} />}
    </Dialog>
  );
}
