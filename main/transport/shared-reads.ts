import { OpenAPIHandler } from '@orpc/openapi/fetch';
import type { CallerContext } from '#core/api/handler-types.ts';
import type { ApiRouter } from '#core/api/implement.ts';

/** An answer as it goes out, whoever asked. */
export interface SharedAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** Reads that many programs ask for at once. */
const SHARED_PATHS: ReadonlySet<string> = new Set(['/api/symbol-mgmt/portfolio']);

/**
 * Works an answer out once for all who ask for it in one turn of the event loop. None of them can have seen the outcome of a
 * change that the answer lacks: such a change was answered in an earlier turn, and the state is read in this one or later.
 */
export class SharedReads {
  readonly #rest: OpenAPIHandler<CallerContext>;
  readonly #context: CallerContext;
  readonly #turn = new Map<string, Promise<SharedAnswer | null>>();

  constructor(router: ApiRouter, context: CallerContext) {
    this.#rest = new OpenAPIHandler(router);
    this.#context = context;
  }

  shares(method: string | undefined, path: string): boolean {
    return method === 'GET' && SHARED_PATHS.has(path);
  }

  /** @param url path and query. @returns null when there is nothing at the address. */
  read(url: string): Promise<SharedAnswer | null> {
    const begun = this.#turn.get(url);
    if (begun !== undefined) return begun;
    if (this.#turn.size === 0) setImmediate(() => this.#turn.clear());
    const answer = this.#ask(url);
    this.#turn.set(url, answer);
    return answer;
  }

  async #ask(url: string): Promise<SharedAnswer | null> {
    // The origin is never looked at: who asks was checked before.
    const request = new Request(new URL(url, 'http://localhost'));
    const { matched, response } = await this.#rest.handle(request, { prefix: '/api', context: this.#context });
    if (!matched) return null;
    const type = response.headers.get('Content-Type') ?? 'application/json';
    return { status: response.status, type, body: Buffer.from(await response.arrayBuffer()) };
  }
}
