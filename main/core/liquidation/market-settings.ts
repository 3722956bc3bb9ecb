import { DAY, MINUTE } from '#shared/domain/time.ts';
import { LIQUIDATION_DEFAULTS, type LiquidationSettings } from './settings.ts';

/** What must hold before a map is relied on, and how much of the past it is built from. */
export interface MapLimits {
  /** Least share of the time in which open interest was known, 0…1. */
  readonly coverage: number;
  /** A map that was told nothing for so long is stale, ms. */
  readonly staleMs: number;
  readonly rebuildMs: number;
}

/** Everything a person may set of the liquidation maps. */
export interface MarketSettings {
  readonly model: LiquidationSettings;
  readonly limits: MapLimits;
}

export const MARKET_DEFAULTS: MarketSettings = {
  model: LIQUIDATION_DEFAULTS,
  limits: { coverage: 0.5, staleMs: 3 * MINUTE, rebuildMs: 14 * DAY },
};
