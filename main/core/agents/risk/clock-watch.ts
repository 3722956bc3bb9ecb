import type { Notifier } from '../../ports/notifier.ts';
import { NOT_APPLICABLE, type Fact } from './context.ts';
import type { TradingStateOwner } from './state/trading-state-owner.ts';

/** From which distance on a person is told, and trading halts. Between them the gate refuses by its own limit. */
export const CLOCK_STEPS = { warnMs: 500, haltMs: 3_000 } as const;

type ClockLevel = 'good' | 'warned' | 'halted';

const levelOf = (distanceMs: number): ClockLevel => {
  if (distanceMs > CLOCK_STEPS.haltMs) return 'halted';
  return distanceMs > CLOCK_STEPS.warnMs ? 'warned' : 'good';
};

const CAUSE = 'clock';
const seconds = (ms: number): string => String(Math.round(ms / 100) / 10);

export interface ClockWatchParts {
  /** Venue clock minus ours as last measured, ms. */
  readonly offsetMs: () => Fact<number>;
  readonly state: Pick<TradingStateOwner, 'raise' | 'clear'>;
  readonly notifier: Notifier;
}

/** Row 5 of the pre-trade checks beside orders: tells of a clock that goes wrong, and halts when it is far off. */
export class ClockWatch {
  readonly #parts: ClockWatchParts;
  #level: ClockLevel = 'good';

  constructor(parts: ClockWatchParts) {
    this.#parts = parts;
  }

  /** Looks at the last measured distance. What is not known changes nothing: the gate refuses for it. */
  onTime(): void {
    const offset = this.#parts.offsetMs();
    if (offset === NOT_APPLICABLE || offset === null || !Number.isFinite(offset)) return;
    const before = this.#level;
    this.#level = levelOf(Math.abs(offset));
    if (this.#level === before) return;
    const { state, notifier } = this.#parts;
    const distance = `this clock is ${seconds(Math.abs(offset))} s ${offset > 0 ? 'behind' : 'ahead of'} the venue’s`;
    if (this.#level === 'halted')
      state.raise({ kind: CAUSE, level: 'HALTED', reason: distance, by: 'gate', latched: true });
    else if (before === 'halted') state.clear(CAUSE, 'gate');
    if (this.#level === 'warned' && before === 'good')
      notifier.notify({
        level: 'warning',
        title: 'The clock is off',
        body: `${capital(distance)}. Set it by a time server.`,
        about: { screen: '/feeds' },
      });
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
