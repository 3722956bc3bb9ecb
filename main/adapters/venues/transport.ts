/** One HTTP request, signed and complete. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What happens on a socket, never within `connect`. `closed` is told once, also when it never opened. */
export interface SocketListener {
  opened(): void;
  message(text: string): void;
  /** The protocol's own pong. */
  pong(): void;
  closed(reason: string): void;
}

export interface SocketLink {
  send(text: string): void;
  /** The protocol's own ping. */
  ping(): void;
  close(): void;
  /** Bytes we gave that the network has not taken yet. */
  readonly waiting: number;
}

/**
 * The network, or a recording of it. `send` makes exactly one attempt: no redirect is followed, nothing is repeated. It
 * rejects when there is no complete answer; whether the request arrived is then unknown.
 */
export interface VenueTransport {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply>;
  connect(url: string, listener: SocketListener): SocketLink;
  close(): void;
}
