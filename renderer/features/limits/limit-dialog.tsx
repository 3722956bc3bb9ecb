import Button from '@mui/material/Button';
import DialogContent from '@mui/material/DialogContent';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useState, type FormEvent } from 'react';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { PhraseField } from '#renderer/ui/phrase-field.tsx';
import { useClient } from '#renderer/data/data-context.tsx';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { LEAST_REASON, ReasonField } from '#renderer/ui/reason-field.tsx';
import { commonUnit, typedFigure, typedText } from '#renderer/ui/scaled-unit.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useFirstFocus } from '#renderer/ui/use-first-focus.ts';
import type { GateLimitView } from '#shared/contract/limits.ts';
import { say } from '#shared/language/words.ts';
import { confirmationOf, effectOf, LOOSENS, valueProblem, type ChangeEffect } from './limit-change.ts';
import { limitName, limitText, limitUnits } from './limit-words.ts';
import { useConfirmedAction } from './use-limits.ts';

const Preview = styled('div')({
  border: `1px solid ${tone.line}`,
  borderRadius: 6,
  padding: '9px 12px',
  fontSize: 12,
  minHeight: 62,
  '& > p:first-of-type': { display: 'flex', alignItems: 'center', gap: 9, fontSize: 13, fontWeight: 600 },
  '& > p': { color: tone.text2, lineHeight: 1.45 },
  '& > p:first-of-type b': { color: tone.text, fontWeight: 600 },
});

const Fields = styled('div')({ display: 'grid', gridTemplateColumns: '1fr auto', gap: 10, alignItems: 'start' });

interface EffectProps {
  readonly limit: GateLimitView;
  readonly value: number;
  readonly effect: ChangeEffect;
}

function EffectPreview({ limit, value, effect }: EffectProps) {
  return (
    <Preview role="status" aria-label={say('What changes')}>
      <p>
        {limitText(limit, limit.value)} → <b>{limitText(limit, value)}</b>
        <Tag tone={effect.direction === 'looser' ? 'warn' : 'up'}>
          {effect.direction === 'looser' ? say('LOOSER') : say('TIGHTER')}
        </Tag>
      </p>
      <p>{effect.sentences.join(' ')}</p>
    </Preview>
  );
}

const NOTHING = (
  <Preview role="status" aria-label={say('What changes')}>
    <p style={{ fontWeight: 400 }}>{say('Nothing changes yet.')}</p>
  </Preview>
);

/** What was typed, read in the unit of the field. */
function useDraft(limit: GateLimitView) {
  const [unit] = useState(() => commonUnit([limit.value, limit.standard], limitUnits(limit)));
  const [text, setText] = useState(() => typedText(limit.value, unit));
  const value = typedFigure(text, unit);
  const problem = valueProblem(limit, value);
  const effect = value === null || problem !== null ? null : effectOf(limit, value);
  return { unit, text, setText, value, problem, effect, touched: text !== typedText(limit.value, unit) };
}

function ValueField({ limit, draft }: { readonly limit: GateLimitView; readonly draft: ReturnType<typeof useDraft> }) {
  const field = useFirstFocus<HTMLInputElement>();
  const { unit, text, setText, problem, touched } = draft;
  const { tightest, hardCap } = limit;
  return (
    <Fields>
      <TextField
        inputRef={field}
        size="small"
        label={unit.name === '' ? say('Value') : say('Value, {unit}', { unit: unit.name })}
        value={text}
        error={touched && problem !== null}
        helperText={
          (touched ? problem : null) ??
          say('From {least} to the hard cap, {most}.', {
            least: limitText(limit, tightest),
            most: limitText(limit, hardCap),
          })
        }
        onChange={({ target }) => setText(target.value)}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 20 } }}
      />
      <Button
        variant="outlined"
        sx={{ mt: '5px' }}
        disabled={limit.value === limit.standard}
        onClick={() => setText(typedText(limit.standard, unit))}
      >
        {say('Default {value}', { value: limitText(limit, limit.standard) })}
      </Button>
    </Fields>
  );
}

interface LimitFormProps {
  readonly limit: GateLimitView;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** What must be typed for a change; null when it needs no confirmation. */
const phraseFor = ({ key }: GateLimitView, effect: ChangeEffect | null): string | null =>
  effect?.confirmed === true ? confirmationOf([key]) : null;

function LimitForm({ limit, onChanged, onClose }: LimitFormProps) {
  const client = useClient();
  const draft = useDraft(limit);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { pending, failure, run, expected } = useConfirmedAction();
  const { value, effect } = draft;
  const phrase = expected ?? phraseFor(limit, effect);
  const complete = effect !== null && reason.trim().length >= LEAST_REASON && (phrase === null || typed === phrase);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete || value === null) return;
    const request = { values: { [limit.key]: value }, reason: reason.trim(), confirmation: phrase };
    if ((await run(() => client.limits.change(request))) !== null) onChanged();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('Change a limit')}>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <Words>
          {limit.looser === 'higher'
            ? say('Check {row} of the table of pre-trade checks. A higher value is looser.', { row: limit.row })
            : say('Check {row} of the table of pre-trade checks. A lower value is looser.', { row: limit.row })}
        </Words>
        <ValueField limit={limit} draft={draft} />
        {effect === null || value === null ? NOTHING : <EffectPreview limit={limit} value={value} effect={effect} />}
        <ReasonField value={reason} onChange={setReason} maxLength={500} />
        {phrase !== null && (
          <PhraseField expected={phrase} typed={typed} onTyped={setTyped}>
            {LOOSENS}
          </PhraseField>
        )}
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions
        submit={phrase === null ? say('Change limit') : say('Loosen limit')}
        disabled={!complete || pending}
        danger={phrase !== null}
        onCancel={onClose}
      />
    </form>
  );
}

interface LimitDialogProps extends Omit<LimitFormProps, 'limit'> {
  /** Null while none is changed. */
  readonly limit: GateLimitView | null;
}

/** Changes one limit within its hard cap. */
export function LimitDialog({ limit, onChanged, onClose }: LimitDialogProps) {
  return (
    <ActionDialog open={limit !== null} title={limit === null ? '' : limitName(limit)} onClose={onClose} width="sm">
      {limit !== null && <LimitForm key={limit.key} limit={limit} onChanged={onChanged} onClose={onClose} />}
    </ActionDialog>
  );
}
