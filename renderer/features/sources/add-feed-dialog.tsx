import Button from '@mui/material/Button';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import { SOURCE_KINDS } from '#shared/domain/source.ts';
import { say } from '#shared/language/words.ts';
import { feedProblem, feedWeight, NEW_FEED, type FeedDraft } from './drafts.ts';
import { TestOutcome, type Tested } from './test-outcome.tsx';

const LABELS = { feed: say('Feed of news'), 'fear-greed': say('Fear and greed') } as const;
const KINDS = SOURCE_KINDS.map((value) => ({ value, label: LABELS[value] }));

const SENTENCES = {
  feed: say(
    'RSS, Atom or JSON Feed, read every five minutes. Addresses are shown to whoever may look: give one without a key.',
  ),
  'fear-greed': say('One series from 0, fear, to 100, greed, read each hour: https://api.alternative.me/fng/?limit=0'),
} as const;

interface FormProps {
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

function Fields({ draft, onChange }: { draft: FeedDraft; onChange: (part: Partial<FeedDraft>) => void }) {
  const first = useFirstFocus<HTMLInputElement>();
  return (
    <>
      <TextField
        inputRef={first}
        size="small"
        label={say('Address')}
        value={draft.address}
        onChange={({ target }) => onChange({ address: target.value })}
        slotProps={{ htmlInput: { maxLength: 500, autoComplete: 'off', spellCheck: false, inputMode: 'url' } }}
        sx={{ mt: 1 }}
      />
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 120px', gap: 12 }}>
        <TextField
          size="small"
          label={say('Name')}
          value={draft.name}
          onChange={({ target }) => onChange({ name: target.value })}
          slotProps={{ htmlInput: { maxLength: 40, autoComplete: 'off', spellCheck: false } }}
        />
        <TextField
          size="small"
          label={say('Weight')}
          value={draft.weight}
          onChange={({ target }) => onChange({ weight: target.value })}
          slotProps={{ htmlInput: { maxLength: 6, inputMode: 'decimal', autoComplete: 'off' } }}
        />
      </div>
    </>
  );
}

function AddForm({ onAdded, onClose }: FormProps) {
  const client = useClient();
  const adding = useAction();
  const testing = useAction();
  const [draft, setDraft] = useState<FeedDraft>(NEW_FEED);
  const [tested, setTested] = useState<Tested | null>(null);
  const change = (part: Partial<FeedDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    if (part.address !== undefined || part.kind !== undefined) setTested(null);
  };
  const problem = feedProblem(draft);
  const { kind } = draft;
  const [name, address] = [draft.name.trim(), draft.address.trim()];
  const canTest = feedProblem({ ...draft, name: 'x', weight: '1' }) === null;
  const test = async () => setTested(await testing.run(() => client.sources.test({ kind, address })));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const weight = feedWeight(draft.weight);
    if (problem !== null || weight === null) return;
    if ((await adding.run(() => client.sources.add({ kind, name, address, weight }))) !== null) onAdded();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('New source')}>
      <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
        <div>
          <Segmented
            label={say('Kind of source')}
            options={KINDS}
            value={kind}
            onChange={(next) => change({ kind: next })}
          />
        </div>
        <Words>{SENTENCES[kind]}</Words>
        <Fields draft={draft} onChange={change} />
        <div style={{ display: 'flex', gap: 12, alignItems: 'center', minHeight: 30 }}>
          <Button variant="outlined" disabled={!canTest || testing.pending} onClick={() => void test()}>
            {testing.pending ? say('Reading') : say('Test')}
          </Button>
          <Words>{say('Reads the address once and keeps nothing.')}</Words>
        </div>
        <TestOutcome tested={tested} />
        <FailureWords failure={testing.failure ?? adding.failure} />
        <p style={{ minHeight: 18, fontSize: 11.5, color: tone.text3 }}>
          {adding.pending ? say('Adding the source.') : problem}
        </p>
      </DialogContent>
      <FormActions submit={say('Add source')} disabled={problem !== null || adding.pending} onCancel={onClose} />
    </form>
  );
}

/** Adds a feed of news or a fear and greed series, after a test if wanted. */
export function AddFeedDialog({ open, ...rest }: FormProps & { readonly open: boolean }) {
  return (
    <ActionDialog open={open} title={say('Add a source of opinions')} onClose={rest.onClose} width="sm">
      <AddForm {...rest} />
    </ActionDialog>
  );
}
