import { AsyncIteratorClass, ORPCError, type ClientContext, type ClientLink, type ClientOptions } from '@orpc/client';
import type { AnyContractProcedure } from '@orpc/contract';
import { contract } from '#shared/contract/index.ts';
import type { Tap } from './carrier.ts';

type Scalar = string | number | boolean;
type Input = Readonly<Record<string, Scalar | readonly Scalar[] | undefined>>;
type Reader = ReadableStreamDefaultReader<string>;

const isErrorBody = (
  body: unknown,
): body is { code: string; status: number; message: string; data: unknown; defined: boolean } =>
  typeof body === 'object' && body !== null && 'code' in body && 'message' in body;

function toError(body: unknown, status: number): ORPCError<string, unknown> {
  if (!isErrorBody(body)) return new ORPCError('MALFORMED', { status: status < 400 ? 500 : status });
  const { code, message, data, defined } = body;
  return new ORPCError(code, { message, data, defined, status: body.status });
}

function callAt([noun = '', verb = '']: readonly string[]): AnyContractProcedure | undefined {
  const nouns = contract as unknown as Readonly<Record<string, Readonly<Record<string, AnyContractProcedure>>>>;
  const calls = Object.hasOwn(nouns, noun) ? nouns[noun] : undefined;
  return calls !== undefined && Object.hasOwn(calls, verb) ? calls[verb] : undefined;
}

function toQuery(input: Input): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input)) {
    if (typeof value === 'object') value.forEach((item, index) => query.append(`${key}[${index}]`, String(item)));
    else if (value !== undefined) query.append(key, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Calls the REST side with plain `fetch`, written from the document and not from the library. */
export class RestLink implements ClientLink<ClientContext> {
  readonly #address: string;
  readonly #token: string;
  readonly #tap: Tap;

  constructor(address: string, token: string, tap: Tap) {
    this.#address = address;
    this.#token = token;
    this.#tap = tap;
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<ClientContext>): Promise<unknown> {
    const { method = 'POST', path: route = `/${path.join('/')}` } = callAt(path)?.['~orpc'].route ?? {};
    const fields = { ...(input as Input | undefined) };
    const url = route.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(fields[name]);
      Reflect.deleteProperty(fields, name);
      return encodeURIComponent(value);
    });
    const isGet = method === 'GET';
    const response = await this.#fetch(`/api${url}${isGet ? toQuery(fields) : ''}`, {
      method,
      ...(isGet ? {} : { body: JSON.stringify(fields) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) return this.#events(response);
    const body: unknown = await response.json();
    if (!response.ok) throw toError(body, response.status);
    return body;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = {
      Authorization: `Bearer ${this.#token}`,
      Origin: this.#address,
      'Content-Type': 'application/json',
    };
    return fetch(this.#address + path, { ...init, headers }).catch((error: unknown) => {
      throw init.signal?.aborted === true ? error : new ORPCError('DISCONNECTED', { status: 503 });
    });
  }

  #events(response: Response): AsyncIteratorClass<unknown, unknown, void> {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader() as Reader;
    const state = { buffer: '' };
    return new AsyncIteratorClass<unknown, unknown, void>(
      () => this.#nextEvent(reader, state),
      async (reason) => {
        if (reason !== 'next') await reader.cancel().catch(() => undefined);
      },
    );
  }

  async #nextEvent(reader: Reader, state: { buffer: string }): Promise<IteratorResult<unknown, unknown>> {
    for (;;) {
      const end = state.buffer.indexOf('\n\n');
      if (end < 0) {
        const { done, value } = await reader.read().catch(() => {
          throw new ORPCError('DISCONNECTED', { status: 503 });
        });
        if (done) throw new ORPCError('DISCONNECTED', { status: 503 });
        state.buffer += value;
        continue;
      }
      const event = state.buffer.slice(0, end);
      state.buffer = state.buffer.slice(end + 2);
      const result = this.#parse(event);
      if (result !== null) return result;
    }
  }

  #parse(event: string): IteratorResult<unknown, unknown> | null {
    const kind = /^event: (\w+)$/m.exec(event)?.[1];
    const text = [...event.matchAll(/^data: (.*)$/gm)].map(([, line]) => line).join('\n');
    let dropped = true;
    this.#tap.pass(text, () => (dropped = false));
    if (kind === undefined || dropped) return null;
    const data: unknown = text === '' ? undefined : JSON.parse(text);
    if (kind === 'error') throw toError(data, 500);
    return kind === 'done' ? { done: true, value: data } : { done: false, value: data };
  }
}
