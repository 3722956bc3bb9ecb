import { ok } from './answers.ts';
import type { Handler, Route } from './context.ts';

const currency = (name: string): Record<string, unknown> => ({
  currency: name,
  name,
  fullName: name,
  precision: 8,
  confirms: null,
  contractAddress: null,
  isMarginEnabled: true,
  isDebitEnabled: true,
  chains: null,
});

const currencies: Handler = ({ engine }) =>
  ok(['USDT', ...engine.contracts.map((contract) => contract.base)].map((name) => currency(name)));

/** What ccxt asks KuCoin's spot and unified hosts before it trades futures: the little that lets it go on. */
export const SPOT_HOST_ROUTES: readonly Route[] = [
  { method: 'GET', at: '/api/v3/currencies', access: 'public', weight: 3, handle: currencies },
  {
    method: 'GET',
    at: '/api/v3/margin/symbols',
    access: 'private',
    weight: 3,
    handle: ({ engine }) => ok({ timestamp: engine.now, items: [] }),
  },
  { method: 'GET', at: '/api/v1/isolated/symbols', access: 'private', weight: 3, handle: () => ok([]) },
  { method: 'GET', at: '/api/v1/hf/accounts/opened', access: 'private', weight: 2, handle: () => ok(true) },
  // Whether the account is a unified one: clients choose their endpoints by it.
  {
    method: 'GET',
    at: '/api/ua/v1/account/mode',
    access: 'private',
    weight: 2,
    handle: () => ok({ selfAccountMode: 'CLASSIC' }),
  },
];
