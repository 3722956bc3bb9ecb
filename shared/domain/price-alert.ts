import type { NoticeLevel } from './alert.ts';

/** Prices an alert can go by. */
export const ALERT_PRICES = ['last', 'mark'] as const;
export type AlertPrice = (typeof ALERT_PRICES)[number];

/** Which way the price has to go: through the level either way, up to it, or down to it. */
export const ALERT_WAYS = ['any', 'up', 'down'] as const;
export type AlertWay = (typeof ALERT_WAYS)[number];

/** Where a price was seen last, from an alert's level; `unseen` before a fresh price was. */
export const ALERT_PLACES = ['unseen', 'below', 'at', 'above'] as const;
export type AlertPlace = (typeof ALERT_PLACES)[number];

/** A price a person wants to be told of. */
export interface PriceAlert {
  readonly id: string;
  readonly symbol: string;
  /** Exact decimal text in quote units, on the contract's tick. */
  readonly price: string;
  readonly triggerBy: AlertPrice;
  readonly way: AlertWay;
  /** The least time between two notices. */
  readonly cooldownMinutes: number;
  /** Switched off by firing. */
  readonly once: boolean;
  readonly level: NoticeLevel;
  /** A person's own words, plain text; empty for none. */
  readonly note: string;
  readonly enabled: boolean;
  /** Who made it, and when, ms since 1970. */
  readonly by: string;
  readonly createdAt: number;
}

/** A time an alert fired. */
export interface PriceAlertFiring {
  /** Ms since 1970. */
  readonly at: number;
  /** The price that was seen, quote units. */
  readonly seen: number;
  readonly way: 'up' | 'down';
  readonly sentence: string;
}
