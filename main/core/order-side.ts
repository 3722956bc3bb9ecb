import type { Place } from '#shared/domain/screen-path.ts';
import { signalId } from '#shared/domain/ids.ts';
import { isTimeframe, timeframeMs } from '#shared/domain/timeframe.ts';
import { GateDesk } from './agents/risk/gate-desk.ts';
import type { AlarmBook } from './agents/risk/state/alarm-book.ts';
import { KillSwitch } from './agents/risk/state/kill-switch.ts';
import type { TradingStateOwner } from './agents/risk/state/trading-state-owner.ts';
import { NO_SURROUNDINGS, UNKNOWN_SURROUNDINGS } from './agents/risk/surroundings.ts';
import type { LockManager } from './agents/locking/lock-manager.ts';
import type { SteadyTime } from './agents/throttle/steady-time.ts';
import { configText } from './config.ts';
import { OrderDesk } from './execution/order-desk.ts';
import { Reconciler } from './execution/reconcile/reconciler.ts';
import { bookSimulatedLiquidations } from './execution/simulated-liquidations.ts';
import { ADOPTED_OWNER } from './journal/projections/positions.ts';
import { NO_HALT_FILE } from './ports/halt-file.ts';
import type { Venue } from './ports/venue.ts';
import type { TradingParts } from './trading-core.ts';

/** What the order side of a trading core is built from; the desk and the reconciler come to be one after the other. */
interface OrderSide {
  readonly parts: TradingParts;
  readonly state: TradingStateOwner;
  readonly alarms: AlarmBook;
  readonly locks: LockManager;
  readonly steady: SteadyTime;
  readonly desk: OrderDesk;
  readonly reconciler: Reconciler | null;
}

/** The desk through which every order goes, on the guarded venue. */
export function orderDeskOf({ parts, state }: Pick<OrderSide, 'parts' | 'state'>, venue: Venue): OrderDesk {
  return new OrderDesk({
    ...parts,
    venue,
    // It changes when the present is reached: a copy would stay what it was at this moment.
    get barrier() {
      return parts.barrier;
    },
    entriesStoppedBy: () => state.entriesStoppedBy(),
    recordsOf: (id) => parts.journal.store.bySubject(id),
  });
}

/** What the risk gate remembers, under the limits of the configuration. */
export function gateDeskOf({ parts, alarms, steady }: Pick<OrderSide, 'parts' | 'alarms' | 'steady'>): GateDesk {
  const { config, hasher } = parts;
  const live = config.mode === 'live';
  const desk = new GateDesk({
    ...parts,
    limits: config.limits,
    build: hasher.sha256(configText(config)),
    approval: live ? 'person' : config.mode === 'replay' ? 'none' : 'system',
    surroundings: parts.surroundings ?? (live ? UNKNOWN_SURROUNDINGS : NO_SURROUNDINGS),
    steadyNow: () => steady.now(),
    attended: () => parts.barrier === 'sync',
  });
  desk.onAlarm.on((body) =>
    alarms.notify({ level: 'alarm', title: 'A strategy is disabled', body, about: { screen: '/risk' } }),
  );
  return desk;
}

/** Compares what we know with what a venue says; a difference lowers the trading state. */
export function reconcilerOf(
  { parts, state, alarms, locks, desk }: Omit<OrderSide, 'reconciler'>,
  venue: Venue,
): Reconciler {
  const { journal, clock, scheduler, instruments } = parts;
  const reconciler = new Reconciler({
    venue,
    journal,
    desk,
    clock,
    scheduler,
    instruments,
    onReducing: (reason) => {
      const by = 'reconciliation';
      state.raise({ kind: by, level: 'REDUCING', reason, by, latched: true, holds: false });
    },
    onWake: () => locks.dropAll('the machine slept or its clock was set'),
  });
  reconciler.onAlarm.on(({ symbol, sentence }) => {
    alarms.notify({
      level: 'alarm',
      title: `${symbol ?? venue.name} needs a look`,
      body: sentence,
      about: { screen: '/reconcile' },
    });
  });
  return reconciler;
}

/** Acts only where it is known what there is to act on. */
export function killSwitchOf(core: OrderSide): KillSwitch {
  const { parts, state, alarms, desk } = core;
  return new KillSwitch({
    state,
    desk,
    journal: parts.journal,
    clock: parts.clock,
    scheduler: parts.scheduler,
    notifier: alarms,
    log: parts.log,
    haltFile: parts.haltFile ?? NO_HALT_FILE,
    mayAct: () => core.reconciler === null || core.reconciler.status().phase === 'agreed',
  });
}

/** What a person must hear of: an order that is not as it should be, a disk that fails. */
export function watchDesk({ parts, alarms, desk }: Pick<OrderSide, 'parts' | 'alarms' | 'desk'>): void {
  const { journal, venue } = parts;
  const alarm = (title: string, body: string, about: Place): void =>
    alarms.notify({ level: 'alarm', title, body, about });
  desk.onAlarm.on(({ symbol, sentence }) => alarm(`${symbol} needs a look`, sentence, { screen: '/console', symbol }));
  if (venue.simulated) {
    bookSimulatedLiquidations(venue, desk, (sentence) =>
      alarm('A position was closed by the venue', sentence, { screen: '/console' }),
    );
  }
  desk.onFailure.on((error) => alarm('The journal refused a record', String(error), { screen: '/journal' }));
  journal.onFailure.on((error) =>
    alarm('The disk failed: nothing is traded any more', String(error), { screen: '/settings/data' }),
  );
}

/** Hands the desk the records since the oldest open trade began, and each signal's plan. */
export function restoreDesk({ parts, desk }: Pick<OrderSide, 'parts' | 'desk'>): void {
  const { journal, config } = parts;
  let from = (journal.head?.seq ?? 0) + 1;
  const owners = [
    ...journal.state.positions().flatMap((p) => (p.lots === 0 || p.signalId === null ? [] : [p.signalId])),
    ...journal.state.openOrders().map((order) => order.signalId),
    // What was adopted has no signal: its records are about the symbol and the order itself.
    ...journal.state.positions().flatMap((p) => (p.lots !== 0 && p.signalId === ADOPTED_OWNER ? [p.symbol] : [])),
    ...journal.state.openOrders().map((order) => order.id),
  ];
  for (const id of owners) from = Math.min(from, journal.store.bySubject(id)[0]?.seq ?? from);
  desk.restore(journal.store.scan(from), (id) => {
    const row = journal.state.signal(signalId(id));
    if (row === null || !isTimeframe(row.timeframe)) return null;
    const { stopTicks, targetTicks } = row;
    return { stopTicks, targetTicks, maxHoldUntil: row.receivedAt + config.holdCandles * timeframeMs(row.timeframe) };
  });
}
