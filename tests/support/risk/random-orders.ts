import { moneyOfUnits } from '#shared/domain/money.ts';
import type { AccountFacts, EntryProposal, GateContext, Level } from '#core/agents/risk/context.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { CONTRACT, contextOf, entryOf, SYMBOL } from '../path/sample-gate.ts';

const abs = (n: bigint): bigint => (n < 0n ? -n : n);

/** An order and everything the gate looks at. */
export interface RandomOrder {
  readonly order: EntryProposal;
  readonly context: GateContext;
  readonly account: AccountFacts;
}

/**
 * Accounts, markets and orders near enough to the limits that both sides of each are met. Half of the accounts are so
 * small that a limit is no whole number of 1e-8 USDT: there a limit rounded the wrong way is met.
 */
export class RandomOrders {
  readonly #random: Sfc32;

  constructor(seed: number) {
    this.#random = new Sfc32(seed);
  }

  next(): RandomOrder {
    const tiny = this.#chance(0.5);
    const equity = tiny
      ? BigInt(this.#whole(100, 5_000))
      : BigInt(this.#whole(1, 2_000_000)) * BigInt(this.#whole(1, 10_000_000));
    const contract = {
      ...CONTRACT,
      coin: this.#chance(0.5) ? 'BTC' : 'SOL',
      lotSize: this.#whole(1, 3),
      tickValue: tiny ? 1n : BigInt(this.#whole(1, 40_000)),
      takerFeePpm: 600n,
      maxOrderLots: 10 ** 9,
      maxLeverage: this.#rarely(() => 2, 100),
      maintenanceTiers: [
        {
          maxNotional: moneyOfUnits(10n ** 30n),
          maxLeverage: 100,
          maintenanceRatePpm: BigInt(this.#rarely(() => this.#whole(150_000, 300_000), this.#whole(4_000, 50_000))),
        },
      ],
    };
    const priceTicks = tiny ? this.#whole(2, 8) : this.#whole(2, 200_000);
    const wanted = Math.max(0, Number(this.#part(equity, 560) / (BigInt(priceTicks) * contract.tickValue)));
    const direction = this.#chance(0.5) ? 1 : -1;
    const distance = this.#whole(0, Math.max(1, Math.floor(priceTicks / 3)));
    const lots = this.#chance(0.9) ? wanted - (wanted % contract.lotSize) : wanted;
    const order = entryOf({ direction, lots, priceTicks, stopTicks: priceTicks - direction * distance });
    const account = this.#account(equity);
    return { order, account, context: this.#context(order, { instrument: contract, account }) };
  }

  #account(equity: bigint): AccountFacts {
    const gross = abs(this.#part(equity, 10_400));
    const net = (gross * BigInt(this.#whole(-10_000, 10_000))) / 10_000n;
    const exposure = (net * BigInt(this.#whole(0, 8_000))) / 10_000n;
    const doubts = this.#rarely(() => this.#whole(1, 3), 0);
    return {
      equity: moneyOfUnits(equity),
      gross: moneyOfUnits(gross),
      net: moneyOfUnits(net),
      marginUsed: moneyOfUnits(abs(this.#part(equity, this.#chance(0.5) ? 3_000 : 8_200))),
      exposure: new Map([[SYMBOL, moneyOfUnits(exposure)]]),
      openOrders: this.#rarely(() => this.#whole(18, 24), this.#whole(0, 19)),
      openOrdersOf: new Map([[SYMBOL, this.#rarely(() => this.#whole(3, 5), this.#whole(0, 3))]]),
      doubts,
      doubtsCounted: this.#chance(0.5) ? doubts : 0,
      dayLossPpm: BigInt(this.#rarely(() => this.#whole(19_990, 21_000), this.#whole(-50_000, 19_999))),
      weekLossPpm: BigInt(this.#rarely(() => this.#whole(59_990, 60_100), this.#whole(-50_000, 59_999))),
      drawdownPpm: BigInt(this.#rarely(() => this.#whole(99_990, 101_000), this.#whole(0, 99_999))),
    };
  }

  #context(order: EntryProposal, base: Partial<GateContext>): GateContext {
    const { priceTicks, lots, direction } = order;
    const index = this.#near(priceTicks, 0.01);
    return contextOf({
      ...base,
      dataAgeMs: this.#rarely(() => this.#whole(2_990, 3_010), this.#whole(0, 3_000)),
      sameOrderAgoMs: this.#rarely(() => this.#whole(9_990, 10_010), null),
      clockOffsetMs: this.#rarely(() => this.#whole(-1_600, 1_600), 0),
      leverage: this.#rarely(() => this.#whole(1, 5), 3),
      rates: {
        symbolWaitMs: this.#rarely(() => this.#whole(0, 2), 0),
        accountWaitMs: this.#rarely(() => this.#whole(0, 2), 0),
        messageWaitMs: this.#rarely(() => this.#whole(0, 2), 0),
      },
      repeats: {
        strategy: 'trend',
        lastHour: this.#rarely(() => this.#whole(2, 4), 0),
        lastDay: this.#rarely(() => this.#whole(8, 11), 0),
        disabled: null,
      },
      signal: { ageMs: this.#rarely(() => this.#whole(29_990, 30_010), 0), seenBefore: false },
      ownOrders: this.#rarely(
        () => [
          { side: this.#chance(0.5) ? ('buy' as const) : ('sell' as const), priceTicks: this.#near(priceTicks, 0.001) },
        ],
        [],
      ),
      market: {
        markTicks: this.#rarely(() => this.#near(priceTicks, 0.12), this.#near(priceTicks, 0.015)),
        markAgeMs: this.#rarely(() => this.#whole(9_990, 10_010), 0),
        lastTicks: this.#rarely(() => this.#near(index, 0.02), index),
        indexTicks: index,
        book: {
          bids: this.#levels(priceTicks, lots, -1),
          asks: this.#levels(priceTicks, lots, 1),
          ageMs: this.#rarely(() => this.#whole(1_990, 2_010), 0),
        },
        fundingPpm: BigInt(this.#rarely(() => this.#whole(-3_000, 3_000), 0)) * BigInt(direction),
        atrTicks: this.#rarely(() => Math.floor(priceTicks / this.#whole(5, 20)), Math.floor(priceTicks / 100)),
      },
    });
  }

  /** Three levels of which the order takes some, each a little worse; sometimes not enough of them. */
  #levels(priceTicks: number, lots: number, away: 1 | -1): readonly Level[] {
    const step = this.#rarely(() => Math.ceil(priceTicks / 100), 0);
    const size = Math.max(1, Math.ceil(lots / this.#rarely(() => this.#whole(1, 4), 2)));
    return [0, 1, 2].map((i): Level => [Math.max(1, priceTicks + away * step * i), size]);
  }

  #near(ticks: number, share: number): number {
    const most = Math.ceil(ticks * share);
    return Math.max(1, ticks + this.#whole(-most, most));
  }

  #part(of: bigint, most: number): bigint {
    return (of * BigInt(this.#whole(0, most))) / 10_000n + BigInt(this.#whole(-2, 2));
  }

  #rarely<T, U>(make: () => T, usual: U): T | U {
    return this.#chance(0.03) ? make() : usual;
  }

  #chance(share: number): boolean {
    return this.#random.next() < share;
  }

  #whole(from: number, to: number): number {
    return from + Math.floor(this.#random.next() * (to - from + 1));
  }
}
