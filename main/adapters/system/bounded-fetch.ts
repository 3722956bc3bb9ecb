import { err, ok, type Result } from '#shared/kernel/result.ts';

/** How far a request may go. */
export interface FetchBounds {
  /** For everything together: redirects, headers and body. */
  readonly timeoutMs: number;
  /** Of the body after any decompression. */
  readonly maxBytes: number;
  /** 0: an answer that leads elsewhere is a failure. */
  readonly maxRedirects: number;
}

export interface FetchedBody {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface FetchRequestParts {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const isLocalHost = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]' || hostname === '0.0.0.0';

/**
 * One request that ends in time and memory whatever the server does. It follows redirects only within the same scheme, a
 * few times, and from elsewhere never to this machine. Errors are sentences that name the host alone: the path of an
 * address may hold a key.
 */
export async function boundedFetch(
  address: URL,
  bounds: FetchBounds,
  parts: FetchRequestParts = {},
): Promise<Result<FetchedBody, string>> {
  const signal = AbortSignal.timeout(bounds.timeoutMs);
  let at = address;
  try {
    for (let hops = 0; ; hops += 1) {
      const response = await fetch(at, { ...parts, redirect: 'manual', signal });
      if (!REDIRECTS.has(response.status)) return await readBody(response, at, bounds);
      await response.body?.cancel();
      const next = redirectOf(response, at);
      if (!next.ok) return next;
      if (hops >= bounds.maxRedirects)
        return err(`${address.host} led elsewhere more than ${times(bounds.maxRedirects)}.`);
      at = next.value;
    }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return err(
      timedOut
        ? `${at.host} did not answer within ${String(bounds.timeoutMs / 1_000)} s.`
        : `${at.host} could not be reached.`,
    );
  }
}

const times = (count: number): string => (count === 1 ? 'once' : `${String(count)} times`);

function redirectOf(response: Response, from: URL): Result<URL, string> {
  const location = response.headers.get('location') ?? '';
  if (!URL.canParse(location, from.href)) return err(`${from.host} led to an address that cannot be read.`);
  const next = new URL(location, from.href);
  if (next.protocol !== from.protocol)
    return err(`${from.host} led from ${from.protocol} to ${next.protocol}, which is not followed.`);
  if (isLocalHost(next) && !isLocalHost(from)) return err(`${from.host} led to this machine, which is not followed.`);
  if (next.username !== '' || next.password !== '') return err(`${from.host} led to an address with a login.`);
  return ok(next);
}

async function readBody(
  response: Response,
  { host }: URL,
  { maxBytes }: FetchBounds,
): Promise<Result<FetchedBody, string>> {
  const tooLong = `${host} sent more than ${String(Math.round(maxBytes / 1_024))} KiB.`;
  const chunks: Uint8Array[] = [];
  let length = 0;
  // The announced length is not looked at: it is of the compressed body, and may lie.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (length > maxBytes) return err(tooLong);
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return ok({ status: response.status, headers: Object.fromEntries(response.headers), body });
}
