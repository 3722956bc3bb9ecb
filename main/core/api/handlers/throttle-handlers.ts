import type { CapView, ThrottleView } from '#shared/contract/throttle.ts';
import { HARD_CAPS } from '#shared/domain/signal-caps.ts';
import type { TradingCore } from '../../trading-core.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';
import { OnDemandTopic } from '../on-demand-topic.ts';
import { refusalView } from '../views/order-views.ts';

const PERIOD_MS = 500;

export function throttleHandlers(parts: ApiParts): HandlersOf<'throttle'> {
  const { core, live } = parts;
  const { journal, scheduler } = core.parts;
  const state = new OnDemandTopic(scheduler, PERIOD_MS, () => [throttleView(core)]);
  const fill = new OnDemandTopic(scheduler, PERIOD_MS, () => capViews(core));

  const writable = async (): Promise<void> => {
    mustBeWritable(parts);
    // Before history is worked through a record would bear a time of the past.
    await live.started;
  };
  const told = async (): Promise<ThrottleView> => {
    await journal.whenDurable();
    state.renew();
    return throttleView(core);
  };

  return {
    get: () => Promise.resolve(throttleView(core)),
    watch: (_, { signal }) => state.subscribe(signal),
    fill: () => Promise.resolve(capViews(core)),
    watchFill: (_, { signal }) => fill.subscribe(signal),
    pause: async ({ reason }, { role }) => {
      await writable();
      core.throttleDesk.pause(reason, role);
      return told();
    },
    resume: async ({ reason }, { role }) => {
      await writable();
      core.throttleDesk.resume(reason, role);
      return told();
    },
    change: async ({ version, reason, caps }, { role }) => {
      await writable();
      const given = Object.fromEntries(Object.entries(caps).filter(([, value]) => value !== undefined));
      const changed = core.throttleDesk.change(given, version, reason, role);
      if (changed.ok) return told();
      const { error } = changed;
      if (typeof error === 'string') throw notAvailable(error);
      throw contractError('REFUSED', refusalView(error), error.sentence);
    },
  };
}

function throttleView({ throttle, throttleDesk, path, parts }: TradingCore): ThrottleView {
  const now = parts.clock.now();
  const { schedule, ...caps } = throttle.limits;
  return {
    key: 'throttle',
    asOf: now,
    pause: { ...throttleDesk.pauseState },
    version: throttleDesk.version,
    caps: { ...caps, schedule: schedule.map((entry) => ({ ...entry })) },
    hardCaps: HARD_CAPS,
    waiting: path.waiting().map(({ id, signal, at, dueInMs, endsInMs }) => ({
      id,
      symbol: signal.symbol,
      source: signal.source,
      at,
      dueAt: Math.ceil(now + dueInMs),
      until: Math.ceil(now + endsInMs),
    })),
  };
}

function capViews({ throttleDesk, parts }: TradingCore): CapView[] {
  const now = parts.clock.now();
  return throttleDesk.states().map(({ kind, name, used, limit, waitMs }) => ({
    key: `${kind}:${name}`,
    asOf: now,
    kind,
    name,
    used,
    limit,
    nextFreeAt: waitMs === 0 || !Number.isFinite(waitMs) ? null : Math.ceil(now + waitMs),
  }));
}
