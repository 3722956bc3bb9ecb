import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';
import type { LiquidationAlertRule } from '#shared/domain/liquidation-alert.ts';
import { isCooling, minutesLeft } from '../../alerts/cool-down.ts';
import type { LastRing } from '../../liquidation/alerts/alert-rules.ts';
import type { Standing } from '../../liquidation/alerts/standings.ts';

type State = Exclude<LiquidationAlertView['state'], 'off'>;

/** Of many symbols the state that tells most. */
const TELLING: readonly State[] = ['inside', 'cooling', 'armed', 'waiting'];

function stateOf(rule: LiquidationAlertRule, standing: Standing, now: number): State {
  if (standing.waiting) return 'waiting';
  if (isCooling(rule, standing.firedAt, now)) return 'cooling';
  return standing.place === 'inside' ? 'inside' : 'armed';
}

/** A rule, how it stands, and why. */
export function liquidationAlertView(
  rule: LiquidationAlertRule,
  standings: readonly Standing[],
  last: LastRing | null,
  now: number,
): LiquidationAlertView {
  const { id, by, createdAt, enabled, kind, symbol, threshold, cooldownMinutes, level } = rule;
  const symbols = { armed: 0, inside: 0, cooling: 0, waiting: 0 };
  const states = standings.map((standing) => ({ standing, state: stateOf(rule, standing, now) }));
  for (const { state } of states) symbols[state] += 1;
  const state = enabled ? (TELLING.find((one) => symbols[one] > 0) ?? 'waiting') : 'off';
  const shown = states.find((one) => one.state === state)?.standing;
  return {
    ...{ key: id, kind, symbol, threshold, cooldownMinutes, level, enabled, by, createdAt },
    state,
    sentence: sentenceOf(rule, state, shown, { all: states.length, now, ...symbols }),
    symbols,
    fired: last === null ? null : { ...last },
    held: standings.reduce((sum, { held }) => sum + held, 0),
  };
}

interface Counts {
  readonly all: number;
  readonly now: number;
  readonly armed: number;
  readonly inside: number;
  readonly cooling: number;
  readonly waiting: number;
}

function sentenceOf(
  rule: LiquidationAlertRule,
  state: LiquidationAlertView['state'],
  shown: Standing | undefined,
  { all, now, waiting, ...counts }: Counts,
): string {
  if (state === 'off') return 'Switched off.';
  if (shown === undefined) return 'Waiting: the feed has no such symbol.';
  const waits = waiting === 0 ? '' : ` ${String(waiting)} of ${String(all)} wait.`;
  const of = (what: string, count: number): string =>
    all === 1 ? `${what}: ${shown.sentence}.` : `${what} on ${String(count)} of ${String(all)} symbols.${waits}`;
  switch (state) {
    case 'armed':
      return of('Armed', counts.armed);
    case 'inside':
      return of('Holds now', counts.inside);
    case 'cooling': {
      return all === 1
        ? `Cooling down for ${String(minutesLeft(rule, shown.firedAt ?? now, now))} min.`
        : of('Cooling down', counts.cooling);
    }
    case 'waiting':
      return `Waiting: ${shown.sentence}.`;
  }
}
