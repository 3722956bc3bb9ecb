import { firstText, type ExactObject } from './exact-json.ts';
import type { OrderSide } from '#core/ports/venue.ts';
import type { CallParams, VenueCall } from './quirks.ts';

export const SIDES = { buy: 'buy', sell: 'sell' } as const satisfies Record<string, OrderSide>;

/** The calls of one endpoint share a limit of so many per two seconds; the strictest of a group stands for it. */
export const call = (
  method: 'GET' | 'POST',
  path: string,
  params: CallParams = {},
  { api = 'private', pool = 'questions' }: { api?: 'public' | 'private'; pool?: string } = {},
): VenueCall => ({ api, method, path, params, costs: [{ pool, weight: 1 }] });

/** Our id of an order; one that a triggered order became carries that one's. */
export const ourId = (row: ExactObject): string | null => firstText(row, 'algoClOrdId', 'clOrdId');

/** The venue writes what it takes with a minus. */
export const negated = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);

/** Words for who took. */
export const ROLES = { M: 'maker', T: 'taker' } as const;
