import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import type { AlertPrice, AlertWay } from '#shared/domain/price-alert.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import { say } from '#shared/language/words.ts';

/** How an alert stands, as a word. */
export const STATE_TAGS: Readonly<Record<PriceAlertView['state'], { readonly word: string; readonly tone: TagTone }>> =
  {
    armed: { word: say('ARMED'), tone: 'info' },
    cooling: { word: say('COOLING'), tone: 'neutral' },
    waiting: { word: say('WAITING'), tone: 'warn' },
    done: { word: say('DONE'), tone: 'neutral' },
    off: { word: say('OFF'), tone: 'neutral' },
  };

export const WAY_WORDS: Readonly<Record<AlertWay, string>> = { any: 'through', up: say('up to'), down: say('down to') };
export const PRICE_WORDS: Readonly<Record<AlertPrice, string>> = { last: 'last', mark: 'mark' };

/** How far a price has to go to a level, as a share of it. */
export const awayFrom = (level: string, price: number): number => (Number(level) - price) / price;
