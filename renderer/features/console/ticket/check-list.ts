import type { OrderPreview } from '#shared/contract/order.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { formatAmount, formatNumber, THIN, withTrueMinus } from '#renderer/ui/format.ts';

type Check = OrderPreview['checks'][number];
type Use = NonNullable<Check['use']>;

/** From this share of a limit on a passed check is shown as near. */
export const NEAR_SHARE = 0.8;

/** One row of the list of checks. */
export interface CheckRow {
  /** The check as the host names it. */
  readonly id: string;
  readonly name: string;
  readonly state: 'denied' | 'near' | 'passed';
  /** Used ÷ limit, of a floor limit ÷ left; null where it has no figure. */
  readonly share: number | null;
  /** The figure against the limit in words; empty where there is none. */
  readonly figure: string;
  /** Why it is denied; empty otherwise. */
  readonly sentence: string;
  /** The same in the words of the host, by which refusals are told apart. */
  readonly refusal: string;
}

/** How much of a limit is used, 1 at the limit, also for a limit that must not be undercut. */
export function shareOf({ used, limit, floor }: Use): number | null {
  if (floor) return used <= 0 ? 2 : limit / used;
  return limit <= 0 ? null : used / limit;
}

const DECIMALS: Readonly<Record<Use['unit'], number>> = { '%': 2, USDT: 2, s: 1, '×': 0, '': 0 };

/** `81.1 of 80.0 %`; of a floor `62.0, needs 20.0 %`. */
export function figureOf({ used, limit, unit, floor }: Use): string {
  const digits = DECIMALS[unit];
  const text = (value: number) =>
    unit === 'USDT' ? formatAmount(value.toFixed(digits), { decimals: digits }) : formatNumber(value, digits);
  const values = { used: text(used), limit: `${text(limit)}${unit === '' ? '' : THIN + unit}` };
  return floor ? say('{used}, needs {limit}', values) : say('{used} of {limit}', values);
}

/** Names that would not fit their column. */
const SHORT: Readonly<Record<string, string>> = {
  'distance to liquidation': say('Room to liquidation'),
  'open orders of the symbol': say('Orders on the symbol'),
  'liquidation against ATR': say('Liquidation by ATR'),
  'liquidation of the position': say('Liquidation, whole'),
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const labelOf = (name: string): string => SHORT[name] ?? capital(told(name));

/** Amounts of USDT to the cent. */
const toCents = (sentence: string): string =>
  sentence.replaceAll(/(\d+(?:\.\d+)?) USDT/g, (_, amount: string) => `${formatAmount(amount)} USDT`);

/** A refusal as shown: amounts of USDT to the cent, true minus signs. */
export const refusalWords = (sentence: string): string => withTrueMinus(toCents(told(sentence)));

function rowOf({ name, refusal, use }: Check): CheckRow {
  const share = use === null ? null : shareOf(use);
  // Leverage stands at its limit unless less is asked for: that is no warning.
  const near = share !== null && share >= NEAR_SHARE && use?.unit !== '×';
  return {
    id: name,
    name: labelOf(name),
    state: refusal !== null ? 'denied' : near ? 'near' : 'passed',
    share,
    figure: use === null ? '' : figureOf(use),
    sentence: refusal === null ? '' : refusalWords(refusal.sentence),
    refusal: refusal === null ? '' : toCents(refusal.sentence),
  };
}

const RANK = { denied: 0, near: 1, passed: 2 } as const;

const worse = (a: CheckRow, b: CheckRow): number => RANK[a.state] - RANK[b.state] || (b.share ?? -1) - (a.share ?? -1);

/** The checks, worst first. What two stages ask alike, or refuse with the same words, is one row. */
export function checkRows(checks: readonly Check[]): readonly CheckRow[] {
  const byName = new Map<string, CheckRow>();
  const said = new Set<string>();
  for (const row of checks.map(rowOf).sort(worse)) {
    if (byName.has(row.id) || (row.refusal !== '' && said.has(row.refusal))) continue;
    said.add(row.refusal);
    byName.set(row.id, row);
  }
  return [...byName.values()];
}

/** How many stand where. */
export const checkCounts = (rows: readonly CheckRow[]) => ({
  passed: rows.filter(({ state }) => state === 'passed').length,
  near: rows.filter(({ state }) => state === 'near').length,
  denied: rows.filter(({ state }) => state === 'denied').length,
});

/**
 * Why the order is denied, with the way out; empty while nothing denies it. What denies every size comes first: a smaller
 * order would not help.
 */
export function denialWords(
  { checks, blocker }: Pick<OrderPreview, 'checks' | 'blocker'>,
  passing: string | null,
): string {
  const [worst] = checkRows(checks);
  if (worst === undefined || worst.state !== 'denied') return '';
  if (passing !== null)
    return [worst.sentence, say('The largest size that passes is {size}.', { size: passing })].join(' ');
  if (blocker === null || toCents(blocker.sentence) === worst.refusal) return worst.sentence;
  return [refusalWords(blocker.sentence), say('Also: {reason}', { reason: worst.sentence })].join(' ');
}
