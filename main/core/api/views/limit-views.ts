import type { LimitView } from '#shared/contract/portfolio.ts';
import { absolute, ratio } from '#shared/domain/money.ts';
import type { AccountFacts } from '../../agents/risk/context.ts';
import type { RiskLimits } from '../../agents/risk/limits.ts';
import { largestPosition } from './gate-limit-views.ts';

const percentOf = (ppm: bigint): number => Number(ppm) / 10_000;

/** Every limit with its present use, in the fixed order of the screen; unknown use is null, never 0. */
export function limitViews(account: AccountFacts | null, limits: RiskLimits): LimitView[] {
  // A share of an equity that is not above zero means nothing.
  const whole = account !== null && account.equity > 0n ? account : null;
  const shared = (value: (facts: AccountFacts) => number): number | null => (whole === null ? null : value(whole));
  const used = (value: (facts: AccountFacts) => number): number | null => (account === null ? null : value(account));
  return [
    limit(
      'day-loss',
      'Day loss',
      used((a) => percentOf(a.dayLossPpm)),
      percentOf(limits.dayLossPpm),
      '%',
    ),
    limit(
      'drawdown',
      'Drawdown from peak',
      used((a) => percentOf(a.drawdownPpm)),
      percentOf(limits.drawdownPpm),
      '%',
    ),
    limit(
      'net',
      'Net exposure',
      shared((a) => ratio(absolute(a.net), a.equity) * 100),
      percentOf(limits.netExposurePpm),
      '%',
    ),
    limit(
      'gross',
      'Gross exposure',
      shared((a) => ratio(a.gross, a.equity) * 100),
      percentOf(limits.grossExposurePpm),
      '%',
    ),
    limit(
      'position',
      'Largest position',
      shared((a) => (largestPosition(a, limits.leverage) * limits.leverage) / 10_000),
      percentOf(limits.positionValuePpm * BigInt(limits.leverage)),
      '%',
    ),
    floor(
      'margin',
      'Free margin',
      shared((a) => 100 - ratio(a.marginUsed, a.equity) * 100),
      percentOf(limits.freeMarginPpm),
    ),
    limit(
      'orders',
      'Open orders',
      used((a) => a.openOrders),
      limits.maxOpenOrders,
      '',
    ),
  ];
}

function limit(key: string, label: string, used: number | null, bound: number, unit: LimitView['unit']): LimitView {
  return { key, label, used, limit: bound, unit, share: used === null ? null : used / bound, floor: false };
}

/** A limit that must not be undercut: its share is how much of the room between 100 % and the floor is gone. */
function floor(key: string, label: string, used: number | null, bound: number): LimitView {
  const share = used === null ? null : (100 - used) / (100 - bound);
  return { key, label, used, limit: bound, unit: '%', share, floor: true };
}
