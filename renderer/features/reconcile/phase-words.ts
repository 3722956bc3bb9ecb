import type { ReconcileView } from '#shared/contract/reconcile.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { told } from '#shared/language/told.ts';
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
    say('{count, plural, one {# order} other {# orders}}', { count: ordersCompared }),
    say('{count, plural, one {# fill} other {# fills}}', { count: fillsCompared }),
    say('{count, plural, one {# position} other {# positions}}', { count: positionsCompared }),
  ].join(', ');
  const time = formatMoment(view.finishedAt);
  if (tookMs === null) return say('Compared {parts} on {time} UTC.', { parts, time });
  const took =
    tookMs < 1_000 ? `${String(Math.round(tookMs))} ms` : say('{seconds} s', { seconds: (tookMs / 1_000).toFixed(1) });
  return say('Compared {parts} on {time} UTC, in {took}.', { parts, time, took });
}

function observing({ open, working, reason }: Comparing): PhaseWords {
  const detail = told(reason);
  if (open > 0)
    return {
      level: 'warn',
      sentence: say('{count, plural, one {# difference waits for you} other {# differences wait for you}}', {
        count: open,
      }),
      detail,
    };
  const sentence =
    working > 0
      ? say('{count, plural, one {# difference} other {# differences}} being settled', { count: working })
      : say('Not agreed yet');
  return { level: 'wait', sentence, detail };
}

/** Agreement as far as it goes: orders in doubt and what was left as it is are named. */
function agreed({ working, ignored }: Comparing): PhaseWords {
  const detail =
    ignored === 0
      ? ''
      : say('{count, plural, one {# difference} other {# differences}} left as decided.', { count: ignored });
  if (working === 0)
    return {
      level: 'ok',
      sentence: ignored === 0 ? say('Both sides agree') : say('Every difference is decided'),
      detail,
    };
  return {
    level: 'wait',
    sentence: say('Both sides agree but for {count, plural, one {# order} other {# orders}} in doubt', {
      count: working,
    }),
    detail,
  };
}

/** The phase in words. */
export function phaseWords(view: ReconcileView): PhaseWords {
  if (!view.applies) return { level: 'none', sentence: say('Nothing to compare'), detail: told(view.reason) };
  switch (view.phase) {
    case 'never':
      return { level: 'wait', sentence: say('Not compared yet'), detail: told(view.reason) };
    case 'running':
      return {
        level: 'wait',
        sentence: say('Comparing with {venue}', { venue: view.venue }),
        detail: told(view.reason),
      };
    case 'observing':
      return observing(view);
    case 'agreed':
      return agreed(view);
    case 'failed':
      return { level: 'stop', sentence: say('The venue could not be asked'), detail: told(view.reason) };
  }
}
