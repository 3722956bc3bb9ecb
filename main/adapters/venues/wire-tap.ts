import type { Disposable } from '#shared/kernel/disposable.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { EpochMs } from '#shared/domain/time.ts';

/** One message between us and a venue, in either direction, without anything that would open the account. */
export interface WireMessage {
  /** Our wall clock. */
  readonly at: EpochMs;
  /** Our monotonic clock, ms: the order and spacing of a recording. */
  readonly monotonic: number;
  readonly channel: 'rest' | 'public' | 'private';
  readonly direction: 'out' | 'in';
  /** `POST /api/v1/orders`, or the name of the socket. */
  readonly what: string;
  /** Of an answer: the HTTP status; null otherwise. */
  readonly status: number | null;
  /** The body as it went, secrets replaced; empty when there is none. */
  readonly body: string;
  /** Tells which answer belongs to which request; null on sockets. */
  readonly id: number | null;
}

/** Where all traffic can be watched, to record a session or to look at it. Listeners must not throw. */
export class WireTap {
  readonly #emitter = new Emitter<WireMessage>();

  on(listener: (message: WireMessage) => void): Disposable {
    return this.#emitter.on(listener);
  }

  /** False while nobody listens: then nothing has to be put together. */
  get listening(): boolean {
    return this.#emitter.size > 0;
  }

  tell(message: WireMessage): void {
    this.#emitter.emit(message);
  }
}

const HIDDEN = '[hidden]';
/** Names of fields and parameters that open an account or a stream, in JSON bodies, queries and forms. */
const SECRET_NAMES =
  'signature|sign|token|listenKey|apiKey|api_key|apikey|key|secret|passphrase|password|connectId|timestamp_sign';
const IN_JSON = new RegExp(`("(?:${SECRET_NAMES})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi');
const IN_QUERY = new RegExp(`((?:^|[?&])(?:${SECRET_NAMES})=)[^&\\s"]*`, 'gi');
/** The one login message that carries its secrets by position. */
const AUTH_ARGUMENTS = /("op"\s*:\s*"(?:auth|login)"[^[]*"args"\s*:\s*)\[[^\]]*\]/g;

/** The text without secrets: values of known names, and every known secret wherever it stands. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
    .replace(IN_JSON, `$1"${HIDDEN}"`)
    .replace(IN_QUERY, `$1${HIDDEN}`)
    .replace(AUTH_ARGUMENTS, `$1["${HIDDEN}"]`);
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, HIDDEN);
  return clean;
}
