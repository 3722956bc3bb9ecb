import type { RiskStatusView } from '#shared/contract/risk.ts';
import { say } from '#shared/language/words.ts';

export type Alarm = RiskStatusView['alarms'][number];

/** What the window has heard of already: how often each alarm was raised, and the trading state. */
export interface Heard {
  readonly times: ReadonlyMap<number, number>;
  readonly state: RiskStatusView['state'];
}

/** What to sound for a change: nothing, an alarm, or a halt, which no mute holds back. */
export type Sound = 'none' | 'alarm' | 'halt';

export const heardOf = ({ alarms, state }: Pick<RiskStatusView, 'alarms' | 'state'>): Heard => ({
  times: new Map(alarms.map(({ id, times }) => [id, times])),
  state,
});

/**
 * What is new since the last look. At the first look only what is open counts: an alarm nobody has acknowledged sounds in
 * a window that was opened after it.
 */
export function soundOf(before: Heard | null, now: Pick<RiskStatusView, 'alarms' | 'state'>): Sound {
  if (before !== null && before.state !== 'HALTED' && now.state === 'HALTED') return 'halt';
  const isNew = now.alarms.some(({ id, times }) => times > (before?.times.get(id) ?? 0));
  return isNew ? 'alarm' : 'none';
}

/** Newest first. */
export const newestFirst = (alarms: readonly Alarm[]): readonly Alarm[] =>
  [...alarms].sort((a, b) => b.at - a.at || b.id - a.id);

/** `and 4 more alarms`; empty for one. */
export const moreWords = (count: number): string =>
  count <= 1 ? '' : say('and {count, plural, one {# more alarm} other {# more alarms}}', { count: count - 1 });
