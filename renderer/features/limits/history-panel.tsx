import { useState } from 'react';
import { useClient } from '#renderer/data/data-context.tsx';
import type { PanelSource } from '#renderer/ui/panel.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { VersionList, type ListedVersion } from '#renderer/ui/version-list.tsx';
import type { GateLimitView, LimitVersionView } from '#shared/contract/limits.ts';
import { told } from '#shared/language/told.ts';
import { say, verbatim } from '#shared/language/words.ts';
import { limitName, limitText } from './limit-words.ts';
import { RollbackDialog } from './rollback-dialog.tsx';
import { useConfirmedAction } from './use-limits.ts';

const ORIGIN = { from: say('Versions of the limits in the journal'), kind: 'set' } as const;

/** The reason given for a way back; the journal holds it, and has one language. */
const backReason = (version: number): string => verbatim(`Back to version ${version}.`);

/** A reason as shown: what the program gave by itself in the language of the window, what a person typed as it is. */
function reasonWords({ version, reason, rolledBackTo }: LimitVersionView): string {
  if (rolledBackTo !== null && reason === backReason(rolledBackTo))
    return say('Back to version {version}.', { version: rolledBackTo });
  return version === 0 ? told(reason) : reason;
}

/** A version with the words of what it changed. */
const listed = (limits: readonly GateLimitView[], version: LimitVersionView): ListedVersion => ({
  ...version,
  reason: reasonWords(version),
  changes: version.changed.map(({ key, before, after }) => {
    const limit = limits.find((each) => each.key === key);
    if (limit === undefined) return { key, name: key, text: `${String(before)} → ${String(after)}` };
    return { key, name: limitName(limit), text: `${limitText(limit, before)} → ${limitText(limit, after)}` };
  }),
});

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
    const reason = backReason(version);
    if ((await run(() => client.limits.rollback({ version, reason, confirmation }))) === null) return;
    setTarget(null);
    onChanged();
  };
  const close = () => {
    setTarget(null);
    reset();
  };
  const asks = failure !== null && expected !== null && target !== null;
  const note =
    versions === undefined
      ? ''
      : say('{versions, plural, one {# version} other {# versions}}', { versions: versions.length });
  return (
    <Panel
      label={say('History of the limits')}
      origin={ORIGIN}
      source={source}
      header={<PanelHead title={say('History')} note={note} />}
    >
      {versions === undefined && <LoadingRows rows={4} />}
      {versions !== undefined && (
        <VersionList
          versions={versions.map((version) => listed(limits, version))}
          current={current}
          disabled={pending}
          onRollback={(version) => void rollback(version, null)}
        />
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
