import type { GateLimitView, LimitVersionView } from '#shared/contract/limits.ts';
import { absolute, type Money } from '#shared/domain/money.ts';
import type { AccountFacts } from '../../agents/risk/context.ts';
import { isLooser, LIMIT_TABLE, type LimitKey } from '../../agents/risk/limit-table.ts';
import type { LimitVersion } from '../../agents/risk/limits-desk.ts';
import { LIMIT_KEYS, type RiskLimits } from '../../agents/risk/limits.ts';

const MILLION = 1_000_000n;

/** A share of equity in parts per million, rounded up: use is never shown too small. Equity is above zero. */
const shareOf = (part: Money, equity: Money): number => Number((part * MILLION + equity - 1n) / equity);

const largest = (values: Iterable<Money>): Money => {
  let most = 0n as Money;
  for (const value of values) if (absolute(value) > most) most = absolute(value);
  return most;
};

/** The largest position of either side in parts per million of equity times leverage, as its limit is set; rounded up. */
export const largestPosition = ({ exposure, equity }: AccountFacts, leverage: number): number =>
  shareOf(largest(exposure.values()), (equity * BigInt(leverage)) as Money);

/** Limits whose use is a figure of the account; the others are asked per order. */
const USED: Partial<Record<LimitKey, (account: AccountFacts, limits: RiskLimits) => number>> = {
  positionValuePpm: (account, { leverage }) => largestPosition(account, leverage),
  grossExposurePpm: ({ gross, equity }) => shareOf(gross, equity),
  netExposurePpm: ({ net, equity }) => shareOf(absolute(net), equity),
  freeMarginPpm: ({ marginUsed, equity }) => Number(MILLION) - shareOf(marginUsed, equity),
  maxOpenOrders: ({ openOrders }) => openOrders,
  maxOpenOrdersPerSymbol: ({ openOrdersOf }) => Math.max(0, ...openOrdersOf.values()),
  dayLossPpm: ({ dayLossPpm }) => Number(dayLossPpm),
  weekLossPpm: ({ weekLossPpm }) => Number(weekLossPpm),
  drawdownPpm: ({ drawdownPpm }) => Number(drawdownPpm),
};

/** Every limit in the order of the table, with its bounds and its present use. */
export function gateLimitViews(limits: RiskLimits, account: AccountFacts | null): GateLimitView[] {
  const known = account !== null && account.equity > 0n ? account : null;
  return LIMIT_KEYS.map((key) => {
    const { row, sentence, unit, standard, hardCap, tightest, looser } = LIMIT_TABLE[key];
    const use = USED[key];
    return {
      key,
      row,
      sentence,
      unit,
      value: Number(limits[key]),
      standard: Number(standard),
      hardCap: Number(hardCap),
      tightest: Number(tightest),
      looser,
      loosened: isLooser(key, limits[key], standard),
      used: known === null || use === undefined ? null : use(known, limits),
    };
  });
}

/** The versions, newest first, each with what it changed. @param versions oldest first. */
export function versionViews(versions: readonly LimitVersion[]): LimitVersionView[] {
  return versions
    .map(({ version, at, by, reason, rolledBackTo, values }, i) => {
      const before = versions[i - 1]?.values ?? values;
      const changed = LIMIT_KEYS.filter((key) => values[key] !== before[key]);
      return {
        version,
        at,
        by,
        reason,
        rolledBackTo,
        changed: changed.map((key) => ({ key, before: before[key], after: values[key] })),
      };
    })
    .reverse();
}
