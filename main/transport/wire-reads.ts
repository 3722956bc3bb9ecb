import type { StandardHandler } from '@orpc/server/standard';
import type { Role } from '#shared/contract/base.ts';
import type { CallerContext } from '#core/api/handler-types.ts';
import { plainReads } from './plain-reads.ts';
import type { CallFrame, RequestFrame } from './request-frame.ts';
import { SharedReads, type Asking } from './shared-reads.ts';

/** Longer inputs are hardly asked twice at once. */
const MAX_INPUT_CHARS = 4_096;

/** Plain reads over the wires of one host, worked out and written out once for all who ask the same in one turn. */
export class WireReads {
  readonly #handler: StandardHandler<CallerContext>;
  readonly #shared = new SharedReads<string>();

  constructor(handler: StandardHandler<CallerContext>) {
    this.#handler = handler;
  }

  /** What follows the id in the frame of the answer; null when the frame asks for something else than a plain read. */
  ask({ u: path, m: method = 'POST', h: headers, b: body }: CallFrame['p'], role: Role): Asking<string> | null {
    if (!plainReads.isCall(path) || headers !== undefined || method !== 'POST') return null;
    const input = JSON.stringify(body) ?? '';
    if (input.length > MAX_INPUT_CHARS) return null;
    return this.#shared.ask(`${role} ${path} ${input}`, (signal) => this.#answer(path, body, role, signal));
  }

  async #answer(path: string, body: unknown, role: Role, signal: AbortSignal): Promise<string> {
    const url = new URL(path, 'http://localhost');
    const request = { method: 'POST', url, headers: {}, body: () => Promise.resolve(body), signal };
    const { response } = await this.#handler.handle(request, { context: { role } });
    if (response === undefined) throw new Error(`Nothing answers ${path}`);
    const { status, body: answer } = response;
    return `"p":${JSON.stringify({ s: status === 200 ? undefined : status, b: answer })}}`;
  }
}

/** The plain reads of one wire that wait for their answer. */
export class OpenReads {
  readonly #reads: WireReads;
  readonly #role: Role;
  readonly #send: (frame: string) => void;
  readonly #open = new Map<string, Asking<string>>();

  constructor(reads: WireReads, role: Role, send: (frame: string) => void) {
    this.#reads = reads;
    this.#role = role;
    this.#send = send;
  }

  get size(): number {
    return this.#open.size;
  }

  /** Takes a plain read, or the end of one that waits; false when the frame is about something else. */
  take(frame: RequestFrame): boolean {
    const { i: id } = frame;
    const open = this.#open.get(id);
    if (!('p' in frame)) return open !== undefined && this.#leave(id, open);
    // A second call by an id that is in use is passed over, as the library does.
    if (open !== undefined) return true;
    const asking = this.#reads.ask(frame.p, this.#role);
    if (asking === null) return false;
    this.#open.set(id, asking);
    asking.answer
      .then((answer) => this.#answered(id, asking, answer))
      // What went wrong in a call is answered and logged by its guard; here it is only the end of that call.
      .catch(() => this.#answered(id, asking, null));
    return true;
  }

  /** The wire is gone: nothing waits any more. */
  end(): void {
    for (const [id, asking] of this.#open) this.#leave(id, asking);
  }

  #leave(id: string, asking: Asking<string>): true {
    this.#open.delete(id);
    asking.leave();
    return true;
  }

  #answered(id: string, asking: Asking<string>, answer: string | null): void {
    // Another call may have the id by now.
    if (this.#open.get(id) !== asking) return;
    this.#open.delete(id);
    if (answer !== null) this.#send(`{"i":${JSON.stringify(id)},${answer}`);
  }
}
