import type { PriceAlertView } from '#shared/contract/price-alerts.ts';

const COMMON = { triggerBy: 'last', way: 'any', cooldownMinutes: 5, once: false, level: 'warning' } as const;
const REST = { note: '', enabled: true, by: 'trader', coolUntil: null, fired: null, held: 0 } as const;
const HOUR = 3_600_000;

/** An alert of each state as a host tells them. */
export function samplePriceAlerts(now: number): PriceAlertView[] {
  const btc = { ...COMMON, ...REST, symbol: 'XBTUSDTM', coin: 'BTC' } as const;
  const eth = { ...COMMON, ...REST, symbol: 'ETHUSDTM', coin: 'ETH' } as const;
  return [
    {
      ...{ ...eth, key: 'eth-4000', price: '4010.00', way: 'up', note: 'round number, take a third off' },
      ...{ createdAt: now - 30 * HOUR, state: 'armed', sentence: 'Fires when the last price rises to 4010.00.' },
    },
    {
      ...{ ...eth, key: 'eth-3930', price: '3930.00', triggerBy: 'mark', level: 'alarm' },
      ...{ createdAt: now - 8 * HOUR, state: 'cooling', coolUntil: now + 190_000, held: 2 },
      sentence: 'Fired lately: until the cool-down is over a crossing is counted, not told.',
      fired: {
        ...{ at: now - 110_000, seen: 3_929.87, way: 'down' },
        sentence: 'The mark price 3929.87 has fallen through 3930.00.',
      },
    },
    {
      ...{ ...btc, key: 'btc-120000', price: '120000.0', once: true },
      ...{ createdAt: now - 50 * HOUR, state: 'armed', sentence: 'Fires when the last price goes through 120000.0.' },
    },
    {
      ...{ ...btc, key: 'btc-115000', price: '115000.0', way: 'down', once: true, enabled: false },
      ...{ createdAt: now - 70 * HOUR, state: 'done' },
      sentence: 'Fired once and switched itself off. Switch it on to be told again.',
      fired: {
        ...{ at: now - 20 * HOUR, seen: 114_980.5, way: 'down' },
        sentence: 'The last price 114980.5 has fallen through 115000.0.',
      },
    },
    {
      ...{ ...COMMON, ...REST, symbol: 'SOLUSDTM', coin: 'SOL', key: 'sol-190', price: '190.00' },
      ...{ createdAt: now - 3 * HOUR, state: 'waiting', sentence: 'Nothing fires. No fresh price has come.' },
    },
  ];
}
