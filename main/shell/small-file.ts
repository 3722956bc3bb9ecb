import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What is in the way is not ours to remove.
  }
}

/** A small file of what the shell remembers, which is replaced whole or not at all. */
export class SmallFile<Value> {
  readonly #folder: string;
  readonly #file: string;
  readonly #schema: z.ZodType<Value>;

  constructor(folder: string, name: string, schema: z.ZodType<Value>) {
    this.#folder = folder;
    this.#file = join(folder, name);
    this.#schema = schema;
  }

  /** Null when there is none, or what is there is not one. */
  read(): Value | null {
    try {
      const parsed = this.#schema.safeParse(JSON.parse(readFileSync(this.#file, 'utf8')));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  /** False when it could not be written; what is forgotten here is no reason to disturb anybody. */
  write(value: Value): boolean {
    const next = `${this.#file}.${process.pid}.tmp`;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(next, `${JSON.stringify(this.#schema.parse(value))}\n`, { mode: 0o600 });
      renameSync(next, this.#file);
      return true;
    } catch {
      discard(next);
      return false;
    }
  }
}
