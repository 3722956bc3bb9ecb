import CheckIcon from '@mui/icons-material/CheckCircleOutlined';
import CrossIcon from '@mui/icons-material/HighlightOffOutlined';
import UnknownIcon from '@mui/icons-material/HelpOutlineOutlined';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { RiskFiguresView } from '#shared/contract/risk-figures.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say, verbatim } from '#shared/language/words.ts';
import { HoldButton } from './hold-button.tsx';
import { rearmChecks, type Check } from './risk-words.ts';

const Form = styled('form')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '8px 14px 10px',
  display: 'flex',
  flexDirection: 'column',
  gap: 7,
  '& ul': { listStyle: 'none', fontSize: 12, lineHeight: 1.6 },
  '& li': { display: 'flex', gap: 7, alignItems: 'center', whiteSpace: 'nowrap', overflow: 'hidden' },
  '& li svg': { fontSize: 15 },
  '& li span': { color: tone.text3, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .row': { display: 'flex', gap: 8, alignItems: 'center' },
});

function CheckLine({ check }: { readonly check: Check }) {
  const Icon = check.ok === null ? UnknownIcon : check.ok ? CheckIcon : CrossIcon;
  const colour = check.ok === null ? tone.text3 : check.ok ? tone.up : tone.down;
  return (
    <li>
      <Icon
        sx={{ color: colour }}
        titleAccess={check.ok === null ? say('unknown') : check.ok ? say('yes') : say('no')}
      />
      {check.label}
      <span title={check.detail}>{check.detail}</span>
    </li>
  );
}

/** How many differences with the venue are open; null when they are not known. */
function useDifferences(): number | null {
  const { row, status } = useRow('reconcile');
  const differences = useRows('differences');
  if (row === null || status !== 'live' || differences.status !== 'live') return null;
  return differences.rows.length;
}

/** What is journaled; the journal has one language. */
const FLATTEN_REASON = verbatim('flattened by hand on the Risk screen');

function Flatten({ positions }: { readonly positions: number }) {
  const flatten = useMutation(useApi().risk.flatten.mutationOptions());
  return (
    <>
      <HoldButton
        small
        title={say('Close {positions, plural, one {# position} other {# positions}}', { positions })}
        label={say('Close {positions, plural, one {# position} other {# positions}}, reduce-only at market', {
          positions,
        })}
        disabled={positions === 0 || flatten.isPending}
        onHeld={() => flatten.mutate({ reason: FLATTEN_REASON })}
      />
      <FailureWords failure={flatten.isError ? describeError(flatten.error) : null} />
    </>
  );
}

interface RearmFormProps {
  readonly risk: RiskStatusView;
  readonly figures: RiskFiguresView | null;
}

/** The way back from a halt: a checklist, the typed phrase, and a reason while a cause goes on. */
export function RearmForm({ risk, figures }: RearmFormProps) {
  const [phrase, setPhrase] = useState('');
  const [reason, setReason] = useState('');
  const { row: status } = useRow('status');
  const differences = useDifferences();
  const rearm = useMutation(useApi().risk.rearm.mutationOptions());
  const needsReason = risk.causes.some(({ ends, holds }) => ends === 'by-person' && holds);
  const checks = rearmChecks({
    journal: status?.journal ?? null,
    feed: status?.feed ?? null,
    differences,
    causes: risk.causes,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rearm.mutate({ phrase, reason: reason.trim() === '' ? null : reason.trim() });
  };
  return (
    <Panel
      label={say('Re-arm')}
      header={<PanelHead title={say('Re-arm')} note={say('a person types {phrase}', { phrase: risk.phrase })} />}
    >
      <Form onSubmit={submit}>
        <ul aria-label={say('Before trading goes on')}>
          {checks.map((check) => (
            <CheckLine key={check.key} check={check} />
          ))}
        </ul>
        {needsReason && (
          <TextField
            fullWidth
            size="small"
            label={say('Why trade although it still holds')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
        )}
        <div className="row">
          <TextField
            size="small"
            sx={{ flex: 1, minWidth: 120 }}
            label={say('Type {phrase} to re-arm', { phrase: risk.phrase })}
            value={phrase}
            onChange={(event) => setPhrase(event.target.value)}
            slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false } }}
          />
          <Button
            type="submit"
            variant="contained"
            disabled={phrase !== risk.phrase || (needsReason && reason.trim() === '') || rearm.isPending}
          >
            {say('Re-arm')}
          </Button>
          <Flatten positions={figures?.kill.positions ?? 0} />
        </div>
        <FailureWords failure={rearm.isError ? describeError(rearm.error) : null} />
      </Form>
    </Panel>
  );
}
