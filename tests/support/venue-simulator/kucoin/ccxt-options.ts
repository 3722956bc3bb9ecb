import type { Credentials } from './signature.ts';

/** Names under which ccxt keeps KuCoin's hosts. */
const HOSTS = [
  'public',
  'private',
  'futuresPrivate',
  'futuresPublic',
  'webExchange',
  'broker',
  'earn',
  'uta',
  'utaV2',
  'utaPrivate',
] as const;

/** Options for ccxt's `kucoinfutures`: credentials, and every host pointed here. The stream's host comes from `bullet-*`. */
export const ccxtOptions = (venue: { readonly restUrl: string; readonly credentials: Credentials }) => ({
  apiKey: venue.credentials.key,
  secret: venue.credentials.secret,
  password: venue.credentials.passphrase,
  urls: { api: Object.fromEntries(HOSTS.map((host) => [host, venue.restUrl])) },
});
