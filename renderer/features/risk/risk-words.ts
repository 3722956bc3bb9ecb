import type { RiskFiguresView, RiskTrigger } from '#shared/contract/risk-figures.ts';
import type { RiskStatusView } from '#shared/contract/risk.ts';
import { formatNumber, MINUS, THIN } from '#renderer/ui/format.ts';
import { formatMoment, formatSpan } from '#renderer/ui/format-time.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

const MEASURES = { 'day-loss': say('Day loss'), 'week-loss': say('Week loss'), drawdown: say('Drawdown') } as const;

/** What a level does: yellow warns, orange reduces, red halts. */
export const LEVEL_WORDS = { yellow: say('WARNS'), orange: say('REDUCING'), red: say('HALTED') } as const;

/** A loss as signed per cent: `−2 %`. */
export const lossWords = (ppm: number): string => {
  const percent = ppm / 10_000;
  return `${MINUS}${formatNumber(percent, Number.isInteger(percent) ? 0 : 1)}${THIN}%`;
};

/** `Day loss −2 %`. */
export const triggerWords = ({ measure, lossPpm }: RiskTrigger): string => `${MEASURES[measure]} ${lossWords(lossPpm)}`;

const SHORT = { 'day-loss': say('Day'), 'week-loss': say('Week'), drawdown: say('Peak') } as const;

/** The same in few letters: `Day −2 %`. */
export const shortTrigger = ({ measure, lossPpm }: RiskTrigger): string => `${SHORT[measure]} ${lossWords(lossPpm)}`;

/** The triggers that change the trading state and are not reached, highest equity first; all when the equity is not known. */
export const nextTriggers = (triggers: readonly RiskTrigger[], most = 4): readonly RiskTrigger[] =>
  triggers.filter(({ level, room }) => level !== 'yellow' && (room === null || !room.startsWith('-'))).slice(0, most);

/** The level the equity has reached; the worst one counts. Null when there is no level to reach. */
export function reachedLevel(triggers: readonly RiskTrigger[]): 'green' | 'yellow' | 'orange' | 'red' | 'unknown' {
  if (triggers.length === 0 || triggers.some(({ room }) => room === null)) return 'unknown';
  const reached = (level: RiskTrigger['level']): boolean =>
    triggers.some((one) => one.level === level && (one.room === '0' || one.room?.startsWith('-') === true));
  return (['red', 'orange', 'yellow'] as const).find(reached) ?? 'green';
}

/** `for 4 d 17 h, by user: re-armed`. */
export function sinceWords(risk: RiskStatusView, now: number): string {
  const span = formatSpan(now - risk.since);
  const by = risk.causes[0]?.by;
  const time = formatMoment(risk.since);
  return by === undefined
    ? say('for {span}, since {time} UTC', { span, time })
    : say('for {span}, since {time} UTC, by {by}', { span, time, by: told(by) });
}

/** What the kill switch will do, in numbers. */
export function killWords({ entries, kept, positions, fees }: RiskFiguresView['kill']): {
  readonly keep: string;
  readonly flatten: string;
} {
  const keep =
    entries === 0
      ? say('No entry is open, keep {kept, plural, one {# stop and exit} other {# stops and exits}}', { kept })
      : say(
          'Cancel {entries, plural, one {# entry} other {# entries}}, keep {kept, plural, one {# stop and exit} other {# stops and exits}}',
          { entries, kept },
        );
  if (positions === 0) return { keep, flatten: say('Also flatten: no position is held') };
  const flatten =
    fees === null
      ? say('Also flatten {positions, plural, one {# position} other {# positions}}, cost not known', { positions })
      : say('Also flatten {positions, plural, one {# position} other {# positions}}, about {fees} USDT', {
          positions,
          fees: formatNumber(Number(fees), 2),
        });
  return { keep, flatten };
}

/** A line of the checklist before trading is re-armed. */
export interface Check {
  readonly key: string;
  readonly label: string;
  /** Null: not known, which is no yes. */
  readonly ok: boolean | null;
  readonly detail: string;
}

interface CheckSource {
  readonly journal: { readonly integrity: string; readonly records: number; readonly problem: string | null } | null;
  readonly feed: { readonly status: string; readonly reason: string } | null;
  /** Open differences; null when not known. */
  readonly differences: number | null;
  readonly causes: RiskStatusView['causes'];
}

/** What should be true before a person re-arms: positions equal, chain verified, feed fresh, no cause that goes on. */
export function rearmChecks({ journal, feed, differences, causes }: CheckSource): readonly Check[] {
  const holding = causes.filter(({ holds }) => holds);
  return [
    {
      key: 'causes',
      label: say('What stopped trading is over'),
      ok: holding.length === 0,
      detail:
        holding.length === 0
          ? say('no cause goes on')
          : say('{count, plural, one {# cause goes on} other {# causes go on}}: a reason is asked for', {
              count: holding.length,
            }),
    },
    {
      key: 'positions',
      label: say('Positions equal at the venue'),
      ok: differences === null ? null : differences === 0,
      detail:
        differences === null
          ? say('not known')
          : differences === 0
            ? say('0 differ')
            : say('{count, plural, one {# difference} other {# differences}} open', { count: differences }),
    },
    {
      key: 'chain',
      label: say('Journal verified'),
      ok: journal === null ? null : journal.integrity === 'verified',
      detail:
        journal === null
          ? say('not known')
          : journal.problem === null
            ? say('{count, plural, one {# record} other {# records}}', { count: journal.records })
            : told(journal.problem),
    },
    {
      key: 'feed',
      label: say('Market data fresh'),
      ok: feed === null ? null : feed.status === 'open',
      detail: feed === null ? say('not known') : feed.status === 'open' ? say('prices come in') : told(feed.reason),
    },
  ];
}
