import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { say } from '#shared/language/words.ts';
import { KEPT_WORDS } from '../alerts/alert-words.ts';
import type { TradeLevel } from './trade-levels.ts';

/** Farther from the price than this share, or beyond so many, an alert stands in the list only. */
const NEAR = 0.12;
const MOST = 12;

const WAYS = { any: '', up: ' ↑', down: ' ↓' } as const;

/** The alerts of a contract that can fire, nearest first, as levels of its chart. */
export function alertLevels(alerts: readonly PriceAlertView[], symbol: string, price: number): readonly TradeLevel[] {
  const away = (alert: PriceAlertView): number => Math.abs(Number(alert.price) - price);
  return alerts
    .filter((alert) => alert.symbol === symbol && alert.enabled && away(alert) <= NEAR * price)
    .sort((a, b) => away(a) - away(b))
    .slice(0, MOST)
    .map(({ key, price: level, way, state, note }) => ({
      id: `alert:${key}`,
      kind: 'alert',
      label: `${say('Alert')}${WAYS[way]}${note === '' ? '' : `: ${note}`}`,
      price: Number(level),
      size: null,
      word: KEPT_WORDS[state],
      ink: 'text2',
      dashed: true,
      drag: { does: 'alert', id: key },
      basis: null,
    }));
}
