import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { MINUTE } from '#shared/domain/time.ts';
import type { PriceAlerts, PriceAlertStanding } from '../../alerts/price/price-alerts.ts';

type State = PriceAlertView['state'];

function stateOf(alerts: PriceAlerts, standing: PriceAlertStanding): State {
  const { row } = standing;
  if (!row.enabled) return row.once && row.fired !== null ? 'done' : 'off';
  if (alerts.blind(standing) !== null) return 'waiting';
  return alerts.isCooling(standing) ? 'cooling' : 'armed';
}

const GOES = {
  any: (price: string) => `goes through ${price}`,
  up: (price: string) => `rises to ${price}`,
  down: (price: string) => `falls to ${price}`,
} as const;

const FIRES = {
  last: (goes: string) => `Fires when the last price ${goes}`,
  mark: (goes: string) => `Fires when the mark price ${goes}`,
} as const;

/** `Fires when the last price rises to 70000.0; it is above now.` */
function armedSentence({ row, place }: PriceAlertStanding): string {
  const past = (row.way === 'up' && place === 'above') || (row.way === 'down' && place === 'below');
  const now = past ? `; it is ${place} now` : '';
  return `${FIRES[row.triggerBy](GOES[row.way](row.price))}${now}.`;
}

function sentenceOf(alerts: PriceAlerts, standing: PriceAlertStanding, state: State): string {
  switch (state) {
    case 'armed':
      return armedSentence(standing);
    case 'cooling':
      return 'Fired lately: until the cool-down is over a crossing is counted, not told.';
    case 'waiting':
      return `Nothing fires. ${alerts.blind(standing) ?? ''}`;
    case 'done':
      return 'Fired once and switched itself off. Switch it on to be told again.';
    case 'off':
      return 'Switched off.';
  }
}

/** An alert, how it stands, and why. */
export function priceAlertView(alerts: PriceAlerts, standing: PriceAlertStanding, coin: string): PriceAlertView {
  const { row, held } = standing;
  const { id, place: _, ...alert } = row;
  const state = stateOf(alerts, standing);
  const cools = row.enabled && row.fired !== null && alerts.isCooling(standing);
  return {
    ...alert,
    key: id,
    coin,
    state,
    sentence: sentenceOf(alerts, standing, state),
    coolUntil: cools ? (row.fired?.at ?? 0) + row.cooldownMinutes * MINUTE : null,
    fired: row.fired === null ? null : { ...row.fired },
    held,
  };
}
