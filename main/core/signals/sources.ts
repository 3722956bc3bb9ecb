import type { ContractSymbol } from '#shared/domain/ids.ts';
import { toTicks, type Instrument } from '#shared/domain/instrument.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import type { TechnicalReading } from '../agents/scoring/reading.ts';
import type { SignalProposal } from './proposal.ts';

/** A rule that looks at a closed candle's reading and may propose a trade. */
export interface SignalSource {
  readonly name: string;
  /** Distance of stop and target from the price, in ATR. */
  readonly stopAtr: number;
  readonly targetAtr: number;
  /** +1, −1, or 0 for nothing. */
  readonly side: (r: TechnicalReading) => Direction | 0;
  /** 0…1, how pronounced the pattern is. */
  readonly strength: (r: TechnicalReading) => number;
  readonly reason: (side: Direction) => string;
}

const TREND_ADX = 20;

/** Close beyond the extreme of the 20 candles before (Donchian's rule). */
const breakout: SignalSource = {
  name: 'breakout',
  stopAtr: 2,
  targetAtr: 3,
  side: (r) => (r.close > r.channelHigh ? 1 : r.close < r.channelLow ? -1 : 0),
  strength: (r) => Math.max(r.close - r.channelHigh, r.channelLow - r.close) / r.atr,
  reason: (side) =>
    side === 1 ? 'close above the highest high of 20 candles' : 'close below the lowest low of 20 candles',
};

/** MACD histogram crosses zero in the direction of the moving averages while ADX shows a trend. */
const trend: SignalSource = {
  name: 'trend',
  stopAtr: 2,
  targetAtr: 4,
  side(r) {
    if (r.adx < TREND_ADX) return 0;
    if (r.previousHistogram <= 0 && r.histogram > 0 && r.ema > r.slowEma) return 1;
    return r.previousHistogram >= 0 && r.histogram < 0 && r.ema < r.slowEma ? -1 : 0;
  },
  strength: (r) => r.adx / 50,
  reason: (side) => `MACD turned ${side === 1 ? 'up' : 'down'} with the trend`,
};

/** The close comes back inside the Bollinger band after a close outside, with RSI at an extreme. */
const reversion: SignalSource = {
  name: 'reversion',
  stopAtr: 1.5,
  targetAtr: 2,
  side(r) {
    if (r.previousClose < r.previousLower && r.close >= r.lower && r.rsi < 35) return 1;
    return r.previousClose > r.previousUpper && r.close <= r.upper && r.rsi > 65 ? -1 : 0;
  },
  strength: (r) => Math.abs(r.rsi - 50) / 50,
  reason: (side) => `close came back inside the ${side === 1 ? 'lower' : 'upper'} Bollinger band`,
};

export const SIGNAL_SOURCES: readonly SignalSource[] = [breakout, trend, reversion];

/** The agent whose figures a source reads; null for one from outside. Every source of the program reads the technical agent's. */
export const agentOfSource = (source: string): 'technical' | null =>
  SIGNAL_SOURCES.some(({ name }) => name === source) ? 'technical' : null;

/** How far a source is heard. */
export interface SourceHearing {
  readonly enabled: boolean;
  /** 0…1: the source's confidence is multiplied by it. */
  readonly weight: number;
}

const FULLY: SourceHearing = { enabled: true, weight: 1 };

/** Candles of its timeframe for which a signal is good. */
const GOOD_FOR_CANDLES = 1;

/**
 * Asks every source about a closed candle. Prices are rounded to ticks; a pattern whose stop would fall on the entry's
 * own tick, or at or below zero, is no signal.
 * @param hearing which sources are switched on, and how much each is trusted.
 */
export function propose(
  symbol: ContractSymbol,
  instrument: Instrument,
  timeframe: Timeframe,
  r: TechnicalReading,
  emit: (proposal: SignalProposal) => void,
  hearing: (source: string) => SourceHearing = () => FULLY,
): void {
  if (r.missing > 0 || !(r.atr > 0)) return;
  for (const source of SIGNAL_SOURCES) {
    const side = source.side(r);
    if (side === 0) continue;
    const { enabled, weight } = hearing(source.name);
    if (!enabled) continue;
    const priceTicks = toTicks(instrument, r.close);
    const stopTicks = toTicks(instrument, r.close - side * source.stopAtr * r.atr);
    const targetTicks = toTicks(instrument, r.close + side * source.targetAtr * r.atr);
    if (stopTicks <= 0 || targetTicks <= 0 || stopTicks === priceTicks || targetTicks === priceTicks) continue;
    emit({
      source: source.name,
      symbol,
      timeframe,
      direction: side,
      strength: unit(source.strength(r)),
      confidence: unit(Math.min(1, 0.4 + r.adx / 100) * weight),
      priceTicks,
      stopTicks,
      targetTicks,
      tsSource: r.asOf,
      expiresAt: r.asOf + GOOD_FOR_CANDLES * timeframeMs(timeframe),
      reason: source.reason(side),
    });
  }
}

/** 0.01…1 in steps of 0.01. */
const unit = (value: number): number => Math.round(Math.min(1, Math.max(0.01, value)) * 100) / 100;
