import type { Mode } from '#shared/domain/signal.ts';
import type { AccountGateway } from '#core/ports/account-gateway.ts';
import type { Secrets, SecretsHost } from '#core/ports/secrets.ts';
import type { ExchangeChoice } from '#main/markets/exchange-connection.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What `serve` hands to the headless host. */
export interface ServeOptions {
  readonly mode: Mode;
  readonly dataDir: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly exchange: ExchangeChoice;
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
  /** Asks a host of this machine for something. */
  readonly get: (url: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<Response>;
  /** Asks a host of this machine to do something. */
  readonly post: (
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ) => Promise<Response>;
  readonly secrets: () => Promise<Secrets>;
  /** The keychain, or the encrypted file of a data folder. */
  readonly hostSecrets: (dataFolder: string) => Promise<SecretsHost>;
  readonly accountGateway: () => Promise<AccountGateway>;
  /** Asks on the terminal and reads a line that is not shown; null when nobody is there. */
  readonly askHidden: (question: string) => Promise<string | null>;
  /** Runs the headless host until it is told to stop; resolves with the exit code. */
  readonly serve: (options: ServeOptions) => Promise<number>;
  /** Runs `work` with a signal that Ctrl+C aborts; afterwards Ctrl+C ends the process again. */
  readonly interruptible: <T>(work: (interrupted: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Takes the code a command ends with. */
export type EndWith = (code: number) => void;
