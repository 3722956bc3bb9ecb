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
import { say } from '#shared/language/words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { told } from '#shared/language/told.ts';

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

/** What runs, and what was approved where that is something else. */
function Running({ hash, approved }: { readonly hash: string; readonly approved: string | null }) {
  const running = <code>{short(hash)}</code>;
  if (hash === approved) return running;
  return approved === null
    ? rich('{running} (approved: none yet)', { running })
    : rich('{running} (approved: {approved})', { running, approved: short(approved) });
}

function ApprovalWords({ approval }: { readonly approval: Approval }) {
  const { rules, approvedRules, build, approvedBuild } = approval;
  return (
    <p>
      {rich('Program {program}, rules {rules}.', {
        program: <Running hash={build} approved={approvedBuild} />,
        rules: <Running hash={rules} approved={approvedRules} />,
      })}
    </p>
  );
}

type Disabled = LimitsView['disabled'][number];
type Asked = { readonly kind: 'approve' } | { readonly kind: 'enable'; readonly what: Disabled };

function questionOf(asked: Asked | null): ReasonQuestion | null {
  if (asked === null) return null;
  if (asked.kind === 'approve') {
    return {
      title: say('Approve what runs?'),
      sentence: say('From then on entries are decided by this program and these rules. The approval is journaled.'),
      confirm: say('Approve'),
      stops: false,
    };
  }
  return {
    title: say('Let {strategy} trade {symbol} again?', { strategy: asked.what.strategy, symbol: asked.what.symbol }),
    sentence: say('It was disabled there: {cause}. It counts its executions from zero again.', {
      cause: told(asked.what.cause),
    }),
    confirm: say('Enable'),
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
    <PanelHead title={say('Approved program')}>
      {approval !== null && (
        <Tag tone={approved ? 'up' : 'warn'}>{approved ? say('APPROVED') : say('NOT APPROVED')}</Tag>
      )}
    </PanelHead>
  );
  return (
    <Panel label={say('Approved program')} header={head}>
      <Body>
        {approval === null ? <p>{say('A replay needs no approval.')}</p> : <ApprovalWords approval={approval} />}
        {approval !== null && !approved && (
          <Button variant="contained" onClick={() => setAsked({ kind: 'approve' })} sx={{ justifySelf: 'start' }}>
            {say('Approve…')}
          </Button>
        )}
        {disabled.map((what) => (
          <div className="row" key={`${what.strategy} ${what.symbol}`}>
            <span title={say('{cause}, since {time} UTC', { cause: told(what.cause), time: formatMoment(what.since) })}>
              {say('{strategy} on {symbol} is disabled', { strategy: what.strategy, symbol: what.symbol })}
            </span>
            <Button variant="outlined" onClick={() => setAsked({ kind: 'enable', what })} sx={{ py: 0 }}>
              {say('Enable…')}
            </Button>
          </div>
        ))}
        {disabled.length === 0 && <p>{say('No strategy is disabled on a symbol.')}</p>}
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
