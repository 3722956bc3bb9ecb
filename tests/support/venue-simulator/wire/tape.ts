import type { EngineEvent, PublicTrade } from '../engine/index.ts';

const KEPT = 100;

/** The last trades of each symbol, newest first, as `GET /api/v1/trade/history` gives them. */
export class Tape {
  readonly #trades = new Map<string, PublicTrade[]>();

  take(event: EngineEvent): void {
    if (event.kind !== 'public-trade') return;
    const kept = this.#trades.get(event.trade.symbol) ?? [];
    this.#trades.set(event.trade.symbol, [event.trade, ...kept].slice(0, KEPT));
  }

  of(symbol: string): readonly PublicTrade[] {
    return this.#trades.get(symbol) ?? [];
  }
}
