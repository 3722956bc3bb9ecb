/** An amount of the quote currency in units of 1e-8, exact. */
export type Amount = bigint;

export type Side = 'buy' | 'sell';
export type TimeInForce = 'GTC' | 'IOC' | 'FOK';
/** What fires a stop: the last trade, the mark price or the index. */
export type TriggerBy = 'last' | 'mark' | 'index';
/** `cancel-only`: maintenance, orders are refused; `closed`: cancels as well. */
export type ServiceState = 'open' | 'cancel-only' | 'closed';

/** One step of a contract's risk-limit table; notionals in whole quote units, rates in parts per million. */
export interface RiskTier {
  readonly level: number;
  readonly minNotional: number;
  readonly maxNotional: number;
  readonly maxLeverage: number;
  readonly initialPpm: number;
  readonly maintenancePpm: number;
}

export interface Contract {
  readonly symbol: string;
  readonly base: string;
  /** The coin as most venues name it: `BTC` where KuCoin says `XBT`. */
  readonly coin: string;
  /** Decimal text of one tick and its decimals; tick = 10^-decimals. */
  readonly priceDecimals: number;
  /** Steps of the mark and index price in one tick. */
  readonly markPerTick: number;
  /** Base currency per contract, decimal text. */
  readonly multiplier: string;
  /** Worth of one tick for one contract, 1e-8 quote units. */
  readonly tickValue: Amount;
  readonly maxOrderLots: number;
  readonly makerFeePpm: bigint;
  readonly takerFeePpm: bigint;
  readonly maxLeverage: number;
  readonly tiers: readonly RiskTier[];
  readonly fundingIntervalMs: number;
  readonly firstOpenAt: number;
  /** Where the market starts when nobody sets a price, in ticks. */
  readonly startTicks: number;
}

/** A stop that waits. `direction` is the way the price has to move: `up` fires at or above `ticks`. */
export interface StopCondition {
  readonly direction: 'up' | 'down';
  readonly ticks: number;
  readonly by: TriggerBy;
}

export interface PlaceRequest {
  readonly clientId: string | null;
  readonly symbol: string;
  readonly side: Side;
  readonly kind: 'market' | 'limit';
  /** Ignored with `closeOrder`. */
  readonly lots: number;
  readonly priceTicks?: number;
  readonly timeInForce?: TimeInForce;
  readonly postOnly?: boolean;
  readonly reduceOnly?: boolean;
  /** Closes whatever is held when it executes. */
  readonly closeOrder?: boolean;
  readonly stop?: StopCondition;
  readonly leverage?: number;
  /** Stops that appear with the first fill, opposite side, reduce-only; when one fires the other is canceled. */
  readonly attached?: readonly StopCondition[];
  /** Who sent it; `api` when absent. `user`: by hand on the venue's page. */
  readonly origin?: Origin;
  readonly remark?: string | null;
}

export type Origin = 'api' | 'user' | 'attached' | 'liquidation';

export type OrderState = 'waiting' | 'open' | 'done';

/** Why an order ended. */
export type EndReason =
  | 'filled'
  | 'user-cancel'
  | 'no-liquidity'
  | 'reduce-only'
  | 'self-trade'
  | 'post-only'
  | 'liquidation'
  | 'sibling-fired'
  | 'margin'
  | 'venue';

/** One order as the venue keeps it. Snapshots are handed out; the engine never changes one it gave away. */
export interface EngineOrder {
  readonly id: string;
  readonly clientId: string | null;
  readonly symbol: string;
  readonly side: Side;
  readonly kind: 'market' | 'limit';
  readonly origin: Origin;
  readonly lots: number;
  readonly priceTicks: number | null;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  readonly reduceOnly: boolean;
  readonly closeOrder: boolean;
  readonly stop: StopCondition | null;
  readonly stopTriggered: boolean;
  readonly leverage: number;
  readonly remark: string | null;
  readonly state: OrderState;
  readonly filledLots: number;
  readonly canceledLots: number;
  /** Sum over fills of price × size × multiplier. */
  readonly filledValue: Amount;
  readonly fee: Amount;
  readonly endReason: EndReason | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly endAt: number | null;
  readonly attached: readonly StopCondition[];
  /** Order whose first fill brought this one. */
  readonly parentId: string | null;
}

/** A fill of one of our orders. */
export interface EngineTrade {
  readonly tradeId: string;
  readonly orderId: string;
  readonly clientId: string | null;
  readonly symbol: string;
  readonly side: Side;
  readonly lots: number;
  readonly priceTicks: number;
  readonly value: Amount;
  readonly fee: Amount;
  readonly feePpm: bigint;
  readonly liquidity: 'maker' | 'taker';
  /** Part of the fee for lots that opened; the rest closed. */
  readonly openFee: Amount;
  /** Profit of the lots that closed, before fees. */
  readonly realised: Amount;
  readonly kind: 'trade' | 'liquidation';
  readonly orderKind: 'market' | 'limit';
  readonly stop: StopCondition | null;
  readonly at: number;
}

/** Anybody's trade, as the tape shows it. */
export interface PublicTrade {
  readonly tradeId: string;
  readonly symbol: string;
  readonly takerSide: Side;
  readonly lots: number;
  readonly priceTicks: number;
  readonly makerOrderId: string;
  readonly takerOrderId: string;
  readonly at: number;
}

/** An isolated position. Flat positions are kept with `lots` 0, for their totals. */
export interface EnginePosition {
  readonly symbol: string;
  /** + long, − short. */
  readonly lots: number;
  /** Signed value of the open lots at entry. */
  readonly entryValue: Amount;
  /** Isolated margin: initial margin plus what was added. */
  readonly margin: Amount;
  readonly leverage: number;
  readonly openedAt: number;
  readonly updatedAt: number;
  /** Of this opening: profit without fees, fees, funding (+ received). */
  readonly realisedGross: Amount;
  readonly fees: Amount;
  readonly funding: Amount;
}

export interface FundingSettlement {
  readonly id: number;
  readonly symbol: string;
  readonly at: number;
  readonly ratePpm: number;
  readonly markUnits: number;
  readonly lots: number;
  readonly positionValue: Amount;
  /** + received, − paid. */
  readonly amount: Amount;
}

/** Money paid in (+) or taken out (−) by the owner. */
export interface EngineTransfer {
  readonly id: number;
  readonly at: number;
  readonly amount: Amount;
  readonly equityAfter: Amount;
}

export interface Account {
  readonly wallet: Amount;
  readonly positionMargin: Amount;
  readonly orderMargin: Amount;
  readonly unrealised: Amount;
  readonly equity: Amount;
  readonly available: Amount;
}

export interface Quote {
  readonly symbol: string;
  readonly bidTicks: number;
  readonly askTicks: number;
  readonly bidLots: number;
  readonly askLots: number;
  readonly lastTicks: number;
  readonly lastLots: number;
  readonly lastSide: Side;
  readonly lastTradeId: string;
  /** In steps of tick / markPerTick. */
  readonly markUnits: number;
  readonly indexUnits: number;
  readonly fundingPpm: number;
  readonly nextFundingAt: number;
  readonly openInterestLots: number;
  readonly at: number;
}

/** `[ticks, lots]`, best first. */
export type Level = readonly [number, number];
export interface Depth {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

/** Columns: start, open, high, low, close (ticks), lots. */
export interface EngineCandle {
  readonly at: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly lots: number;
}

/** Why a request was refused, in the engine's words; a dialect gives it its own code. */
export type RefusalCode =
  | 'unknown-symbol'
  | 'bad-size'
  | 'bad-price'
  | 'bad-leverage'
  | 'client-id-in-use'
  | 'client-id-missing'
  | 'insufficient-balance'
  | 'risk-limit'
  | 'too-many-orders'
  | 'no-position'
  | 'no-liquidity'
  | 'service'
  | 'order-not-found'
  | 'order-not-cancelable';

export type Placed =
  | { readonly ok: true; readonly order: EngineOrder }
  | { readonly ok: false; readonly code: RefusalCode };

/** Everything that happened, in order; `seq` counts from 1. */
export type EngineEvent = { readonly seq: number; readonly at: number } & EngineFact;

export type EngineFact =
  | { readonly kind: 'refused'; readonly request: PlaceRequest; readonly code: RefusalCode }
  /** `open` rests in the book; `waiting` is a stop; `match` carries its trade; ends are `filled` and `canceled`. */
  | {
      readonly kind: 'order';
      readonly change: 'received' | 'waiting' | 'triggered' | 'open' | 'match' | 'update' | 'filled' | 'canceled';
      readonly order: EngineOrder;
      readonly trade: EngineTrade | null;
    }
  | { readonly kind: 'public-trade'; readonly trade: PublicTrade }
  /** Prices or resting sizes of a symbol changed. */
  | { readonly kind: 'market'; readonly symbol: string }
  | { readonly kind: 'mark'; readonly symbol: string }
  | {
      readonly kind: 'position';
      readonly change: 'positionChange' | 'liquidation' | 'funding' | 'margin';
      readonly position: EnginePosition;
    }
  | { readonly kind: 'wallet'; readonly account: Account }
  | { readonly kind: 'funding'; readonly settlement: FundingSettlement }
  | { readonly kind: 'liquidation'; readonly symbol: string; readonly lots: number; readonly bankruptTicks: number }
  | { readonly kind: 'candle'; readonly symbol: string; readonly candle: EngineCandle }
  | { readonly kind: 'service'; readonly state: ServiceState; readonly message: string };
