import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';

const COMMON = { cooldownMinutes: 30, level: 'warning', enabled: true, by: 'trader', held: 0 } as const;
const NONE = { armed: 0, inside: 0, cooling: 0, waiting: 0 };

/** A rule of each state as a host tells them. */
export function sampleLiquidationAlerts(now: number): LiquidationAlertView[] {
  const hour = 3_600_000;
  return [
    {
      ...{ ...COMMON, key: 'cascade', kind: 'cascade-imminent', symbol: null, threshold: 0.005 },
      ...{ createdAt: now - 50 * hour, state: 'armed', symbols: { ...NONE, armed: 5, waiting: 1 } },
      sentence: 'Armed on 5 of 6 symbols. 1 of 6 wait.',
      fired: null,
    },
    {
      ...{ ...COMMON, key: 'large', kind: 'large-liquidation', symbol: 'XBTUSDTM', threshold: 1_000_000 },
      ...{ createdAt: now - 49 * hour, state: 'cooling', symbols: { ...NONE, cooling: 1 }, held: 2 },
      sentence: 'Cooling down for 18 min.',
      fired: { at: now - hour / 5, symbol: 'XBTUSDTM', sentence: '1.84 M USDT of longs were liquidated at 96412.5' },
    },
    {
      ...{ ...COMMON, key: 'void', kind: 'void-entered', symbol: 'ETHUSDTM', threshold: 0.005 },
      ...{ createdAt: now - 20 * hour, state: 'inside', symbols: { ...NONE, inside: 1 } },
      sentence: 'Holds now: the price is in a void 0.81 % wide.',
      fired: { at: now - 2 * hour, symbol: 'ETHUSDTM', sentence: 'the price is in a void 0.81 % wide' },
    },
    {
      ...{ ...COMMON, key: 'flip', kind: 'ratio-flip', symbol: 'SOLUSDTM', threshold: 0.55 },
      ...{ createdAt: now - 10 * hour, state: 'waiting', symbols: { ...NONE, waiting: 1 } },
      sentence: 'Waiting: coverage 31 %.',
      fired: null,
    },
    {
      ...{ ...COMMON, key: 'cluster', kind: 'cluster-reached', symbol: 'XBTUSDTM', threshold: 0.003 },
      ...{ createdAt: now - 5 * hour, state: 'off', symbols: { ...NONE, waiting: 1 }, enabled: false },
      sentence: 'Switched off.',
      fired: null,
    },
  ];
}
