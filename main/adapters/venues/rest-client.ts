import type { EpochMs } from '#shared/domain/time.ts';
import type { RateBudget, RatePurpose } from '#core/execution/rate-budget.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import { parseExact, UnreadableMessage, type ExactJson } from './exact-json.ts';
import type { VenueCall, VenueQuirks, Verdict } from './quirks.ts';
import type { Signer } from './signer.ts';
import type { HttpReply, HttpRequest, VenueTransport } from './transport.ts';
import type { VenueClock } from './venue-clock.ts';
import { withoutSecrets, type WireTap } from './wire-tap.ts';

/**
 * What became of one call. `held`: no byte left. `lost`: bytes may have left and there is no readable answer, or one that
 * proves nothing. `answered`: the venue's own envelope.
 */
export type CallResult<T = ExactJson> =
  | { readonly kind: 'held'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string; readonly askedAt: EpochMs }
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly verdict: Verdict<T>;
      readonly askedAt: EpochMs;
      /** From the first byte out to the last byte in. */
      readonly tookMs: number;
    };

export interface RestParts {
  readonly quirks: VenueQuirks;
  readonly signer: Signer;
  readonly transport: VenueTransport;
  readonly budget: RateBudget;
  readonly venueClock: VenueClock;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly tap: WireTap | null;
  /** How long an answer may take, ms. */
  readonly timeoutMs: number;
}

/** Reads an answer from its bytes. @throws UnreadableMessage for everything but a whole and successful one. */
export type ReadAnswer<T> = (bytes: Uint8Array) => T;

/** How long a call of each purpose waits for the rate limit before it is held back. */
const LONGEST_WAIT: Readonly<Record<RatePurpose, number>> = {
  cancel: 10_000,
  exit: 10_000,
  order: 1_000,
  question: 10_000,
};
/** Statuses of gateways and of bans, whatever their body says. */
const TOO_MANY: ReadonlySet<number> = new Set([418, 429]);

/** Sends calls: waits for the rate limit, signs, sends once, reads the envelope. It never sends anything twice. */
export class RestClient {
  readonly #parts: RestParts;
  readonly #secrets: readonly string[];
  #count = 0;
  #measuring: Promise<string | null> | null = null;

  constructor(parts: RestParts) {
    this.#parts = parts;
    const { key, secret, passphrase } = parts.signer.credentials;
    this.#secrets = [key, secret, passphrase ?? ''];
  }

  /**
   * @param signed true for calls that carry the account's signature and so need the venue's time.
   * @param mayLeave asked once every wait is over, in the tick in which the first byte leaves.
   */
  async call(
    call: VenueCall,
    purpose: RatePurpose,
    signed: boolean,
    mayLeave: () => boolean = () => true,
  ): Promise<CallResult> {
    if (signed) {
      const problem = await this.#ensureTime();
      if (problem !== null) return { kind: 'held', reason: problem };
    }
    const request = await this.#prepare(call, purpose);
    if (typeof request === 'string') return { kind: 'held', reason: request };
    if (!mayLeave()) return { kind: 'held', reason: 'It was stopped while it waited; nothing was sent.' };
    return this.#send(call, request, (reply) => this.#verdict(reply));
  }

  /**
   * A public question whose answer has a reader of its own, without an object of each row. What that refuses is parsed,
   * because it may be a refusal, which says why.
   */
  async ask<T>(call: VenueCall, read: ReadAnswer<T>): Promise<CallResult<T>> {
    const request = await this.#prepare(call, 'question');
    if (typeof request === 'string') return { kind: 'held', reason: request };
    return this.#send(call, request, (reply) => {
      const answer = reply.status === 200 ? answerOrProblem(reply, read) : new UnreadableMessage('Not an answer');
      if (!(answer instanceof UnreadableMessage)) return { ok: true, data: answer };
      const verdict = this.#verdict(reply);
      if (verdict.ok) throw answer;
      return verdict;
    });
  }

  /** The request when it may leave, else why not. */
  async #prepare(call: VenueCall, purpose: RatePurpose): Promise<HttpRequest | string> {
    if (!(await this.#leave(call, purpose))) return 'Our own rate limit held the request back; nothing was sent.';
    try {
      return this.#parts.signer.request(call);
    } catch (error) {
      return `The request could not be signed; nothing was sent: ${messageOf(error)}`;
    }
  }

  #verdict(reply: HttpReply): Verdict {
    return this.#safe(this.#parts.quirks.verdict(reply.status, parseExact(reply.text)));
  }

  /** Venue clock minus ours by one question, ms, with half the round trip taken off; a reason when there is no answer. */
  async measureOffset(): Promise<{ readonly offsetMs: number; readonly askedAt: EpochMs } | string> {
    const { time } = this.#parts.quirks.questions;
    const result = await this.call(time.call, 'question', false);
    if (result.kind !== 'answered') return result.reason;
    if (!result.verdict.ok) return result.verdict.message;
    try {
      const offsetMs = time.read(result.verdict.data) - (result.askedAt + result.tookMs / 2);
      return { offsetMs, askedAt: result.askedAt };
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Signs nothing with a time that was never measured, or measured before the clock was set or the machine slept. */
  #ensureTime(): Promise<string | null> {
    if (this.#parts.venueClock.reliable) return Promise.resolve(null);
    this.#measuring ??= this.measureOffset().then((measured) => {
      this.#measuring = null;
      if (typeof measured === 'string') return `The venue's time is not known, nothing was sent: ${measured}`;
      this.#parts.venueClock.set(measured.offsetMs);
      return null;
    });
    return this.#measuring;
  }

  #leave(call: VenueCall, purpose: RatePurpose): Promise<boolean> {
    return new Promise((resolve) => {
      this.#parts.budget.request(call.costs, purpose, LONGEST_WAIT[purpose], resolve);
    });
  }

  async #send<T>(
    call: VenueCall,
    request: HttpRequest,
    read: (reply: HttpReply) => Verdict<T>,
  ): Promise<CallResult<T>> {
    const { clock, scheduler, transport, timeoutMs } = this.#parts;
    const askedAt = clock.now();
    const started = clock.monotonic();
    const id = (this.#count += 1);
    this.#tell('out', id, request, null, request.body ?? '');
    const abort = new AbortController();
    const timer = scheduler.after(timeoutMs, () => abort.abort(new Error(`No answer within ${String(timeoutMs)} ms`)));
    try {
      const reply = await transport.send(request, abort.signal);
      this.#tell('in', id, request, reply.status, reply.text);
      const limit = this.#limit(call, reply);
      if (limit !== null) return { kind: 'lost', reason: limit, askedAt };
      return readReply(reply, read, { askedAt, tookMs: clock.monotonic() - started });
    } catch (error) {
      const reason = abort.signal.aborted ? messageOf(abort.signal.reason) : messageOf(error);
      this.#tell('in', id, request, 0, reason);
      return { kind: 'lost', reason, askedAt };
    } finally {
      timer.dispose();
    }
  }

  /** Tells the budget what the answer says of the rate limit; a reason when it was too many requests. */
  #limit(call: VenueCall, reply: HttpReply): string | null {
    const { quirks, budget } = this.#parts;
    const limit = TOO_MANY.has(reply.status) ? (quirks.tooMany(reply) ?? { waitMs: null }) : quirks.tooMany(reply);
    for (const { pool } of call.costs) {
      if (limit === null) budget.settle(pool);
      else budget.penalise(pool, limit.waitMs);
    }
    return limit === null ? null : `Too many requests (HTTP ${String(reply.status)})`;
  }

  /** Venues repeat a key they do not like; what they say goes to screens and logs. */
  #safe(verdict: Verdict): Verdict {
    return verdict.ok ? verdict : { ...verdict, message: withoutSecrets(verdict.message, this.#secrets) };
  }

  #tell(direction: 'out' | 'in', id: number, request: HttpRequest, status: number | null, body: string): void {
    const { tap, clock } = this.#parts;
    if (tap === null || !tap.listening) return;
    const { pathname, search } = new URL(request.url);
    tap.tell({
      at: clock.now(),
      monotonic: clock.monotonic(),
      channel: 'rest',
      direction,
      what: withoutSecrets(`${request.method} ${pathname}${search}`, this.#secrets),
      status,
      body: withoutSecrets(body, this.#secrets),
      id,
    });
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function readReply<T>(
  reply: HttpReply,
  read: (reply: HttpReply) => Verdict<T>,
  times: { readonly askedAt: EpochMs; readonly tookMs: number },
): CallResult<T> {
  try {
    return { kind: 'answered', status: reply.status, verdict: read(reply), ...times };
  } catch (error) {
    if (!(error instanceof UnreadableMessage)) throw error;
    return { kind: 'lost', reason: `HTTP ${String(reply.status)}: ${error.message}`, askedAt: times.askedAt };
  }
}

function answerOrProblem<T>(reply: HttpReply, read: ReadAnswer<T>): T | UnreadableMessage {
  try {
    return read(Buffer.from(reply.text));
  } catch (error) {
    if (error instanceof UnreadableMessage) return error;
    throw error;
  }
}
