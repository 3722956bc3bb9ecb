import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProtectionView } from '#shared/contract/protections.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { withTrueMinus } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { ReasonDialog } from '#renderer/ui/reason-dialog.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const ORIGIN = {
  from: say('Closed trades and stops in the journal, and the spread told by the feed'),
  kind: 'account',
} as const;

const List = styled('ul')({
  listStyle: 'none',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  padding: '4px 12px 6px !important',
  '& li': {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    minHeight: 26,
    fontSize: 12,
    borderBottom: `1px solid ${tone.lineSoft}`,
  },
  '& li:last-of-type': { borderBottom: 0 },
  '& b': { fontWeight: 600, whiteSpace: 'nowrap' },
  '& .why': {
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tone.text2,
  },
  '& .end': { color: tone.warn, whiteSpace: 'nowrap' },
});

const Quiet = styled('p')({ padding: '9px 14px', fontSize: 12, color: tone.text2 });

interface Standing {
  readonly protection: ProtectionView;
  readonly lock: ProtectionView['locks'][number];
}

interface StandingLinesProps {
  readonly standing: readonly Standing[];
  readonly now: number | null;
  readonly onUnlock: (one: Standing) => void;
}

function StandingLines({ standing, now, onUnlock }: StandingLinesProps) {
  return (
    <List aria-label={say('Locks of protections')}>
      {standing.map((one) => {
        const { protection, lock } = one;
        return (
          <li key={`${protection.key}|${lock.target}`}>
            <Tag tone="warn">{lock.target === 'account' ? say('ACCOUNT') : told(lock.target)}</Tag>
            <b>{told(protection.title)}</b>
            <span className="why" title={told(lock.sentence)}>
              {withTrueMinus(told(lock.sentence))}
            </span>
            <span className="end" title={say('until {time} UTC', { time: formatMoment(lock.until) })}>
              {now === null ? '' : say('{span} left', { span: formatAge(lock.until - now) })}
            </span>
            <Button color="inherit" sx={{ py: 0, minWidth: 0, fontSize: 11 }} onClick={() => onUnlock(one)}>
              {say('End…')}
            </Button>
          </li>
        );
      })}
    </List>
  );
}

/** The protections that keep something locked now, until when and why; how many stand ready. */
export function ProtectionsPanel() {
  const live = useRows('protections');
  const now = useHostNow();
  const [asked, setAsked] = useState<Standing | null>(null);
  const unlock = useMutation(useApi().protections.unlock.mutationOptions({ onSuccess: () => setAsked(null) }));
  const standing = live.rows.flatMap((protection) => protection.locks.map((lock) => ({ protection, lock })));
  const on = live.rows.filter(({ enabled }) => enabled).length;
  return (
    <Panel
      label={say('Protections')}
      origin={ORIGIN}
      source={live}
      header={
        <PanelHead
          title={say('Protections')}
          note={say('{on} of {count, plural, one {# protection} other {# protections}} on', {
            on,
            count: live.rows.length,
          })}
        >
          {standing.length > 0 && <Tag tone="warn">{say('{locks} LOCKED', { locks: standing.length })}</Tag>}
          <a href="#/settings/protections" style={{ fontSize: 12 }}>
            {say('Set them')}
          </a>
        </PanelHead>
      }
    >
      {live.status === 'loading' ? (
        <LoadingRows rows={2} height={10} />
      ) : standing.length === 0 ? (
        <Quiet>{say('No protection holds a lock: nothing is kept from entering by losses, streaks or prices.')}</Quiet>
      ) : (
        <StandingLines standing={standing} now={now} onUnlock={setAsked} />
      )}
      <ReasonDialog
        question={
          asked === null
            ? null
            : {
                title: say('End the lock of {target}?', { target: told(asked.lock.target) }),
                sentence: say('{sentence} Entries are allowed again before its time. The reason is journaled.', {
                  sentence: told(asked.lock.sentence),
                }),
                confirm: say('End the lock'),
                stops: false,
                figures: true,
              }
        }
        pending={unlock.isPending}
        failure={unlock.isError ? describeError(unlock.error) : null}
        onConfirm={(reason) => {
          if (asked !== null) unlock.mutate({ id: asked.protection.key, target: asked.lock.target, reason });
        }}
        onClose={() => setAsked(null)}
      />
    </Panel>
  );
}
