import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** A file of the page as it is served. */
export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  readonly isPage: boolean;
  /** Files with a hash in their name never change. */
  readonly immutable: boolean;
}

const TYPES: Readonly<Record<string, string | undefined>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** The steps of a path below the folder, or nothing when a step could lead out of it or to a hidden file. */
function safeSteps(pathname: string): readonly string[] | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const steps = decoded.split('/').filter((step) => step !== '');
  const isSafe = steps.every((step) => !step.startsWith('.') && !/[\\\0:%]/.test(step));
  return isSafe ? steps : null;
}

/** Reads a file of the built page; null when there is none by that path or it lies, by whatever spelling, outside. */
export async function readStaticFile(folder: string, pathname: string): Promise<StaticFile | null> {
  const steps = safeSteps(pathname);
  if (steps === null) return null;
  const name = steps.length === 0 ? 'index.html' : join(...steps);
  const type = TYPES[extname(name).toLowerCase()];
  if (type === undefined) return null;
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, name));
    if (!path.startsWith(root + sep) || !(await stat(path)).isFile()) return null;
    const immutable = steps[0] === 'assets' && /-[\w-]{8,}\.\w+$/.test(name);
    return { body: await readFile(path), type, isPage: extname(name) === '.html', immutable };
  } catch {
    return null;
  }
}
