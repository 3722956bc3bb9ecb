/** What a halt file asks for. */
export interface HaltFileContent {
  /** Its first line; a sentence of ours where the file is empty or cannot be read. */
  readonly reason: string;
  /** True when one of its lines is the word `flatten`. */
  readonly flatten: boolean;
}

/**
 * The file `HALT` in the data folder: the way to stop trading when nothing else answers. Each call is one short look at the
 * disk and returns at once.
 */
export interface HaltFile {
  /** What the file asks for; null when there is none. A file that cannot be read still halts. */
  read(): HaltFileContent | null;
  /**
   * Puts the file there; one that is there keeps its reason, and closes positions too from now on if that is asked for.
   * @throws Error when the disk refuses.
   */
  write(content: HaltFileContent): void;
  /**
   * Takes the file away; nothing happens when there is none.
   * @throws Error when the disk refuses.
   */
  remove(): void;
}

/** A halt file where there is no disk: replays and worlds of tests. */
export const NO_HALT_FILE: HaltFile = {
  read: () => null,
  write: () => undefined,
  remove: () => undefined,
};
