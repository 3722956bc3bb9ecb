import { expect, it } from 'vitest';
import { moneyOfUnits, parseMoney } from '#shared/domain/money.ts';
import { CONTRACT, contextOf, entryOf, exposureOf, MARKET, SYMBOL } from '#tests/support/path/sample-gate.ts';
import {
  above,
  ask,
  LONG,
  NAN,
  on,
  SHORT,
  unknown,
  withMarket,
  type LoneCase,
} from '#tests/support/risk/lone-check.ts';
import type { GateContext } from '../context.ts';
import * as account from './account-checks.ts';

const symbol = SYMBOL;
const ALONE: Partial<GateContext> = { leverage: 1 };

const CASES: readonly LoneCase[] = [
  [
    'account not known',
    account.account,
    LONG,
    contextOf({ account: null, accountProblem: 'no mark' }),
    unknown('account (no mark)'),
  ],
  ['equity of nothing', account.account, LONG, on({ equity: parseMoney('0') }), unknown('equity above zero')],
  ['equity of one unit', account.account, LONG, on({ equity: moneyOfUnits(1n) }), 'passes'],
  ['gross below nothing', account.account, LONG, on({ gross: moneyOfUnits(-1n) }), unknown('exposure of the account')],
  ['net as large as gross', account.account, LONG, on({ gross: parseMoney('5'), net: parseMoney('5') }), 'passes'],
  [
    'short net as large as gross',
    account.account,
    LONG,
    on({ gross: parseMoney('5'), net: parseMoney('-5') }),
    'passes',
  ],
  [
    'net above gross',
    account.account,
    LONG,
    on({ gross: parseMoney('5'), net: above('5') }),
    unknown('exposure of the account'),
  ],
  [
    'short net above gross',
    account.account,
    LONG,
    on({ gross: parseMoney('5'), net: parseMoney('-5.00000001') }),
    unknown('exposure of the account'),
  ],
  [
    'margin below nothing',
    account.account,
    LONG,
    on({ marginUsed: parseMoney('-1') }),
    unknown('exposure of the account'),
  ],
  ['orders of no number', account.account, LONG, on({ openOrders: NAN }), unknown('number of open orders')],
  ['orders below nothing', account.account, LONG, on({ openOrders: -1 }), unknown('number of open orders')],
  ['half an order', account.account, LONG, on({ openOrders: 0.5 }), unknown('number of open orders')],

  ['doubts counted', account.doubts, LONG, on({ doubts: 2, doubtsCounted: 2 }), 'passes'],
  [
    'doubts not counted',
    account.doubts,
    LONG,
    on({ doubts: 2, doubtsCounted: 1 }),
    ['RISK_DOUBT_UNCOUNTED', { doubts: 2, counted: 1 }],
  ],
  ['doubts of no number', account.doubts, LONG, on({ doubts: NAN }), unknown('number of entries in doubt')],
  [
    'counted of no number',
    account.doubts,
    LONG,
    on({ doubts: 0, doubtsCounted: NAN }),
    unknown('number of entries in doubt'),
  ],
  [
    'counted below nothing',
    account.doubts,
    LONG,
    on({ doubts: -2, doubtsCounted: -1 }),
    unknown('number of entries in doubt'),
  ],

  ['order of 5 %', account.orderValue, entryOf({ lots: 5_000 }), contextOf(), 'passes'],
  [
    'order above 5 %',
    account.orderValue,
    entryOf({ lots: 5_001 }),
    contextOf(),
    ['RISK_ORDER_VALUE', { value: '500.1', limit: '500' }],
  ],
  [
    'short above 5 %',
    account.orderValue,
    entryOf({ lots: 5_001, direction: -1 }),
    contextOf(),
    ['RISK_ORDER_VALUE', { value: '500.1', limit: '500' }],
  ],
  ['order at the cap', account.orderValue, entryOf({ lots: 10_000 }), on({ equity: parseMoney('100000') }), 'passes'],
  [
    'order above the cap',
    account.orderValue,
    entryOf({ lots: 10_001 }),
    on({ equity: parseMoney('100000') }),
    ['RISK_ORDER_VALUE', { value: '1000.1', limit: '1000' }],
  ],

  [
    'position of 45 % at 3 times',
    account.positionValue,
    LONG,
    on({ exposure: exposureOf(symbol, parseMoney('4400')) }),
    'passes',
  ],
  [
    'position above it',
    account.positionValue,
    LONG,
    on({ exposure: exposureOf(symbol, above('4400')) }),
    ['RISK_POSITION_VALUE', { symbol, value: '4500.00000001', limit: '4500' }],
  ],
  [
    'short position above it',
    account.positionValue,
    SHORT,
    on({ exposure: exposureOf(symbol, parseMoney('-4400.00000001')) }),
    ['RISK_POSITION_VALUE', { symbol, value: '4500.00000001', limit: '4500' }],
  ],
  ...[1, 0, -3, NAN, 1.5].flatMap((leverage): LoneCase[] => [
    [
      `position of 15 % at ${String(leverage)} times`,
      account.positionValue,
      LONG,
      on({ exposure: exposureOf(symbol, parseMoney('1400')) }, { leverage }),
      'passes',
    ],
    [
      `position above 15 % at ${String(leverage)} times`,
      account.positionValue,
      LONG,
      on({ exposure: exposureOf(symbol, above('1400')) }, { leverage }),
      ['RISK_POSITION_VALUE', { symbol, value: '1500.00000001', limit: '1500' }],
    ],
  ]),
  [
    'position of 30 % at 2 times',
    account.positionValue,
    LONG,
    on({ exposure: exposureOf(symbol, parseMoney('2900')) }, { leverage: 2 }),
    'passes',
  ],

  ['gross of 100 %', account.grossExposure, LONG, on({ gross: parseMoney('9900') }), 'passes'],
  ['gross of 100 % with a short', account.grossExposure, SHORT, on({ gross: parseMoney('9900') }), 'passes'],
  [
    'gross above',
    account.grossExposure,
    SHORT,
    on({ gross: above('9900') }),
    ['RISK_GROSS_EXPOSURE', { exposure: 100.01, limit: 100 }],
  ],
  ['net of 60 %', account.netExposure, LONG, on({ gross: parseMoney('5900'), net: parseMoney('5900') }), 'passes'],
  [
    'net above',
    account.netExposure,
    LONG,
    on({ net: above('5900') }),
    ['RISK_NET_EXPOSURE', { exposure: 60.01, limit: 60 }],
  ],
  [
    'short net above',
    account.netExposure,
    SHORT,
    on({ net: parseMoney('-5900.00000001') }),
    ['RISK_NET_EXPOSURE', { exposure: 60.01, limit: 60 }],
  ],
  ['net above that shrinks', account.netExposure, LONG, on({ net: parseMoney('-7000') }), 'passes'],
  [
    'net above that stays',
    account.netExposure,
    LONG,
    on({ net: parseMoney('-50') }, {}, { netExposurePpm: 1n }),
    'passes',
  ],

  ['free margin of 20 %', account.freeMargin, LONG, on({ marginUsed: parseMoney('7900') }, ALONE), 'passes'],
  [
    'free margin below',
    account.freeMargin,
    LONG,
    on({ marginUsed: above('7900') }, ALONE),
    ['RISK_FREE_MARGIN', { free: 19.99, limit: 20 }],
  ],
  [
    'free margin of a short',
    account.freeMargin,
    SHORT,
    on({ marginUsed: above('7900') }, ALONE),
    ['RISK_FREE_MARGIN', { free: 19.99, limit: 20 }],
  ],
  ...(
    [
      ['its fee', LONG, { instrument: { ...CONTRACT, takerFeePpm: 1_000n } }],
      ['funding that a long pays', LONG, { market: { ...MARKET, fundingPpm: 1_000n } }],
      ['funding that a short pays', SHORT, { market: { ...MARKET, fundingPpm: -1_000n } }],
    ] as const
  ).flatMap(([what, order, more]): LoneCase[] => [
    [
      `room for ${what}`,
      account.freeMargin,
      order,
      on({ marginUsed: parseMoney('7899.9') }, { ...ALONE, ...more }),
      'passes',
    ],
    [
      `no room for ${what}`,
      account.freeMargin,
      order,
      on({ marginUsed: above('7899.9') }, { ...ALONE, ...more }),
      ['RISK_FREE_MARGIN', { free: 19.99, limit: 20 }],
    ],
  ]),
  ...(
    [
      ['funding that a long gets', LONG, -1_000n],
      ['funding that a short gets', SHORT, 1_000n],
      ['no funding', LONG, 0n],
      ['funding of another mode', LONG, 'not-applicable'],
    ] as const
  ).flatMap(([what, order, fundingPpm]): LoneCase[] => {
    const more = { ...ALONE, market: { ...MARKET, fundingPpm } };
    return [
      [`${what}: not counted`, account.freeMargin, order, on({ marginUsed: parseMoney('7900') }, more), 'passes'],
      [
        `${what}: counted for nothing`,
        account.freeMargin,
        order,
        on({ marginUsed: above('7900') }, more),
        ['RISK_FREE_MARGIN', { free: 19.99, limit: 20 }],
      ],
    ];
  }),
  ['funding not known', account.freeMargin, LONG, withMarket({ fundingPpm: null }), unknown('funding rate')],
  ['leverage below one', account.freeMargin, LONG, contextOf({ leverage: 0.9 }), unknown('leverage')],
  ['leverage of no number', account.freeMargin, LONG, contextOf({ leverage: NAN }), unknown('leverage')],

  ['loss at the stop of 1 %', account.stopLoss, entryOf({ lots: 100_000 }), contextOf(), 'passes'],
  [
    'loss at the stop above',
    account.stopLoss,
    entryOf({ lots: 100_001 }),
    contextOf(),
    ['RISK_STOP_LOSS', { loss: '100.001', limit: '100' }],
  ],
  [
    'loss at the stop of a short above',
    account.stopLoss,
    entryOf({ lots: 100_001, direction: -1, stopTicks: 1_010 }),
    contextOf(),
    ['RISK_STOP_LOSS', { loss: '100.001', limit: '100' }],
  ],

  ['day loss below', account.dayLoss, LONG, on({ dayLossPpm: 19_999n }), 'passes'],
  ['day loss at 2 %', account.dayLoss, LONG, on({ dayLossPpm: 20_000n }), ['RISK_DAY_LOSS', { loss: -2, limit: -2 }]],
  ['week loss below', account.weekLoss, LONG, on({ weekLossPpm: 59_999n }), 'passes'],
  [
    'week loss at 6 %',
    account.weekLoss,
    LONG,
    on({ weekLossPpm: 60_000n }),
    ['RISK_WEEK_LOSS', { loss: -6, limit: -6 }],
  ],
  ['drawdown below', account.drawdown, LONG, on({ drawdownPpm: 99_999n }), 'passes'],
  [
    'drawdown at 10 %',
    account.drawdown,
    LONG,
    on({ drawdownPpm: 100_000n }),
    ['RISK_DRAWDOWN', { drawdown: 10, limit: 10 }],
  ],

  ['19 open orders', account.openOrders, LONG, on({ openOrders: 19 }), 'passes'],
  ['20 open orders', account.openOrders, LONG, on({ openOrders: 20 }), ['RISK_OPEN_ORDERS', { count: 20, limit: 20 }]],
  ['open orders of no number', account.openOrders, LONG, on({ openOrders: NAN }), unknown('number of open orders')],
  ['none of the symbol', account.openOrdersOfSymbol, LONG, contextOf(), 'passes'],
  ['3 of the symbol', account.openOrdersOfSymbol, LONG, on({ openOrdersOf: new Map([[symbol, 3]]) }), 'passes'],
  [
    '4 of the symbol',
    account.openOrdersOfSymbol,
    LONG,
    on({ openOrdersOf: new Map([[symbol, 4]]) }),
    ['RISK_OPEN_ORDERS_SYMBOL', { symbol, count: 4, limit: 4 }],
  ],
  ...[NAN, -1, 0.5].map((count): LoneCase => [
    `${String(count)} of the symbol`,
    account.openOrdersOfSymbol,
    LONG,
    on({ openOrdersOf: new Map([[symbol, count]]) }),
    unknown('number of open orders of XBTUSDTM'),
  ]),
];

const ON_ACCOUNT = [
  account.doubts,
  account.orderValue,
  account.positionValue,
  account.grossExposure,
  account.netExposure,
  account.freeMargin,
  account.stopLoss,
  account.dayLoss,
  account.weekLoss,
  account.drawdown,
  account.openOrders,
  account.openOrdersOfSymbol,
];

it.each(CASES)('%s (%#)', (_, check, order, context, found) => {
  expect(ask(check, order, context)).toEqual(found);
});

it.each(ON_ACCOUNT)('$name asks for account and contract', (check) => {
  const missing = unknown('account or contract');
  const contexts = [contextOf({ account: null }), contextOf({ instrument: null }), on({ equity: parseMoney('0') })];
  for (const context of contexts) expect(ask(check, LONG, context)).toEqual(missing);
  expect(ask(check, entryOf({ lots: 1.5 }), contextOf())).toEqual(missing);
  expect(ask(check, LONG, on({ equity: moneyOfUnits(1n) }))).not.toEqual(missing);
});
