import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import type { WireMessage } from '../wire-tap.ts';
import { footerLine, headerLine, messageLine, type SessionHeader } from './session-format.ts';

/** After so many messages what was written so far is pushed through to the file: a cut file is readable up to there. */
const FLUSH_EVERY = 200;
/** Unwritten bytes beyond which the disk is taken for too slow and the recording is given up. */
const MOST_WAITING = 64 * 1_024 * 1_024;

/** What a recording has come to. */
export interface WrittenSession {
  readonly messages: number;
  readonly bytes: number;
}

/** Writes the messages of a session to a compressed file as they come. */
export class SessionWriter {
  readonly #header: SessionHeader;
  readonly #zip = createGzip();
  readonly #done: Promise<unknown>;
  #messages = 0;
  #last = 0;
  #failure: Error | null = null;

  /** Makes the file. It must not exist: a recording is never overwritten. */
  constructor(path: string, header: SessionHeader) {
    this.#header = header;
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    this.#zip.on('error', (error: Error) => this.#fail(error));
    file.on('error', (error) => {
      this.#fail(error);
      this.#zip.destroy();
    });
    this.#zip.pipe(file);
    this.#done = finished(file).catch((error: unknown) => this.#fail(error as Error));
    this.#zip.write(headerLine(header));
  }

  /** Why nothing is written any more; null while all is well. */
  get failure(): Error | null {
    return this.#failure;
  }

  get messages(): number {
    return this.#messages;
  }

  /** Takes a message; it never waits for the disk. */
  write(message: WireMessage): void {
    if (this.#failure !== null) return;
    if (this.#zip.writableLength > MOST_WAITING) {
      this.#fail(new Error('The disk cannot keep up with the venue.'));
      return;
    }
    this.#zip.write(messageLine(message, this.#header));
    this.#messages += 1;
    this.#last = message.monotonic;
    if (this.#messages % FLUSH_EVERY === 0) this.#zip.flush(constants.Z_SYNC_FLUSH);
  }

  /** Ends the file. @throws the first error of the disk. */
  async close(): Promise<WrittenSession> {
    const lengthMs = this.#messages === 0 ? 0 : Math.round(this.#last - this.#header.monotonic);
    if (this.#failure === null) this.#zip.end(footerLine({ messages: this.#messages, lengthMs }));
    await this.#done;
    if (this.#failure !== null) throw this.#failure;
    return { messages: this.#messages, bytes: this.#zip.bytesWritten };
  }

  #fail(error: Error): void {
    this.#failure ??= error;
  }
}
