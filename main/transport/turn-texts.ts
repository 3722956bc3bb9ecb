/**
 * JSON of what many readers are sent in one turn of the event loop: the rows of a message are written once, however many
 * messages they are in. Nothing is kept beyond the turn, so what changes later is written anew.
 */
export class TurnTexts {
  readonly #texts = new Map<object, string>();

  /** A message with its rows, as `JSON.stringify` writes it. */
  of(message: unknown): string | undefined {
    if (typeof message !== 'object' || message === null || Array.isArray(message)) return JSON.stringify(message);
    const parts: string[] = [];
    for (const [key, value] of Object.entries(message) as readonly (readonly [string, unknown])[]) {
      const text = isRows(value) ? `[${value.map((row) => this.#textOf(row)).join()}]` : JSON.stringify(value);
      if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
    }
    return `{${parts.join()}}`;
  }

  #textOf(row: object): string {
    const known = this.#texts.get(row);
    if (known !== undefined) return known;
    if (this.#texts.size === 0) setImmediate(() => this.#texts.clear());
    const text = JSON.stringify(row);
    this.#texts.set(row, text);
    return text;
  }
}

const isRows = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object' && item !== null);
