import type { ClientOrderId, ContractSymbol } from '#shared/domain/ids.ts';
import { isFinalOrderState } from '#shared/domain/order-state.ts';
import { toDisposable, type Disposable } from '#shared/kernel/disposable.ts';
import type { ExitOutcome } from '../../../execution/desk-types.ts';
import type { Journal } from '../../../journal/journal.ts';
import type { OrderRow } from '../../../journal/rows.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { HaltFile } from '../../../ports/halt-file.ts';
import type { Log } from '../../../ports/log.ts';
import type { Notifier } from '../../../ports/notifier.ts';
import type { Scheduler } from '../../../ports/scheduler.ts';
import type { TradingStateOwner } from './trading-state-owner.ts';

/** The kind of the cause that the kill switch opens. */
export const KILL_SWITCH = 'kill-switch';
/** What the kill switch notes beside its kind when positions are to be closed too. */
export const KILL_AND_FLATTEN = 'kill-switch-flatten';

/** How often it is looked whether anything is left to cancel or to close. */
const SWEEP_MS = 250;
/** A cancel or an exit that did not do is made again after this. */
const AGAIN_MS = 1_000;

/** Who used the kill switch, why, and whether positions are closed too. */
export interface KillRequest {
  readonly by: string;
  /** One clause for a person. */
  readonly reason: string;
  readonly flatten: boolean;
}

/** What the kill switch did within the call. */
export interface KillReport {
  /** Orders being canceled. */
  readonly cancels: readonly ClientOrderId[];
  /** Symbols whose position is being closed. */
  readonly exits: readonly ContractSymbol[];
}

/** What the kill switch needs of the order desk. */
export interface EmergencyDesk {
  cancelAll(orderIds: readonly ClientOrderId[], reason: string): void;
  exit(symbol: ContractSymbol, reason: string): Promise<ExitOutcome>;
}

export interface KillSwitchParts {
  readonly state: TradingStateOwner;
  readonly desk: EmergencyDesk;
  readonly journal: Pick<Journal, 'append' | 'commit' | 'state'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly notifier: Notifier;
  readonly log: Log;
  readonly haltFile: HaltFile;
  /** False while the account is not compared with the venue: then only what a person asks for is sent. */
  readonly mayAct: () => boolean;
}

/**
 * Stops every entry at once. The trading state is halted in memory before anything else is done, so that the next look of
 * the order sender finds it; then it is recorded, every entry is canceled and, if wished, every position closed reduce-only.
 * What comes to light later — an entry that was under way, a cancel without an answer — is swept up until nothing is left.
 */
export class KillSwitch implements Disposable {
  readonly #parts: KillSwitchParts;
  readonly #askedAt = new Map<string, number>();
  #sweeping: Disposable | null = null;
  #flattening: string | null = null;

  constructor(parts: KillSwitchParts) {
    this.#parts = parts;
  }

  /** True while the kill switch holds trading. */
  get engaged(): boolean {
    return this.#parts.state.state().causes.some(({ kind }) => kind === KILL_SWITCH || kind === KILL_AND_FLATTEN);
  }

  /** Halts, cancels every entry and, if wished, closes every position. Never throws: what fails is told as an alarm. */
  engage({ by, reason, flatten }: KillRequest): KillReport {
    const { state, haltFile } = this.#parts;
    const kind = flatten ? KILL_AND_FLATTEN : KILL_SWITCH;
    try {
      state.raise({ kind, level: 'HALTED', reason, by, latched: true, holds: false });
      this.#parts.journal.commit();
    } catch (error) {
      this.#failed('The halt could not be recorded', error);
      // Where the journal cannot keep it over a restart, the file does.
      this.#attempt('The halt file could not be written', () => haltFile.write({ reason, flatten }));
    }
    return this.#act('halt', by, reason, flatten);
  }

  /** Cancels every entry and closes every position, reduce-only; the trading state stays as it is. */
  flatten(by: string, reason: string): KillReport {
    return this.#act('flatten', by, reason, true);
  }

  /** Goes on with what a kill switch of before this start left undone. */
  start(): void {
    if (!this.engaged) return;
    const { causes } = this.#parts.state.state();
    if (causes.some(({ kind }) => kind === KILL_AND_FLATTEN)) this.#flattening = 'kill switch';
    this.#keepSweeping();
  }

  dispose(): void {
    this.#sweeping?.dispose();
    this.#sweeping = null;
  }

  #act(action: 'halt' | 'flatten', by: string, reason: string, flatten: boolean): KillReport {
    this.#askedAt.clear();
    if (flatten) this.#flattening = `${action === 'halt' ? 'kill switch' : 'flattened'} by ${by}: ${reason}`;
    const cancels = this.#toCancel(flatten).map(({ id }) => id);
    const exits = flatten ? this.#held() : [];
    this.#attempt('The emergency could not be recorded', () => {
      const data = { action, by, reason, cancels: cancels.length, exits: exits.length };
      this.#parts.journal.append({ type: 'risk.emergency', subject: action, data });
    });
    this.#sweep();
    this.#keepSweeping();
    return { cancels, exits };
  }

  /** One look at everything: cancels what lives, closes what is held. */
  #sweep(): void {
    const reason = this.#flattening ?? 'kill switch';
    const cancels = this.#toCancel(this.#flattening !== null).filter((row) => this.#isDue(`${row.id} ${row.state}`));
    if (cancels.length > 0) {
      const ids = cancels.map(({ id }) => id);
      this.#attempt('Entries could not be canceled', () => this.#parts.desk.cancelAll(ids, reason));
    }
    if (this.#flattening === null) return;
    for (const symbol of this.#held()) {
      if (this.#isDue(symbol)) this.#close(symbol, this.#flattening);
    }
  }

  #close(symbol: ContractSymbol, reason: string): void {
    this.#parts.desk.exit(symbol, reason).catch((error: unknown) => {
      this.#failed(`The position on ${symbol} could not be closed`, error);
    });
  }

  #keepSweeping(): void {
    if (this.#sweeping !== null) return;
    const timer = this.#parts.scheduler.every(SWEEP_MS, () => {
      if (!this.#parts.mayAct()) return;
      this.#sweep();
      if (!this.#isDone()) return;
      this.#sweeping?.dispose();
      this.#sweeping = null;
      this.#flattening = null;
    });
    this.#sweeping = toDisposable(() => timer.dispose());
  }

  /** Re-armed, or nothing left that was to be canceled or closed. */
  #isDone(): boolean {
    if (this.#flattening === null && !this.engaged) return true;
    const left = this.#entries().length + (this.#flattening === null ? 0 : this.#held().length);
    return left === 0;
  }

  #entries(): readonly OrderRow[] {
    return this.#parts.journal.state.openOrders().filter(({ role }) => role === 'entry');
  }

  /** Entries that a cancel can end; with a flatten also protection that nothing is held under any more. */
  #toCancel(flatten: boolean): readonly OrderRow[] {
    const { state } = this.#parts.journal;
    return state.openOrders().filter(({ role, symbol, state: now }) => {
      if (isFinalOrderState(now) || now === 'CANCEL_SENDING') return false;
      if (role === 'entry') return true;
      return flatten && role !== 'exit' && (state.position(symbol)?.lots ?? 0) === 0;
    });
  }

  #held(): readonly ContractSymbol[] {
    return this.#parts.journal.state.positions().flatMap(({ symbol, lots }) => (lots === 0 ? [] : [symbol]));
  }

  /** True when this was not asked for within the last second; notes that it is asked for now. */
  #isDue(what: string): boolean {
    const now = this.#parts.clock.monotonic();
    const last = this.#askedAt.get(what);
    if (last !== undefined && now - last < AGAIN_MS) return false;
    this.#askedAt.set(what, now);
    return true;
  }

  #attempt(what: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failed(what, error);
    }
  }

  #failed(what: string, error: unknown): void {
    this.#parts.log.error(what, { error: String(error) });
    this.#parts.notifier.notify({ level: 'alarm', title: what, body: String(error), about: { screen: '/risk' } });
  }
}
