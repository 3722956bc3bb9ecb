import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const COORDINATE = z.int().min(-100_000).max(100_000);
const SIZE = z.int().min(100).max(20_000);

const stored = z.strictObject({ x: COORDINATE, y: COORDINATE, width: SIZE, height: SIZE, maximized: z.boolean() });

/** Where the window was, in screen pixels, when it was not maximised; and whether it was. */
export type WindowBounds = z.infer<typeof stored>;

/** The visible part of one screen, in screen pixels. */
export interface ScreenArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** So much of the title bar has to be on a screen for a hand to move the window by. */
const GRIP_WIDTH = 120;
const GRIP_HEIGHT = 40;

/** Null when no screen shows enough of the window: the screen it was on is gone. */
export function reachable(bounds: WindowBounds | null, screens: readonly ScreenArea[]): WindowBounds | null {
  if (bounds === null) return null;
  const onScreen = screens.some(
    (screen) =>
      Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x) >= GRIP_WIDTH &&
      bounds.y >= screen.y &&
      bounds.y + GRIP_HEIGHT <= screen.y + screen.height,
  );
  return onScreen ? bounds : null;
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What is in the way is not ours to remove.
  }
}

/** Remembers the window's place in a small file, which is replaced whole or not at all. */
export class BoundsStore {
  readonly #folder: string;
  readonly #file: string;

  /** @param name of the file: each kind of window has its own. */
  constructor(folder: string, name = 'window.json') {
    this.#folder = folder;
    this.#file = join(folder, name);
  }

  /** The last place; null when there is none, or what is there is not one. */
  read(): WindowBounds | null {
    try {
      const parsed = stored.safeParse(JSON.parse(readFileSync(this.#file, 'utf8')));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  /** False when it could not be written; a place that is forgotten is no reason to disturb anybody. */
  write(bounds: WindowBounds): boolean {
    const next = `${this.#file}.${process.pid}.tmp`;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(next, `${JSON.stringify(stored.parse(bounds))}\n`, { mode: 0o600 });
      renameSync(next, this.#file);
      return true;
    } catch {
      discard(next);
      return false;
    }
  }
}
