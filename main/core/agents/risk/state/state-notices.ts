import type { TradingState } from '#shared/domain/signal.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Notifier } from '../../../ports/notifier.ts';
import { KILL_AND_FLATTEN, KILL_SWITCH } from './kill-switch.ts';
import { stricter } from './trading-cause.ts';
import type { TradingStateOwner } from './trading-state-owner.ts';

export interface StateNoticeParts {
  readonly state: TradingStateOwner;
  /** Keeps what it is told open in the window until a person acknowledges it. */
  readonly alarms: Notifier;
  /** Tells on this machine and beyond, and keeps nothing. */
  readonly notifier: Notifier;
  /** False while history is worked through: what happened then is told to nobody. */
  readonly present: () => boolean;
}

/** Causes a person opened: everyone is told, but that person need not acknowledge it. */
const BY_PERSON: ReadonlySet<string> = new Set([KILL_SWITCH, KILL_AND_FLATTEN]);

const TITLES: Readonly<Record<TradingState, string>> = {
  ACTIVE: 'Trading is active again',
  REDUCING: 'Only exits leave now',
  HALTED: 'Trading is halted',
};

/** Tells of every change of the trading state: a step back is an alarm, the way back a note. */
export function noticeStateChanges({ state, alarms, notifier, present }: StateNoticeParts): Disposable {
  let before = state.state().state;
  return state.onChange.on(({ state: now, cause, causes }) => {
    if (now === before) return;
    const worse = stricter(now, before) === now;
    before = now;
    if (!present()) return;
    const person = causes[0] !== undefined && BY_PERSON.has(causes[0].kind);
    const notice = {
      level: worse ? 'alarm' : 'info',
      title: TITLES[now],
      body: cause,
      about: { screen: '/risk' },
    } as const;
    (worse && !person ? alarms : notifier).notify(notice);
  });
}
