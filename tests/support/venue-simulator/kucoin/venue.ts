import type { ArrivedRequest } from '../wire/http-front.ts';
import type { PlainAnswer } from '../faults/reply.ts';
import { ACCOUNT_ROUTES } from './account-routes.ts';
import { type Answer, refuse } from './answers.ts';
import type { Route, VenueContext } from './context.ts';
import { wireJson } from '../wire/json.ts';
import { MARKET_ROUTES } from './market-routes.ts';
import { ORDER_ROUTES } from './order-routes.ts';
import type { RatePool } from './rate-pool.ts';
import { SPOT_HOST_ROUTES } from './spot-host-routes.ts';
import { signatureRefusal } from './signature.ts';

const ROUTES: readonly Route[] = [...MARKET_ROUTES, ...ORDER_ROUTES, ...ACCOUNT_ROUTES, ...SPOT_HOST_ROUTES];

/** Public calls count per address, private ones per account. */
export type Pools = Readonly<Record<'public' | 'private', RatePool>>;

interface Found {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

function partsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) found[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return found;
}

function find(method: string, path: string): Found | null {
  for (const route of ROUTES) {
    if (route.method !== method) continue;
    const parts = partsOf(route.at, path);
    if (parts !== null) return { route, path: parts };
  }
  return null;
}

const NO_JSON = Symbol('no JSON');

function bodyOf(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return NO_JSON;
  }
}

/** KuCoin Futures over HTTP: finds the route, checks signature and weight, asks the handler. */
export class KucoinRest {
  readonly #pools: Pools;
  readonly #context: VenueContext;
  /** The venue's own clock, which clients' stamps are compared with. */
  readonly #now: () => number;

  constructor(context: VenueContext, pools: Pools, now: () => number) {
    this.#context = context;
    this.#pools = pools;
    this.#now = now;
  }

  answer(request: ArrivedRequest): PlainAnswer {
    const answer = this.#answer(request);
    return {
      status: answer.status,
      text: wireJson(answer.body),
      contentType: 'application/json',
      headers: answer.headers ?? {},
    };
  }

  #answer(request: ArrivedRequest): Answer {
    const found = find(request.method, request.path);
    if (found === null) return refuse('404000', 'Url Not Found', 404);
    const { route, path } = found;
    const pool = this.#pools[route.access];
    const refused = pool.take(route.weight, this.#now()) ?? this.#unsigned(route, request);
    if (refused !== null) return refused;
    const body = bodyOf(request.body);
    if (body === NO_JSON) return refuse('400100', 'Request body is no JSON', 400);
    const answer = route.handle(this.#context, { query: new URLSearchParams(request.query), path, body });
    return { ...answer, headers: { ...pool.headers(this.#now()), ...answer.headers } };
  }

  #unsigned(route: Route, request: ArrivedRequest): Answer | null {
    if (route.access === 'public') return null;
    const target = request.query === '' ? request.path : `${request.path}?${request.query}`;
    return signatureRefusal({ ...request, target }, this.#context.credentials, this.#now());
  }
}
