import type { DeductionRule } from './margin-tiers.ts';

/** How a venue reckons the maintenance margin of an isolated position. */
export interface LiquidationRule {
  readonly title: string;
  readonly venue: string;
  /** The price maintenance is reckoned at: the mark as it moves, or the entry once and for all. */
  readonly maintenanceAt: 'mark' | 'entry';
  /** What stands for deductions that a table does not give. */
  readonly deductions: DeductionRule;
  /** What the extra rate on top of maintenance stands for at this venue; null where it adds none. */
  readonly fee: string | null;
  readonly source: string;
}

const MARK = { maintenanceAt: 'mark' } as const;
const ENTRY = { maintenanceAt: 'entry' } as const;

/** The first rule of a venue is the one in force; the others serve positions of their time. */
export const LIQUIDATION_RULES = {
  'kucoin-2025-05': {
    ...MARK,
    title: 'KuCoin Futures since 22 May 2025: maintenance and liquidation fee at the mark price',
    venue: 'kucoin',
    deductions: 'none',
    fee: 'liquidation fee',
    source: 'kucoin.com/support/26694703491737',
  },
  'kucoin-2024': {
    ...ENTRY,
    title: 'KuCoin Futures until 22 May 2025: maintenance at the entry price',
    venue: 'kucoin',
    deductions: 'none',
    fee: '(1 + 1/leverage) × taker fee + estimated funding, where the position shows them',
    source: 'kucoin.com/support/4408061803033',
  },
  binance: {
    ...MARK,
    title: 'Binance futures, one-way: maintenance at the mark price less the tier’s amount',
    venue: 'binance',
    deductions: 'continuous',
    fee: null,
    source: 'binance.com/en/support/faq/b3c689c1f50a44cabb3a84e663b81d93',
  },
  bybit: {
    ...ENTRY,
    title: 'Bybit: maintenance at the entry price less the tier’s deduction',
    venue: 'bybit',
    deductions: 'continuous',
    fee: null,
    source: 'Bybit help centre, liquidation price under isolated mode',
  },
  okx: {
    ...MARK,
    title: 'OKX: maintenance and liquidation fee (taker rate) at the mark price',
    venue: 'okx',
    deductions: 'none',
    fee: 'liquidation fee, the taker rate',
    source: 'OKX help centre, isolated margin',
  },
  gate: {
    ...MARK,
    title: 'Gate: maintenance and taker fee at the mark price',
    venue: 'gate',
    deductions: 'none',
    fee: 'taker fee',
    source: 'Gate help centre, liquidation price',
  },
  phemex: {
    ...MARK,
    title: 'Phemex: maintenance and taker fee at the mark price',
    venue: 'phemex',
    deductions: 'continuous',
    fee: 'taker fee',
    source: 'phemex.com/help-center/liq-price-for-USDTM',
  },
} as const satisfies Readonly<Record<string, LiquidationRule>>;

export type LiquidationRuleName = keyof typeof LIQUIDATION_RULES;

export const LIQUIDATION_RULE_NAMES = Object.keys(LIQUIDATION_RULES) as readonly LiquidationRuleName[];

/** The rule in force at a venue; null when none is known. */
export function ruleOfVenue(venue: string): LiquidationRuleName | null {
  return LIQUIDATION_RULE_NAMES.find((name) => LIQUIDATION_RULES[name].venue === venue) ?? null;
}

/** From when on KuCoin reckons by `kucoin-2025-05`: 2025-05-22 04:00 UTC, the end of the announced hour. */
const KUCOIN_CHANGE = Date.UTC(2025, 4, 22, 4);

/** KuCoin's rule at a moment, ms since 1970. */
export const kucoinRuleAt = (at: number): LiquidationRuleName =>
  at < KUCOIN_CHANGE ? 'kucoin-2024' : 'kucoin-2025-05';
