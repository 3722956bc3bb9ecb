/** Where a command reads and writes. Results go to `out`, everything about the work itself to `err`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** True when a person looks at the error stream, so that a line may be drawn over itself. */
  readonly interactive: boolean;
  /** Columns of the screen. */
  readonly width: number;
  readonly input: AsyncIterable<Uint8Array | string>;
}

const USUAL_WIDTH = 100;

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY,
    width: process.stderr.columns ?? process.stdout.columns ?? USUAL_WIDTH,
    input: process.stdin,
  };
}
