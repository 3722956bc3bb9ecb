import { StandardRPCSerializer } from '@orpc/client/standard';
import { StandardHandler, StandardRPCCodec, StandardRPCMatcher } from '@orpc/server/standard';
import type { Role } from '#shared/contract/base.ts';
import type { CallerContext } from '#core/api/handler-types.ts';
import type { ApiRouter } from '#core/api/implement.ts';
import { LeanJsonSerializer } from './lean-json.ts';
import { readRequestFrame } from './request-frame.ts';
import { TurnTexts } from './turn-texts.ts';
import { WireCalls } from './wire-calls.ts';
import { OpenReads, WireReads } from './wire-reads.ts';

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

/** What serves the contract on all wires of one host. */
export interface WireServer {
  readonly handler: StandardHandler<CallerContext>;
  readonly reads: WireReads;
  readonly texts: TurnTexts;
}

/** Serves the contract on one wire until the wire ends. */
export class WireSession {
  readonly #wire: Wire;
  readonly #reads: OpenReads;
  readonly #calls: WireCalls;
  #ended = false;

  constructor(server: WireServer, wire: Wire, role: Role) {
    const send = (frame: string): void => wire.send(frame);
    this.#wire = wire;
    this.#reads = new OpenReads(server.reads, role, send);
    this.#calls = new WireCalls(server, { role, ready: () => wire.ready() }, send);
  }

  /** Takes what came over the wire; anything but a well-formed request ends the connection. */
  receive(frame: unknown): void {
    if (this.#ended) return;
    const request = readRequestFrame(frame);
    if (request === null) return this.#refuse(PROTOCOL_ERROR, 'not a request');
    if (this.#calls.size + this.#reads.size >= MAX_OPEN) return this.#refuse(TRY_AGAIN_LATER, 'too many open calls');
    if (!this.#reads.take(request)) this.#calls.take(request);
  }

  /** The wire is gone: every call and stream of it ends. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#calls.end();
    this.#reads.end();
  }

  #refuse(code: number, reason: string): void {
    this.end();
    this.#wire.close(code, reason);
  }
}

/** Binds a contract to what serves it on all wires of one host. */
export function createWireServer(router: ApiRouter): WireServer {
  const codec = new StandardRPCCodec(new StandardRPCSerializer(new LeanJsonSerializer()));
  const handler = new StandardHandler(router, new StandardRPCMatcher(), codec, {});
  return { handler, reads: new WireReads(handler), texts: new TurnTexts() };
}
