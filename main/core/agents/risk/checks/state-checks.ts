import { denial } from '#shared/domain/denial.ts';
import { check, checkFact, isMeasured, unknown } from './check.ts';

/** Digits of a hash that a person compares. */
const SHORT = 12;
const short = (hash: string | null): string => (hash === null ? 'none' : hash.slice(0, SHORT));

/** Rows 1 to 6: whether this program, on this machine, may send anything at all. */
export const tradingState = check(1, 'trading state', (_, { trading }) => {
  switch (trading.state) {
    case 'ACTIVE':
      return null;
    case 'REDUCING':
      return denial('RISK_REDUCING', { cause: trading.cause });
    default:
      return denial('RISK_HALTED', { cause: trading.cause });
  }
});

export const rules = checkFact(
  2,
  'rules',
  'approval of the rules',
  ({ build }) => build,
  ({ rules: running, approvedRules }) =>
    running !== '' && running === approvedRules
      ? null
      : denial('RISK_RULES_CHANGED', { running: short(running), approved: short(approvedRules) }),
);

export const build = checkFact(
  2,
  'build',
  'approval of the program',
  (context) => context.build,
  ({ build: running, approvedBuild }) =>
    running !== '' && running === approvedBuild
      ? null
      : denial('RISK_BUILD_NOT_APPROVED', { running: short(running), approved: short(approvedBuild) }),
);

export const lock = checkFact(
  3,
  'lock',
  'lock of the order',
  (context) => context.lock,
  ({ current, remainingMs }, { symbol }, { limits }) => {
    if (!current) return denial('RISK_LOCK_LOST', { symbol });
    if (!isMeasured(remainingMs)) return unknown('rest of the lock');
    if (remainingMs > limits.minLeaseMs) return null;
    return denial('RISK_LOCK_ENDING', { symbol, remaining: Math.floor(remainingMs), limit: limits.minLeaseMs });
  },
);

export const journal = check(4, 'journal', (_, { journalIntact }) =>
  journalIntact ? null : denial('JOURNAL_UNVERIFIED', {}),
);

const MEGABYTE = 1e6;

export const diskSpace = checkFact(
  4,
  'disk space',
  'free space on the disk',
  ({ storage }) => storage,
  ({ freeBytes }, _, { limits }) => {
    if (!isMeasured(freeBytes)) return unknown('free space on the disk');
    if (freeBytes >= limits.minFreeDiskBytes) return null;
    const limit = limits.minFreeDiskBytes / MEGABYTE;
    return denial('RISK_DISK_FULL', { free: Math.floor(freeBytes / MEGABYTE), limit });
  },
);

export const diskSpeed = checkFact(
  4,
  'disk speed',
  'time of a commit',
  ({ storage }) => storage,
  ({ commitP99Ms }, _, { limits }) => {
    if (!isMeasured(commitP99Ms)) return unknown('time of a commit');
    if (commitP99Ms < limits.maxCommitP99Ms) return null;
    return denial('RISK_DISK_SLOW', { took: Math.ceil(commitP99Ms), limit: limits.maxCommitP99Ms });
  },
);

export const clockOffset = checkFact(
  5,
  'clock',
  'distance to the venue’s clock',
  ({ clockOffsetMs }) => clockOffsetMs,
  (offset, _, { limits }) => {
    if (!Number.isFinite(offset)) return unknown('distance to the venue’s clock');
    if (Math.abs(offset) <= limits.maxClockOffsetMs) return null;
    return denial('RISK_CLOCK_OFFSET', {
      offset: Math.sign(offset) * Math.ceil(Math.abs(offset)),
      limit: limits.maxClockOffsetMs,
    });
  },
);

export const keyRights = checkFact(
  6,
  'key rights',
  'rights of the login',
  ({ key }) => key,
  ({ canTrade, canMoveFunds, ipRestricted }) => {
    if (canTrade === 'unknown' || canMoveFunds === 'unknown' || ipRestricted === 'unknown')
      return unknown('rights of the login');
    if (canTrade !== 'yes') return denial('RISK_KEY_CANNOT_TRADE', {});
    if (canMoveFunds !== 'no') return denial('RISK_KEY_MOVES_FUNDS', {});
    return ipRestricted === 'yes' ? null : denial('RISK_KEY_ANY_ADDRESS', {});
  },
);

export const tradingAccount = checkFact(
  6,
  'trading account',
  'account of the login',
  ({ key }) => key,
  ({ rightAccount }) => (rightAccount ? null : denial('RISK_WRONG_ACCOUNT', {})),
);
