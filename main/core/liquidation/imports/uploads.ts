interface Upload {
  readonly parts: string[];
  length: number;
}

/** Characters of one file at most, and files that come in at the same time. */
export const LONGEST_UPLOAD = 16_000_000;
const MOST = 4;

/** Files that come in piece by piece, because one message holds a megabyte at most. */
export class Uploads {
  readonly #newId: () => string;
  readonly #uploads = new Map<string, Upload>();

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Adds a piece to a file, a new one when no id is given. Null when there is no such file, or it gets too long. */
  add(id: string | null, part: string): { readonly id: string; readonly length: number } | null {
    const known = id === null ? this.#begin() : id;
    const upload = this.#uploads.get(known);
    if (upload === undefined) return null;
    upload.length += part.length;
    if (upload.length > LONGEST_UPLOAD) {
      this.#uploads.delete(known);
      return null;
    }
    upload.parts.push(part);
    return { id: known, length: upload.length };
  }

  /** The pieces of a file, which is then forgotten. Null when there is no such file. */
  take(id: string): readonly string[] | null {
    const parts = this.#uploads.get(id)?.parts ?? null;
    this.#uploads.delete(id);
    return parts;
  }

  #begin(): string {
    const [oldest] = this.#uploads.keys();
    if (this.#uploads.size >= MOST && oldest !== undefined) this.#uploads.delete(oldest);
    const id = this.#newId();
    this.#uploads.set(id, { parts: [], length: 0 });
    return id;
  }
}
