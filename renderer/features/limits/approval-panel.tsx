import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import { useAction } from '#renderer/data/use-action.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { ReasonDialog, type ReasonQuestion } from '#renderer/ui/reason-dialog.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { FONT_MONO, tone } from '#renderer/ui/theme/tokens.ts';
import type { LimitsView } from '#shared/contract/limits.ts';

const Body = styled('div')({
  padding: '10px 16px',
  display: 'grid',
  gap: 8,
  fontSize: 12,
  overflow: 'auto',
  '& p': { color: tone.text2, lineHeight: 1.45 },
  '& code': { fontFamily: FONT_MONO, fontSize: 11.5, color: tone.text },
  '& .row': { display: 'flex', alignItems: 'center', gap: 8 },
  '& .row > span': { flex: 1, minWidth: 0 },
});

const SHORT = 10;
const short = (hash: string): string => hash.slice(0, SHORT);

type Approval = NonNullable<LimitsView['approval']>;

/** True when the running rules and program are the ones a person approved last. */
export const isApproved = ({ rules, approvedRules, build, approvedBuild }: Approval): boolean =>
  rules === approvedRules && build === approvedBuild;

function ApprovalWords({ approval }: { readonly approval: Approval }) {
  const { rules, approvedRules, build, approvedBuild } = approval;
  return (
    <p>
      Program <code>{short(build)}</code>
      {build !== approvedBuild && ` (approved: ${approvedBuild === null ? 'none yet' : short(approvedBuild)})`}, rules{' '}
      <code>{short(rules)}</code>
      {rules !== approvedRules && ` (approved: ${approvedRules === null ? 'none yet' : short(approvedRules)})`}.
    </p>
  );
}

type Disabled = LimitsView['disabled'][number];
type Asked = { readonly kind: 'approve' } | { readonly kind: 'enable'; readonly what: Disabled };

function questionOf(asked: Asked | null): ReasonQuestion | null {
  if (asked === null) return null;
  if (asked.kind === 'approve') {
    return {
      title: 'Approve what runs?',
      sentence: 'From then on entries are decided by this program and these rules. The approval is journaled.',
      confirm: 'Approve',
      stops: false,
    };
  }
  return {
    title: `Let ${asked.what.strategy} trade ${asked.what.symbol} again?`,
    sentence: `It was disabled there: ${asked.what.cause}. It counts its executions from zero again.`,
    confirm: 'Enable',
    stops: false,
  };
}

interface ApprovalPanelProps {
  readonly view: LimitsView;
  readonly onChanged: () => void;
}

/** What a person approved of what runs, and the strategies that were disabled. */
export function ApprovalPanel({ view, onChanged }: ApprovalPanelProps) {
  const client = useClient();
  const { pending, failure, run, reset } = useAction();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { approval, disabled } = view;
  const close = () => {
    setAsked(null);
    reset();
  };
  const confirm = async (reason: string) => {
    if (asked === null) return;
    const call = (): Promise<unknown> => {
      if (asked.kind === 'enable') {
        const { strategy, symbol } = asked.what;
        return client.limits.enable({ strategy, symbol, reason });
      }
      return client.limits.approve({ reason, build: approval?.build ?? '', rules: approval?.rules ?? '' });
    };
    if ((await run(call)) === null) return;
    setAsked(null);
    onChanged();
  };
  const approved = approval !== null && isApproved(approval);
  const head = (
    <PanelHead title="Approved program">
      {approval !== null && <Tag tone={approved ? 'up' : 'warn'}>{approved ? 'APPROVED' : 'NOT APPROVED'}</Tag>}
    </PanelHead>
  );
  return (
    <Panel label="Approved program" header={head}>
      <Body>
        {approval === null ? <p>A replay needs no approval.</p> : <ApprovalWords approval={approval} />}
        {approval !== null && !approved && (
          <Button variant="contained" onClick={() => setAsked({ kind: 'approve' })} sx={{ justifySelf: 'start' }}>
            Approve…
          </Button>
        )}
        {disabled.map((what) => (
          <div className="row" key={`${what.strategy} ${what.symbol}`}>
            <span title={`${what.cause}, since ${formatMoment(what.since)} UTC`}>
              {what.strategy} on {what.symbol} is disabled
            </span>
            <Button variant="outlined" onClick={() => setAsked({ kind: 'enable', what })} sx={{ py: 0 }}>
              Enable…
            </Button>
          </div>
        ))}
        {disabled.length === 0 && <p>No strategy is disabled on a symbol.</p>}
      </Body>
      <ReasonDialog
        question={questionOf(asked)}
        pending={pending}
        failure={failure}
        onConfirm={(reason) => void confirm(reason)}
        onClose={close}
      />
    </Panel>
  );
}
