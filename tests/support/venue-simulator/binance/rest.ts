import { createHmac } from 'node:crypto';

import type { PlainAnswer } from '../faults/reply.ts';
import type { ArrivedRequest } from '../wire/http-front.ts';
import { wireJson } from '../wire/json.ts';
import { ACCOUNT_ROUTES } from './account-routes.ts';
import { type Answer, refuse } from './answers.ts';
import type { BinanceContext, BinanceCredentials, Route } from './context.ts';
import { MARKET_ROUTES } from './market-routes.ts';
import { ORDER_ROUTES } from './order-routes.ts';

const ROUTES: readonly Route[] = [...MARKET_ROUTES, ...ORDER_ROUTES, ...ACCOUNT_ROUTES];

const MINUTE = 60_000;
/** Weight per minute and address; who goes on after this many refusals is banned. */
const LIMIT = { weight: 2_400, refusals: 10, banMs: 2 * MINUTE } as const;

/** Binance USDⓈ-M over HTTP: weights with 429 and 418, the signature over query and body, the routes. */
export class BinanceRest {
  readonly #context: BinanceContext;
  readonly #credentials: BinanceCredentials;
  readonly #now: () => number;
  #minute = 0;
  #used = 0;
  #refused = 0;
  #bannedUntil = 0;

  constructor(context: BinanceContext, credentials: BinanceCredentials, now: () => number) {
    this.#context = context;
    this.#credentials = credentials;
    this.#now = now;
  }

  answer(request: ArrivedRequest): PlainAnswer {
    const answer = this.#answer(request);
    return {
      status: answer.status,
      text: wireJson(answer.body),
      contentType: 'application/json',
      headers: { 'x-mbx-used-weight-1m': String(this.#used), ...answer.headers },
    };
  }

  #answer(request: ArrivedRequest): Answer {
    const route = ROUTES.find(({ method, at }) => method === request.method && at === request.path);
    if (route === undefined) return refuse(-5000, `Path ${request.path}, Method ${request.method} is invalid`, 404);
    // A form body and the query are one set of parameters, signed together.
    const signedText = [request.query, request.body].filter((part) => part !== '').join('&');
    return (
      this.#overLimit(route) ??
      this.#unsigned(route, request, signedText) ??
      route.handle(this.#context, new URLSearchParams(signedText))
    );
  }

  #overLimit({ weight }: Route): Answer | null {
    const now = this.#now();
    if (now < this.#bannedUntil) return this.#slowDown(418, this.#bannedUntil - now);
    const minute = Math.floor(now / MINUTE);
    if (minute !== this.#minute) [this.#minute, this.#used, this.#refused] = [minute, 0, 0];
    if (this.#used + weight <= LIMIT.weight) {
      this.#used += weight;
      return null;
    }
    this.#refused += 1;
    if (this.#refused > LIMIT.refusals) this.#bannedUntil = now + LIMIT.banMs;
    return this.#slowDown(429, (minute + 1) * MINUTE - now);
  }

  #slowDown(status: number, ms: number): Answer {
    const words = 'Too many requests; current limit is 2400 requests per minute.';
    return { ...refuse(-1003, words, status), headers: { 'retry-after': String(Math.ceil(ms / 1_000)) } };
  }

  #unsigned({ access }: Route, request: ArrivedRequest, signedText: string): Answer | null {
    if (access === 'public') return null;
    if (request.headers['x-mbx-apikey'] !== this.#credentials.key) {
      return refuse(-2015, 'Invalid API-key, IP, or permissions for action.', 401);
    }
    if (access === 'key') return null;
    const cut = signedText.lastIndexOf('&signature=');
    const payload = cut < 0 ? signedText : signedText.slice(0, cut);
    const query = new URLSearchParams(signedText);
    const age = this.#now() - Number(query.get('timestamp') ?? Number.NaN);
    if (!(age > -1_000 && age <= Number(query.get('recvWindow') ?? 5_000))) {
      return refuse(-1021, 'Timestamp for this request is outside of the recvWindow.');
    }
    const wanted = createHmac('sha256', this.#credentials.secret).update(payload).digest('hex');
    return query.get('signature') === wanted ? null : refuse(-1022, 'Signature for this request is not valid.');
  }
}
