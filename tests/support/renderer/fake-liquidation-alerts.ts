import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';
import { LIQUIDATION_ALERT_KINDS, LIQUIDATION_ALERTS } from '#shared/domain/liquidation-alert.ts';
import { sampleLiquidationAlerts } from '../liquidation/sample-alerts.ts';
import { FakeRows } from './fake-rows.ts';
import type { Scene } from './sample-scenes.ts';

/** Alert rules on the maps, kept in memory: what is set shows at once. */
export function liquidationAlertCalls(scene: Scene): Client['liquidationAlerts'] {
  const rows = new FakeRows<LiquidationAlertView>(scene === 'flat' ? [] : sampleLiquidationAlerts(Date.now()));
  const rowOf = (id: string): LiquidationAlertView => {
    const row = rows.rows.find(({ key }) => key === id);
    if (row === undefined) throw new ORPCError('NOT_FOUND', { message: 'There is no such alert rule any more.' });
    return row;
  };
  const kept = (row: LiquidationAlertView): LiquidationAlertView => {
    rows.put([row]);
    return row;
  };
  let made = 0;
  return {
    list: async () => [...rows.rows],
    watch: async (_, options) => rows.watch(options?.signal),
    kinds: async () => LIQUIDATION_ALERT_KINDS.map((kind) => ({ kind, ...LIQUIDATION_ALERTS[kind] })),
    create: async ({ cooldownMinutes = 30, level = 'warning', ...wanted }) =>
      kept({
        ...{ key: `made-${String((made += 1))}`, ...wanted, cooldownMinutes, level, enabled: true },
        ...{ by: 'trader', createdAt: Date.now(), state: 'armed', sentence: 'Armed: no cluster is near.' },
        ...{ symbols: { armed: 1, inside: 0, cooling: 0, waiting: 0 }, fired: null, held: 0 },
      }),
    change: async ({ id, threshold, cooldownMinutes, level, enabled }) => {
      const row = rowOf(id);
      const on = enabled ?? row.enabled;
      return kept({
        ...row,
        threshold: threshold ?? row.threshold,
        cooldownMinutes: cooldownMinutes ?? row.cooldownMinutes,
        level: level ?? row.level,
        enabled: on,
        state: on ? 'armed' : 'off',
        sentence: on ? 'Armed: no cluster is near.' : 'Switched off.',
      });
    },
    remove: async ({ id }) => {
      rows.drop([rowOf(id).key]);
      return { id };
    },
    test: async ({ id }) => {
      const { kind, symbol } = rowOf(id);
      const title = `Test: ${LIQUIDATION_ALERTS[kind].label}`;
      return { at: Date.now(), title, body: `${symbol ?? 'XBTUSDTM'} now: no cluster is near.` };
    },
  };
}
