import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { CopyBox } from '#renderer/ui/copy-box.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { SignalSourceView } from '#shared/contract/signal-management.ts';
import { OUTSIDE_KINDS, type OutsideKind } from '#shared/domain/signal-source.ts';
import { say } from '#shared/language/words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { NEW_SIGNAL_SOURCE, signalSourceProblem, signalWeight, type SignalSourceDraft } from './drafts.ts';
import { newSecret } from './new-secret.ts';
import { RecipeView } from './recipe-view.tsx';

const KIND_LABELS: Readonly<Record<OutsideKind, string>> = {
  rest: 'REST',
  webhook: say('Webhook'),
  csv: say('CSV file'),
};
const KINDS = OUTSIDE_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }));

const KIND_SENTENCES: Readonly<Record<OutsideKind, string>> = {
  rest: say('A program of this machine posts signals with the token of this host, and is told what became of each.'),
  webhook: say(
    'A program posts signals and signs each with a secret. The secret is made here, shown once when the source is added, and kept where logins are.',
  ),
  csv: say('Signals of a file, handed in here or on the command line.'),
};

/** A source just added, and the secret that is shown this once. */
interface Added {
  readonly source: SignalSourceView;
  readonly secret: string | null;
}

interface FormProps {
  readonly taken: readonly string[];
  readonly onAdded: (added: Added) => void;
  readonly onClose: () => void;
}

function AddForm({ taken, onAdded, onClose }: FormProps) {
  const client = useClient();
  const first = useFirstFocus<HTMLInputElement>();
  const { pending, failure, run } = useAction();
  const [draft, setDraft] = useState<SignalSourceDraft>(NEW_SIGNAL_SOURCE);
  const change = (part: Partial<SignalSourceDraft>) => setDraft((now) => ({ ...now, ...part }));
  const problem = signalSourceProblem(draft, taken);
  const weight = signalWeight(draft.weight);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null || weight === null) return;
    const { name, kind } = draft;
    const secret = kind === 'webhook' ? newSecret() : null;
    const input = { name, kind, weight, ...(secret === null ? {} : { secret }) };
    const source = await run(() => client.signals.addSource(input));
    if (source !== null) onAdded({ source, secret });
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('New source of signals')}>
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        <div>
          <Segmented
            label={say('Kind of source')}
            options={KINDS}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
          />
        </div>
        <Words>{KIND_SENTENCES[draft.kind]}</Words>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 120px', gap: 12, marginTop: 8 }}>
          <TextField
            inputRef={first}
            size="small"
            label={say('Name')}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
            slotProps={{ htmlInput: { maxLength: 32, autoComplete: 'off', spellCheck: false } }}
          />
          <TextField
            size="small"
            label={say('Weight')}
            value={draft.weight}
            onChange={({ target }) => change({ weight: target.value })}
            slotProps={{ htmlInput: { maxLength: 6, inputMode: 'decimal', autoComplete: 'off' } }}
          />
        </div>
        <Words>{say('The confidence of its signals is multiplied by the weight, 0.05 to 1.')}</Words>
        <FailureWords failure={failure} />
        {failure?.code === 'SECRETS_UNAVAILABLE' && (
          <Words>
            {rich(
              'The secret was not kept and is thrown away. Make or unlock the file under <a>Settings → Accounts</a>, then add the source again.',
              { a: (inside) => <a href="#/settings/accounts">{inside}</a> },
            )}
          </Words>
        )}
        <p style={{ minHeight: 18, fontSize: 11.5, color: tone.text3 }}>
          {pending ? say('Adding the source.') : problem}
        </p>
      </DialogContent>
      <FormActions submit={say('Add source')} disabled={problem !== null || pending} onCancel={onClose} />
    </form>
  );
}

function AddedView({ source, secret, onClose }: Added & { readonly onClose: () => void }) {
  return (
    <>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        {secret !== null && (
          <>
            <Words>
              {rich(
                '<b>This secret is shown now and never again.</b> Copy it, or the example below that holds it. When it is lost, remove the source and add it anew.',
                { b: (inside) => <b>{inside}</b> },
              )}
            </Words>
            <CopyBox label={say('Secret')} text={secret} wraps />
          </>
        )}
        <RecipeView source={source} secret={secret} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" onClick={onClose}>
          {secret === null ? say('Done') : say('I have the secret')}
        </Button>
      </DialogActions>
    </>
  );
}

function Content({ taken, onAdded, onClose }: Omit<FormProps, 'onAdded'> & { readonly onAdded: () => void }) {
  const [added, setAdded] = useState<Added | null>(null);
  const done = (made: Added) => {
    setAdded(made);
    onAdded();
  };
  if (added !== null) return <AddedView {...added} onClose={onClose} />;
  return <AddForm taken={taken} onAdded={done} onClose={onClose} />;
}

interface AddSignalSourceDialogProps {
  readonly open: boolean;
  /** Names that are there already. */
  readonly taken: readonly string[];
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

/** Adds a source of signals; a webhook's secret is made here and shown once. */
export function AddSignalSourceDialog({ open, ...rest }: AddSignalSourceDialogProps) {
  return (
    <ActionDialog open={open} title={say('Add a source of signals')} onClose={rest.onClose} width="md">
      <Content {...rest} />
    </ActionDialog>
  );
}
