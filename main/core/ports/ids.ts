import type { ClientOrderId, SignalId } from '#shared/domain/ids.ts';

/** Makes identifiers that never repeat, also across restarts. Under replay they follow from the seed. */
export interface Ids {
  /** A signal id: 20 characters of lower-case base 32, sorted by creation. */
  signal(): SignalId;
  /** A client order id: 32 hex characters, which every venue we know accepts. */
  order(): ClientOrderId;
}
