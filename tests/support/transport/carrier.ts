import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { Role } from '#shared/contract/base.ts';
import type { Client } from '#shared/contract/index.ts';
import { connectOver, type Connected } from '#renderer/data/client.ts';
import type { Carrier } from '#renderer/data/reconnect-wire.ts';
import type { SampleApi } from './sample-api.ts';

/** A way of calling the sample contract, and what a test may do to it. */
export interface CarrierUnderTest {
  readonly client: Client;
  /** The same wire without the page's checks: sends whatever it is told. */
  call(path: readonly string[], input: unknown): Promise<unknown>;
  /** Cuts the connection from the host's side. */
  cut(): void;
  /** Stops reading what comes, as a frozen page does, and goes on. */
  pause(): void;
  resume(): void;
  /** Drops the next message that contains the text before it reaches the client. */
  dropNext(text: string): void;
  close(): Promise<void>;
}

/** A kind of carrier the conformance suite runs over. */
export interface CarrierKind {
  readonly name: string;
  /** Whether the client end checks answers against the contract. */
  readonly checksAnswers: boolean;
  open(api: SampleApi, role?: Role): Promise<CarrierUnderTest>;
}

/** Holds back, drops or passes on what comes over a wire. */
export class Tap {
  #paused = false;
  #drop: string | null = null;
  readonly #held: (() => void)[] = [];

  pass(text: string, deliver: () => void): void {
    if (this.#drop !== null && text.includes(this.#drop)) this.#drop = null;
    else if (this.#paused) this.#held.push(deliver);
    else deliver();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    for (const deliver of this.#held.splice(0)) deliver();
  }

  dropNext(text: string): void {
    this.#drop = text;
  }
}

/** A client with the page's own reconnecting code, and one without any checks, over two connections of a carrier. */
export async function clientsOver(
  carrier: Carrier,
): Promise<Connected & Pick<CarrierUnderTest, 'call'> & { readonly stop: () => void }> {
  const bareWire = await carrier.open(() => undefined);
  const link = new RPCLink<ClientContext>({ websocket: bareWire as unknown as WebSocket });
  const connected = connectOver(carrier);
  return {
    ...connected,
    call: async (path, input) => link.call(path, input, { context: {} }),
    stop: () => {
      bareWire.close();
      connected.stop();
    },
  };
}

export const clientOf = (link: ClientLink<ClientContext>): Client => createORPCClient<Client>(link);
