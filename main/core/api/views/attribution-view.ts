import type { AttributionView } from '#shared/contract/conflicts.ts';
import { notional } from '#shared/domain/instrument.ts';
import { add, formatMoney, subtract, ZERO, type Money } from '#shared/domain/money.ts';
import type { VirtualPosition } from '../../portfolio/attribution.ts';
import type { TradingCore } from '../../trading-core.ts';

/** What is held and won, by an agent or by the account. */
type Holding = Omit<VirtualPosition, 'owner'>;

interface Totals {
  readonly fees: Money;
  readonly funding: Money;
  readonly profit: Money | null;
}

/** Position and profit per agent beside the account's own figures. */
export function attributionView(core: TradingCore, positions: readonly VirtualPosition[]): AttributionView {
  const { journal, clock, config } = core.parts;
  const sums = totals(core, positions);
  const account = totals(core, journal.state.positions());
  return {
    asOf: clock.now(),
    provenance: config.simulated ? 'simulated' : 'measured',
    positions: positions.map((position) => {
      const unrealised = unrealisedOf(core, position);
      return {
        key: `${position.owner}:${position.symbol}`,
        agent: position.owner,
        symbol: position.symbol,
        lots: position.lots,
        realised: formatMoney(position.realised),
        unrealised: text(unrealised),
        fees: formatMoney(position.fees),
        funding: formatMoney(position.funding),
        profit: text(profitOf(position, unrealised)),
      };
    }),
    sums: textOf(sums),
    account: textOf(account),
    equal: sums.fees === account.fees && sums.funding === account.funding && sums.profit === account.profit,
  };
}

function totals(core: TradingCore, holdings: readonly Holding[]): Totals {
  let fees = ZERO;
  let funding = ZERO;
  let profit: Money | null = ZERO;
  for (const holding of holdings) {
    const mine = profitOf(holding, unrealisedOf(core, holding));
    fees = add(fees, holding.fees);
    funding = add(funding, holding.funding);
    profit = mine === null || profit === null ? null : add(profit, mine);
  }
  return { fees, funding, profit };
}

/** Value at the mark less cost; null while the mark is not known. */
function unrealisedOf(core: TradingCore, { symbol, lots, entryValue }: Holding): Money | null {
  if (lots === 0) return ZERO;
  const instrument = core.parts.instruments.get(symbol);
  const mark = core.marks.get(symbol);
  if (instrument === undefined || mark === undefined) return null;
  return subtract(notional(instrument, mark.ticks, lots), entryValue);
}

const profitOf = ({ realised, fees, funding }: Holding, unrealised: Money | null): Money | null =>
  unrealised === null ? null : add(subtract(add(realised, unrealised), fees), funding);

const text = (amount: Money | null): string | null => (amount === null ? null : formatMoney(amount));
const textOf = ({ fees, funding, profit }: Totals) => ({
  fees: formatMoney(fees),
  funding: formatMoney(funding),
  profit: text(profit),
});
