import { ADX } from './adx.ts';
import { ATR } from './atr.ts';
import { BOLLINGER } from './bollinger.ts';
import type { IndicatorSpec } from './indicator-spec.ts';
import { KELTNER } from './keltner.ts';
import { MACD } from './macd.ts';
import { EMA, SMA } from './moving-averages.ts';
import { CCI, DONCHIAN, STOCHASTIC } from './range-indicators.ts';
import { RSI } from './rsi.ts';
import { MFI, OBV, VWAP } from './volume-indicators.ts';

/** Every indicator of the workstation by its name. */
export const INDICATORS = {
  adx: ADX,
  atr: ATR,
  bollinger: BOLLINGER,
  cci: CCI,
  donchian: DONCHIAN,
  ema: EMA,
  keltner: KELTNER,
  macd: MACD,
  mfi: MFI,
  obv: OBV,
  rsi: RSI,
  sma: SMA,
  stochastic: STOCHASTIC,
  vwap: VWAP,
} as const satisfies Readonly<Record<string, IndicatorSpec>>;

/** Name of an indicator. */
export type IndicatorName = keyof typeof INDICATORS;

/** Every name, in alphabetical order. */
export const INDICATOR_NAMES = Object.keys(INDICATORS) as readonly IndicatorName[];

/** Whether a text names an indicator. */
export const isIndicatorName = (text: string): text is IndicatorName => Object.hasOwn(INDICATORS, text);
