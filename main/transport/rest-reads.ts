import { StandardOpenAPIHandler } from '@orpc/openapi/standard';
import type { CallerContext } from '#core/api/handler-types.ts';
import type { ApiRouter } from '#core/api/implement.ts';
import { plainReads } from './plain-reads.ts';
import { SharedReads, type Asking } from './shared-reads.ts';

/** An answer as it goes out, whoever asked. */
interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const PREFIX = '/api';

/** Plain reads over REST, worked out and written out once for all who ask for the same address in one turn. */
export class RestReads {
  readonly #handler: StandardOpenAPIHandler<CallerContext>;
  readonly #context: CallerContext;
  readonly #shared = new SharedReads<RestAnswer | null>();

  constructor(router: ApiRouter, context: CallerContext) {
    this.#handler = new StandardOpenAPIHandler(router, {});
    this.#context = context;
  }

  /** @param path of the address, without its query. */
  takes(method: string | undefined, path: string): boolean {
    return method === 'GET' && plainReads.isAddress(path.slice(PREFIX.length));
  }

  /** @param address path and query. The answer is null when there is nothing at the address. */
  ask(address: string): Asking<RestAnswer | null> {
    return this.#shared.ask(address, (signal) => this.#answer(address, signal));
  }

  async #answer(address: string, signal: AbortSignal): Promise<RestAnswer | null> {
    // The origin is never looked at: who asks was checked before.
    const url = new URL(address, 'http://localhost');
    const request = { method: 'GET', url, headers: {}, body: () => Promise.resolve(undefined), signal };
    const { matched, response } = await this.#handler.handle(request, { prefix: PREFIX, context: this.#context });
    if (!matched) return null;
    const { status, body } = response;
    const text = JSON.stringify(body);
    const type = text === undefined ? {} : { 'Content-Type': 'application/json' };
    return { status, headers: { ...flat(response.headers), ...type }, body: Buffer.from(text ?? '') };
  }
}

const flat = (headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
