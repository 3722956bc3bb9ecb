import { spawn, type ChildProcess } from 'node:child_process';
import type { Credentials } from '#core/accounts/account.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Hasher } from '#core/ports/hasher.ts';
import type { Log } from '#core/ports/log.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import type { Watchdog, WatchdogStatus } from '#core/ports/watchdog.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { fromWatchdog, type FromCore, type FromWatchdog } from '../watchdog/messages.ts';
import { rulesHash, WATCHDOG_RULES, type WatchdogRules } from '../watchdog/rules.ts';
import type { ExchangeChoice } from './exchange-connection.ts';

/** How the watchdog's process is started: a program and its arguments. */
export interface WatchdogCommand {
  readonly program: string;
  readonly args: readonly string[];
}

export interface KeeperParts {
  readonly command: WatchdogCommand;
  readonly choice: Pick<ExchangeChoice, 'venue' | 'endpoint'>;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly hasher: Hasher;
  readonly log: Log;
  readonly rules?: WatchdogRules;
}

/** A sixth of the silence after which it stands in. */
const BEAT_MS = 500;
/** After an end of its own it is started again, later each time; so often within the window, then a person is asked. */
const RESTART_MS = 1_000;
const MOST_RESTARTS = 5;
const RESTART_WINDOW_MS = 600_000;

/**
 * Starts the watchdog's process when an account is connected, tells it that the core lives, and starts it again when it
 * ends. The process is a group of its own: what ends the core does not end it.
 */
export class WatchdogKeeper implements Watchdog {
  readonly #parts: KeeperParts;
  readonly #rules: WatchdogRules;
  readonly #change = new Emitter<WatchdogStatus>();
  readonly #ourHash: string;
  #status: WatchdogStatus;
  #credentials: Credentials | null = null;
  #child: ChildProcess | null = null;
  #beating: Disposable | null = null;
  #restart: Disposable | null = null;
  #restarts: number[] = [];
  #stopped: string | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#rules = parts.rules ?? WATCHDOG_RULES;
    this.#ourHash = rulesHash(this.#rules, parts.hasher);
    this.#status = {
      state: 'off',
      reason: 'No account is connected.',
      since: parts.clock.now(),
      heardAt: null,
      rulesHash: null,
      ourRulesHash: this.#ourHash,
      silenceMs: this.#rules.silenceMs,
      action: this.#rules.action,
      sight: null,
      blind: null,
      deed: null,
    };
  }

  status(): WatchdogStatus {
    return this.#status;
  }

  onChange(listener: (status: WatchdogStatus) => void): Disposable {
    return this.#change.on(listener);
  }

  /** Guards the account of this login from now on. */
  guard(credentials: Credentials): void {
    this.#credentials = credentials;
    if (this.#stopped === null) this.#start();
  }

  /** The account is connected no more. */
  release(reason: string): void {
    this.#credentials = null;
    this.#end(reason);
  }

  resume(): void {
    this.#stopped = null;
    this.#restarts = [];
    if (this.#credentials !== null) this.#start();
  }

  standDown(reason: string): void {
    this.#stopped = reason;
    this.#end(reason);
  }

  /** The core ends in good order. */
  dispose(): void {
    this.release('The workstation has ended.');
  }

  #start(): void {
    const child = this.#child ?? this.#spawn();
    const { venue, endpoint } = this.#parts.choice;
    const credentials = this.#credentials;
    if (credentials === null) return;
    this.#send(child, { kind: 'arm', venue, endpoint, credentials, rules: this.#rules, dataDir: this.#parts.dataDir });
  }

  #spawn(): ChildProcess {
    const { command, log, scheduler } = this.#parts;
    this.#set({ state: 'starting', reason: 'Its process is started.', sight: null, blind: null, deed: null });
    const child = spawn(command.program, [...command.args], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
    });
    this.#child = child;
    child.on('message', (message) => {
      if (this.#child === child) this.#hear(message);
    });
    child.on('error', (error) => {
      log.error('The watchdog could not be started', { error: error.message });
      this.#onExit(child, error.message);
    });
    child.on('exit', (code, signal) => this.#onExit(child, signal ?? `exit code ${String(code)}`));
    this.#beating?.dispose();
    this.#beating = scheduler.every(BEAT_MS, () => this.#send(child, { kind: 'beat' }));
    return child;
  }

  #hear(message: unknown): void {
    const parsed = fromWatchdog.safeParse(message);
    if (!parsed.success) {
      this.#parts.log.error('A word of the watchdog cannot be read', { problem: parsed.error.message });
      return;
    }
    const { state, reason, rulesHash: theirs, seen, blind, report } = parsed.data;
    this.#set({
      state: this.#stateOf(state),
      reason,
      heardAt: this.#parts.clock.now(),
      rulesHash: theirs,
      sight: seen,
      blind,
      deed: report?.anythingOpen === true ? report : null,
    });
  }

  #stateOf(state: FromWatchdog['state']): WatchdogStatus['state'] {
    return state === 'idle' ? 'starting' : state;
  }

  #onExit(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#beating?.dispose();
    const { clock, scheduler } = this.#parts;
    const now = clock.monotonic();
    this.#restarts = [...this.#restarts.filter((at) => now - at < RESTART_WINDOW_MS), now];
    const tries = this.#restarts.length;
    const again = tries <= MOST_RESTARTS;
    const then = again ? 'It is started again.' : 'It ended too often and is left; look at the log, then resume it.';
    this.#set({ state: 'lost', reason: `The watchdog's process ended (${how}). ${then}`, sight: null });
    if (!again) return;
    this.#restart = scheduler.after(RESTART_MS * 2 ** (tries - 1), () => {
      if (this.#credentials !== null && this.#stopped === null) this.#start();
    });
  }

  #end(reason: string): void {
    this.#restart?.dispose();
    this.#beating?.dispose();
    const child = this.#child;
    this.#child = null;
    if (child !== null) {
      this.#send(child, { kind: 'stand-down', reason });
      if (child.connected) child.disconnect();
    }
    this.#set({ state: 'off', reason, sight: null, blind: null, deed: null });
  }

  #send(child: ChildProcess, message: FromCore): void {
    if (child.connected) child.send(message, () => undefined);
  }

  #set(change: Partial<WatchdogStatus>): void {
    const before = this.#status;
    const moved = change.state !== undefined && change.state !== before.state;
    this.#status = { ...before, ...change, ...(moved ? { since: this.#parts.clock.now() } : {}) };
    this.#change.emit(this.#status);
  }
}
