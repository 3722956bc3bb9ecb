import type { VenueId } from '#core/accounts/account.ts';
import type { VenueQuirks } from './quirks.ts';

const LOADERS: Readonly<Record<VenueId, () => Promise<VenueQuirks>>> = {
  'kucoin-futures': async () => (await import('./kucoin-futures.ts')).kucoinFutures,
  'binance-usdm': async () => (await import('./binance-usdm.ts')).binanceUsdm,
  bybit: async () => (await import('./bybit.ts')).bybit,
  okx: async () => (await import('./okx.ts')).okx,
};

/** The particulars of a venue, loaded when they are first needed. */
export const quirksOf = (venue: VenueId): Promise<VenueQuirks> => LOADERS[venue]();
