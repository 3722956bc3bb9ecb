import type { Clock } from '#core/ports/clock.ts';
import { messageOf } from './rest-client.ts';
import type { SocketLink, VenueTransport } from './transport.ts';
import { withoutSecrets, type WireTap } from './wire-tap.ts';

/** The signs every stream has, whatever else it tells. */
export type SessionSign =
  | { readonly kind: 'ready' | 'acknowledged' | 'pong' }
  | { readonly kind: 'refused' | 'leave'; readonly reason: string };

export interface SocketPlan {
  readonly url: string;
  readonly login: readonly string[];
  readonly awaitsReady: boolean;
  readonly subscriptions: readonly string[];
}

export interface SessionParts<Sign> {
  readonly name: string;
  readonly channel: 'public' | 'private';
  readonly plan: SocketPlan;
  readonly transport: VenueTransport;
  readonly clock: Clock;
  readonly tap: WireTap | null;
  readonly secrets: readonly string[];
  /** @throws on a message that cannot be read. */
  read(text: string): readonly (SessionSign | Sign)[];
  on: {
    opened(): void;
    /** All subscriptions were sent. */
    subscribed(): void;
    /** All subscriptions were taken. */
    acknowledged(): void;
    sign(sign: SessionSign | Sign): void;
    unreadable(error: unknown): void;
    /** Told once. */
    closed(reason: string): void;
  };
}

/**
 * One connection: opens, logs in, subscribes, and passes on what each message means, as it comes off the wire. ccxt's
 * own readers keep only the latest of what came together, so they are not used.
 */
export class SocketSession<Sign extends { readonly kind: string }> {
  readonly #parts: SessionParts<Sign>;
  readonly #link: SocketLink;
  #acknowledged = 0;
  #ended = false;

  constructor(parts: SessionParts<Sign>) {
    this.#parts = parts;
    this.#link = parts.transport.connect(parts.plan.url, {
      opened: () => this.#opened(),
      message: (text) => this.#message(text),
      pong: () => this.#parts.on.sign({ kind: 'pong' }),
      closed: (reason) => this.#end(reason),
    });
  }

  /** @param text null for the protocol's own ping. */
  ping(text: string | null): void {
    if (text === null) this.#link.ping();
    else this.#send(text);
  }

  subscribe(): void {
    this.#acknowledged = 0;
    for (const text of this.#parts.plan.subscriptions) this.#send(text);
    this.#parts.on.subscribed();
    // A stream that needs no subscription is taken when its address is.
    if (this.#parts.plan.subscriptions.length === 0) this.#parts.on.acknowledged();
  }

  close(reason: string): void {
    this.#end(reason);
    this.#link.close();
  }

  #opened(): void {
    if (this.#ended) return;
    this.#parts.on.opened();
    for (const text of this.#parts.plan.login) this.#send(text);
    if (!this.#parts.plan.awaitsReady) this.subscribe();
  }

  #message(text: string): void {
    if (this.#ended) return;
    this.#tell('in', text);
    let signs: readonly (SessionSign | Sign)[];
    try {
      signs = this.#parts.read(text);
    } catch (error) {
      this.#parts.on.unreadable(error);
      return;
    }
    for (const sign of signs) this.#take(sign);
  }

  #take(sign: SessionSign | Sign): void {
    if (sign.kind === 'ready') this.subscribe();
    else if (sign.kind === 'acknowledged') {
      this.#acknowledged += 1;
      if (this.#acknowledged === this.#parts.plan.subscriptions.length) this.#parts.on.acknowledged();
    } else this.#parts.on.sign(sign);
  }

  #send(text: string): void {
    this.#tell('out', text);
    try {
      this.#link.send(text);
    } catch (error) {
      this.close(messageOf(error));
    }
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#parts.on.closed(reason);
  }

  #tell(direction: 'out' | 'in', text: string): void {
    const { tap, clock, channel, name, secrets } = this.#parts;
    if (tap === null || !tap.listening) return;
    const body = withoutSecrets(text, secrets);
    tap.tell({
      at: clock.now(),
      monotonic: clock.monotonic(),
      channel,
      direction,
      what: name,
      status: null,
      body,
      id: null,
    });
  }
}
