import { VENUE_IDS } from '#shared/domain/exchange-account.ts';
import type { ExchangeChoice } from './exchange-connection.ts';

/** What a command line may say about the exchange. */
export interface ExchangeWords {
  readonly venue?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly historyDays?: string | undefined;
}

/** For `parseArgs`. */
export const EXCHANGE_OPTIONS = {
  venue: { type: 'string' },
  endpoint: { type: 'string' },
  'history-days': { type: 'string' },
} as const;

const USUAL_DAYS = 30;
const MOST_DAYS = 365;

export const USUAL_EXCHANGE: ExchangeChoice = { venue: 'kucoin-futures', endpoint: null, historyDays: USUAL_DAYS };

/** Only a simulator on this machine may stand in for an exchange: orders and logins go there. */
function isLoopback(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
}

/** Reads the exchange part of a command line; a sentence when it cannot be. */
export function exchangeChoice(words: ExchangeWords): ExchangeChoice | string {
  const { venue: wanted = USUAL_EXCHANGE.venue, endpoint, historyDays: days = String(USUAL_DAYS) } = words;
  const venue = VENUE_IDS.find((known) => known === wanted);
  if (venue === undefined) return `--venue must be one of ${VENUE_IDS.join(', ')}, not "${wanted}".`;
  if (endpoint !== undefined && !isLoopback(endpoint)) {
    return `--endpoint is for a venue simulator on this machine, such as http://127.0.0.1:4000, not "${endpoint}".`;
  }
  const historyDays = Number(days);
  if (!Number.isInteger(historyDays) || historyDays < 1 || historyDays > MOST_DAYS) {
    return `--history-days must be a whole number from 1 to ${String(MOST_DAYS)}, not "${days}".`;
  }
  return { venue, endpoint: endpoint?.replace(/\/+$/, '') ?? null, historyDays };
}
