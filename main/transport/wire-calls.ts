import { ErrorEvent } from '@orpc/server';
import type { StandardHandler } from '@orpc/server/standard';
import type { CallerContext } from '#core/api/handler-types.ts';
import type { CallFrame, RequestFrame } from './request-frame.ts';
import type { TurnTexts } from './turn-texts.ts';

type Event = readonly [name: 'message' | 'done' | 'error', data: unknown];

/** What the library makes of a value: what JSON says of it, and notes on what it cannot say. */
interface Serialized {
  readonly json?: unknown;
  readonly meta?: unknown;
}

const isStream = (body: unknown): body is AsyncIterator<unknown, unknown, void> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'next' in body;

async function nextEvent(stream: AsyncIterator<unknown, unknown, void>): Promise<Event> {
  try {
    const { done, value } = await stream.next();
    return [done === true ? 'done' : 'message', value];
  } catch (error) {
    return ['error', error instanceof ErrorEvent ? error.data : undefined];
  }
}

/** The calls and streams of one wire, in the frames of the RPC protocol. */
export class WireCalls {
  readonly #handler: StandardHandler<CallerContext>;
  readonly #texts: TurnTexts;
  readonly #context: CallerContext;
  readonly #send: (frame: string) => void;
  readonly #open = new Map<string, AbortController>();
  #running = 0;

  constructor(
    { handler, texts }: { readonly handler: StandardHandler<CallerContext>; readonly texts: TurnTexts },
    context: CallerContext,
    send: (frame: string) => void,
  ) {
    this.#handler = handler;
    this.#texts = texts;
    this.#context = context;
    this.#send = send;
  }

  /** Those that run, given up ones too until they have ended. */
  get size(): number {
    return this.#running;
  }

  take(frame: RequestFrame): void {
    const { i: id } = frame;
    if (!('p' in frame)) return this.#giveUp(id);
    // A second call by an id that is in use is passed over.
    if (this.#open.has(id)) return;
    const wanted = new AbortController();
    this.#open.set(id, wanted);
    this.#running += 1;
    this.#serve(JSON.stringify(id), frame.p, wanted.signal)
      // What went wrong in a call is answered and logged by its guard; here it is only the end of that call.
      .catch(() => undefined)
      .finally(() => {
        this.#running -= 1;
        if (this.#open.get(id) === wanted) this.#open.delete(id);
      });
  }

  /** The wire is gone: every call and stream of it ends. */
  end(): void {
    for (const id of this.#open.keys()) this.#giveUp(id);
  }

  #giveUp(id: string): void {
    this.#open.get(id)?.abort();
    this.#open.delete(id);
  }

  async #serve(id: string, call: CallFrame['p'], signal: AbortSignal): Promise<void> {
    const { u: path, m: method = 'POST', h: headers = {}, b: input } = call;
    const url = new URL(`http://localhost${path}`);
    const request = { method, url, headers, body: () => Promise.resolve(input), signal };
    const { response } = await this.#handler.handle(request, { context: this.#context });
    const { status, body } = response ?? { status: 404, body: 'No procedure matched' };
    if (isStream(body)) return this.#stream(id, body, signal);
    const answer = JSON.stringify({ s: status === 200 ? undefined : status, b: body });
    if (!signal.aborted) this.#send(`{"i":${id},"p":${answer}}`);
  }

  async #stream(id: string, stream: AsyncIterator<unknown, unknown, void>, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) this.#send(`{"i":${id},"p":{"h":{"content-type":"text/event-stream"}}}`);
    while (!signal.aborted) {
      const [name, data] = await nextEvent(stream);
      if (signal.aborted) break;
      this.#send(`{"i":${id},"t":3,"p":{"e":"${name}"${this.#dataOf(data as Serialized | undefined)}}}`);
      if (name !== 'message') return;
    }
    await stream.return?.();
  }

  #dataOf(data: Serialized | undefined): string {
    if (data === undefined) return '';
    const [json, meta] = [this.#texts.of(data.json), JSON.stringify(data.meta)];
    const parts = [
      ...(json === undefined ? [] : [`"json":${json}`]),
      ...(meta === undefined ? [] : [`"meta":${meta}`]),
    ];
    return `,"d":{${parts.join()}}`;
  }
}
