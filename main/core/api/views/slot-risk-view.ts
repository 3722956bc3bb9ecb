import type { EquityCurve } from '#shared/contract/portfolio.ts';
import type { SlotsRisk } from '#shared/contract/portfolio-figures.ts';
import { notional } from '#shared/domain/instrument.ts';
import { formatMoney, moneyOfUnits, toPlot, type Money } from '#shared/domain/money.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { conditionalValueAtRisk, valueAtRisk } from '../../portfolio/analytics/value-at-risk.ts';
import { provenanceOf, type SlotsAt } from './slot-views.ts';

const HOURS = 24;
/** Days under which a tail says nothing. */
const LEAST = 100;

/** Results that the present positions would have had over each 24 h of the returns at hand, as fractions of the equity. */
function dayResults({ core, manager, equity }: SlotsAt): readonly number[] {
  if (equity === null || equity <= 0n) return [];
  const { journal, instruments } = core.parts;
  const held = journal.state.positions().flatMap(({ symbol, lots }) => {
    const instrument = instruments.get(symbol);
    const mark = core.marks.get(symbol);
    if (lots === 0 || instrument === undefined || mark === undefined) return [];
    const share = toPlot(notional(instrument, mark.ticks, lots)) / toPlot(equity);
    return [{ share, returns: manager.returns.returns(symbol) }];
  });
  const ends = [...(held[0]?.returns.keys() ?? [])];
  const results: number[] = [];
  for (const end of ends) {
    let result = 0;
    let whole = true;
    for (const { share, returns } of held) {
      let log = 0;
      for (let hour = 0; hour < HOURS; hour += 1) log += returns.get(end - hour * HOUR) ?? Number.NaN;
      whole = whole && Number.isFinite(log);
      result += share * (Math.exp(log) - 1);
    }
    if (whole) results.push(result);
  }
  return results;
}

/** Drawdown of the account and the tails of one day of its present positions. */
export function slotRiskView(at: SlotsAt, curve: EquityCurve): SlotsRisk {
  const days = dayResults(at);
  const drawdown = curve.equity.map((equity, i) => {
    const peak = curve.peak[i] ?? equity;
    return peak > 0 ? Math.min(0, equity / peak - 1) : 0;
  });
  const low = drawdown.reduce((found, value, i) => (value < (drawdown[found] ?? 0) ? i : found), 0);
  const enough = days.length >= LEAST;
  const values = Float64Array.from(days);
  const tail = (value: number | null) =>
    !enough || value === null ? { share: null, amount: null } : { share: -value, amount: amountOf(-value, at.equity) };
  return {
    ts: curve.ts.map((ts) => Math.round(ts)),
    drawdown,
    deepest: drawdown.length === 0 ? null : { share: drawdown[low] ?? 0, at: Math.round(curve.ts[low] ?? 0) },
    days: [...days],
    n: days.length,
    least: LEAST,
    var95: tail(valueAtRisk(values, 0.05, 'historical').value),
    cvar95: tail(conditionalValueAtRisk(values, 0.05, 'historical').value),
    var99: tail(valueAtRisk(values, 0.01, 'historical').value),
    cvar99: tail(conditionalValueAtRisk(values, 0.01, 'historical').value),
    provenance: provenanceOf(at) === 'simulated' ? 'simulated' : 'estimated',
  };
}

/** A share of the equity in USDT, to the cent. */
function amountOf(share: number, equity: Money | null): string | null {
  if (equity === null) return null;
  return formatMoney(moneyOfUnits(BigInt(Math.round(toPlot(equity) * share * 100)) * 1_000_000n));
}

/** The equity at each midnight of a curve, for figures of days. */
export function dailyEquity({ ts, equity }: EquityCurve): Float64Array {
  const byDay = new Map<number, number>();
  for (const [i, at] of ts.entries()) byDay.set(Math.floor(at / DAY), equity[i] ?? Number.NaN);
  return Float64Array.from(byDay.values());
}
