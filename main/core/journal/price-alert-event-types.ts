import type { NoticeLevel } from '#shared/domain/alert.ts';
import type { AlertPlace, AlertPrice, AlertWay, PriceAlert, PriceAlertFiring } from '#shared/domain/price-alert.ts';

/** The data of records about price alerts; the subject is the alert's id. Prices are decimal text, those seen numbers. */
export interface PriceAlertEventData {
  /** An alert was made or changed: all of it. `place` is where the price is, `unseen` where none is known. */
  'price-alert.set': {
    symbol: string;
    price: string;
    triggerBy: AlertPrice;
    way: AlertWay;
    cooldownMinutes: number;
    once: boolean;
    level: NoticeLevel;
    note: string;
    enabled: boolean;
    place: AlertPlace;
    by: string;
  };
  /** The price is on another side of the level and nobody was told, which decides what rings next. */
  'price-alert.seen': { place: AlertPlace };
  /** A person was told; `held` is how often it happened unsaid since the last time. */
  'price-alert.fired': {
    symbol: string;
    price: string;
    triggerBy: AlertPrice;
    level: NoticeLevel;
    way: 'up' | 'down';
    seen: number;
    place: AlertPlace;
    held: number;
    sentence: string;
  };
  'price-alert.removed': { symbol: string; price: string; by: string };
}

export type PriceAlertEventType = keyof PriceAlertEventData;

export const PRICE_ALERT_EVENT_TYPES = [
  'price-alert.set',
  'price-alert.seen',
  'price-alert.fired',
  'price-alert.removed',
] as const satisfies readonly PriceAlertEventType[];

/** An alert by the journal: what was set, where the price was seen last, and when it last fired. */
export interface PriceAlertRow extends PriceAlert {
  readonly place: AlertPlace;
  readonly fired: PriceAlertFiring | null;
}
