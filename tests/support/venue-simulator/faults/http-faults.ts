import type { IncomingHttpHeaders } from 'node:http';

/** Which requests a fault is for. All that is given has to fit. */
export interface RequestMatch {
  readonly method?: string;
  /** Start of the path. */
  readonly path?: string;
  /** Text that must occur in the query or the body, such as a client order id. */
  readonly contains?: string;
}

/** Whether the venue does what was asked: before it answers, never, later than it answers, or twice. */
export type Processing = 'before' | 'never' | 'twice' | { readonly afterMs: number };

/** What the client gets to see. */
export type Reply =
  /** The venue's own answer (an empty 200 when it did nothing yet). */
  | { readonly kind: 'normal'; readonly delayMs?: number }
  | {
      readonly kind: 'status';
      readonly status: number;
      /** JSON value, or text as it is. */
      readonly body?: unknown;
      readonly text?: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The venue's answer without these fields of its data. */
  | { readonly kind: 'without'; readonly fields: readonly string[] }
  /** Only the first bytes of the answer, then the connection ends in order. */
  | { readonly kind: 'cut'; readonly bytes: number }
  /** Only the first bytes of the body, with a length that says that this is all. */
  | { readonly kind: 'truncated'; readonly bytes: number }
  /** The answer arrives, and then once more on the same connection. */
  | { readonly kind: 'doubled' }
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }
  /** A reset: before any byte, or after the first ones. */
  | { readonly kind: 'reset'; readonly afterBytes?: number }
  /** The connection is closed without a byte. */
  | { readonly kind: 'close' }
  | { readonly kind: 'never' };

export interface HttpFault {
  readonly on: RequestMatch;
  /** Matching requests that pass unharmed first. */
  readonly skip?: number;
  /** Requests it hits; 1 when absent, `null` for all from now on. */
  readonly times?: number | null;
  readonly process: Processing;
  readonly reply: Reply;
}

/** A request as it arrived, whatever became of it. */
export interface SeenRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly fault: HttpFault | null;
}

interface Armed {
  readonly fault: HttpFault;
  skip: number;
  left: number;
}

/** The script of faults: each request takes the first one that fits. */
export class HttpFaults {
  #armed: Armed[] = [];
  /** Every request that arrived, in order. */
  readonly seen: SeenRequest[] = [];

  arm(fault: HttpFault): void {
    const times = fault.times === undefined ? 1 : (fault.times ?? Number.POSITIVE_INFINITY);
    this.#armed.push({ fault, skip: fault.skip ?? 0, left: times });
  }

  clear(): void {
    this.#armed = [];
  }

  /** Faults that have not hit as often as they should. */
  get pending(): number {
    return this.#armed.filter(({ left }) => Number.isFinite(left) && left > 0).length;
  }

  take(request: Omit<SeenRequest, 'fault'>): HttpFault | null {
    const armed = this.#armed.find((one) => one.left > 0 && fits(one.fault.on, request));
    let fault: HttpFault | null = null;
    if (armed !== undefined && armed.skip > 0) armed.skip -= 1;
    else if (armed !== undefined) {
      armed.left -= 1;
      fault = armed.fault;
    }
    this.seen.push({ ...request, fault });
    return fault;
  }
}

function fits(match: RequestMatch, request: Omit<SeenRequest, 'fault'>): boolean {
  if (match.method !== undefined && match.method !== request.method) return false;
  if (match.path !== undefined && !request.path.startsWith(match.path)) return false;
  return match.contains === undefined || `${request.path}?${request.query}\n${request.body}`.includes(match.contains);
}
