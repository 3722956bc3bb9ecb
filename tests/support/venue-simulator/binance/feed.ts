import { joinMinutes } from '../engine/history.ts';
import type { Contract, EngineEvent, VenueEngine } from '../engine/index.ts';
import type { BookPublisher } from '../wire/book-publisher.ts';
import { INTERVALS } from './market-routes.ts';
import * as said from './messages.ts';
import { contractAt, nameOf } from './names.ts';

/** Turns what happens in the engine into Binance's messages. */
export class BinanceFeed {
  readonly #engine: VenueEngine;
  readonly #books: BookPublisher;
  readonly #wants: (topic: string) => boolean;
  readonly #push: (message: said.Message) => void;
  readonly #dirty = new Set<string>();

  constructor(
    engine: VenueEngine,
    books: BookPublisher,
    wants: (topic: string) => boolean,
    push: (message: said.Message) => void,
  ) {
    this.#engine = engine;
    this.#books = books;
    this.#wants = wants;
    this.#push = push;
  }

  take(event: EngineEvent): void {
    const { now } = this.#engine;
    switch (event.kind) {
      case 'market':
        this.#dirty.add(event.symbol);
        return;
      case 'public-trade':
        return this.#say(...said.trades(this.#contract(event.trade.symbol), event.trade));
      case 'candle':
        return this.#klines(this.#contract(event.symbol));
      case 'mark':
        return this.#say(...said.markPrice(this.#contract(event.symbol), this.#engine.quote(event.symbol)));
      case 'order': {
        const contract = this.#contract(event.order.symbol);
        return this.#say(said.algoUpdate(contract, event, now), said.orderUpdate(contract, event, now));
      }
      case 'position':
        return this.#account(event.change === 'funding' ? 'FUNDING_FEE' : 'ORDER', event.position.symbol);
      case 'wallet':
      case 'funding':
      case 'refused':
      case 'liquidation':
      case 'service':
        return;
    }
  }

  flush(): void {
    for (const symbol of this.#dirty) this.#book(this.#contract(symbol));
    this.#dirty.clear();
  }

  beat(): void {
    for (const contract of this.#engine.contracts)
      this.#say(...said.markPrice(contract, this.#engine.quote(contract.symbol)));
  }

  #book(contract: Contract): void {
    const { symbol } = contract;
    const { now } = this.#engine;
    const before = this.#books.snapshot(symbol).sequence;
    const changes = this.#books.publish(symbol);
    const book = this.#books.snapshot(symbol);
    if (changes.length > 0) this.#say(...said.depthUpdate(contract, changes, before, now));
    for (const levels of [5, 10, 20]) this.#say(...said.depthLevels(contract, levels, book, now));
    this.#say(said.bookTicker(contract, this.#engine.quote(symbol), book.sequence));
  }

  #klines(contract: Contract): void {
    for (const [interval, minutes] of Object.entries(INTERVALS)) {
      if (!this.#wants(`${nameOf(contract).toLowerCase()}@kline_${interval}`)) continue;
      const span = minutes * 60_000;
      const start = Math.floor(this.#engine.now / span) * span;
      const known = [...this.#engine.market(contract.symbol).minutes.values()].filter((minute) => minute.at >= start);
      const bar = joinMinutes(known, span).at(-1);
      if (bar !== undefined) this.#say(said.kline(contract, interval, span, bar, this.#engine.now));
    }
  }

  #account(reason: 'ORDER' | 'FUNDING_FEE', symbol: string): void {
    const engine = this.#engine;
    const changed = [
      { contract: this.#contract(symbol), position: engine.position(symbol), quote: engine.quote(symbol) },
    ];
    this.#say(said.accountUpdate(reason, engine.account(), changed, engine.now));
  }

  #contract(symbol: string): Contract {
    return contractAt(this.#engine, symbol);
  }

  #say(...messages: (said.Message | null)[]): void {
    for (const message of messages) if (message !== null && this.#wants(message.topic)) this.#push(message);
  }
}
