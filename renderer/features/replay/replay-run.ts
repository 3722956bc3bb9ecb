import type { ReplayMessage, ReplayReport } from '#shared/contract/replay.ts';
import type { WorkEnd } from '#renderer/data/long-work.ts';
import { formatPercent } from '#renderer/ui/format.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

type Progress = Extract<ReplayMessage, { kind: 'progress' }>;

/** How a watched replay stands. */
export type ReplayRun =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: Progress; readonly curve: readonly (readonly [number, number])[] }
  | { readonly kind: 'done'; readonly report: ReplayReport }
  | { readonly kind: 'canceled'; readonly last: Progress | null }
  | { readonly kind: 'failed'; readonly problem: string };

export const WAITING: ReplayRun = { kind: 'waiting' };

/** More points than this are thinned to every second one: the chart shows no more. */
const MOST_POINTS = 1_200;

function extended(run: ReplayRun, { at, equity }: Progress): readonly (readonly [number, number])[] {
  const before = run.kind === 'running' ? run.curve : [];
  const kept = before.length < MOST_POINTS ? before : before.filter((_, index) => index % 2 === 0);
  return [...kept, [at, equity]];
}

const hasEnded = ({ kind }: ReplayRun): boolean => kind === 'done' || kind === 'canceled' || kind === 'failed';

/** The run that cannot be watched any more, with a problem ready to be shown. */
export const runLost = (run: ReplayRun, problem: string): ReplayRun =>
  hasEnded(run) ? run : { kind: 'failed', problem };

/** The run after a message. What has ended stays as it ended. */
export function runAfter(run: ReplayRun, message: ReplayMessage): ReplayRun {
  if (hasEnded(run)) return run;
  switch (message.kind) {
    case 'progress':
      return { kind: 'running', progress: message, curve: extended(run, message) };
    case 'report':
      return { kind: 'done', report: message.report };
    case 'canceled':
      return { kind: 'canceled', last: run.kind === 'running' ? run.progress : null };
    case 'failed':
      return { kind: 'failed', problem: told(message.problem) };
  }
}

/** How a replay ended, for whoever looks at something else; null while it goes on. */
export function replayEnd(message: ReplayMessage): WorkEnd | null {
  switch (message.kind) {
    case 'progress':
      return null;
    case 'report': {
      const { returnShare, trades } = message.report.result;
      return {
        text: say('The replay has ended: {result}, {trades, plural, one {# trade} other {# trades}}.', {
          result: formatPercent(returnShare, 2, 'always'),
          trades,
        }),
        tone: 'info',
      };
    }
    case 'canceled':
      return { text: say('The replay was canceled.'), tone: 'info' };
    case 'failed':
      return { text: say('The replay failed: {problem}', { problem: told(message.problem) }), tone: 'problem' };
  }
}
