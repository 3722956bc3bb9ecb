import type { Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import type { Candle } from '#shared/domain/candle.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Score } from '#shared/domain/score.ts';
import { DAY } from '#shared/domain/time.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { FeatureStore } from '../../features/feature-store.ts';
import type { FeatureRow } from '../../features/feature-row.ts';
import { CandleAggregator } from '../../market/candle-aggregator.ts';
import { AgentHistory, HISTORY_MS } from './agent-history.ts';
import { BASE_WEIGHTS, compose } from './composite.ts';
import type { TechnicalReading } from './reading.ts';
import { ScoreHistory } from './score-history.ts';
import { scoreInputs, type ScoreInputs } from './score-inputs.ts';
import { featureOpinions, inOrder, weightsIn, type AgentWeights } from './scoring.ts';
import { technicalOpinion } from './technical-agent.ts';
import { TechnicalBoard } from './technical-board.ts';

/** Told of each closed candle of a scored timeframe, with the reading at its close. */
export type ClosedListener = (symbol: ContractSymbol, timeframe: Timeframe, reading: TechnicalReading) => void;

/** An agent that judges by what is not a feature: asked for each score, as of the moment of its reading. */
export type OpinionSource = (symbol: ContractSymbol, timeframe: Timeframe, at: number) => Opinion;

interface FeatureEvidence {
  readonly opinions: readonly Opinion[];
  readonly weights: AgentWeights;
}

interface SymbolPlace {
  readonly aggregator: CandleAggregator;
  /** Hourly and daily candles for the features; null when the base is longer than a day. */
  readonly bars: CandleAggregator | null;
  readonly firstSlot: number;
}

/** Bars the features are computed from. */
const FEATURE_BARS = ['1h', '1d'] as const;

/** The readings and scores of every symbol on every timeframe, fed with closed base candles. */
export class ScoreBoard {
  readonly symbols: readonly ContractSymbol[];
  readonly timeframes: readonly Timeframe[];
  readonly #base: Timeframe;
  readonly #board: TechnicalBoard;
  readonly #places = new Map<ContractSymbol, SymbolPlace>();
  readonly #histories: readonly ScoreHistory[] | null;
  readonly #agentHistories: (AgentHistory | undefined)[] = [];
  readonly #sources = new Map<ScoringAgentName, OpinionSource>();
  readonly features: FeatureStore;
  /** Base weights of the agents, asked for with each score; they sum to 1. */
  weights: () => AgentWeights = () => BASE_WEIGHTS;
  readonly #lastPrice = new Map<ContractSymbol, { price: number; at: number }>();
  #listener: ClosedListener | null = null;
  /** What the features say at the close that is worked in now: the same for every timeframe that ends with it. */
  #atClose: FeatureEvidence | null = null;
  /** Scores of candles that closed before this moment are not kept: warming up over months needs no history of them. */
  historyFrom = 0;

  constructor(
    symbols: readonly ContractSymbol[],
    base: Timeframe,
    timeframes: readonly Timeframe[],
    keepHistory: boolean,
    features: FeatureStore = new FeatureStore(symbols),
  ) {
    this.#base = base;
    this.symbols = symbols;
    this.features = features;
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
      this.#places.set(symbol, { aggregator, bars: this.#barsOf(symbol), firstSlot });
    });
  }

  /** Lets an agent speak that judges by more than features. One that has no opinion says why. */
  provide(agent: ScoringAgentName, source: OpinionSource): void {
    this.#sources.set(agent, source);
  }

  /** Takes a closed base candle; `listener` is told of every candle that closes with it, shortest timeframe first. */
  onCandle(symbol: ContractSymbol, candle: Candle, listener: ClosedListener): void {
    const place = this.#places.get(symbol);
    if (place === undefined) return;
    this.#listener = listener;
    // Features first: what is scored at this close is scored by all that closed with it.
    if (this.#base === '1h') this.features.onHour(symbol, candle);
    if (this.#base === '1d') this.features.onDay(symbol, candle);
    place.bars?.push(candle);
    const baseIndex = this.timeframes.indexOf(this.#base);
    if (baseIndex >= 0) this.#commit(symbol, place.firstSlot + baseIndex, this.#base, candle);
    place.aggregator.push(candle);
    this.#listener = null;
    this.#atClose = null;
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

  /** The RSI of the candle that closed `ms` before the last one; NaN when it is not kept. */
  rsiBefore(symbol: ContractSymbol, timeframe: Timeframe, ms: number): number {
    return this.#board.rsiBefore(this.#slot(symbol, timeframe), ms);
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

  /** The score at the last closed candle: what decides on a signal. */
  closedScore(symbol: ContractSymbol, timeframe: Timeframe): Score {
    const reading = this.closed(symbol, timeframe);
    return this.#scoreWith(this.#evidence(symbol, reading.asOf), symbol, timeframe, reading);
  }

  /** Everything {@link closedScore} is computed from. */
  inputs(symbol: ContractSymbol, timeframe: Timeframe): ScoreInputs {
    const reading = this.closed(symbol, timeframe);
    const provided = this.#provided(symbol, timeframe, reading.asOf);
    const others = { features: this.features.row(symbol, reading.asOf), provided, weights: this.weights() };
    return scoreInputs(reading, others);
  }

  /**
   * The score with the open candle, as the screens show it; sampled into the history.
   * @param told false where nobody reads what the features' agents and the technical one judged by.
   */
  openScore(
    symbol: ContractSymbol,
    timeframe: Timeframe,
    told = true,
  ): { readonly score: Score; readonly missing: number } {
    const reading = this.open(symbol, timeframe);
    const said = this.#evidence(symbol, reading.asOf, told);
    const score = this.#scoreWith(said, symbol, timeframe, reading, told);
    if (reading.missing === 0) this.#histories?.[this.#slot(symbol, timeframe)]?.add(reading.asOf, score.score);
    return { score, missing: reading.missing };
  }

  /** Scores of the last day; empty where none are kept. */
  history(symbol: ContractSymbol, timeframe: Timeframe): ScoreHistory | null {
    return this.#histories?.[this.#slot(symbol, timeframe)] ?? null;
  }

  /** Score and every agent's opinion by the closed candle, 30 days; null where none is kept. */
  agentHistory(symbol: ContractSymbol, timeframe: Timeframe): AgentHistory | null {
    return this.#agentHistories[this.#slot(symbol, timeframe)] ?? null;
  }

  #barsOf(symbol: ContractSymbol): CandleAggregator | null {
    const longer = FEATURE_BARS.filter((bar) => timeframeMs(bar) > timeframeMs(this.#base));
    if (longer.length === 0) return null;
    return new CandleAggregator(this.#base, longer, (timeframe, candle) => {
      if (timeframe === '1h') this.features.onHour(symbol, candle);
      else this.features.onDay(symbol, candle);
    });
  }

  #scoreWith(
    said: FeatureEvidence,
    symbol: ContractSymbol,
    timeframe: Timeframe,
    reading: TechnicalReading,
    told = true,
  ): Score {
    const provided = this.#provided(symbol, timeframe, reading.asOf);
    return compose(inOrder([technicalOpinion(reading, told), ...said.opinions, ...provided]), said.weights);
  }

  #evidence(symbol: ContractSymbol, at: number, told = true): FeatureEvidence {
    const row: FeatureRow = this.features.row(symbol, at);
    return { opinions: featureOpinions(row, told), weights: weightsIn(row, this.weights()) };
  }

  #provided(symbol: ContractSymbol, timeframe: Timeframe, at: number): readonly Opinion[] {
    return [...this.#sources.values()].map((source) => source(symbol, timeframe, at));
  }

  #keep(symbol: ContractSymbol, timeframe: Timeframe, slot: number, reading: TechnicalReading): void {
    if (this.#histories === null || reading.missing > 0) return;
    const { asOf } = reading;
    const recent = asOf >= this.historyFrom;
    const history = (this.#agentHistories[slot] ??= new AgentHistory());
    const due = asOf >= this.historyFrom + DAY - HISTORY_MS && history.due(asOf, !recent);
    if (!recent && !due) return;
    // A history keeps figures only.
    this.#atClose ??= this.#evidence(symbol, asOf, false);
    const score = this.#scoreWith(this.#atClose, symbol, timeframe, reading, false);
    if (recent) this.#histories[slot]?.add(asOf, score.score);
    if (due) history.add(asOf, score);
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
    this.#keep(symbol, timeframe, slot, reading);
    this.#listener?.(symbol, timeframe, reading);
  }
}
