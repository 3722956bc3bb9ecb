import { expect, it } from 'vitest';
import { CONTRACT, contextOf, entryOf, SYMBOL } from '#tests/support/path/sample-gate.ts';
import { ask, LONG, NAN, unknown, type LoneCase } from '#tests/support/risk/lone-check.ts';
import * as contract from './contract-checks.ts';

const symbol = SYMBOL;
const CASES: readonly LoneCase[] = [
  ['not allowed', contract.allowList, LONG, contextOf({ allowed: new Set() }), ['RISK_NOT_ALLOWED', { symbol }]],
  [
    'no specification',
    contract.specification,
    LONG,
    contextOf({ instrument: null }),
    unknown('contract specification of XBTUSDTM'),
  ],
  [
    'specification assumed',
    contract.specification,
    LONG,
    contextOf({ simulated: false, instrument: { ...CONTRACT, assumed: ['lotSize', 'takerFeePpm'] } }),
    ['RISK_SPECIFICATION_UNKNOWN', { symbol, missing: 'lotSize, takerFeePpm' }],
  ],
  [
    'specification assumed, simulated',
    contract.specification,
    LONG,
    contextOf({ instrument: { ...CONTRACT, assumed: ['lotSize'] } }),
    'passes',
  ],
  ['specification full', contract.specification, LONG, contextOf({ simulated: false }), 'passes'],
  [
    'state not known',
    contract.contractActive,
    LONG,
    contextOf({ contractActive: null }),
    unknown('state of the contract at the venue'),
  ],
  [
    'suspended',
    contract.contractActive,
    LONG,
    contextOf({ contractActive: false }),
    ['RISK_CONTRACT_INACTIVE', { symbol }],
  ],
  ...[null, NAN, -1].map((specificationAgeMs): LoneCase => [
    `specification of age ${String(specificationAgeMs)}`,
    contract.specificationAge,
    LONG,
    contextOf({ specificationAgeMs }),
    unknown('age of the contract’s specification'),
  ]),
  ['specification of 24 h', contract.specificationAge, LONG, contextOf({ specificationAgeMs: 86_400_000 }), 'passes'],
  [
    'specification older',
    contract.specificationAge,
    LONG,
    contextOf({ specificationAgeMs: 86_400_001 }),
    ['RISK_SPECIFICATION_OLD', { symbol, age: 24.1, limit: 24 }],
  ],
  ['frozen', contract.frozen, LONG, contextOf({ frozen: new Set([symbol]) }), ['RISK_SYMBOL_FROZEN', { symbol }]],
  ['price of one tick', contract.tick, entryOf({ priceTicks: 1 }), contextOf(), 'passes'],
  ...[0, -1, 1.5, NAN].map((priceTicks): LoneCase => [
    `price of ${String(priceTicks)}`,
    contract.tick,
    entryOf({ priceTicks }),
    contextOf(),
    ['RISK_OFF_TICK', { price: String(priceTicks) }],
  ]),
  ['lots without a contract', contract.lot, LONG, contextOf({ instrument: null }), unknown('lot size')],
  ...(
    [
      [10, 'passes'],
      [1_000, 'passes'],
      [9, 'small'],
      [0, 'small'],
      [15, 'off'],
      [1_010, 'off'],
      [-10, 'off'],
      [-1, 'off'],
      [2.5, 'off'],
      [NAN, 'off'],
    ] as const
  ).map(([lots, found]): LoneCase => [
    `${String(lots)} lots`,
    contract.lot,
    entryOf({ lots }),
    contextOf({ instrument: { ...CONTRACT, lotSize: 10, maxOrderLots: 1_000 } }),
    found === 'passes'
      ? found
      : found === 'small'
        ? ['RISK_TOO_SMALL', { lots, lotSize: 10 }]
        : ['RISK_OFF_LOT', { lots: String(lots), lotSize: 10, maxLots: 1_000 }],
  ]),
  ['stop of a long below', contract.stopSide, entryOf({ stopTicks: 999 }), contextOf(), 'passes'],
  ['stop of a short above', contract.stopSide, entryOf({ direction: -1, stopTicks: 1_001 }), contextOf(), 'passes'],
  ...(
    [
      [1, 1_000],
      [1, 1_001],
      [1, 0],
      [1, -5],
      [1, 990.5],
      [1, NAN],
      [-1, 1_000],
      [-1, 999],
    ] as const
  ).map(([direction, stopTicks]): LoneCase => [
    `stop at ${String(stopTicks)} of ${String(direction)}`,
    contract.stopSide,
    entryOf({ direction, stopTicks }),
    contextOf(),
    ['RISK_NO_STOP', { symbol }],
  ]),
];

it.each(CASES)('%s (%#)', (_, check, order, context, found) => {
  expect(ask(check, order, context)).toEqual(found);
});
