import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import type { PanelSource } from '#renderer/ui/panel.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { plural } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { GateLimitView, LimitVersionView } from '#shared/contract/limits.ts';
import { limitName, limitText } from './limit-words.ts';
import { RollbackDialog } from './rollback-dialog.tsx';
import { useConfirmedAction } from './use-limits.ts';

const List = styled('ol')({
  listStyle: 'none',
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  fontSize: 12,
  '& > li': { padding: '9px 16px', borderBottom: `1px solid ${tone.lineSoft}` },
  '& header': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 24 },
  '& header b': { fontWeight: 600, flex: 1 },
  '& small': { display: 'block', fontSize: 11, color: tone.text3 },
  '& q': { quotes: 'none', color: tone.text2, overflowWrap: 'anywhere' },
  '& ul': { listStyle: 'none', marginTop: 3, display: 'grid', gap: 2 },
  '& ul li': { display: 'flex', gap: 8, justifyContent: 'space-between', color: tone.text2 },
  '& ul b': { fontWeight: 500, color: tone.text, whiteSpace: 'nowrap' },
});

interface VersionProps {
  readonly version: LimitVersionView;
  readonly limits: readonly GateLimitView[];
  readonly current: boolean;
  readonly pending: boolean;
  readonly onRollback: () => void;
}

function Version({ version: one, limits, current, pending, onRollback }: VersionProps) {
  const { version, at, by, reason, rolledBackTo, changed } = one;
  return (
    <li>
      <header>
        <b>Version {version}</b>
        {rolledBackTo !== null && <Tag>BACK TO {rolledBackTo}</Tag>}
        {current ? (
          <Tag tone="info">IN FORCE</Tag>
        ) : (
          <Button variant="outlined" disabled={pending} onClick={onRollback} sx={{ py: 0 }}>
            Roll back to {version}
          </Button>
        )}
      </header>
      <small>
        {by}
        {at > 0 && `, ${formatMoment(at)} UTC`}
      </small>
      <q>{reason}</q>
      <ul>
        {changed.map(({ key, before, after }) => {
          const limit = limits.find((each) => each.key === key);
          return (
            <li key={key}>
              <span>{limit === undefined ? key : limitName(limit)}</span>
              <b>
                {limit === undefined
                  ? `${String(before)} → ${String(after)}`
                  : `${limitText(limit, before)} → ${limitText(limit, after)}`}
              </b>
            </li>
          );
        })}
      </ul>
    </li>
  );
}

interface HistoryPanelProps {
  readonly versions: readonly LimitVersionView[] | undefined;
  readonly source: PanelSource;
  readonly limits: readonly GateLimitView[];
  readonly current: number | null;
  readonly onChanged: () => void;
}

/** All versions of the limits: who changed what, when and why; each can be taken again in one click. */
export function HistoryPanel({ versions, source, limits, current, onChanged }: HistoryPanelProps) {
  const client = useClient();
  const { pending, failure, run, expected, reset } = useConfirmedAction();
  const [target, setTarget] = useState<number | null>(null);
  const rollback = async (version: number, confirmation: string | null) => {
    setTarget(version);
    const reason = `Back to version ${String(version)}.`;
    if ((await run(() => client.limits.rollback({ version, reason, confirmation }))) === null) return;
    setTarget(null);
    onChanged();
  };
  const close = () => {
    setTarget(null);
    reset();
  };
  const asks = failure !== null && expected !== null && target !== null;
  const note = versions === undefined ? '' : plural(versions.length, 'version');
  return (
    <Panel label="History of the limits" source={source} header={<PanelHead title="History" note={note} />}>
      {versions === undefined && <LoadingRows rows={4} />}
      {versions !== undefined && (
        <List>
          {versions.map((version) => (
            <Version
              key={version.version}
              version={version}
              limits={limits}
              current={version.version === current}
              pending={pending}
              onRollback={() => void rollback(version.version, null)}
            />
          ))}
        </List>
      )}
      {failure !== null && !asks && (
        <div style={{ padding: '6px 16px' }}>
          <FailureWords failure={failure} />
        </div>
      )}
      <RollbackDialog
        target={asks ? target : null}
        expected={expected ?? ''}
        pending={pending}
        onConfirm={(typed) => void (target !== null && rollback(target, typed))}
        onClose={close}
      />
    </Panel>
  );
}
