import { expect, it } from 'vitest';
import { contextOf, SYMBOL } from '#tests/support/path/sample-gate.ts';
import { ask, LONG, NAN, SHORT, unknown, type LoneCase } from '#tests/support/risk/lone-check.ts';
import type { GateContext } from '../context.ts';
import * as flow from './flow-checks.ts';

const symbol = SYMBOL;
const rates = { symbolWaitMs: 0, accountWaitMs: 0, messageWaitMs: 0 };
const repeats = { strategy: 'trend', lastHour: 0, lastDay: 0, disabled: null };
const own = (side: 'buy' | 'sell', priceTicks: number): GateContext => contextOf({ ownOrders: [{ side, priceTicks }] });

const CASES: readonly LoneCase[] = [
  ['never before', flow.duplicate, LONG, contextOf({ sameOrderAgoMs: null }), 'passes'],
  ['10 s ago', flow.duplicate, LONG, contextOf({ sameOrderAgoMs: 10_000 }), 'passes'],
  [
    'less than 10 s ago',
    flow.duplicate,
    LONG,
    contextOf({ sameOrderAgoMs: 9_999 }),
    ['RISK_DUPLICATE_ORDER', { symbol, agoSeconds: 9, limitSeconds: 10 }],
  ],
  [
    'in the future',
    flow.duplicate,
    LONG,
    contextOf({ sameOrderAgoMs: -5_000 }),
    ['RISK_DUPLICATE_ORDER', { symbol, agoSeconds: 0, limitSeconds: 10 }],
  ],
  [
    'at no time',
    flow.duplicate,
    LONG,
    contextOf({ sameOrderAgoMs: NAN }),
    unknown('time of the last order on XBTUSDTM'),
  ],
  ...(
    [
      [flow.symbolRate, 'symbolWaitMs', 'RISK_ORDER_RATE_SYMBOL', { symbol }],
      [flow.accountRate, 'accountWaitMs', 'RISK_ORDER_RATE_ACCOUNT', {}],
      [flow.messageRate, 'messageWaitMs', 'RISK_MESSAGE_RATE', {}],
    ] as const
  ).flatMap(([check, name, code, more]): LoneCase[] => [
    [`${name}: none`, check, LONG, contextOf({ rates }), 'passes'],
    [
      `${name}: others`,
      check,
      LONG,
      contextOf({ rates: { symbolWaitMs: 9, accountWaitMs: 9, messageWaitMs: 9, [name]: 0 } }),
      'passes',
    ],
    [
      `${name}: 1 ms`,
      check,
      LONG,
      contextOf({ rates: { ...rates, [name]: 1 } }),
      [code, { ...more, waitSeconds: 0.1 }],
    ],
    [`${name}: NaN`, check, LONG, contextOf({ rates: { ...rates, [name]: NAN } }), unknown('rate of orders')],
    [`${name}: -1`, check, LONG, contextOf({ rates: { ...rates, [name]: -1 } }), unknown('rate of orders')],
    [`${name}: not known`, check, LONG, contextOf({ rates: null }), unknown('rate of orders')],
  ]),
  [
    'strategy not known',
    flow.strategyEnabled,
    LONG,
    contextOf({ repeats: null }),
    unknown('executions of the strategy'),
  ],
  [
    'strategy disabled',
    flow.strategyEnabled,
    LONG,
    contextOf({ repeats: { ...repeats, disabled: 'too often' } }),
    ['RISK_STRATEGY_DISABLED', { strategy: 'trend', symbol, cause: 'too often' }],
  ],
  ['repeats not known', flow.repeated, LONG, contextOf({ repeats: null }), unknown('executions of the strategy')],
  [
    '2 in an hour, 9 in a day',
    flow.repeated,
    LONG,
    contextOf({ repeats: { ...repeats, lastHour: 2, lastDay: 9 } }),
    'passes',
  ],
  [
    '3 in an hour',
    flow.repeated,
    LONG,
    contextOf({ repeats: { ...repeats, lastHour: 3 } }),
    ['RISK_REPEATED', { strategy: 'trend', symbol, count: 3, window: '1 h', limit: 3 }],
  ],
  [
    '10 in a day',
    flow.repeated,
    LONG,
    contextOf({ repeats: { ...repeats, lastDay: 10 } }),
    ['RISK_REPEATED', { strategy: 'trend', symbol, count: 10, window: '24 h', limit: 10 }],
  ],
  ...[NAN, -1, 0.5].flatMap((count): LoneCase[] =>
    (['lastHour', 'lastDay'] as const).map((name): LoneCase => [
      `${String(count)} as ${name}`,
      flow.repeated,
      LONG,
      contextOf({ repeats: { ...repeats, [name]: count } }),
      unknown('executions of the strategy'),
    ]),
  ),
  ['signal not known', flow.signalAge, LONG, contextOf({ signal: null }), unknown('age of the signal')],
  [
    'signal of no age',
    flow.signalAge,
    LONG,
    contextOf({ signal: { ageMs: NAN, seenBefore: false } }),
    unknown('age of the signal'),
  ],
  ['signal of 30 s', flow.signalAge, LONG, contextOf({ signal: { ageMs: 30_000, seenBefore: false } }), 'passes'],
  [
    'signal older',
    flow.signalAge,
    LONG,
    contextOf({ signal: { ageMs: 30_001, seenBefore: false } }),
    ['RISK_SIGNAL_AGE', { age: 30.1, limit: 30 }],
  ],
  ['memory not known', flow.signalSeen, LONG, contextOf({ signal: null }), unknown('memory of signals')],
  ['seen', flow.signalSeen, LONG, contextOf({ signal: { ageMs: 0, seenBefore: true } }), ['RISK_SIGNAL_SEEN', {}]],
  ['own orders not known', flow.ownCrossing, LONG, contextOf({ ownOrders: null }), unknown('own orders on XBTUSDTM')],
  ['own order of no price', flow.ownCrossing, LONG, own('buy', NAN), unknown('price of an own order on XBTUSDTM')],
  [
    'own sell at the price',
    flow.ownCrossing,
    LONG,
    own('sell', 1_000),
    ['RISK_OWN_CROSSING', { symbol, price: 1_000 }],
  ],
  ['own sell above', flow.ownCrossing, LONG, own('sell', 1_001), 'passes'],
  ['own buy beside a long', flow.ownCrossing, LONG, own('buy', 900), 'passes'],
  ['own buy at the price', flow.ownCrossing, SHORT, own('buy', 1_000), ['RISK_OWN_CROSSING', { symbol, price: 1_000 }]],
  ['own buy below', flow.ownCrossing, SHORT, own('buy', 999), 'passes'],
  ['own sell beside a short', flow.ownCrossing, SHORT, own('sell', 1_100), 'passes'],
];

it.each(CASES)('%s (%#)', (_, check, order, context, found) => {
  expect(ask(check, order, context)).toEqual(found);
});
