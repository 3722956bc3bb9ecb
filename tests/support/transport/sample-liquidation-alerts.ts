import { contractError } from '#core/api/contract-error.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';
import { LIQUIDATION_ALERT_KINDS, LIQUIDATION_ALERTS } from '#shared/domain/liquidation-alert.ts';
import { sampleLiquidationAlerts } from '#tests/support/liquidation/sample-alerts.ts';

const missing = (what: string): never => {
  throw contractError('NOT_FOUND', { what });
};

/** Alert rules that are only read. */
export const sampleLiquidationAlertHandlers = (now: number): HandlersOf<'liquidationAlerts'> => ({
  list: async () => sampleLiquidationAlerts(now),
  watch: async function* () {},
  kinds: async () => LIQUIDATION_ALERT_KINDS.map((kind) => ({ kind, ...LIQUIDATION_ALERTS[kind] })),
  create: async ({ kind }) => missing(kind),
  change: async ({ id }) => missing(id),
  remove: async ({ id }) => missing(id),
  test: async ({ id }) => missing(id),
});
