import type { OrderSide } from '#core/ports/venue.ts';
import type { CallParams, VenueCall } from './quirks.ts';

export const SIDES = { Buy: 'buy', Sell: 'sell' } as const satisfies Record<string, OrderSide>;

/** A call of the v5 interface for USDT perpetuals. Order calls count per account and second, all others per address. */
export const call = (
  method: 'GET' | 'POST',
  path: string,
  params: CallParams = {},
  { api = 'private', pool = 'requests' }: { api?: 'public' | 'private'; pool?: string } = {},
): VenueCall => ({
  api,
  method,
  path: `v5/${path}`,
  params,
  costs:
    pool === 'requests'
      ? [{ pool, weight: 1 }]
      : [
          { pool: 'requests', weight: 1 },
          { pool, weight: 1 },
        ],
});
