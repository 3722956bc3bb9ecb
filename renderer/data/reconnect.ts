import { AsyncIteratorClass, ORPCError, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { contract } from '#shared/contract/index.ts';
import { say } from '#shared/language/words.ts';
import type { Connection, ConnectionState } from './connection.ts';
import type { Carrier, PageWire } from './reconnect-wire.ts';

/** Time as the page has it. */
export interface PageTimer {
  now(): number;
  /** Calls back once after `ms`, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
}

export const browserTimer: PageTimer = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A call made while the connection is being made waits this long, then fails with a code. */
const CALL_PATIENCE_MS = 5_000;

type Link = RPCLink<ClientContext>;
type Waiter = (link: Link | null) => void;
type Stream = AsyncIterator<unknown, unknown, void>;

const disconnected = (): ORPCError<string, unknown> =>
  new ORPCError('DISCONNECTED', {
    status: 503,
    message: say('The connection to the host is lost; it is being made again'),
  });

/** A stream that dies with its connection says so with the same code as a call. Ending it does not wait for news. */
function withCode(stream: Stream, isLost: () => boolean): AsyncIteratorClass<unknown, unknown, void> {
  return new AsyncIteratorClass<unknown, unknown, void>(
    async () => {
      try {
        const step = await stream.next();
        return step.done === true ? { done: true, value: step.value } : { done: false, value: step.value };
      } catch (error) {
        throw isLost() && !(error instanceof ORPCError) ? disconnected() : error;
      }
    },
    async (reason) => {
      if (reason !== 'next') await stream.return?.();
    },
  );
}

const isStream = (output: unknown): output is Stream =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output;

/**
 * Keeps one connection to the host: makes it, notices its end, waits a little longer each time, makes it again. Calls go
 * over the wire that is open; a lost wire settles every call on it with the code DISCONNECTED, none is sent again.
 */
export class Reconnecting implements ClientLink<ClientContext>, Connection {
  readonly #carrier: Carrier;
  readonly #timer: PageTimer;
  readonly #listeners = new Set<() => void>();
  readonly #waiters = new Set<Waiter>();
  #state: ConnectionState;
  #wire: PageWire | null = null;
  #link: Link | null = null;
  #waitMs = FIRST_WAIT_MS;
  #cancelWait: (() => void) | null = null;
  #stopped = false;

  constructor(carrier: Carrier, timer: PageTimer = browserTimer) {
    this.#carrier = carrier;
    this.#timer = timer;
    this.#state = { phase: 'connecting', since: timer.now(), reason: '' };
    void this.#connect();
  }

  readonly get = (): ConnectionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly retry = (): void => {
    if (this.#cancelWait === null) return;
    this.#cancelWait();
    this.#cancelWait = null;
    void this.#connect();
  };

  /** Ends the connection for good. */
  stop(): void {
    this.#stopped = true;
    this.#cancelWait?.();
    this.#cancelWait = null;
    this.#wire?.close();
    this.#settle(null);
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const link = this.#link ?? (await this.#whenOpen());
    if (link === null) throw disconnected();
    const isLost = (): boolean => this.#link !== link;
    try {
      const output = await link.call(path, input, options);
      return isStream(output) ? withCode(output, isLost) : output;
    } catch (error) {
      throw isLost() && !(error instanceof ORPCError) ? disconnected() : error;
    }
  }

  #whenOpen(): Promise<Link | null> {
    if (this.#stopped || this.#state.phase === 'lost') return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle: Waiter = (link) => {
        giveUp();
        this.#waiters.delete(settle);
        resolve(link);
      };
      const giveUp = this.#timer.after(CALL_PATIENCE_MS, () => settle(null));
      this.#waiters.add(settle);
    });
  }

  async #connect(): Promise<void> {
    try {
      const wire = await this.#carrier.open((reason) => this.#lost(reason));
      if (this.#stopped) return wire.close();
      this.#wire = wire;
      // Only these members of a WebSocket are used by the library.
      const websocket = wire as unknown as WebSocket;
      this.#link = new RPCLink({ websocket, plugins: [new ResponseValidationPlugin(contract)] });
      this.#waitMs = FIRST_WAIT_MS;
      this.#enter('open', '');
      this.#settle(this.#link);
    } catch (error) {
      this.#lost(error instanceof Error ? error.message : say('The host does not answer'));
    }
  }

  #lost(reason: string): void {
    this.#wire = null;
    this.#link = null;
    if (this.#stopped) return this.#enter('lost', reason);
    this.#enter('lost', reason);
    this.#settle(null);
    this.#cancelWait = this.#timer.after(this.#waitMs, () => {
      this.#cancelWait = null;
      void this.#connect();
    });
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
  }

  #settle(link: Link | null): void {
    for (const waiter of [...this.#waiters]) waiter(link);
  }

  #enter(phase: ConnectionState['phase'], reason: string): void {
    const { phase: before, reason: told } = this.#state;
    if (before === phase && told === reason) return;
    // While it stays lost, `since` tells for how long.
    const since = before === phase ? this.#state.since : this.#timer.now();
    this.#state = { phase, since, reason };
    for (const listener of [...this.#listeners]) listener();
  }
}
