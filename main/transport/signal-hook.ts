import type { IncomingMessage } from 'node:http';
import type { SignalHooks } from '#core/api/outside-board.ts';
import type { Refusal } from './access-check.ts';
import { readBytes } from './json-body.ts';
import { SignedRequests } from './signed-request.ts';

const PATH = /^\/hooks\/signals\/([a-z][a-z0-9-]{0,31})$/;
const MOST_BYTES = 65_536;

const refused = (status: Refusal['status'], code: string, sentence: string): Refusal => ({ status, code, sentence });

// The same for a source that is not there, is off or has no secret: whoever cannot sign learns nothing.
const NO_HOOK = refused(401, 'SIGNATURE_WRONG', 'The signature does not fit the request.');
const POST_ONLY = refused(405, 'METHOD_NOT_SUPPORTED', 'Signals are posted to this address.');
const BROWSER = refused(403, 'ORIGIN_NOT_ALLOWED', 'No page of a browser sends signals.');
const TOO_LARGE = refused(413, 'PAYLOAD_TOO_LARGE', 'A signal may hold 64 KiB at most.');
const MALFORMED = refused(400, 'BAD_REQUEST', 'The body is not a JSON object.');

/** True for the addresses of webhooks. */
export const isHookPath = (path: string): boolean => path.startsWith('/hooks/');

export type HookAnswer =
  | { readonly ok: true; readonly signalId: string }
  | { readonly ok: false; readonly refusal: Refusal };

const no = (refusal: Refusal): HookAnswer => ({ ok: false, refusal });

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? undefined : value;
};

/** Takes signals that a source outside signed; see `signed-request.ts` for what is checked. */
export class SignalHook {
  readonly #hooks: SignalHooks;
  readonly #signed: SignedRequests;

  /** @param now wall time, ms. */
  constructor(hooks: SignalHooks, now: () => number) {
    this.#hooks = hooks;
    this.#signed = new SignedRequests(now);
  }

  async take(request: IncomingMessage, path: string): Promise<HookAnswer> {
    const source = PATH.exec(path)?.[1];
    if (source === undefined) return no(NO_HOOK);
    if (request.method !== 'POST') return no(POST_ONLY);
    if (header(request, 'origin') !== undefined) return no(BROWSER);
    const secret = await this.#hooks.secretOf(source);
    if (secret === null) return no(NO_HOOK);
    const tooOften = this.#signed.admit(source);
    if (tooOften !== null) return no(tooOften);
    if (Number(header(request, 'content-length') ?? 0) > MOST_BYTES) return no(TOO_LARGE);
    const body = await readBytes(request, MOST_BYTES);
    if (body === null) return no(TOO_LARGE);
    const timestamp = header(request, 'x-zmart-timestamp');
    const nonce = header(request, 'x-zmart-nonce');
    const signature = header(request, 'x-zmart-signature');
    const refusal = this.#signed.check(source, secret, { timestamp, nonce, signature, body });
    return refusal === null ? this.#submit(source, body, Number(timestamp)) : no(refusal);
  }

  async #submit(source: string, body: Buffer, signedAt: number): Promise<HookAnswer> {
    const fields = objectOf(body);
    if (fields === null) return no(MALFORMED);
    // Signed with it, so that a request told again after a restart is known as a duplicate.
    const made = await this.#hooks.submit(source, { tsSource: signedAt, ...fields });
    if (made.ok) return { ok: true, signalId: made.value };
    return no(refused(422, made.error.code, made.error.sentence));
  }
}

function objectOf(body: Buffer): object | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
