import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import type { Role } from '#shared/contract/base.ts';
import type { CallerContext } from '#core/api/handler-types.ts';
import type { ApiRouter } from '#core/api/implement.ts';
import { checkAccess, headerValues, type AccessFacts, type Refusal } from './access-check.ts';
import { refuse, send, sendJson, sendPage } from './answers.ts';
import { apiPage } from './api-page.ts';
import type { Credentials } from './credentials.ts';
import { readJsonBody } from './json-body.ts';
import { createOpenApiDocument, type Document } from './openapi-document.ts';
import type { RefusalLog, RouteName } from './refusal-log.ts';
import { RestReads } from './rest-reads.ts';
import { newNonce, securityHeaders } from './security-headers.ts';
import { isHookPath, type SignalHook } from './signal-hook.ts';
import { readStaticFile } from './static-files.ts';

export interface RoutesOptions {
  readonly router: ApiRouter;
  readonly rendererDir: string;
  readonly version: string;
  readonly role: Role;
  readonly credentials: Credentials;
  readonly refusals: RefusalLog;
  /** Takes signed signals; null where none are taken. */
  readonly hook: SignalHook | null;
  /** Every `Host` by which we may be asked. */
  readonly ownHosts: () => readonly string[];
}

const NOT_FOUND: Refusal = { status: 404, code: 'NOT_FOUND', sentence: 'There is nothing at this address.' };
const READ_ONLY_ROUTE: Refusal = {
  status: 405,
  code: 'METHOD_NOT_SUPPORTED',
  sentence: 'This address can only be read.',
};
const UPGRADE: Refusal = { status: 426, code: 'UPGRADE_REQUIRED', sentence: 'This address takes WebSockets only.' };

const NONCE_PLACE = '__CSP_NONCE__';

/** What of a request the access check looks at. */
export function accessFacts(request: IncomingMessage, isUpgrade: boolean): AccessFacts {
  const site = request.headers['sec-fetch-site'];
  return {
    method: request.method ?? '',
    hosts: headerValues(request.rawHeaders, 'host'),
    origins: headerValues(request.rawHeaders, 'origin'),
    secFetchSite: Array.isArray(site) ? site.join() : site,
    isUpgrade,
  };
}

export const pathOf = (request: IncomingMessage): string => (request.url ?? '').split(/[?#]/, 1)[0] ?? '';

function routeOf(path: string): RouteName {
  if (path === '/start') return 'start';
  if (path === '/healthz') return 'health';
  if (isHookPath(path)) return 'hook';
  return path === '/api' || path.startsWith('/api/') ? 'api' : 'page';
}

/** Answers every plain HTTP request of the host. */
export class HttpRoutes {
  readonly #options: RoutesOptions;
  readonly #rest: OpenAPIHandler<CallerContext>;
  readonly #reads: RestReads;
  #document: Promise<Document> | null = null;

  constructor(options: RoutesOptions) {
    this.#options = options;
    this.#rest = new OpenAPIHandler(options.router);
    this.#reads = new RestReads(options.router, { role: options.role });
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const route = routeOf(path);
    const refusal = this.#refusal(request, path, route);
    if (refusal !== null) return this.#refuse(response, route, refusal);
    if (route === 'hook') return this.#answerHook(request, response, path);
    if (route === 'api') return this.#answerApi(request, response, path);
    if (request.method !== 'GET' && request.method !== 'HEAD') return this.#refuse(response, route, READ_ONLY_ROUTE);
    if (route === 'health') return sendJson(response, 200, { ok: true });
    if (route === 'start') return this.#start(request, response);
    return this.#sendFile(response, path);
  }

  #refusal(request: IncomingMessage, path: string, route: RouteName): Refusal | null {
    if (!path.startsWith('/')) return NOT_FOUND;
    // A webhook proves itself by its signature: a program sends it, which has no origin and no session.
    const facts = accessFacts(request, false);
    if (route === 'hook') return checkAccess({ ...facts, method: 'GET' }, this.#options.ownHosts());
    const refusal = checkAccess(facts, this.#options.ownHosts());
    if (refusal !== null || route === 'start' || route === 'health') return refusal;
    const { cookie, authorization } = request.headers;
    return this.#options.credentials.check({ cookie, authorization });
  }

  #refuse(response: ServerResponse, route: RouteName, refusal: Refusal): void {
    this.#options.refusals.note(route, refusal);
    refuse(response, refusal, route !== 'page' && route !== 'start');
  }

  #start(request: IncomingMessage, response: ServerResponse): void {
    // Only opening the address uses the code up; looking it up with HEAD does not.
    if (request.method !== 'GET') return this.#refuse(response, 'start', READ_ONLY_ROUTE);
    const code = new URLSearchParams((request.url ?? '').split('?')[1] ?? '').get('code') ?? '';
    const result = this.#options.credentials.redeem(code);
    if ('status' in result) return this.#refuse(response, 'start', result);
    send(response, 303, { ...securityHeaders(), Location: '/', 'Set-Cookie': result.setCookie }, '');
  }

  async #answerApi(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (path === '/api/ws') return this.#refuse(response, 'api', UPGRADE);
    if (path === '/api' || path === '/api/' || path === '/api/openapi.json')
      return this.#describe(request, response, path);
    if (this.#reads.takes(request.method, path)) return this.#answerRead(request, response);
    if (request.method !== 'GET') {
      const body = await readJsonBody(request);
      if (!body.ok) return this.#refuse(response, 'api', body.refusal);
      Object.assign(request, { body: body.value });
    }
    for (const [name, value] of Object.entries(securityHeaders())) response.setHeader(name, value);
    const context: CallerContext = { role: this.#options.role };
    const { matched } = await this.#rest.handle(request, response, { prefix: '/api', context });
    if (!matched) this.#refuse(response, 'api', NOT_FOUND);
  }

  async #answerRead(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asking = this.#reads.ask(request.url ?? '');
    response.once('close', () => asking.leave());
    const answer = await asking.answer;
    if (answer === null) return this.#refuse(response, 'api', NOT_FOUND);
    send(response, answer.status, { ...securityHeaders(), ...answer.headers }, answer.body);
  }

  async #answerHook(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const answer = await (this.#options.hook?.take(request, path) ?? null);
    if (answer === null) return this.#refuse(response, 'hook', NOT_FOUND);
    if (!answer.ok) return this.#refuse(response, 'hook', answer.refusal);
    sendJson(response, 202, { signalId: answer.signalId });
  }

  async #describe(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return this.#refuse(response, 'api', READ_ONLY_ROUTE);
    this.#document ??= createOpenApiDocument(this.#options.version);
    const document = await this.#document;
    if (path === '/api/openapi.json') return sendJson(response, 200, document);
    sendPage(response, 200, (nonce) => apiPage(document, nonce));
  }

  async #sendFile(response: ServerResponse, path: string): Promise<void> {
    const file = await readStaticFile(this.#options.rendererDir, path);
    if (file === null) return this.#refuse(response, 'page', NOT_FOUND);
    const nonce = file.isPage ? newNonce() : null;
    const headers = {
      ...securityHeaders(nonce),
      'Content-Type': file.type,
      ...(file.isPage ? {} : { 'Cache-Control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-cache' }),
    };
    const body = nonce === null ? file.body : file.body.toString('utf8').replaceAll(NONCE_PLACE, nonce);
    send(response, 200, headers, body);
  }
}
