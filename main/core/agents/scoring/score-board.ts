import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Score } from '#shared/domain/score.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { CandleAggregator } from '../../market/candle-aggregator.ts';
import type { TechnicalReading } from './reading.ts';
import { ScoreHistory } from './score-history.ts';
import { scoreOf } from './scoring.ts';
import { TechnicalBoard } from './technical-board.ts';

/** Told of each closed candle of a scored timeframe, with the reading at its close. */
export type ClosedListener = (symbol: ContractSymbol, timeframe: Timeframe, reading: TechnicalReading) => void;

interface SymbolPlace {
  readonly aggregator: CandleAggregator;
  readonly firstSlot: number;
}

/** The readings and scores of every symbol on every timeframe, fed with closed base candles. */
export class ScoreBoard {
  readonly symbols: readonly ContractSymbol[];
  readonly timeframes: readonly Timeframe[];
  readonly #base: Timeframe;
  readonly #board: TechnicalBoard;
  readonly #places = new Map<ContractSymbol, SymbolPlace>();
  readonly #histories: readonly ScoreHistory[] | null;
  readonly #lastPrice = new Map<ContractSymbol, { price: number; at: number }>();
  #listener: ClosedListener | null = null;
  /** Scores of candles that closed before this moment are not kept: warming up over months needs no history of them. */
  historyFrom = 0;

  constructor(
    symbols: readonly ContractSymbol[],
    base: Timeframe,
    timeframes: readonly Timeframe[],
    keepHistory: boolean,
  ) {
    this.#base = base;
    this.symbols = symbols;
    this.timeframes = timeframes;
    const slots = symbols.length * timeframes.length;
    this.#board = new TechnicalBoard(slots);
    this.#histories = keepHistory ? Array.from({ length: slots }, () => new ScoreHistory()) : null;
    symbols.forEach((symbol, index) => {
      const firstSlot = index * timeframes.length;
      const longer = timeframes.filter((timeframe) => timeframe !== base);
      const aggregator = new CandleAggregator(base, longer, (timeframe, candle) => {
        this.#commit(symbol, firstSlot + timeframes.indexOf(timeframe), timeframe, candle);
      });
      this.#places.set(symbol, { aggregator, firstSlot });
    });
  }

  /** Takes a closed base candle; `listener` is told of every candle that closes with it, shortest timeframe first. */
  onCandle(symbol: ContractSymbol, candle: Candle, listener: ClosedListener): void {
    const place = this.#places.get(symbol);
    if (place === undefined) return;
    this.#listener = listener;
    const baseIndex = this.timeframes.indexOf(this.#base);
    if (baseIndex >= 0) this.#commit(symbol, place.firstSlot + baseIndex, this.#base, candle);
    place.aggregator.push(candle);
    this.#listener = null;
  }

  /** Notes the last price, for scores with the open candle. */
  onPrice(symbol: ContractSymbol, price: number, at: number): void {
    const last = this.#lastPrice.get(symbol);
    if (last === undefined) this.#lastPrice.set(symbol, { price, at });
    else {
      last.price = price;
      last.at = at;
    }
  }

  /** The reading at the last closed candle. @throws RangeError for a symbol or timeframe that is not scored. */
  closed(symbol: ContractSymbol, timeframe: Timeframe): TechnicalReading {
    return this.#board.closed(this.#slot(symbol, timeframe));
  }

  /** The reading as if the open candle closed at the last price; the closed one when nothing is open. */
  open(symbol: ContractSymbol, timeframe: Timeframe): TechnicalReading {
    const slot = this.#slot(symbol, timeframe);
    const candle = this.#places.get(symbol)?.aggregator.open(timeframe) ?? null;
    const last = this.#lastPrice.get(symbol);
    if (last === undefined) return this.#board.closed(slot);
    const { price, at } = last;
    if (candle === null) return this.#board.peek(slot, at, price, price, price, price, 0);
    const { open, high, low, volume } = candle;
    return this.#board.peek(slot, at, open, Math.max(high, price), Math.min(low, price), price, volume);
  }

  /** The score with the open candle, as the screens show it; sampled into the history. */
  openScore(symbol: ContractSymbol, timeframe: Timeframe): { readonly score: Score; readonly missing: number } {
    const reading = this.open(symbol, timeframe);
    const score = scoreOf(reading);
    if (reading.missing === 0) this.#histories?.[this.#slot(symbol, timeframe)]?.add(reading.asOf, score.score);
    return { score, missing: reading.missing };
  }

  /** Scores of the last day; empty where none are kept. */
  history(symbol: ContractSymbol, timeframe: Timeframe): ScoreHistory | null {
    return this.#histories?.[this.#slot(symbol, timeframe)] ?? null;
  }

  #slot(symbol: ContractSymbol, timeframe: Timeframe): number {
    const place = this.#places.get(symbol);
    const index = this.timeframes.indexOf(timeframe);
    if (place === undefined || index < 0) throw new RangeError(`${symbol} is not scored on ${timeframe}`);
    return place.firstSlot + index;
  }

  #commit(symbol: ContractSymbol, slot: number, timeframe: Timeframe, candle: Candle): void {
    const closeTs = candle.ts + timeframeMs(timeframe);
    this.#board.commit(slot, closeTs, candle.open, candle.high, candle.low, candle.close, candle.volume);
    const reading = this.#board.closed(slot);
    if (closeTs >= this.historyFrom && reading.missing === 0)
      this.#histories?.[slot]?.add(closeTs, scoreOf(reading).score);
    this.#listener?.(symbol, timeframe, reading);
  }
}
