import { expect, it } from 'vitest';
import { contextOf } from '#tests/support/path/sample-gate.ts';
import { ask, FOREVER, LONG, NAN, unknown, type LoneCase } from '#tests/support/risk/lone-check.ts';
import type { GateContext } from '../context.ts';
import * as venue from './venue-checks.ts';

const inMaintenance = (maintenanceInMs: number | null | 'not-applicable'): GateContext =>
  contextOf({ service: { status: 'open', reason: '', maintenanceInMs } });
const refusal = { code: 'RISK_HALTED', stage: 'risk', sentence: 'No.', numbers: {} } as const;
const calm = { pause: null, connector: null, market: [], protections: [] };

const CASES: readonly LoneCase[] = [
  ['stream not told', venue.privateStream, LONG, contextOf({ stream: null }), unknown('state of the private stream')],
  ...(['silent', 'down'] as const).map((status): LoneCase => [
    `stream ${status}`,
    venue.privateStream,
    LONG,
    contextOf({ stream: { status, reason: 'no pong' } }),
    ['RISK_STREAM_SILENT', { status, reason: 'no pong' }],
  ]),
  ['venue not told', venue.venueOpen, LONG, contextOf({ service: null }), unknown('state of the venue')],
  [
    'venue not told of maintenance',
    venue.maintenance,
    LONG,
    contextOf({ service: null }),
    unknown('state of the venue'),
  ],
  [
    'venue closed',
    venue.venueOpen,
    LONG,
    contextOf({ service: { status: 'closed', reason: 'upgrade', maintenanceInMs: null } as never }),
    ['RISK_VENUE_CLOSED', { status: 'closed', reason: 'upgrade' }],
  ],
  ['no maintenance', venue.maintenance, LONG, inMaintenance('not-applicable'), 'passes'],
  ...[null, NAN, FOREVER].map((ms): LoneCase => [
    `maintenance in ${String(ms)}`,
    venue.maintenance,
    LONG,
    inMaintenance(ms),
    unknown('announced maintenance'),
  ]),
  ['maintenance after 10 min', venue.maintenance, LONG, inMaintenance(600_001), 'passes'],
  [
    'maintenance in 10 min',
    venue.maintenance,
    LONG,
    inMaintenance(600_000),
    ['RISK_MAINTENANCE', { minutes: 10, limit: 10 }],
  ],
  ['maintenance now', venue.maintenance, LONG, inMaintenance(0), ['RISK_MAINTENANCE', { minutes: 0, limit: 10 }]],
  [
    'maintenance begun',
    venue.maintenance,
    LONG,
    inMaintenance(-60_000),
    ['RISK_MAINTENANCE', { minutes: -1, limit: 10 }],
  ],
  ...(
    [
      [venue.pause, 'state of the pauses', { pause: refusal }],
      [venue.protections, 'state of the protections', { protections: [refusal] }],
      [venue.marketPause, 'state of the market’s pauses', { market: [refusal] }],
      [venue.connector, 'state of the connection’s breaker', { connector: refusal }],
    ] as const
  ).flatMap(([check, input, more]): LoneCase[] => [
    [`${check.name}: not told`, check, LONG, contextOf({ guard: null }), unknown(input)],
    [`${check.name}: calm`, check, LONG, contextOf({ guard: calm }), 'passes'],
    [`${check.name}: refuses`, check, LONG, contextOf({ guard: { ...calm, ...more } }), ['RISK_HALTED', {}]],
  ]),
];

it.each(CASES)('%s (%#)', (_, check, order, context, found) => {
  expect(ask(check, order, context)).toEqual(found);
});
