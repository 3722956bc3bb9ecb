import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#scripts/import-graph.ts';
import { INSTALL_SCRIPTS, PACKAGES } from '#scripts/packages.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as unknown;
const manifest = readJson('package.json') as Manifest;
const lock = readJson('package-lock.json') as { readonly packages: Readonly<Record<string, LockEntry>> };

const declared = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('package.json', () => {
  it('pins every version exactly', () => {
    const loose = Object.entries(declared).filter(
      ([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('declares nothing that is not listed with its reason, and lists nothing that is not declared', () => {
    expect(Object.keys(PACKAGES).sort()).toEqual(Object.keys(declared).sort());
    for (const [name, use] of Object.entries(PACKAGES)) expect(use?.why.length, name).toBeGreaterThan(4);
  });

  it('allows the install scripts that the list allows, and no other', () => {
    const listed = Object.entries(INSTALL_SCRIPTS).map(([name, script]) => [name, script?.allowed]);
    expect(manifest.allowScripts).toEqual(Object.fromEntries(listed));
  });
});

/** The folders in which Node, and npm with it, looks for a package asked for from `path`. */
function placesFrom(path: string, name: string): readonly string[] {
  const parts = path.split('/node_modules/');
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/node_modules/')}/node_modules/${name}`);
}

describe('package-lock.json', () => {
  it('holds everything its packages ask for, else `npm ci` refuses it', () => {
    const missing = installed.flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter((name) => ![`node_modules/${name}`, ...placesFrom(path, name)].some((place) => place in lock.packages))
        .map((name) => `${path} asks for ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('has a checksum for every package', () => {
    const bare = installed.filter(([, entry]) => entry.link !== true && entry.integrity === undefined);
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  it('knows one registry and no other source', () => {
    const elsewhere = installed.filter(
      ([, { resolved, link }]) =>
        link === true || (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(elsewhere.map(([path, { resolved }]) => `${path}: ${resolved}`)).toEqual([]);
  });

  it('holds the versions that package.json pins', () => {
    // A package under another name is pinned as `npm:its-name@version`.
    const drift = Object.entries(declared).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version.replace(/^npm:.*@/, ''),
    );
    expect(drift).toEqual([]);
  });

  it('names every install script it brings with its reason, and lets at most three run', () => {
    const names = new Set(
      installed.filter(([, entry]) => entry.hasInstallScript === true).map(([path]) => nameOf(path)),
    );
    const unlisted = [...names].filter((name) => INSTALL_SCRIPTS[name] === undefined);
    expect(unlisted).toEqual([]);
    expect(Object.values(INSTALL_SCRIPTS).filter((script) => script?.allowed === true).length).toBeLessThanOrEqual(3);
  });
});
