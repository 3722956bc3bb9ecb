/**
 * Receives what the simulated market does, in order of its time; `coin` is the place in the market's list of
 * instruments. One sink serves all steps, so a step that says nothing allocates nothing.
 */
export interface MarketSink {
  /** True when single trades are wanted; without them volume only shows in the candles. */
  readonly wantsTrades: boolean;
  /** A closed one-minute candle. */
  candle(coin: number, ts: number, open: number, high: number, low: number, close: number, volume: number): void;
  trade(coin: number, price: number, lots: number, takerSide: 'buy' | 'sell', ts: number): void;
  liquidation(coin: number, price: number, lots: number, positionSide: 'long' | 'short', ts: number): void;
  funding(coin: number, rate: number, mark: number, ts: number): void;
  status(status: 'open' | 'down', ts: number): void;
}
