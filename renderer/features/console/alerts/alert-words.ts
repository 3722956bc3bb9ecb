import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import type { AlertPrice, AlertWay } from '#shared/domain/price-alert.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

/** How an alert stands, as a word. */
export const STATE_TAGS: Readonly<Record<PriceAlertView['state'], { readonly word: string; readonly tone: TagTone }>> =
  {
    armed: { word: 'ARMED', tone: 'info' },
    cooling: { word: 'COOLING', tone: 'neutral' },
    waiting: { word: 'WAITING', tone: 'warn' },
    done: { word: 'DONE', tone: 'neutral' },
    off: { word: 'OFF', tone: 'neutral' },
  };

export const WAY_WORDS: Readonly<Record<AlertWay, string>> = { any: 'through', up: 'up to', down: 'down to' };
export const PRICE_WORDS: Readonly<Record<AlertPrice, string>> = { last: 'last', mark: 'mark' };

/** How far a price has to go to a level, as a share of it. */
export const awayFrom = (level: string, price: number): number => (Number(level) - price) / price;
