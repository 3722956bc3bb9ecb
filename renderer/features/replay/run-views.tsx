import { useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { say } from '#shared/language/words.ts';
import { ProgressPanel } from './progress-panel.tsx';
import { ReportView } from './report-view.tsx';
import { useReplayRun } from './use-replay-run.ts';

/** A replay that is watched until it ends, then its report. */
export function LiveRun({ id, onEnd }: { readonly id: string; readonly onEnd: () => void }) {
  const run = useReplayRun(id, onEnd);
  const cancel = useMutation(useApi().replay.cancel.mutationOptions());
  if (run.kind === 'done') return <ReportView report={run.report} />;
  if (run.kind === 'failed') {
    return (
      <Panel label={say('Replay')}>
        <EmptyNote title={say('The replay failed')}>{run.problem}</EmptyNote>
      </Panel>
    );
  }
  if (run.kind === 'canceled') {
    return (
      <Panel label={say('Replay')}>
        <EmptyNote title={say('Canceled')}>
          {run.last === null
            ? say('Nothing was replayed.')
            : say('It stood at {at} UTC. Nothing is kept of it.', { at: formatMoment(run.last.at) })}
        </EmptyNote>
      </Panel>
    );
  }
  return (
    <ProgressPanel run={run} onCancel={() => cancel.mutate({ id })} canceling={cancel.isPending || cancel.isSuccess} />
  );
}

/** The report of a replay that ended before. */
export function StoredRun({ id }: { readonly id: string }) {
  const query = useQuery({ ...useApi().replay.report.queryOptions({ input: { id } }), staleTime: Infinity });
  if (query.data !== undefined) return <ReportView report={query.data} />;
  if (!query.isError) {
    return (
      <Panel label={say('Replay')}>
        <LoadingRows rows={8} />
      </Panel>
    );
  }
  const { code, sentence } = describeError(query.error);
  return (
    <Panel label={say('Replay')}>
      <EmptyNote title={say('This replay has no report')}>
        {code}: {sentence}
      </EmptyNote>
    </Panel>
  );
}
