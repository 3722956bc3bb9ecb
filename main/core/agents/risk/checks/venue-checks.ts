import { denial } from '#shared/domain/denial.ts';
import { NOT_APPLICABLE } from '../context.ts';
import { checkFact, isMeasured, unknown } from './check.ts';

const MINUTE = 60_000;

/** Rows 26, 32 to 35 and 37: what the venue and the guards say. */
export const privateStream = checkFact(
  26,
  'private stream',
  'state of the private stream',
  ({ stream }) => stream,
  ({ status, reason }) => (status === 'live' ? null : denial('RISK_STREAM_SILENT', { status, reason })),
);

export const venueOpen = checkFact(
  35,
  'venue open',
  'state of the venue',
  ({ service }) => service,
  ({ status, reason }) => (status === 'open' ? null : denial('RISK_VENUE_CLOSED', { status, reason })),
);

export const maintenance = checkFact(
  35,
  'maintenance',
  'state of the venue',
  ({ service }) => service,
  ({ maintenanceInMs }, _, { limits }) => {
    if (maintenanceInMs === NOT_APPLICABLE) return null;
    if (maintenanceInMs === null || !Number.isFinite(maintenanceInMs)) return unknown('announced maintenance');
    if (!isMeasured(maintenanceInMs) || maintenanceInMs <= limits.maintenanceWindowMs)
      return denial('RISK_MAINTENANCE', {
        minutes: Math.floor(maintenanceInMs / MINUTE),
        limit: limits.maintenanceWindowMs / MINUTE,
      });
    return null;
  },
);

export const pause = checkFact(
  32,
  'pause',
  'state of the pauses',
  ({ guard }) => guard,
  (guard) => guard.pause,
);

export const protections = checkFact(
  32,
  'protections',
  'state of the protections',
  ({ guard }) => guard,
  (guard) => guard.protections[0] ?? null,
);

export const marketPause = checkFact(
  33,
  'market pause',
  'state of the market’s pauses',
  ({ guard }) => guard,
  (guard) => guard.market[0] ?? null,
);

export const connector = checkFact(
  37,
  'connector breaker',
  'state of the connection’s breaker',
  ({ guard }) => guard,
  (guard) => guard.connector,
);
