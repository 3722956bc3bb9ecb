import type { OrderSide } from '#core/ports/venue.ts';
import type { CallParams, VenueCall } from './quirks.ts';

export const SIDES = { BUY: 'buy', SELL: 'sell' } as const satisfies Record<string, OrderSide>;

type Api = 'fapiPrivate' | 'fapiPrivateV2' | 'fapiPublic' | 'sapi';

/** A call with its weight, as documented in 2025-12. */
export const call = (
  method: VenueCall['method'],
  path: string,
  weight: number,
  params: CallParams = {},
  api: Api = 'fapiPrivate',
): VenueCall => ({
  api,
  method,
  path,
  params,
  costs: [{ pool: api === 'sapi' ? 'sapi' : 'weight', weight }],
});
