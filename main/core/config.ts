import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Mode } from '#shared/domain/signal.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { RISK_DEFAULTS, type RiskLimits } from './agents/risk/limits.ts';
import type { ManagerSettings } from './portfolio/manager/settings.ts';
import { THROTTLE_DEFAULTS, type ThrottleLimits } from './agents/throttle/caps.ts';

/** Everything that decides how the core behaves; its hash is recorded at each start. */
export interface CoreConfig {
  readonly mode: Mode;
  /** True when prices or fills are simulated. */
  readonly simulated: boolean;
  readonly version: string;
  readonly baseTimeframe: Timeframe;
  /** Columns of the heatmap, shortest first; all are scored. */
  readonly scoreTimeframes: readonly Timeframe[];
  /** Timeframes on which the sources look for signals. */
  readonly signalTimeframes: readonly Timeframe[];
  /** Paid in when the account is opened, 1e-8 USDT. */
  readonly capital: Money;
  readonly symbols: readonly ContractSymbol[];
  readonly limits: RiskLimits;
  readonly throttle: ThrottleLimits;
  /** Candles of the signal's timeframe after which a position is closed. */
  readonly holdCandles: number;
  readonly equitySampleMs: number;
  /** A mark older than this makes the account unknown. */
  readonly maxMarkAgeMs: number;
  /** Scores of the last day are kept for the screens; a replay has none. */
  readonly keepScoreHistory: boolean;
  /** The rules of the ten slots; absent where every symbol may be traded. */
  readonly portfolio?: ManagerSettings;
}

/** What every mode starts from. */
export const CONFIG_DEFAULTS = {
  limits: RISK_DEFAULTS,
  throttle: THROTTLE_DEFAULTS,
  holdCandles: 48,
} as const;

/** The configuration as JSON text with sorted keys; amounts as text. */
export function configText(config: CoreConfig): string {
  const sorted = (value: unknown): unknown => {
    if (typeof value === 'bigint') return value.toString();
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
  };
  return JSON.stringify(sorted(config));
}
