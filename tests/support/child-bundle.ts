import { join } from 'node:path';
import { build } from 'esbuild';
import { PACKAGES_APART, REQUIRE_BANNER } from '#scripts/taken-in.mjs';

const ROOT = join(import.meta.dirname, '../..');

/**
 * One file in place of hundreds: a process then starts in a third of the time, and there are many. It lies within the
 * project, so that it finds the packages it leaves outside.
 * @param source below the project's folder. @returns the bundle's path.
 */
export async function bundleChild(source: string): Promise<string> {
  const name = source.replace(/\W+/g, '-');
  const outfile = join(ROOT, `node_modules/.cache/zmart/${name}-${String(process.pid)}.mjs`);
  await build({
    entryPoints: [join(ROOT, source)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: { js: REQUIRE_BANNER },
    plugins: [PACKAGES_APART],
    logLevel: 'warning',
  });
  return outfile;
}
