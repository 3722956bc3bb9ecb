import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import type { FormEvent } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { heardBy } from '#renderer/ui/heard-by.ts';
import { NoticeLevelField } from '#renderer/ui/notice-level-field.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import {
  LIQUIDATION_ALERT_KINDS,
  LIQUIDATION_ALERTS,
  type LiquidationAlertKind,
} from '#shared/domain/liquidation-alert.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { alertProblem, newDraft, type AlertDraft } from './alert-draft.ts';

const Form = styled('form')({
  display: 'grid',
  gap: 12,
  padding: '14px 14px 12px',
  border: `1px solid ${tone.line}`,
  borderRadius: 8,
  background: tone.raised,
  '& h3': { fontSize: 12.5, fontWeight: 600 },
  '& > .fields': { display: 'grid', gridTemplateColumns: '1.3fr 1.2fr 1fr 0.9fr 0.9fr', gap: 10 },
  '& > p': { fontSize: 11.5, lineHeight: 1.45, color: tone.text2, minHeight: 17 },
  '& > .foot': { display: 'flex', gap: 8, alignItems: 'center', justifyContent: 'flex-end' },
});

interface AlertFormProps {
  readonly draft: AlertDraft;
  /** True for a rule that is there already: what it watches for stays. */
  readonly changing: boolean;
  /** Contracts that may be chosen, with their coins. */
  readonly symbols: readonly { readonly symbol: string; readonly coin: string }[];
  readonly pending: boolean;
  readonly failure: { readonly code: string; readonly sentence: string } | null;
  readonly onChange: (draft: AlertDraft) => void;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
}

type Part = Pick<AlertFormProps, 'draft' | 'changing' | 'onChange' | 'symbols'>;

function WhatFields({ draft, changing, symbols, onChange }: Part) {
  return (
    <>
      <TextField
        select
        size="small"
        label={sayAs('condition', 'When')}
        value={draft.kind}
        disabled={changing}
        onChange={({ target }) => onChange(newDraft(target.value as LiquidationAlertKind, draft.symbol))}
      >
        {LIQUIDATION_ALERT_KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {told(LIQUIDATION_ALERTS[kind].label)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        label={say('Symbol')}
        value={draft.symbol ?? ''}
        disabled={changing}
        onChange={({ target }) => onChange({ ...draft, symbol: target.value === '' ? null : target.value })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{say('All symbols')}</MenuItem>
        {symbols.map(({ symbol, coin }) => (
          <MenuItem key={symbol} value={symbol}>
            {coin}
          </MenuItem>
        ))}
      </TextField>
    </>
  );
}

function HowFields({ draft, onChange }: Part) {
  const { thresholdLabel, unit } = LIQUIDATION_ALERTS[draft.kind];
  const text = { htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 20 } } as const;
  return (
    <>
      <TextField
        size="small"
        label={`${told(thresholdLabel)}, ${unit === 'share' ? '%' : 'USDT'}`}
        value={draft.threshold}
        onChange={({ target }) => onChange({ ...draft, threshold: target.value })}
        slotProps={text}
      />
      <TextField
        size="small"
        label={say('Cool-down, min')}
        value={draft.cooldown}
        onChange={({ target }) => onChange({ ...draft, cooldown: target.value })}
        slotProps={text}
      />
      <NoticeLevelField value={draft.level} onChange={(level) => onChange({ ...draft, level })} />
    </>
  );
}

/** One alert rule as it is typed: a new one, or one that is changed. */
export function AlertForm({ onSubmit, onCancel, pending, failure, ...part }: AlertFormProps) {
  const { draft, changing } = part;
  const { rows: channels } = useRows('alerts');
  const problem = alertProblem(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null && !pending) onSubmit();
  };
  return (
    <Form onSubmit={submit} autoComplete="off" aria-label={changing ? say('Change a rule') : say('New rule')}>
      <h3>{changing ? say('Change a rule') : say('New rule')}</h3>
      <div className="fields">
        <WhatFields {...part} />
        <HowFields {...part} />
      </div>
      <p>
        {told(LIQUIDATION_ALERTS[draft.kind].sentence)} {heardBy(draft.level, channels)}
      </p>
      {failure !== null && <FailureWords failure={failure} />}
      <div className="foot">
        <span role="status" style={{ flex: 1, fontSize: 11.5, color: tone.warn }}>
          {problem}
        </span>
        <Button type="button" onClick={onCancel}>
          {say('Cancel')}
        </Button>
        <Button type="submit" variant="contained" disabled={problem !== null || pending}>
          {changing ? say('Save') : say('Set rule')}
        </Button>
      </div>
    </Form>
  );
}
