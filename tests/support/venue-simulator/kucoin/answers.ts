import type { RefusalCode } from '../engine/index.ts';

/** What the venue says to one request. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (data: unknown): Answer => ({ status: 200, body: { code: '200000', data } });

/** A refusal. Business refusals come with HTTP 200, as KuCoin sends them. */
export const refuse = (code: string, msg: string, status = 200): Answer => ({ status, body: { code, msg } });

/** KuCoin's code and words for each refusal of the engine (futures error codes of its documentation). */
const REFUSALS: Readonly<Record<RefusalCode, readonly [string, string, number]>> = {
  'unknown-symbol': ['100003', 'Contract parameter invalid', 200],
  'bad-size': [
    '100001',
    'There are invalid parameters: the quantity is no multiple of the lot or above the limit.',
    200,
  ],
  'bad-price': ['100001', 'There are invalid parameters: the price is no multiple of the tick.', 200],
  'bad-leverage': ['300016', 'The leverage cannot be greater than the maximum of the contract.', 200],
  'client-id-in-use': ['300018', 'clientOid parameter repeated', 200],
  'client-id-missing': ['400100', 'validation.createOrder.clientOidIsRequired', 400],
  'insufficient-balance': [
    '300003',
    'Balance insufficient. The order would cost more than your available balance.',
    200,
  ],
  'risk-limit': ['300005', 'risk limit exceeded', 200],
  'too-many-orders': ['300001', 'Active order quantity limit exceeded', 200],
  'no-position': ['300009', 'Current position size: 0, unable to close the position.', 200],
  'no-liquidity': ['300008', "Unavailable to place the order, there's no contra order in the market.", 200],
  service: ['300002', 'Order placement/cancellation suspended, please try again later.', 200],
  'order-not-found': ['100001', 'error.getOrder.orderNotExist', 200],
  'order-not-cancelable': ['100004', 'Order is in not cancelable state', 200],
};

export function refusalOf(code: RefusalCode): Answer {
  const [venueCode, msg, status] = REFUSALS[code];
  return refuse(venueCode, msg, status);
}

/** A cancel of an order that is done or was never there; KuCoin does not say which. */
export const notCancelable = (): Answer => refuse('100004', 'The order cannot be canceled.');
