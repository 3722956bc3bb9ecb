import type { Mode } from '#shared/domain/signal.ts';
import type { Secrets } from '#core/ports/secrets.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What `serve` hands to the headless host. */
export interface ServeOptions {
  readonly mode: Mode;
  readonly dataDir: string;
  /** 0 takes a free port. */
  readonly port: number;
}

/** Everything a command asks of its surroundings; tests give their own. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly version: string;
  /** Wall clock, ms since 1970. */
  readonly now: () => number;
  /** A clock for spans, ms. */
  readonly stopwatch: () => number;
  readonly fetch: (url: string, signal: AbortSignal) => Promise<Response>;
  readonly secrets: () => Promise<Secrets>;
  /** Runs the headless host until it is told to stop; resolves with the exit code. */
  readonly serve: (options: ServeOptions) => Promise<number>;
  /** Runs `work` with a signal that Ctrl+C aborts; afterwards Ctrl+C ends the process again. */
  readonly interruptible: <T>(work: (interrupted: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Takes the code a command ends with. */
export type EndWith = (code: number) => void;
