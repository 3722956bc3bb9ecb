import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readReduced, writeReduced, type ReducedPicture } from './reduced-picture.ts';

const FOLDER = fileURLToPath(new URL('../../pictures', import.meta.url));

/** In what a screen is looked at. */
export interface Look {
  readonly theme: 'dark' | 'light';
  readonly width: number;
  readonly height: number;
}

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
] as const;

/** Both themes in a small and a large window of a desk, and on a phone. */
export const PICTURE_LOOKS: readonly Look[] = (['dark', 'light'] as const).flatMap((theme) =>
  SIZES.map((size) => ({ theme, ...size })),
);

export const lookName = ({ theme, width, height }: Look): string => `${theme}-${String(width)}x${String(height)}`;

/** The name of the picture of a screen. @param path as in the table of screens */
export const pictureName = (path: string): string => (path === '/' ? 'start' : path.slice(1).replaceAll('/', '-'));

/** Where the picture of a screen lies among the committed ones. */
export const committedPath = (look: Look, path: string): string => join(lookName(look), `${pictureName(path)}.png`);

/** How the machine that took the pictures draws letters: the bundled faces, and signs that the system's faces lend. */
const LETTERS = 'letters.png';

const readOne = (file: string): ReducedPicture | null => {
  try {
    return readReduced(readFileSync(join(FOLDER, file)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};

/** The committed picture; null where there is none. */
export const readCommitted = (look: Look, path: string): ReducedPicture | null => readOne(committedPath(look, path));

export const readLetters = (): ReducedPicture | null => readOne(LETTERS);

export const writeLetters = (picture: ReducedPicture): void =>
  writeFileSync(join(FOLDER, LETTERS), writeReduced(picture));

export function writeCommitted(look: Look, path: string, picture: ReducedPicture): void {
  const file = join(FOLDER, committedPath(look, path));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, writeReduced(picture));
}

/** What lies among the committed pictures and belongs to no screen. */
export function superfluous(paths: readonly string[], folder = FOLDER): readonly string[] {
  const wanted = new Set(PICTURE_LOOKS.flatMap((look) => paths.map((path) => committedPath(look, path))));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((file) => file !== LETTERS && !wanted.has(file));
}

export function dropCommitted(file: string): void {
  rmSync(join(FOLDER, file));
}
