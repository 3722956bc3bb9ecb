import type { RefusalCode } from '../engine/index.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const refuse = (code: number, msg: string, status = 400): Answer => ({ status, body: { code, msg } });

/** Binance's code and words for each refusal of the engine (USDⓈ-M error codes). */
const REFUSALS: Readonly<Record<RefusalCode, readonly [number, string]>> = {
  'unknown-symbol': [-1121, 'Invalid symbol.'],
  'bad-size': [-4003, 'Quantity less than or equal to zero.'],
  'bad-price': [-4014, 'Price not increased by tick size.'],
  'bad-leverage': [-4028, 'Leverage is not valid'],
  'client-id-in-use': [-4116, 'ClientOrderId is duplicated.'],
  'client-id-missing': [-1102, "Mandatory parameter 'newClientOrderId' was not sent, was empty/null, or malformed."],
  'insufficient-balance': [-2019, 'Margin is insufficient.'],
  'risk-limit': [-2027, 'Exceeded the maximum allowable position at current leverage.'],
  'too-many-orders': [-2025, 'Reach max open order limit.'],
  'no-position': [-2022, 'ReduceOnly Order is rejected.'],
  'no-liquidity': [-2020, 'Unable to fill.'],
  service: [-1016, 'This service is no longer available.'],
  'order-not-found': [-2013, 'Order does not exist.'],
  'order-not-cancelable': [-2011, 'Unknown order sent.'],
};

export function refusalOf(code: RefusalCode): Answer {
  const [venueCode, msg] = REFUSALS[code];
  return refuse(venueCode, msg);
}
