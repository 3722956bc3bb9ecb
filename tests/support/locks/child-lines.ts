import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A child process that speaks in lines. */
export class SpeakingChild {
  readonly process: ChildProcess;
  readonly heard: string[] = [];
  #listener: (() => void) | null = null;
  #ended = false;

  /** @param name a file beside this one. */
  constructor(name: string, args: readonly string[]) {
    this.process = spawn(process.execPath, [join(import.meta.dirname, name), ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdout } = this.process;
    if (stdout === null) throw new Error('A child without output');
    createInterface({ input: stdout }).on('line', (line) => {
      this.heard.push(line);
      this.#listener?.();
    });
    this.process.once('exit', () => {
      this.#ended = true;
      this.#listener?.();
    });
  }

  /** The line at a place, when it is there. */
  async line(at: number): Promise<string> {
    for (;;) {
      const line = this.heard[at];
      if (line !== undefined) return line;
      if (this.#ended) throw new Error(`The child ended after: ${this.heard.join('; ')}`);
      await new Promise<void>((resolve) => (this.#listener = resolve));
    }
  }

  say(line: string): void {
    this.process.stdin?.write(`${line}\n`);
  }

  /** Resolves when it is gone. */
  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.#ended) return;
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    await gone;
  }
}
