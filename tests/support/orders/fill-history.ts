import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Lots, Ticks } from '#shared/domain/instrument.ts';
import { moneyOfUnits, type Money } from '#shared/domain/money.ts';
import { epochMs } from '#shared/domain/time.ts';
import type { OrderSide } from '#core/ports/venue.ts';
import { BTC, CONTRACTS, ETH } from './sample-contracts.ts';
import type { Seeded } from './seeded.ts';

/** One execution of the entry or of its stop, as it really happened. */
export interface TrueFill {
  readonly order: 'entry' | 'stop';
  readonly tradeId: string;
  /** Nanoseconds since 1970 as the venue prints them: two fills of one order may be a single one apart. */
  readonly stampNs: string;
  readonly side: OrderSide;
  readonly lots: Lots;
  readonly priceTicks: Ticks;
  readonly fee: Money;
  readonly tsVenue: ReturnType<typeof epochMs>;
}

/** An entry with all its fills, and those of its stop so far. */
export interface FillHistory {
  readonly symbol: ContractSymbol;
  readonly side: OrderSide;
  readonly lots: number;
  readonly fills: readonly TrueFill[];
}

/** What any account of a history must come to, computed without the ledger. */
export interface FillTotals {
  /** Signed contracts. */
  readonly held: number;
  readonly fees: bigint;
  /** Σ of what came in less what went out, before fees, open lots at zero: realised result less entry value. */
  readonly flow: bigint;
}

const START_NS = 1_741_694_400_000_000_000n;
const START = Date.UTC(2025, 2, 11, 12);

export function randomHistory(random: Seeded): FillHistory {
  const symbol = random.pick([BTC, ETH]);
  const side = random.pick(['buy', 'sell'] as const);
  let stamp = START_NS;
  const fillOf = (order: TrueFill['order'], index: number, lots: number): TrueFill => {
    stamp += random.chance(0.7) ? 1n : BigInt(random.between(2, 2_000_000_000));
    return {
      order,
      tradeId: `${order}${String(index)}`,
      stampNs: String(stamp),
      side: order === 'entry' ? side : side === 'buy' ? 'sell' : 'buy',
      lots: lots as Lots,
      priceTicks: random.between(900, 1_100) as Ticks,
      // A maker's rebate is a negative fee.
      fee: moneyOfUnits(BigInt(random.between(-40, 900))),
      tsVenue: epochMs(START + Number((stamp - START_NS) / 1_000_000n)),
    };
  };
  const entries = parts(random, random.between(1, 60), 8).map((lots, i) => fillOf('entry', i, lots));
  const lots = entries.reduce((sum, fill) => sum + fill.lots, 0);
  const stopped = random.chance(0.5) ? lots : random.between(0, lots);
  const exits = parts(random, stopped, 5).map((part, i) => fillOf('stop', i, part));
  return { symbol, side, lots, fills: [...entries, ...exits] };
}

/** Splits a whole into at most `most` positive parts; nothing into none. */
function parts(random: Seeded, whole: number, most: number): readonly number[] {
  const made: number[] = [];
  for (let left = whole; left > 0;) {
    const part = made.length === most - 1 ? left : random.between(1, left);
    made.push(part);
    left -= part;
  }
  return made;
}

export function totalsOf({ symbol, fills }: FillHistory): FillTotals {
  const tick = CONTRACTS.get(symbol)?.tickValue ?? 0n;
  let held = 0;
  let fees = 0n;
  let flow = 0n;
  for (const fill of fills) {
    const { priceTicks, fee } = fill;
    const signed = signedLots(fill);
    held += signed;
    fees += fee;
    flow -= tick * BigInt(priceTicks) * BigInt(signed);
  }
  return { held, fees, flow };
}

/** + bought, − sold. */
export const signedLots = ({ side, lots }: Pick<TrueFill, 'side' | 'lots'>): number =>
  Number(lots) * (side === 'buy' ? 1 : -1);
