import type { ContractSymbol } from '#shared/domain/ids.ts';
import { add, subtract, ZERO, type Money } from '#shared/domain/money.ts';

/** What one agent or source holds of a symbol, as if it had an account of its own. Fees paid are positive. */
export interface VirtualPosition {
  readonly owner: string;
  readonly symbol: ContractSymbol;
  /** + long, − short; never against the account's own side. */
  readonly lots: number;
  /** Signed cost of what is held, at the owner's own average price. */
  readonly entryValue: Money;
  readonly realised: Money;
  readonly fees: Money;
  readonly funding: Money;
}

/** A fill on behalf of an owner. `value` is the signed notional, + bought. */
export interface OwnedFill {
  readonly owner: string;
  readonly symbol: ContractSymbol;
  readonly side: 'buy' | 'sell';
  readonly lots: number;
  readonly value: Money;
  readonly fee: Money;
}

type Mutable = { -readonly [K in keyof VirtualPosition]: VirtualPosition[K] };

/**
 * Splits the account among those who traded on it. Exact at every moment: lots, fees, funding and `realised − cost of what
 * is held` of all owners add up to the account's, so profits at any mark do too. A fill closes its owner's own position
 * first and then, oldest first, those of others on that side: what an account that nets holds is never held twice.
 */
export class Attribution {
  /** By symbol, in the order in which the owners first held it. */
  readonly #positions = new Map<ContractSymbol, Mutable[]>();

  onFill({ owner, symbol, side, lots, value, fee }: OwnedFill): void {
    const sign = side === 'buy' ? 1 : -1;
    const own = this.#of(symbol, owner);
    const against = this.#holders(symbol).filter((held) => held.lots * sign < 0);
    const inOrder = [...against.filter((held) => held === own), ...against.filter((held) => held !== own)];
    const values = new Shares(value, lots);
    const fees = new Shares(fee, lots);
    let left = lots;
    for (const held of inOrder) {
      const part = Math.min(left, Math.abs(held.lots));
      if (part === 0) break;
      left -= part;
      reduce(held, part, sign, values.next(part), fees.next(part));
    }
    if (left === 0) return;
    own.lots += sign * left;
    own.entryValue = add(own.entryValue, values.next(left));
    own.fees = add(own.fees, fees.next(left));
  }

  /** Shares funding by what each holds; when nobody holds it any more it is the last holder's. */
  onFunding(symbol: ContractSymbol, amount: Money): void {
    const held = this.#holders(symbol).filter(({ lots }) => lots !== 0);
    const total = held.reduce((sum, { lots }) => sum + Math.abs(lots), 0);
    if (total === 0) {
      const last = this.#holders(symbol).at(-1);
      if (last === undefined) throw new Error(`Funding on ${symbol}, which nobody ever held`);
      last.funding = add(last.funding, amount);
      return;
    }
    const shares = new Shares(amount, total);
    for (const position of held) position.funding = add(position.funding, shares.next(Math.abs(position.lots)));
  }

  /** Everything anybody ever held, by symbol. */
  positions(): readonly VirtualPosition[] {
    return [...this.#positions.values()].flat();
  }

  #holders(symbol: ContractSymbol): readonly Mutable[] {
    return this.#positions.get(symbol) ?? [];
  }

  #of(symbol: ContractSymbol, owner: string): Mutable {
    const holders = this.#positions.get(symbol) ?? [];
    const known = holders.find((held) => held.owner === owner);
    if (known !== undefined) return known;
    const made = { owner, symbol, lots: 0, entryValue: ZERO, realised: ZERO, fees: ZERO, funding: ZERO };
    holders.push(made);
    this.#positions.set(symbol, holders);
    return made;
  }
}

/** Splits an amount by parts of a whole; the shares add up to it exactly. */
class Shares {
  readonly #amount: Money;
  readonly #whole: bigint;
  #taken = 0n;
  #given: Money = ZERO;

  constructor(amount: Money, whole: number) {
    this.#amount = amount;
    this.#whole = BigInt(whole);
  }

  next(part: number): Money {
    this.#taken += BigInt(part);
    const upTo = ((this.#amount * this.#taken) / this.#whole) as Money;
    const share = subtract(upTo, this.#given);
    this.#given = upTo;
    return share;
  }
}

/** Closes a part at the owner's average cost: `realised = −value − cost of the part`. */
function reduce(held: Mutable, part: number, sign: number, value: Money, fee: Money): void {
  const cost = ((held.entryValue * BigInt(part)) / BigInt(Math.abs(held.lots))) as Money;
  held.lots += sign * part;
  held.entryValue = subtract(held.entryValue, cost);
  held.realised = subtract(subtract(held.realised, value), cost);
  held.fees = add(held.fees, fee);
}
