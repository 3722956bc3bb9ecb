import { RPCHandler } from '@orpc/server/websocket';
import type { Role } from '#shared/contract/base.ts';
import type { CallerContext } from '#core/api/handler-types.ts';
import type { ApiRouter } from '#core/api/implement.ts';
import { isRequestFrame } from './request-frame.ts';

/** One connection that carries frames of text in order. */
export interface Wire {
  /** Sends a frame; a closed wire drops it. */
  send(frame: string): void;
  /** Resolves when the other side has room for the next message of a stream, and when the wire is closed. */
  ready(): Promise<void>;
  /** Ends the connection with a code of the WebSocket protocol. */
  close(code: number, reason: string): void;
}

/** Calls and streams that one connection may have open at a time. */
const MAX_OPEN = 4_096;

export const PROTOCOL_ERROR = 1002;
export const TRY_AGAIN_LATER = 1013;

/** Serves the contract on one wire until the wire ends. */
export class WireSession {
  readonly #handler: RPCHandler<CallerContext>;
  readonly #wire: Wire;
  readonly #context: CallerContext;
  readonly #peer: {
    send: (frame: string | ArrayBufferLike | ArrayBufferView | Blob) => void;
    addEventListener: () => void;
  };
  #open = 0;
  #ended = false;

  constructor(handler: RPCHandler<CallerContext>, wire: Wire, role: Role) {
    this.#handler = handler;
    this.#wire = wire;
    this.#context = { role, ready: () => wire.ready() };
    this.#peer = {
      send: (frame) => {
        if (typeof frame === 'string') wire.send(frame);
      },
      addEventListener: () => undefined,
    };
  }

  /** Takes what came over the wire; anything but a well-formed request ends the connection. */
  receive(frame: unknown): void {
    if (this.#ended) return;
    if (!isRequestFrame(frame)) return this.#refuse(PROTOCOL_ERROR, 'not a request');
    if (this.#open >= MAX_OPEN) return this.#refuse(TRY_AGAIN_LATER, 'too many open calls');
    this.#open += 1;
    this.#handler
      .message(this.#peer, frame, { context: this.#context })
      // What went wrong in a call is answered and logged by its guard; here it is only the end of that call.
      .catch(() => undefined)
      .finally(() => (this.#open -= 1));
  }

  /** The wire is gone: every call and stream of it ends. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#handler.close(this.#peer);
  }

  #refuse(code: number, reason: string): void {
    this.end();
    this.#wire.close(code, reason);
  }
}

/** The library's side of all wires of one host. */
export function createRpcHandler(router: ApiRouter): RPCHandler<CallerContext> {
  return new RPCHandler(router);
}
