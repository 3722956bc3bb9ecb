import Button from '@mui/material/Button';
import DialogContent from '@mui/material/DialogContent';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useState, type FormEvent } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { ActionDialog, FailureWords, Words } from '#renderer/ui/action-dialog.tsx';
import { FormActions } from '#renderer/ui/form-actions.tsx';
import { ReasonField } from '#renderer/ui/reason-field.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ProtectionView } from '#shared/contract/protections.ts';
import type { LockScope } from '#shared/domain/guard.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import {
  changeOf,
  isTarget,
  setFor,
  TARGETS,
  changeWords,
  draftOf,
  fieldUnit,
  parameterProblem,
  standardDraft,
  type ProtectionDraft,
} from './protection-draft.ts';
import { parameterName, parameterText, SCOPE_WORDS, type ParameterView } from './protection-words.ts';

const Grid = styled('div')({ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12, alignItems: 'start' });

const Preview = styled('div')({
  border: `1px solid ${tone.line}`,
  borderRadius: 6,
  padding: '8px 12px',
  fontSize: 12,
  lineHeight: 1.5,
  minHeight: 36,
});

interface ParameterFieldProps {
  readonly param: ParameterView;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function ParameterField({ param, text, onChange }: ParameterFieldProps) {
  const { name } = fieldUnit(param);
  const { unit, least, most, standard } = param;
  const problem = parameterProblem(param, text);
  const bounds = say('{least} to {most}; standard {standard}.', {
    least: parameterText(unit, least),
    most: parameterText(unit, most),
    standard: parameterText(unit, standard),
  });
  return (
    <TextField
      size="small"
      label={name === '' ? parameterName(param) : `${parameterName(param)}, ${name}`}
      value={text}
      error={problem !== null}
      helperText={problem ?? bounds}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 12 } }}
    />
  );
}

interface FieldsProps {
  /** True for one target: its scope is that for all. */
  readonly apart: boolean;
  readonly protection: ProtectionView;
  readonly draft: ProtectionDraft;
  readonly onChange: (draft: ProtectionDraft) => void;
}

function SettingFields({ protection, draft, apart, onChange }: FieldsProps) {
  const { scopes, params } = protection;
  return (
    <>
      <Grid>
        <FormControlLabel
          control={
            <Switch size="small" checked={draft.enabled} onChange={(_, enabled) => onChange({ ...draft, enabled })} />
          }
          label={draft.enabled ? say('On') : say('Off')}
          slotProps={{ typography: { variant: 'body2' } }}
        />
        <TextField
          select
          size="small"
          label={say('It locks')}
          value={draft.scope}
          disabled={apart || scopes.length < 2}
          onChange={({ target }) => onChange({ ...draft, scope: target.value as LockScope })}
        >
          {scopes.map((scope) => (
            <MenuItem key={scope} value={scope}>
              {SCOPE_WORDS[scope]}
            </MenuItem>
          ))}
        </TextField>
        {params.map((param) => (
          <ParameterField
            key={param.name}
            param={param}
            text={draft.params[param.name] ?? ''}
            onChange={(text) => onChange({ ...draft, params: { ...draft.params, [param.name]: text } })}
          />
        ))}
      </Grid>
      <Button
        variant="outlined"
        sx={{ justifySelf: 'start' }}
        disabled={params.every(({ value, standard }) => value === standard)}
        onClick={() => onChange(standardDraft(draft, params))}
      >
        {say('Standard figures')}
      </Button>
    </>
  );
}

/** What is being set: a protection for all (an empty target), for a named one, or for one still to be typed (null). */
export interface Setting {
  readonly protection: ProtectionView;
  readonly target: string | null;
}

interface TargetFieldProps {
  readonly scope: LockScope;
  readonly value: string;
  readonly onChange: (target: string) => void;
}

function TargetField({ scope, value, onChange }: TargetFieldProps) {
  return (
    <TextField
      size="small"
      label={say('Only for')}
      value={value}
      error={value !== '' && !isTarget(scope, value)}
      helperText={TARGETS[scope]?.sentence}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ htmlInput: { maxLength: 100, autoComplete: 'off', spellCheck: false } }}
      sx={{ mt: 1 }}
    />
  );
}

const FOR_ALL = say('It holds for all; what is set apart for one target stays as it is.');
const FOR_ONE = say('This holds for one target and goes before the setting for all.');

interface ConfigureFormProps {
  readonly setting: Setting;
  readonly onClose: () => void;
}

function ConfigureForm({ setting, onClose }: ConfigureFormProps) {
  const client = useClient();
  const protection = setFor(setting.protection, setting.target ?? '');
  const [target, setTarget] = useState(setting.target ?? '');
  const [draft, setDraft] = useState(() => draftOf(protection));
  const [reason, setReason] = useState('');
  const { pending, failure, run } = useAction();
  const change = changeOf(protection, draft);
  const words = changeWords(protection, draft);
  const named = setting.target !== null || isTarget(protection.scope, target.trim());
  const complete = change !== null && named && reason.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    const request = { id: protection.key, target: target.trim(), ...change, reason: reason.trim() };
    if ((await run(() => client.protections.configure(request))) !== null) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)} autoComplete="off" aria-label={say('Set a protection')}>
      <DialogContent sx={{ display: 'grid', gap: 3 }}>
        <Words>
          {told(protection.what)} {setting.target === '' ? FOR_ALL : FOR_ONE}
        </Words>
        {setting.target === null && <TargetField scope={protection.scope} value={target} onChange={setTarget} />}
        <SettingFields protection={protection} draft={draft} apart={setting.target !== ''} onChange={setDraft} />
        <Preview role="status" aria-label={say('What changes')}>
          {words.length === 0 ? say('Nothing changes yet.') : words.map((line) => <p key={line}>{line}</p>)}
        </Preview>
        <ReasonField value={reason} onChange={setReason} />
        <FailureWords failure={failure} />
      </DialogContent>
      <FormActions submit={say('Set protection')} disabled={!complete || pending} onCancel={onClose} />
    </form>
  );
}

interface ConfigureDialogProps {
  /** Null while none is set. */
  readonly setting: Setting | null;
  readonly onClose: () => void;
}

function titleOf({ protection, target }: Setting): string {
  const title = told(protection.title);
  return target === '' ? title : `${title}, ${target ?? say('set apart for one target')}`;
}

/** Switches a protection on or off and sets its figures. The form keeps what the row was when it opened. */
export function ConfigureDialog({ setting, onClose }: ConfigureDialogProps) {
  const title = setting === null ? '' : titleOf(setting);
  return (
    <ActionDialog open={setting !== null} title={title} onClose={onClose} width="sm">
      {setting !== null && <ConfigureForm setting={setting} onClose={onClose} />}
    </ActionDialog>
  );
}
