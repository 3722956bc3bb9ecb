import DialogContent from '@mui/material/DialogContent';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { ReasonField } from '#renderer/ui/reason-field.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ThrottleView } from '#shared/contract/throttle.ts';
import { OVERFLOW_POLICIES, type OverflowPolicy } from '#shared/domain/signal-caps.ts';
import { say } from '#shared/language/words.ts';
import { capsOf, capUnit, changeWords, draftOf, figureProblem, type CapsDraft } from './caps-draft.ts';
import { CAPS, capText, POLICY_WORDS, type CapWords } from './caps-words.ts';
import { ScheduleFields } from './schedule-fields.tsx';

const Grid = styled('div')({ display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', gap: 12, alignItems: 'start' });

const Preview = styled('div')({
  border: `1px solid ${tone.line}`,
  borderRadius: 6,
  padding: '8px 12px',
  fontSize: 12,
  lineHeight: 1.5,
  minHeight: 36,
});

interface CapFieldProps {
  readonly cap: CapWords;
  readonly view: ThrottleView;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function CapField({ cap, view, text, onChange }: CapFieldProps) {
  const unit = capUnit(cap, view.caps[cap.name]);
  const problem = figureProblem(cap, text, view);
  return (
    <TextField
      size="small"
      label={unit.name === '' ? cap.label : `${cap.label}, ${unit.name}`}
      value={text}
      error={problem !== null}
      helperText={problem ?? say('Hard cap {cap}', { cap: capText(cap, view.hardCaps[cap.name]) })}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 10, title: cap.sentence } }}
    />
  );
}

interface PolicyFieldProps {
  readonly value: OverflowPolicy;
  readonly onChange: (policy: OverflowPolicy) => void;
}

function PolicyField({ value, onChange }: PolicyFieldProps) {
  return (
    <TextField
      select
      size="small"
      label={say('A signal over a cap')}
      value={value}
      helperText={POLICY_WORDS[value].sentence}
      onChange={({ target }) => onChange(target.value as OverflowPolicy)}
    >
      {OVERFLOW_POLICIES.map((policy) => (
        <MenuItem key={policy} value={policy}>
          {POLICY_WORDS[policy].label}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Change({ words }: { readonly words: readonly string[] | null }) {
  if (words === null) return <Preview role="status">{say('Something above cannot be set.')}</Preview>;
  return (
    <Preview role="status" aria-label={say('What changes')}>
      {words.length === 0 ? say('Nothing changes yet.') : words.map((line) => <p key={line}>{line}</p>)}
    </Preview>
  );
}

interface CapsFormProps {
  readonly view: ThrottleView;
  readonly onClose: () => void;
}

function CapsForm({ view, onClose }: CapsFormProps) {
  const client = useClient();
  const [draft, setDraft] = useState<CapsDraft>(() => draftOf(view));
  const [reason, setReason] = useState('');
  const { pending, failure, run } = useAction();
  const caps = capsOf(draft, view);
  const words = caps === null ? null : changeWords(view.caps, caps);
  const complete = caps !== null && words !== null && words.length > 0 && reason.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    const request = { version: draft.version, reason: reason.trim(), caps };
    if ((await run(() => client.throttle.change(request))) !== null) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('Change the caps')}>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <Words>{say('Other caps hold from the next signal on; signals that passed already count.')}</Words>
        <Grid>
          {CAPS.map((cap) => (
            <CapField
              key={cap.name}
              cap={cap}
              view={view}
              text={draft.figures[cap.name]}
              onChange={(text) => setDraft({ ...draft, figures: { ...draft.figures, [cap.name]: text } })}
            />
          ))}
        </Grid>
        <PolicyField value={draft.overflow} onChange={(overflow) => setDraft({ ...draft, overflow })} />
        <Words>{say('Other caps for some hours of the day, UTC; empty stays as above, 0 lets nothing pass.')}</Words>
        <ScheduleFields
          schedule={draft.schedule}
          hardCaps={view.hardCaps}
          onChange={(schedule) => setDraft({ ...draft, schedule })}
        />
        <Change words={words} />
        <ReasonField value={reason} onChange={setReason} />
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions submit={say('Change caps')} disabled={!complete || pending} onCancel={onClose} />
    </form>
  );
}

interface CapsDialogProps {
  /** The caps as they were when it opened; null while it is closed. */
  readonly view: ThrottleView | null;
  readonly onClose: () => void;
}

/** Changes the caps on signals, all in one. */
export function CapsDialog({ view, onClose }: CapsDialogProps) {
  return (
    <ActionDialog open={view !== null} title={say('Caps on signals')} onClose={onClose} width="md">
      {view !== null && <CapsForm view={view} onClose={onClose} />}
    </ActionDialog>
  );
}
