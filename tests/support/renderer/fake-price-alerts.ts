import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { samplePriceAlerts } from '../alerts/sample-price-alerts.ts';
import { FakeRows } from './fake-rows.ts';
import type { Scene } from './sample-scenes.ts';

const armed = ({ triggerBy, price }: Pick<PriceAlertView, 'triggerBy' | 'price'>) =>
  ({ state: 'armed', sentence: `Fires when the ${triggerBy} price goes through ${price}.` }) as const;

/** Price alerts kept in memory: what is set shows at once. */
export function priceAlertCalls(scene: Scene): Client['priceAlerts'] {
  const rows = new FakeRows<PriceAlertView>(scene === 'flat' ? [] : samplePriceAlerts(Date.now()));
  const rowOf = (id: string): PriceAlertView => {
    const row = rows.rows.find(({ key }) => key === id);
    if (row === undefined) throw new ORPCError('NOT_FOUND', { message: 'There is no such price alert any more.' });
    return row;
  };
  const kept = (row: PriceAlertView): PriceAlertView => {
    rows.put([row]);
    return row;
  };
  let made = 0;
  return {
    list: async () => [...rows.rows],
    watch: async (_, options) => rows.watch(options?.signal),
    add: async ({ symbol, price, ...wanted }) => {
      if (rows.rows.some((row) => row.symbol === symbol && row.price === price))
        throw new ORPCError('ALREADY_EXISTS', { message: `There is an alert at ${price} of ${symbol} already.` });
      const {
        triggerBy = 'last',
        way = 'any',
        cooldownMinutes = 5,
        once = false,
        level = 'warning',
        note = '',
      } = wanted;
      return kept({
        ...{ key: `made-${String((made += 1))}`, symbol, coin: symbol.replace('USDTM', ''), price, triggerBy, way },
        ...{ cooldownMinutes, once, level, note, enabled: true, by: 'trader', createdAt: Date.now() },
        ...armed({ triggerBy, price }),
        ...{ coolUntil: null, fired: null, held: 0 },
      });
    },
    change: async ({ id, ...change }) => {
      const row = rowOf(id);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = { ...row, ...given };
      return kept(next.enabled ? { ...next, ...armed(next) } : { ...next, state: 'off', sentence: 'Switched off.' });
    },
    remove: async ({ id }) => {
      rows.drop([rowOf(id).key]);
      return { id };
    },
  };
}
