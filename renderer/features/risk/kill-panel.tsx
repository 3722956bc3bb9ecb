import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RiskFiguresView } from '#shared/contract/risk-figures.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRow } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { formatAge } from '#renderer/ui/format-time.ts';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import { told } from '#shared/language/told.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { say, verbatim } from '#shared/language/words.ts';
import { HoldButton } from './hold-button.tsx';
import { RearmForm } from './rearm-form.tsx';
import { killWords } from './risk-words.ts';

const ORIGIN = { from: say('Positions and orders by the ledger and the journal'), kind: 'account' } as const;

const Body = styled('div')({
  flex: 1,
  display: 'flex',
  alignItems: 'center',
  gap: 14,
  padding: '10px 14px',
  '& fieldset': { border: 0, margin: 0, padding: 0, minWidth: 0, flex: 1 },
  '& label': { display: 'flex', gap: 8, alignItems: 'baseline', fontSize: 12, lineHeight: '24px', cursor: 'pointer' },
  '& input': { accentColor: tone.king, margin: 0, flex: 'none', transform: 'translateY(1px)' },
  '& p': { fontSize: 11, color: tone.text3, lineHeight: 1.45, marginTop: 4 },
});

/** What is journaled when the button is used; the journal has one language. */
const REASON = verbatim('halted by hand on the Risk screen');

/** What else halts, as it is typed and named on the disk. */
const COMMAND = verbatim('zmart halt');
const HALT_FILE = 'HALT';

function lastWords(last: RiskFiguresView['last'], now: number | null): string {
  if (last === null) return say('not used yet');
  const { action, at, cancels, exits } = last;
  const values = { action, by: told(last.by), cancels, exits };
  return now === null
    ? say(
        'last {action, select, halt {halt} other {flatten}} by {by}: {cancels, plural, one {# cancel} other {# cancels}}, {exits, plural, one {# exit} other {# exits}}',
        values,
      )
    : say(
        'last {action, select, halt {halt} other {flatten}} by {by} {age} ago: {cancels, plural, one {# cancel} other {# cancels}}, {exits, plural, one {# exit} other {# exits}}',
        { ...values, age: formatAge(now - at) },
      );
}

function KillForm({ figures }: { readonly figures: RiskFiguresView | null }) {
  const [flatten, setFlatten] = useState(false);
  const halt = useMutation(useApi().risk.halt.mutationOptions());
  const words = figures === null ? null : killWords(figures.kill);
  return (
    <Body>
      <HoldButton
        title={say('HALT ALL')}
        note={say('hold 1 s, or ⌃⇧K')}
        label={flatten ? say('Halt all trading and close every position') : say('Halt all trading')}
        onHeld={() => halt.mutate({ reason: REASON, flatten })}
        disabled={halt.isPending}
      />
      <fieldset>
        <legend style={UNSEEN}>{say('What the kill switch does')}</legend>
        <label>
          <input type="radio" name="kill" checked={!flatten} onChange={() => setFlatten(false)} />
          {words?.keep ?? say('Cancel every entry, keep stops')}
        </label>
        <label title={say('Reduce-only at market; the cost are taker fees, slippage comes on top')}>
          <input type="radio" name="kill" checked={flatten} onChange={() => setFlatten(true)} />
          {words?.flatten ?? say('Also flatten every position')}
        </label>
        <p>
          {rich('Also: tray, {command}, or touch the file {file}. Survives a restart; a person types to re-arm.', {
            command: <code>{COMMAND}</code>,
            file: HALT_FILE,
          })}
        </p>
        <FailureWords failure={halt.isError ? describeError(halt.error) : null} />
      </fieldset>
    </Body>
  );
}

/** The one destructive control: what it will do to what is open now. While halted it is the way back. */
export function KillPanel() {
  const { row: risk } = useRow('risk');
  const figures = useRow('riskFigures');
  const now = useHostNow();
  if (risk?.state === 'HALTED') return <RearmForm risk={risk} figures={figures.row} />;
  return (
    <Panel
      label={say('Kill switch')}
      origin={{ ...ORIGIN, asOf: figures.row?.asOf ?? null }}
      header={
        <PanelHead title={say('Kill switch')} note={figures.row === null ? '' : lastWords(figures.row.last, now)} />
      }
    >
      <KillForm figures={figures.row} />
    </Panel>
  );
}
