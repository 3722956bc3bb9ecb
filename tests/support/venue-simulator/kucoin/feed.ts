import type { Contract, EngineEvent, EngineFact, VenueEngine } from '../engine/index.ts';
import { joinMinutes } from '../engine/history.ts';
import type { BookPublisher } from '../wire/book-publisher.ts';
import { dayOf } from '../wire/day.ts';
import * as said from './public-messages.ts';
import { orderChange, positionChange, settlementChange, stopChange, wallet } from './private-messages.ts';

/** Something to send to whoever subscribed `message.topic`. */
export interface Push {
  readonly message: said.Message;
  readonly access: 'public' | 'private';
}

/** Turns what happens in the engine into messages. Knows who listens only through `wants`, to save the work. */
export class Feed {
  readonly #engine: VenueEngine;
  readonly #books: BookPublisher;
  readonly #wants: (topic: string) => boolean;
  readonly #push: (push: Push) => void;
  readonly #dirty = new Set<string>();
  #walletVersion = 1_337;

  constructor(
    engine: VenueEngine,
    books: BookPublisher,
    wants: (topic: string) => boolean,
    push: (push: Push) => void,
  ) {
    this.#engine = engine;
    this.#books = books;
    this.#wants = wants;
    this.#push = push;
  }

  take(event: EngineEvent): void {
    switch (event.kind) {
      case 'market':
        this.#dirty.add(event.symbol);
        return;
      case 'public-trade':
        this.#say(said.execution(this.#contract(event.trade.symbol), event.trade, this.#sequence(event.trade.symbol)));
        return;
      case 'candle':
        return this.#candles(event.symbol);
      case 'mark':
        return this.#mark(event.symbol);
      case 'order':
        return this.#order(event);
      case 'position':
        return this.#position(event);
      case 'wallet':
        this.#tell(wallet(event.account, (this.#walletVersion += 1), this.#engine.now));
        return;
      case 'funding':
        return this.#funding(event);
      case 'refused':
      case 'liquidation':
      case 'service':
        return;
    }
  }

  /** Sends the books that changed since the last call: many changes of one moment become one set of levels. */
  flush(): void {
    for (const symbol of this.#dirty) this.#book(symbol);
    this.#dirty.clear();
  }

  /** What comes once a second without being asked: mark price, day figures. */
  beat(): void {
    for (const contract of this.#engine.contracts) {
      this.#mark(contract.symbol);
      const quote = this.#engine.quote(contract.symbol);
      if (this.#wants(`/contractMarket/snapshot:${contract.symbol}`)) {
        this.#say(said.snapshot(contract, quote, dayOf(this.#engine, contract)));
      }
      this.#say(said.funding(contract, quote, this.#engine.now));
    }
  }

  #book(symbol: string): void {
    const contract = this.#contract(symbol);
    const { now } = this.#engine;
    for (const change of this.#books.publish(symbol)) this.#say(said.bookChange(contract, change, now));
    const book = this.#books.snapshot(symbol);
    const quote = this.#engine.quote(symbol);
    this.#say(said.tickerV2(contract, quote, book.sequence));
    this.#say(said.tickerV1(contract, quote, book.sequence));
    this.#say(said.bookLevels(contract, 5, book, now));
    this.#say(said.bookLevels(contract, 50, book, now));
  }

  #candles(symbol: string): void {
    const contract = this.#contract(symbol);
    for (const [type, minutes] of Object.entries(said.CANDLE_TYPES)) {
      if (!this.#wants(`/contractMarket/limitCandle:${symbol}_${type}`)) continue;
      const span = minutes * 60_000;
      const start = Math.floor(this.#engine.now / span) * span;
      const known = [...this.#engine.market(symbol).minutes.values()].filter((minute) => minute.at >= start);
      const bar = joinMinutes(known, span).at(-1);
      if (bar !== undefined) this.#say(said.candle(contract, type, bar, this.#engine.now));
    }
  }

  #mark(symbol: string): void {
    const contract = this.#contract(symbol);
    this.#say(said.markIndex(contract, this.#engine.quote(symbol), this.#engine.now));
  }

  #order(event: Extract<EngineFact, { kind: 'order' }>): void {
    const { symbol } = event.order;
    const contract = this.#contract(symbol);
    const data = orderChange(contract, event, this.#engine.now);
    if (data !== null) {
      this.#tell({ topic: '/contractMarket/tradeOrders', subject: 'orderChange', data });
      this.#tell({ topic: `/contractMarket/tradeOrders:${symbol}`, subject: 'symbolOrderChange', data });
    }
    const stop = stopChange(contract, event, this.#engine.now);
    if (stop !== null) this.#tell(stop);
  }

  #position({ position, change }: Extract<EngineFact, { kind: 'position' }>): void {
    const contract = this.#contract(position.symbol);
    const quote = this.#engine.quote(position.symbol);
    const data = positionChange(contract, change, position, quote, this.#engine.now);
    this.#tell({ topic: `/contract/position:${position.symbol}`, subject: 'position.change', data });
    this.#tell({ topic: '/contract/positionAll', subject: 'position.change', data });
  }

  #funding({ settlement }: Extract<EngineFact, { kind: 'funding' }>): void {
    const data = settlementChange(this.#contract(settlement.symbol), settlement);
    this.#tell({ topic: `/contract/position:${settlement.symbol}`, subject: 'position.settlement', data });
    this.#tell({ topic: '/contract/positionAll', subject: 'position.settlement', data });
  }

  #sequence(symbol: string): number {
    return this.#books.snapshot(symbol).sequence;
  }

  #contract(symbol: string): Contract {
    const contract = this.#engine.contract(symbol);
    if (contract === undefined) throw new Error(`This venue has no contract ${symbol}`);
    return contract;
  }

  #say(message: said.Message): void {
    if (this.#wants(message.topic)) this.#push({ message, access: 'public' });
  }

  #tell(message: said.Message): void {
    if (this.#wants(message.topic)) this.#push({ message, access: 'private' });
  }
}
