/** The packages that go with the program, their versions and licences, as the lock file names them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './import-graph.ts';
import { PACKAGES } from './packages.ts';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

type Lock = Readonly<Record<string, Locked | undefined>>;

/** The place of a package as Node finds it from another: in its own folder first, then upwards. */
function placeOf(lock: Lock, from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock[place] !== undefined) return place;
    if (at === '') return null;
  }
}

function reached(lock: Lock, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = roots.flatMap((name) => placeOf(lock, '', name) ?? []);
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (found.has(place)) continue;
    found.add(place);
    for (const name of Object.keys(lock[place]?.dependencies ?? {})) {
      const next = placeOf(lock, place, name);
      if (next !== null) open.push(next);
    }
  }
  return found;
}

/** renderer/features/about/licences.json */
export function licencesFile(): string {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { readonly packages: Lock };
  const roots = Object.entries(PACKAGES).flatMap(([name, use]) =>
    use?.kind === 'runtime' || use?.kind === 'page' ? [name] : [],
  );
  const rows = [...reached(packages, roots)].map((place) => ({
    name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: packages[place]?.version ?? '',
    licence: packages[place]?.license ?? 'see the package',
  }));
  const unique = new Map(rows.map((row) => [`${row.name}@${row.version}`, row]));
  const sorted = [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return `${JSON.stringify(sorted, null, 2)}\n`;
}
