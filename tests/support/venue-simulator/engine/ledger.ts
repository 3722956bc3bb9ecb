import { absolute, applyPpm, share, valueAt, valueAtMark } from './amounts.ts';
import type { Market } from './market.ts';
import { applyFill, flat, unrealisedOf } from './positions.ts';
import type {
  Account,
  Amount,
  EngineOrder,
  EnginePosition,
  EngineTrade,
  EngineTransfer,
  FundingSettlement,
} from './types.ts';
import { remainingOf } from './order-table.ts';
import { openingLots } from './checks.ts';

/** KuCoin's trade ids are 13 digits. */
const FIRST_TRADE = 1_784_277_000_000;
const FIRST_TRANSFER = 51_360_793;

/** Positions, the wallet and every fill of the one account. */
export class Ledger {
  readonly trades: EngineTrade[] = [];
  readonly settlements: FundingSettlement[] = [];
  readonly transfers: EngineTransfer[] = [];
  readonly #positions = new Map<string, EnginePosition>();
  #wallet: Amount;
  #tradeCount = 0;
  readonly #discountPpm: bigint;

  constructor(wallet: Amount, discountPpm = 0n) {
    this.#wallet = wallet;
    this.#discountPpm = discountPpm;
  }

  position(symbol: string): EnginePosition {
    return this.#positions.get(symbol) ?? flat(symbol);
  }

  positions(): EnginePosition[] {
    return [...this.#positions.values()];
  }

  nextTradeId(): string {
    this.#tradeCount += 1;
    return String(FIRST_TRADE + this.#tradeCount);
  }

  book(
    market: Market,
    order: EngineOrder,
    fill: { lots: number; ticks: number; liquidity: 'maker' | 'taker'; at: number },
  ): EngineTrade {
    const { contract } = market;
    const value = absolute(valueAt(contract, fill.ticks, fill.lots));
    const liquidated = order.origin === 'liquidation';
    const listedPpm = fill.liquidity === 'maker' ? contract.makerFeePpm : contract.takerFeePpm;
    const feePpm = liquidated ? 0n : listedPpm - (listedPpm * this.#discountPpm) / 1_000_000n;
    const fee = applyPpm(value, feePpm);
    const applied = applyFill(contract, this.position(order.symbol), {
      side: order.side,
      lots: fill.lots,
      ticks: fill.ticks,
      leverage: Math.max(1, Math.floor(order.leverage)),
      fee,
      at: fill.at,
    });
    this.#positions.set(order.symbol, applied.position);
    this.#wallet += applied.realised - fee;
    const trade: EngineTrade = {
      tradeId: this.nextTradeId(),
      orderId: order.id,
      clientId: order.clientId,
      symbol: order.symbol,
      side: order.side,
      lots: fill.lots,
      priceTicks: fill.ticks,
      value,
      fee,
      feePpm,
      liquidity: fill.liquidity,
      realised: applied.realised,
      openFee: fee - share(fee, applied.closedLots, fill.lots),
      kind: liquidated ? 'liquidation' : 'trade',
      orderKind: order.kind,
      stop: order.stop,
      at: fill.at,
    };
    this.trades.push(trade);
    return trade;
  }

  settleFunding(market: Market, at: number): FundingSettlement | null {
    const before = this.position(market.contract.symbol);
    if (before.lots === 0) return null;
    const value = valueAtMark(market.contract, market.markUnits, before.lots);
    const amount = -applyPpm(value, BigInt(market.fundingPpm));
    this.#wallet += amount;
    this.#positions.set(before.symbol, { ...before, funding: before.funding + amount, updatedAt: at });
    const settlement: FundingSettlement = {
      id: 1_472_387_374_000_000 + this.settlements.length + 1,
      symbol: before.symbol,
      at,
      ratePpm: market.fundingPpm,
      markUnits: market.markUnits,
      lots: before.lots,
      positionValue: value,
      amount,
    };
    this.settlements.push(settlement);
    return settlement;
  }

  addMargin(symbol: string, amount: Amount, at: number): EnginePosition {
    const before = this.position(symbol);
    const after = { ...before, margin: before.margin + amount, updatedAt: at };
    this.#positions.set(symbol, after);
    return after;
  }

  transfer(amount: Amount, at: number, equityBefore: Amount): void {
    this.#wallet += amount;
    const id = FIRST_TRANSFER + this.transfers.length;
    this.transfers.push({ id, at, amount, equityAfter: equityBefore + amount });
  }

  account(markets: ReadonlyMap<string, Market>, resting: readonly EngineOrder[]): Account {
    let positionMargin = 0n;
    let unrealised = 0n;
    for (const position of this.#positions.values()) {
      const market = markets.get(position.symbol);
      if (market === undefined || position.lots === 0) continue;
      positionMargin += position.margin;
      unrealised += unrealisedOf(market.contract, position, market.markUnits);
    }
    const orderMargin = resting.reduce((sum, order) => sum + this.#marginOf(markets, order), 0n);
    return {
      wallet: this.#wallet,
      positionMargin,
      orderMargin,
      unrealised,
      equity: this.#wallet + unrealised,
      available: this.#wallet - positionMargin - orderMargin,
    };
  }

  #marginOf(markets: ReadonlyMap<string, Market>, order: EngineOrder): Amount {
    const market = markets.get(order.symbol);
    if (market === undefined || order.state !== 'open' || order.priceTicks === null) return 0n;
    const lots = openingLots({ ...order, lots: remainingOf(order) }, this.position(order.symbol));
    return valueAt(market.contract, order.priceTicks, lots) / BigInt(Math.max(1, Math.floor(order.leverage)));
  }
}
