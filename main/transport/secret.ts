import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** 256 bits of chance that are compared in constant time. Only whoever made it may read it. */
export class Secret {
  readonly #text = randomBytes(32).toString('base64url');
  readonly #digest = digest(this.#text);

  /** The secret itself, to hand it to its holder. */
  reveal(): string {
    return this.#text;
  }

  matches(guess: string): boolean {
    return timingSafeEqual(this.#digest, digest(guess));
  }

  /** Keeps it out of logs and messages. */
  toJSON(): string {
    return '[secret]';
  }
}
