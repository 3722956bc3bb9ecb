import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import { Attribution, type OwnedFill, type VirtualPosition } from './attribution.ts';

const BTC = contractSymbol('XBTUSDTM');
const ETH = contractSymbol('ETHUSDTM');
const money = (units: bigint | number): Money => BigInt(units) as Money;

/** The account, kept apart: cash and contracts, nothing of averages. */
class PlainAccount {
  lots = 0;
  flow = 0n;
  fees = 0n;
  funding = 0n;

  onFill({ side, lots, value, fee }: OwnedFill): void {
    this.lots += side === 'buy' ? lots : -lots;
    this.flow -= value;
    this.fees += fee;
  }

  /** What the account won, at a price per contract. */
  profit(mark: bigint): bigint {
    return this.flow + BigInt(this.lots) * mark - this.fees + this.funding;
  }
}

const profit = ({ lots, entryValue, realised, fees, funding }: VirtualPosition, mark: bigint): bigint =>
  realised + BigInt(lots) * mark - entryValue - fees + funding;
const sum = <T>(list: readonly T[], of: (one: T) => bigint): bigint => list.reduce((total, one) => total + of(one), 0n);

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('fill' as const),
      symbol: fc.constantFrom(BTC, ETH),
      owner: fc.constantFrom('trend', 'breakout', 'reversion', 'manual', 'adopted'),
      side: fc.constantFrom('buy' as const, 'sell' as const),
      lots: fc.integer({ min: 1, max: 50 }),
      // Not a multiple of anything: of an inverse contract's fill the value does not divide evenly.
      value: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fee: fc.bigInt({ min: -(10n ** 6n), max: 10n ** 8n }),
    }),
  },
  fc.record({
    kind: fc.constant('funding' as const),
    symbol: fc.constantFrom(BTC, ETH),
    amount: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
  }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(steps: readonly Step[], attribution: Pick<Attribution, 'onFill' | 'onFunding'>) {
  const accounts = new Map([BTC, ETH].map((symbol) => [symbol, new PlainAccount()]));
  const held = new Set<string>();
  for (const one of steps) {
    const account = accounts.get(one.symbol) ?? new PlainAccount();
    if (one.kind === 'fill') {
      const value = money(one.side === 'buy' ? one.value : -one.value);
      const fill = { ...one, value, fee: money(one.fee) };
      held.add(one.symbol);
      attribution.onFill(fill);
      account.onFill(fill);
    } else if (held.has(one.symbol)) {
      attribution.onFunding(one.symbol, money(one.amount));
      account.funding += one.amount;
    }
  }
  return accounts;
}

/** What does not add up to the account, at some marks. */
function differences(steps: readonly Step[], attribution: Attribution): readonly string[] {
  const found: string[] = [];
  for (const [symbol, account] of play(steps, attribution)) {
    const mine = attribution.positions().filter((one) => one.symbol === symbol);
    if (sum(mine, ({ lots }) => BigInt(lots)) !== BigInt(account.lots)) found.push('lots');
    if (sum(mine, ({ fees }) => fees) !== account.fees) found.push('fees');
    if (sum(mine, ({ funding }) => funding) !== account.funding) found.push('funding');
    for (const mark of [0n, 1n, 99_999_999_999n]) {
      if (sum(mine, (one) => profit(one, mark)) !== account.profit(mark)) found.push(`profit at ${String(mark)}`);
    }
    if (mine.some(({ lots }) => lots * account.lots < 0)) found.push('held against the account');
    if (mine.some(({ lots, entryValue }) => lots === 0 && entryValue !== 0n)) found.push('cost of nothing');
  }
  return found;
}

describe('whatever is traded by whom', () => {
  it('agents add up to the account exactly, and none holds against it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        expect(differences(steps, new Attribution())).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('a split that loses what does not divide is found out', () => {
    class Lossy extends Attribution {
      override onFunding(symbol: typeof BTC, amount: Money): void {
        super.onFunding(symbol, money((amount / 3n) * 3n));
      }
    }
    const steps: Step[] = [
      { kind: 'fill', symbol: BTC, owner: 'trend', side: 'buy', lots: 3, value: 300n, fee: 1n },
      { kind: 'funding', symbol: BTC, amount: 10n },
    ];
    expect(differences(steps, new Lossy())).toContain('funding');
  });
});

const fill = (owner: string, side: 'buy' | 'sell', lots: number, price: number): OwnedFill => ({
  owner,
  symbol: BTC,
  side,
  lots,
  value: money((side === 'buy' ? 1 : -1) * lots * price),
  fee: money(0),
});
const rows = (attribution: Attribution) =>
  attribution.positions().map(({ owner, lots, entryValue, realised }) => [owner, lots, entryValue, realised]);

describe('a fill', () => {
  it('closes what its own agent holds at that agent’s price', () => {
    const attribution = new Attribution();
    attribution.onFill(fill('trend', 'buy', 1, 100));
    attribution.onFill(fill('manual', 'buy', 1, 110));
    attribution.onFill(fill('trend', 'sell', 1, 120));
    expect(rows(attribution)).toEqual([
      ['trend', 0, 0n, 20n],
      ['manual', 1, 110n, 0n],
    ]);
  });

  it('that is larger closes the others of that side, oldest first, and then turns', () => {
    const attribution = new Attribution();
    for (const owner of ['trend', 'manual', 'breakout']) attribution.onFill(fill(owner, 'buy', 2, 100));
    attribution.onFill(fill('manual', 'sell', 3, 110));
    expect(rows(attribution)).toEqual([
      ['trend', 1, 100n, 10n],
      ['manual', 0, 0n, 20n],
      ['breakout', 2, 200n, 0n],
    ]);
    attribution.onFill(fill('manual', 'sell', 5, 120));
    expect(rows(attribution)).toEqual([
      ['trend', 0, 0n, 30n],
      ['manual', -2, -240n, 20n],
      ['breakout', 0, 0n, 40n],
    ]);
  });
});

it('funding after everything is closed belongs to the last who held it; on nothing ever held it is an error', () => {
  const attribution = new Attribution();
  expect(() => attribution.onFunding(BTC, money(1))).toThrow(/nobody ever held/);
  attribution.onFill(fill('trend', 'buy', 1, 100));
  attribution.onFill(fill('trend', 'sell', 1, 100));
  attribution.onFunding(BTC, money(-7));
  expect(attribution.positions()).toMatchObject([{ owner: 'trend', funding: -7n }]);
});
