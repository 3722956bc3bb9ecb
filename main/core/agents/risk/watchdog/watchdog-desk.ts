import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { JournalNotWritable, type Journal } from '../../../journal/journal.ts';
import type { Notifier } from '../../../ports/notifier.ts';
import type { Watchdog, WatchdogStatus } from '../../../ports/watchdog.ts';
import type { TradingStateOwner } from '../state/trading-state-owner.ts';

/** What a person types to trade without the watchdog. */
export const OPT_OUT_PHRASE = 'TRADE WITHOUT WATCHDOG';

/** A person's decision to trade without it. */
export interface OptOut {
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

export interface WatchdogView extends WatchdogStatus {
  readonly optOut: OptOut | null;
}

export interface WatchdogDeskParts {
  readonly watchdog: Watchdog;
  readonly journal: Pick<Journal, 'append' | 'state' | 'notWritable'>;
  readonly state: Pick<TradingStateOwner, 'raise' | 'clear'>;
  readonly notifier: Notifier;
}

/** Open while entries must wait for the watchdog; it ends by itself. */
const UNGUARDED = 'watchdog';
/** Open after the watchdog stood in; a person ends it. */
const STOOD_IN = 'watchdog-stood-in';
const BY = 'watchdog';

/**
 * Follows the watchdog: without one that sees the account and goes by our rules no entry leaves, unless a person decided
 * to trade without it. Each change is recorded.
 */
export class WatchdogDesk implements Disposable {
  readonly onChange = new Emitter<WatchdogView>();
  readonly #parts: WatchdogDeskParts;
  readonly #following: Disposable;
  #optOut: OptOut | null;
  #told: WatchdogStatus['state'] = 'off';

  constructor(parts: WatchdogDeskParts) {
    this.#parts = parts;
    this.#optOut = lastChoice(parts.journal);
    if (this.#optOut !== null) parts.watchdog.standDown(standDownReason(this.#optOut));
    this.#following = parts.watchdog.onChange(() => this.#follow());
    this.#follow();
  }

  view(): WatchdogView {
    return { ...this.#parts.watchdog.status(), optOut: this.#optOut };
  }

  /** Trades on without a watchdog. Why is recorded; the phrase was checked by whoever calls. */
  leaveOut(reason: string, by: string): void {
    const { journal, watchdog } = this.#parts;
    const record = journal.append({ type: 'watchdog.chosen', subject: BY, data: { guard: false, reason, by } });
    this.#optOut = { reason, by, at: record.ts };
    watchdog.standDown(standDownReason(this.#optOut));
    this.#follow();
  }

  /** Has it guard again: after a decision to do without, after it stood in, or when it was given up. */
  resume(by: string): void {
    const { journal, watchdog } = this.#parts;
    if (this.#optOut !== null)
      journal.append({ type: 'watchdog.chosen', subject: BY, data: { guard: true, reason: 'resumed', by } });
    this.#optOut = null;
    watchdog.resume();
    this.#follow();
  }

  dispose(): void {
    this.#following.dispose();
  }

  #follow(): void {
    const status = this.#parts.watchdog.status();
    const { state: owner, notifier } = this.#parts;
    if (status.state !== this.#told) this.#record(status);
    if (status.state === 'acted' && this.#told !== 'acted') {
      const reason = `the watchdog stood in: ${status.reason}`;
      this.#change(() => owner.raise({ kind: STOOD_IN, level: 'HALTED', reason, by: BY, latched: true, holds: false }));
      notifier.notify({
        level: 'alarm',
        title: 'The watchdog stood in',
        body: status.reason,
        about: { screen: '/risk' },
      });
    }
    this.#told = status.state;
    const problem = this.#optOut === null ? unguarded(status) : null;
    this.#change(() => {
      if (problem === null) owner.clear(UNGUARDED, BY);
      else owner.raise({ kind: UNGUARDED, level: 'REDUCING', reason: problem, by: BY, latched: false });
    });
    this.onChange.emit(this.view());
  }

  /** The trading state changes before its record is made: where nothing can be recorded, only that is missing. */
  #change(change: () => void): void {
    try {
      change();
    } catch (error) {
      if (!(error instanceof JournalNotWritable)) throw error;
    }
  }

  #record({ state, reason, deed }: WatchdogStatus): void {
    if (this.#parts.journal.notWritable !== null) return;
    const { canceled, closed } = deed ?? { canceled: 0, closed: 0 };
    this.#parts.journal.append({ type: 'watchdog.state', subject: BY, data: { state, reason, canceled, closed } });
  }
}

const standDownReason = ({ reason, by }: OptOut): string => `Left out by ${by}: ${reason}`;

/** Why the account is not guarded although it should be; null when it is, or when there is none. */
function unguarded({ state, blind, rulesHash, ourRulesHash }: WatchdogStatus): string | null {
  if (state === 'off') return null;
  if (state === 'starting') return 'the watchdog is being started';
  if (state === 'lost') return 'the watchdog does not run';
  if (state === 'acted') return 'the watchdog stood in and guards nothing until it is resumed';
  if (state === 'acting') return 'the watchdog is closing what is open';
  if (blind !== null) return `the watchdog cannot see the account: ${blind}`;
  return rulesHash === ourRulesHash ? null : 'the watchdog goes by other rules than this program';
}

function lastChoice({ state }: WatchdogDeskParts['journal']): OptOut | null {
  const fact = state.fact('watchdog');
  if (fact === null || fact.data.guard) return null;
  return { reason: fact.data.reason, by: fact.data.by, at: fact.updatedAt };
}
