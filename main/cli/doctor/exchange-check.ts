import type { CliContext } from '../context.ts';
import { failed, fine, missing, reasonOf, type Finding } from './finding.ts';

const EXCHANGE = { name: 'Exchange', needed: false };
const URL_OF_TIME = 'https://api-futures.kucoin.com/api/v1/timestamp';
const HOST = new URL(URL_OF_TIME).host;
const PATIENCE_MS = 3_000;
/** The venue refuses requests signed with a time further off than this. */
const MOST_OFFSET_MS = 5_000;

const ADVICE = 'The demo market needs no network. Check the connection, the firewall and the proxy.';

/** Whether the exchange answers, and how far this machine's clock is from its own. */
export async function exchangeCheck({ fetch, now }: Pick<CliContext, 'fetch' | 'now'>): Promise<Finding> {
  const sent = now();
  try {
    const response = await fetch(URL_OF_TIME, AbortSignal.timeout(PATIENCE_MS));
    const received = now();
    if (!response.ok) return failed(EXCHANGE, `${HOST} answers ${String(response.status)}`, ADVICE);
    return offsetFinding(timeIn(await response.json()), sent, received);
  } catch (error) {
    return missing(EXCHANGE, `${HOST} is not reachable: ${causeOf(error)}`, ADVICE);
  }
}

function timeIn(body: unknown): number | null {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : null;
  return typeof data === 'number' && Number.isSafeInteger(data) ? data : null;
}

/** The venue read its clock somewhere between sending and receiving; the middle errs by half the journey at most. */
function offsetFinding(venueTime: number | null, sent: number, received: number): Finding {
  if (venueTime === null) return failed(EXCHANGE, `${HOST} answers, but not with a time`, ADVICE);
  const offset = Math.round((sent + received) / 2 - venueTime);
  const detail = `${HOST} answers in ${String(received - sent)} ms; this clock is ${clockWords(offset)}`;
  if (Math.abs(offset) <= MOST_OFFSET_MS) return fine(EXCHANGE, detail);
  return failed(
    EXCHANGE,
    detail,
    'Set the clock, for example with NTP: the exchange refuses requests with a wrong time.',
  );
}

const clockWords = (offset: number): string =>
  offset === 0 ? 'exact' : `${String(Math.abs(offset))} ms ${offset > 0 ? 'ahead' : 'behind'}`;

/** `fetch failed` alone helps nobody: what lies below it says why. */
function causeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no answer within ${String(PATIENCE_MS / 1_000)} s`;
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return 'code' in cause ? `${String(cause.code)}` : cause.message;
  return reasonOf(error);
}
