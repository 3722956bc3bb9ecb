/** Keeps texts by their id: letters, digits, `-` and `_`. */
export interface TextShelf {
  /** Null when there is none. @throws Error when it cannot be read. */
  read(id: string): string | null;
  /** Whole or not at all. @throws Error when it could not be kept. */
  write(id: string, text: string): void;
  remove(id: string): void;
}
