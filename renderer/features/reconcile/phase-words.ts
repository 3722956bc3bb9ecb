import type { ReconcileView } from '#shared/contract/reconcile.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { say } from '#shared/language/words.ts';

/** The head of the screen: how it stands, in a few words and one line. */
export interface PhaseWords {
  readonly level: 'ok' | 'wait' | 'warn' | 'stop' | 'none';
  readonly sentence: string;
  readonly detail: string;
}

type Comparing = Extract<ReconcileView, { applies: true }>;

/** What was compared, when, and how long it took. */
export function comparedWords(view: Comparing): string {
  if (view.finishedAt === null) return say('No comparison has ended yet.');
  const { ordersCompared, fillsCompared, positionsCompared, tookMs } = view;
  const parts = [
    say('{ordersCompared, plural, one {# order} other {# orders}}', { ordersCompared }),
    say('{fillsCompared, plural, one {# fill} other {# fills}}', { fillsCompared }),
    say('{positionsCompared, plural, one {# position} other {# positions}}', { positionsCompared }),
  ].join(', ');
  const took =
    tookMs === null
      ? ''
      : `, in ${tookMs < 1_000 ? `${String(Math.round(tookMs))} ms` : `${(tookMs / 1_000).toFixed(1)} s`}`;
  return say('Compared {parts} on {finishedAt} UTC{took}.', { parts, finishedAt: formatMoment(view.finishedAt), took });
}

function observing({ open, working, reason }: Comparing): PhaseWords {
  const waits = say('{open, plural, one {# difference} other {# differences}}', { open });
  if (open > 0)
    return {
      level: 'warn',
      sentence: say('{waits} {value} for you', { waits, value: open === 1 ? 'waits' : 'wait' }),
      detail: reason,
    };
  const sentence =
    working > 0
      ? say('{working, plural, one {# difference} other {# differences}} being settled', { working })
      : say('Not agreed yet');
  return { level: 'wait', sentence, detail: reason };
}

/** Agreement as far as it goes: orders in doubt and what was left as it is are named. */
function agreed({ working, ignored }: Comparing): PhaseWords {
  const detail =
    ignored === 0
      ? ''
      : say('{ignored, plural, one {# difference} other {# differences}} left as decided.', { ignored });
  if (working === 0)
    return {
      level: 'ok',
      sentence: ignored === 0 ? say('Both sides agree') : say('Every difference is decided'),
      detail,
    };
  return {
    level: 'wait',
    sentence: say('Both sides agree but for {working, plural, one {# order} other {# orders}} in doubt', { working }),
    detail,
  };
}

/** The phase in words. */
export function phaseWords(view: ReconcileView): PhaseWords {
  if (!view.applies) return { level: 'none', sentence: say('Nothing to compare'), detail: view.reason };
  switch (view.phase) {
    case 'never':
      return { level: 'wait', sentence: say('Not compared yet'), detail: view.reason };
    case 'running':
      return { level: 'wait', sentence: say('Comparing with {venue}', { venue: view.venue }), detail: view.reason };
    case 'observing':
      return observing(view);
    case 'agreed':
      return agreed(view);
    case 'failed':
      return { level: 'stop', sentence: say('The venue could not be asked'), detail: view.reason };
  }
}
