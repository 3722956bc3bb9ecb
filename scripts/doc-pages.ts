/** The pages of docs/technical that follow from the tables of layers and packages. */
import { apiPage } from './api-page/page.ts';
import { LAYERS, type Layer } from './layers.ts';
import { licencesFile } from './licences.ts';
import { INSTALL_SCRIPTS, PACKAGES, type PackageKind, type PackageUse } from './packages.ts';

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const NOTICE = (source: string): string =>
  `<!-- Written by \`npm run docs\` from ${source}; edit that file instead. -->`;

function layerRow(layer: Layer): string {
  const types = layer.mayTypes === undefined ? '' : `; types only: ${code(layer.mayTypes)}`;
  const may = `${layer.may.length === 0 ? 'nothing' : code(layer.may)}${types}`;
  return `| \`${layer.at}\` | ${layer.holds} | ${layer.environment} | ${may} | ${layer.builtins ? 'yes' : 'no'} |`;
}

/** docs/technical/layers.md */
export function layersPage(): string {
  return [
    '# Layers: who may import whom',
    '',
    NOTICE('`scripts/layers.ts`'),
    '',
    'A file belongs to the longest path that matches it; `*` stands for one folder, and two such folders never import each',
    'other. A path under "may import" stands for everything below it, and every layer may import itself. Where one npm',
    'package may be imported is in [dependencies](dependencies.md). `npm run check:layers` holds the sources against this',
    'table and also refuses circles of value imports.',
    '',
    'Each environment is compiled on its own, with only what it has: `tsconfig.<environment>.json`. In `anywhere` neither',
    'Node nor a browser exists, so the core cannot reach for a clock, a disk or a network except through a port.',
    '',
    'Tests beside their source (`x.test.ts`) may import anything but `electron`; end-to-end tests only what is built.',
    '',
    '| Layer | What lives there | Environment | May import | Node’s modules |',
    '| --- | --- | --- | --- | --- |',
    ...LAYERS.map(layerRow),
    '',
  ].join('\n');
}

const KINDS: readonly (readonly [PackageKind, string])[] = [
  ['runtime', 'Installed with the program'],
  ['page', 'Bundled into the window’s page'],
  ['build', 'Build and checks'],
  ['test', 'Tests'],
  ['bench', 'Benchmarks'],
];

function packageRow([name, use]: readonly [string, PackageUse]): string {
  return `| \`${name}\` | ${use.why} | ${use.where.length === 0 ? 'not imported' : code(use.where)} |`;
}

function packageTable(kind: PackageKind, title: string): readonly string[] {
  const rows = Object.entries(PACKAGES).flatMap(([name, use]) => (use?.kind === kind ? [packageRow([name, use])] : []));
  return [`## ${title}`, '', '| Package | Why | Imported in |', '| --- | --- | --- |', ...rows, ''];
}

function installScriptRows(): readonly string[] {
  return Object.entries(INSTALL_SCRIPTS).flatMap(([name, script]) =>
    script === undefined ? [] : [`| \`${name}\` | ${script.allowed ? 'yes' : 'no'} | ${script.why} |`],
  );
}

/** docs/technical/dependencies.md */
export function dependenciesPage(): string {
  return [
    '# Dependencies: each with its reason',
    '',
    NOTICE('`scripts/packages.ts`'),
    '',
    'Versions are exact, every entry of the lockfile has its checksum, and all come from one registry. A package that is',
    'not listed here fails `npm run check:layers`, and so does an import outside the folders named. Tests may import any of',
    'them but Electron.',
    '',
    ...KINDS.flatMap(([kind, title]) => packageTable(kind, title)),
    '## Install scripts',
    '',
    'At most four packages bring a script that runs at install, and npm would compile one more by itself. `allowScripts` in',
    'package.json names those that may; an npm that knows the field blocks or reports the others, an older one ignores it',
    'and runs them all, which costs time and does no harm.',
    '',
    '| Package | Allowed | What it does |',
    '| --- | --- | --- |',
    ...installScriptRows(),
    '',
  ].join('\n');
}

/** Path from the root and text of every generated page. */
export const DOC_PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/technical/layers.md': layersPage,
  'docs/technical/dependencies.md': dependenciesPage,
  'docs/technical/api.md': apiPage,
  'renderer/features/about/licences.json': licencesFile,
};
