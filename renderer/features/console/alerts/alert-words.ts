import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { say } from '#shared/language/words.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';

/** How an alert stands, as a word. */
export const STATE_TAGS: Readonly<Record<PriceAlertView['state'], { readonly word: string; readonly tone: TagTone }>> =
  {
    armed: { word: say('ARMED'), tone: 'info' },
    cooling: { word: say('COOLING'), tone: 'neutral' },
    waiting: { word: say('WAITING'), tone: 'warn' },
    done: { word: say('DONE'), tone: 'neutral' },
    off: { word: say('OFF'), tone: 'neutral' },
  };

/** What keeps an alert from firing, as its chip on the chart says it; nothing of one that is armed. */
export const KEPT_WORDS: Readonly<Record<PriceAlertView['state'], string>> = {
  armed: '',
  cooling: say('cooling'),
  waiting: say('waiting'),
  done: say('done'),
  off: say('off'),
};

/** How far a price has to go to a level, as a share of it. */
export const awayFrom = (level: string, price: number): number => (Number(level) - price) / price;
