import type { WatchdogView } from '#shared/contract/watchdog.ts';

/** A watchdog that sees what the core sees. */
export const sampleWatchdog = (now: number): WatchdogView => ({
  key: 'watchdog',
  available: true,
  state: 'watching',
  reason: '',
  since: now - 5 * 3_600_000,
  heardAt: now - 400,
  rules: '7c1eb2d4',
  ourRules: '7c1eb2d4',
  silenceMs: 3_000,
  action: 'flatten',
  sight: { positions: 6, orders: 14, at: now - 1_700, tookMs: 41 },
  blind: null,
  deed: null,
  optOut: null,
  phrase: 'TRADE WITHOUT WATCHDOG',
});
