import { err, ok, type Result } from '#shared/kernel/result.ts';

const TIMEOUT_MS = 10_000;

/** One POST of JSON, no redirect followed. Errors name the host at most: the path of such an address is its key. */
export async function postJson(
  address: URL,
  fields: unknown,
  headers: (body: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<Result<void, string>> {
  const body = JSON.stringify(fields);
  let status: number;
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers(body) },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    status = response.status;
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return err(timedOut ? `${address.host} did not answer within 10 s.` : `${address.host} could not be reached.`);
  }
  return status >= 200 && status < 300 ? ok(undefined) : err(`${address.host} answered ${String(status)}.`);
}

/** The address in a secret: https, or http on this machine. */
export function addressOf(text: string): Result<URL, string> {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null) return err('The stored address cannot be read. Remove the channel and add it again.');
  const local = address.hostname === '127.0.0.1' || address.hostname === 'localhost' || address.hostname === '[::1]';
  if (address.protocol === 'https:' || (address.protocol === 'http:' && local)) return ok(address);
  return err('The address must begin with https://.');
}
