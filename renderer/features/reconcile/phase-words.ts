import type { ReconcileView } from '#shared/contract/reconcile.ts';
import { plural } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';

/** The head of the screen: how it stands, in a few words and one line. */
export interface PhaseWords {
  readonly level: 'ok' | 'wait' | 'warn' | 'stop' | 'none';
  readonly sentence: string;
  readonly detail: string;
}

type Comparing = Extract<ReconcileView, { applies: true }>;

/** What was compared, when, and how long it took. */
export function comparedWords(view: Comparing): string {
  if (view.finishedAt === null) return 'No comparison has ended yet.';
  const { ordersCompared, fillsCompared, positionsCompared, tookMs } = view;
  const parts = [
    plural(ordersCompared, 'order'),
    plural(fillsCompared, 'fill'),
    plural(positionsCompared, 'position'),
  ].join(', ');
  const took =
    tookMs === null
      ? ''
      : `, in ${tookMs < 1_000 ? `${String(Math.round(tookMs))} ms` : `${(tookMs / 1_000).toFixed(1)} s`}`;
  return `Compared ${parts} on ${formatMoment(view.finishedAt)} UTC${took}.`;
}

function observing({ open, working, reason }: Comparing): PhaseWords {
  const waits = plural(open, 'difference');
  if (open > 0) return { level: 'warn', sentence: `${waits} ${open === 1 ? 'waits' : 'wait'} for you`, detail: reason };
  const sentence = working > 0 ? `${plural(working, 'difference')} being settled` : 'Not agreed yet';
  return { level: 'wait', sentence, detail: reason };
}

/** Agreement as far as it goes: orders in doubt and what was left as it is are named. */
function agreed({ working, ignored }: Comparing): PhaseWords {
  const detail = ignored === 0 ? '' : `${plural(ignored, 'difference')} left as decided.`;
  if (working === 0)
    return { level: 'ok', sentence: ignored === 0 ? 'Both sides agree' : 'Every difference is decided', detail };
  return { level: 'wait', sentence: `Both sides agree but for ${plural(working, 'order')} in doubt`, detail };
}

/** The phase in words. */
export function phaseWords(view: ReconcileView): PhaseWords {
  if (!view.applies) return { level: 'none', sentence: 'Nothing to compare', detail: view.reason };
  switch (view.phase) {
    case 'never':
      return { level: 'wait', sentence: 'Not compared yet', detail: view.reason };
    case 'running':
      return { level: 'wait', sentence: `Comparing with ${view.venue}`, detail: view.reason };
    case 'observing':
      return observing(view);
    case 'agreed':
      return agreed(view);
    case 'failed':
      return { level: 'stop', sentence: 'The venue could not be asked', detail: view.reason };
  }
}
