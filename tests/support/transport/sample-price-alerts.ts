import { contractError } from '#core/api/contract-error.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';
import { samplePriceAlerts } from '#tests/support/alerts/sample-price-alerts.ts';

const missing = (what: string): never => {
  throw contractError('NOT_FOUND', { what });
};

/** Price alerts that are only read. */
export const samplePriceAlertHandlers = (now: number): HandlersOf<'priceAlerts'> => ({
  list: async () => samplePriceAlerts(now),
  watch: async function* () {},
  add: async ({ symbol }) => missing(symbol),
  change: async ({ id }) => missing(id),
  remove: async ({ id }) => missing(id),
});
