import { expect, it } from 'vitest';
import { CONTRACT, contextOf, entryOf, MARKET, SYMBOL } from '#tests/support/path/sample-gate.ts';
import { ask, LONG, NAN, SHORT, unknown, withMarket, type LoneCase } from '#tests/support/risk/lone-check.ts';
import type { GateContext } from '../context.ts';
import * as position from './position-checks.ts';

const symbol = SYMBOL;
const isolated = (leverage: number, atrTicks = 10): GateContext =>
  contextOf({ leverage, market: { ...MARKET, atrTicks } }, {}, { leverage: 100 });

/** A contract whose maintenance eats the whole margin. */
function lostAtOnce(atrTicks: number): GateContext {
  const context = isolated(10, atrTicks);
  if (context.instrument === null) throw new Error('The sample needs a contract');
  const maintenanceTiers = context.instrument.maintenanceTiers.map((tier) => ({
    ...tier,
    maintenanceRatePpm: 200_000n,
  }));
  return { ...context, instrument: { ...context.instrument, maintenanceTiers } };
}

const CASES: readonly LoneCase[] = [
  ['no contract', position.leverage, LONG, contextOf({ instrument: null }), unknown('contract specification')],
  ['leverage of the limit', position.leverage, LONG, contextOf({ leverage: 3 }), 'passes'],
  ['leverage of one', position.leverage, LONG, contextOf({ leverage: 1 }), 'passes'],
  ...[0, 4, 1.5, NAN].map((leverage): LoneCase => [
    `leverage of ${String(leverage)}`,
    position.leverage,
    LONG,
    contextOf({ leverage }),
    ['RISK_LEVERAGE', { leverage: String(leverage), limit: 3 }],
  ]),
  [
    'above what the venue allows',
    position.leverage,
    LONG,
    contextOf({ leverage: 3, instrument: { ...CONTRACT, maxLeverage: 2 } }),
    ['RISK_LEVERAGE', { leverage: '3', limit: 2 }],
  ],
  ...[NAN, 0.5].map((maxLeverage): LoneCase => [
    `venue allows ${String(maxLeverage)}`,
    position.leverage,
    LONG,
    contextOf({ leverage: 1, instrument: { ...CONTRACT, maxLeverage } }),
    unknown('highest leverage'),
  ]),
  [
    'venue allows one',
    position.leverage,
    LONG,
    contextOf({ leverage: 1, instrument: { ...CONTRACT, maxLeverage: 1 } }),
    'passes',
  ],
  [
    'margin mode not known',
    position.marginMode,
    LONG,
    contextOf({ marginMode: null }),
    unknown('margin mode of the symbol at the venue'),
  ],
  [
    'cross',
    position.marginMode,
    LONG,
    contextOf({ marginMode: 'cross' }),
    ['RISK_MARGIN_MODE', { symbol, mode: 'cross' }],
  ],
  [
    'no price',
    position.liquidationShare,
    entryOf({ priceTicks: 0 }),
    contextOf(),
    unknown('price of the order on XBTUSDTM'),
  ],
  ...(
    [
      [entryOf({ lots: 0 }), contextOf()],
      [entryOf({ lots: 1.5 }), contextOf()],
      [LONG, contextOf({ leverage: 0 })],
      [LONG, contextOf({ leverage: 1.5 })],
      [LONG, contextOf({ instrument: null })],
      [LONG, contextOf({ instrument: { ...CONTRACT, maintenanceTiers: [] } })],
    ] as const
  ).flatMap(([order, context], n): LoneCase[] => [
    [
      `cannot be told ${String(n)}`,
      position.liquidationShare,
      order,
      context,
      unknown('liquidation price on XBTUSDTM'),
    ],
    [
      `cannot be told, ATR ${String(n)}`,
      position.liquidationAtr,
      order,
      context,
      unknown('liquidation price on XBTUSDTM'),
    ],
  ]),
  ['no ATR in this mode', position.liquidationAtr, LONG, withMarket({ atrTicks: 'not-applicable' }), 'passes'],
  ...[null, NAN, -1].map((atrTicks): LoneCase => [
    `ATR ${String(atrTicks)}`,
    position.liquidationAtr,
    LONG,
    withMarket({ atrTicks }),
    unknown('hourly ATR of XBTUSDTM'),
  ]),
  // A long at 1,000 with 10 % of margin and 0.4 % of maintenance is liquidated at about 904, a short at about 1,095.
  [
    'liquidation within 15 %',
    position.liquidationShare,
    LONG,
    isolated(10),
    ['RISK_LIQUIDATION_NEAR', { distance: 9.6, limit: 15 }],
  ],
  [
    'liquidation of a short within 15 %',
    position.liquidationShare,
    SHORT,
    isolated(10),
    ['RISK_LIQUIDATION_NEAR', { distance: 9.5, limit: 15 }],
  ],
  ['liquidation further than 15 %', position.liquidationShare, LONG, isolated(6), 'passes'],
  ['liquidation of a short further', position.liquidationShare, SHORT, isolated(6), 'passes'],
  ['3 ATR to liquidation', position.liquidationAtr, LONG, isolated(10, 32), 'passes'],
  [
    'less than 3 ATR',
    position.liquidationAtr,
    LONG,
    isolated(10, 32.01),
    ['RISK_LIQUIDATION_ATR', { distance: 2.99, limit: 3 }],
  ],
  [
    'liquidated at once, in a market that does not move',
    position.liquidationAtr,
    LONG,
    lostAtOnce(0),
    ['RISK_LIQUIDATION_ATR', { distance: 0, limit: 3 }],
  ],
  ['never liquidated', position.liquidationShare, LONG, isolated(1), 'passes'],
];

it.each(CASES)('%s (%#)', (_, check, order, context, found) => {
  expect(ask(check, order, context)).toEqual(found);
});
