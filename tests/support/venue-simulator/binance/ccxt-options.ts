import type { BinanceCredentials } from './context.ts';

const PATHS = {
  fapiPublic: '/fapi/v1',
  fapiPublicV2: '/fapi/v2',
  fapiPublicV3: '/fapi/v3',
  fapiPrivate: '/fapi/v1',
  fapiPrivateV2: '/fapi/v2',
  fapiPrivateV3: '/fapi/v3',
  sapi: '/sapi/v1',
} as const;

/** Options for ccxt's `binanceusdm`: credentials, and the hosts it needs pointed here. */
export const ccxtBinanceOptions = (venue: {
  readonly restUrl: string;
  readonly wsUrl: string;
  readonly credentials: BinanceCredentials;
}) => ({
  apiKey: venue.credentials.key,
  secret: venue.credentials.secret,
  urls: {
    api: {
      ...Object.fromEntries(Object.entries(PATHS).map(([host, path]) => [host, `${venue.restUrl}${path}`])),
      ws: { future: `${venue.wsUrl}ws` },
    },
  },
});
