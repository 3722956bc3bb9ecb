import type { ThrottleView } from '#shared/contract/throttle.ts';
import { HARD_CAPS } from '#shared/domain/signal-caps.ts';
import { THROTTLE_DEFAULTS } from '#core/agents/throttle/caps.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';
import { matrixView } from '#core/api/views/conflict-views.ts';

/** A throttle without any signal. */
export const sampleThrottle = (now: number): ThrottleView => ({
  key: 'throttle',
  asOf: now,
  pause: { paused: false, reason: '', by: '', since: null },
  version: 0,
  caps: { ...THROTTLE_DEFAULTS, schedule: [] },
  hardCaps: HARD_CAPS,
  waiting: [],
});

export function sampleThrottleHandlers(now: number): HandlersOf<'throttle'> {
  const view = async () => sampleThrottle(now);
  return {
    get: view,
    watch: async function* () {},
    fill: async () => [],
    watchFill: async function* () {},
    pause: view,
    resume: view,
    change: view,
  };
}

const NOTHING = { fees: '0', funding: '0', profit: '0' };

export const sampleConflictHandlers = (now: number): HandlersOf<'conflicts'> => ({
  matrix: async () => matrixView(),
  list: async () => [],
  attribution: async () => ({
    asOf: now,
    provenance: 'simulated',
    positions: [],
    sums: NOTHING,
    account: NOTHING,
    equal: true,
  }),
});
