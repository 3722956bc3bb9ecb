import { expect, it } from 'vitest';
import { contextOf, SYMBOL } from '#tests/support/path/sample-gate.ts';
import { ask, FOREVER, LONG, NAN, unknown, type LoneCase } from '#tests/support/risk/lone-check.ts';
import * as state from './state-checks.ts';

const symbol = SYMBOL;
const build = {
  rules: 'r'.repeat(40),
  approvedRules: 'r'.repeat(40),
  build: 'b'.repeat(40),
  approvedBuild: 'b'.repeat(40),
};
const key = { canTrade: 'yes', canMoveFunds: 'no', ipRestricted: 'yes', rightAccount: true } as const;

const CASES: readonly LoneCase[] = [
  [
    'reducing',
    state.tradingState,
    LONG,
    contextOf({ trading: { state: 'REDUCING', cause: 'loss' } }),
    ['RISK_REDUCING', { cause: 'loss' }],
  ],
  [
    'halted',
    state.tradingState,
    LONG,
    contextOf({ trading: { state: 'HALTED', cause: 'by hand' } }),
    ['RISK_HALTED', { cause: 'by hand' }],
  ],
  ['rules not told', state.rules, LONG, contextOf({ build: null }), unknown('approval of the rules')],
  ['rules approved', state.rules, LONG, contextOf({ build }), 'passes'],
  [
    'other rules',
    state.rules,
    LONG,
    contextOf({ build: { ...build, approvedRules: 'q'.repeat(40) } }),
    ['RISK_RULES_CHANGED', { running: 'rrrrrrrrrrrr', approved: 'qqqqqqqqqqqq' }],
  ],
  [
    'rules never approved',
    state.rules,
    LONG,
    contextOf({ build: { ...build, approvedRules: null } }),
    ['RISK_RULES_CHANGED', { running: 'rrrrrrrrrrrr', approved: 'none' }],
  ],
  ['program not told', state.build, LONG, contextOf({ build: null }), unknown('approval of the program')],
  ['program approved', state.build, LONG, contextOf({ build }), 'passes'],
  [
    'another program',
    state.build,
    LONG,
    contextOf({ build: { ...build, approvedBuild: 'a'.repeat(40) } }),
    ['RISK_BUILD_NOT_APPROVED', { running: 'bbbbbbbbbbbb', approved: 'aaaaaaaaaaaa' }],
  ],
  [
    'a program without a hash',
    state.build,
    LONG,
    contextOf({ build: { ...build, build: '', approvedBuild: '' } }),
    ['RISK_BUILD_NOT_APPROVED', { running: '', approved: '' }],
  ],
  ['lock not told', state.lock, LONG, contextOf({ lock: null }), unknown('lock of the order')],
  [
    'lock of another',
    state.lock,
    LONG,
    contextOf({ lock: { current: false, remainingMs: NAN } }),
    ['RISK_LOCK_LOST', { symbol }],
  ],
  [
    'lock of no length',
    state.lock,
    LONG,
    contextOf({ lock: { current: true, remainingMs: NAN } }),
    unknown('rest of the lock'),
  ],
  [
    'lock that ends',
    state.lock,
    LONG,
    contextOf({ lock: { current: true, remainingMs: 1_999.9 } }),
    ['RISK_LOCK_ENDING', { symbol, remaining: 1_999, limit: 2_000 }],
  ],
  ['books not intact', state.journal, LONG, contextOf({ journalIntact: false }), ['JOURNAL_UNVERIFIED', {}]],
  ...[null, { freeBytes: null, commitP99Ms: 1 }].map((storage, n): LoneCase => [
    `free space not told ${String(n)}`,
    state.diskSpace,
    LONG,
    contextOf({ storage }),
    unknown('free space on the disk'),
  ]),
  [
    'too little space',
    state.diskSpace,
    LONG,
    contextOf({ storage: { freeBytes: 499_999_999, commitP99Ms: 1 } }),
    ['RISK_DISK_FULL', { free: 499, limit: 500 }],
  ],
  ...[null, { freeBytes: 1e12, commitP99Ms: null }].map((storage, n): LoneCase => [
    `commits not told ${String(n)}`,
    state.diskSpeed,
    LONG,
    contextOf({ storage }),
    unknown('time of a commit'),
  ]),
  [
    'slow commits',
    state.diskSpeed,
    LONG,
    contextOf({ storage: { freeBytes: 1e12, commitP99Ms: 250.2 } }),
    ['RISK_DISK_SLOW', { took: 251, limit: 250 }],
  ],
  ...[null, NAN, FOREVER].map((clockOffsetMs): LoneCase => [
    `clock ${String(clockOffsetMs)} off`,
    state.clockOffset,
    LONG,
    contextOf({ clockOffsetMs }),
    unknown('distance to the venue’s clock'),
  ]),
  [
    'clock ahead',
    state.clockOffset,
    LONG,
    contextOf({ clockOffsetMs: 1_500.5 }),
    ['RISK_CLOCK_OFFSET', { offset: 1_501, limit: 1_500 }],
  ],
  [
    'clock behind',
    state.clockOffset,
    LONG,
    contextOf({ clockOffsetMs: -1_500.5 }),
    ['RISK_CLOCK_OFFSET', { offset: -1_501, limit: 1_500 }],
  ],
  ['login not told', state.keyRights, LONG, contextOf({ key: null }), unknown('rights of the login')],
  ...(['canTrade', 'canMoveFunds', 'ipRestricted'] as const).map((name): LoneCase => [
    `${name} not told`,
    state.keyRights,
    LONG,
    contextOf({ key: { ...key, [name]: 'unknown' } }),
    unknown('rights of the login'),
  ]),
  ['right login', state.keyRights, LONG, contextOf({ key }), 'passes'],
  ['no trade', state.keyRights, LONG, contextOf({ key: { ...key, canTrade: 'no' } }), ['RISK_KEY_CANNOT_TRADE', {}]],
  [
    'withdraws',
    state.keyRights,
    LONG,
    contextOf({ key: { ...key, canMoveFunds: 'yes' } }),
    ['RISK_KEY_MOVES_FUNDS', {}],
  ],
  [
    'any address',
    state.keyRights,
    LONG,
    contextOf({ key: { ...key, ipRestricted: 'no' } }),
    ['RISK_KEY_ANY_ADDRESS', {}],
  ],
  ['account not told', state.tradingAccount, LONG, contextOf({ key: null }), unknown('account of the login')],
  [
    'other account',
    state.tradingAccount,
    LONG,
    contextOf({ key: { ...key, rightAccount: false } }),
    ['RISK_WRONG_ACCOUNT', {}],
  ],
];

it.each(CASES)('%s (%#)', (_, check, order, context, found) => {
  expect(ask(check, order, context)).toEqual(found);
});
