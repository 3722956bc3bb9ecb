/** Holds the import graph against the tables of layers and packages: `node scripts/check-layers.ts`. */
import { fileURLToPath } from 'node:url';
import { type ImportEdge, importGraph } from './import-graph.ts';
import { LAYERS, type Layer, SOURCE_FOLDERS } from './layers.ts';
import { PACKAGES, type PackageUse } from './packages.ts';

export interface Violation {
  readonly edge: ImportEdge;
  readonly reason: string;
}

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);

function matches(at: string, file: string): boolean {
  const pattern = at.split('/');
  const parts = file.split('/');
  if (at.endsWith('*') && parts.length <= pattern.length) return false;
  return pattern.every((part, index) => part === '*' || part === parts[index]);
}

const exactness = (layer: Layer): number => layer.at.length - (layer.at.includes('*') ? 0.5 : 0);

/** The layer a file belongs to; nothing for a file outside the table. */
export function layerOf(file: string): Layer | undefined {
  return LAYERS.filter((layer) => matches(layer.at, file)).sort((a, b) => {
    const depth = b.at.split('/').length - a.at.split('/').length;
    return depth === 0 ? exactness(b) - exactness(a) : depth;
  })[0];
}

const isBelow = (file: string, prefix: string): boolean => file === prefix || file.startsWith(`${prefix}/`);

/** Two files are of one unit when they share the layer and, for `features/*`, also the folder the star stands for. */
function sameUnit(from: string, to: string, layer: Layer): boolean {
  if (layerOf(to) !== layer) return false;
  const depth = layer.at.split('/').length;
  return !layer.at.endsWith('*') || from.split('/')[depth - 1] === to.split('/')[depth - 1];
}

/** Tests may reach for any listed package but Electron, whose real form is not there in a test. */
function packageReason(edge: ImportEdge, use: PackageUse | undefined): string | null {
  if (use === undefined) return `the package "${edge.to}" is not listed in scripts/packages.ts`;
  const inTests = isTest(edge.from) || isBelow(edge.from, 'tests');
  if (inTests && edge.to !== 'electron') return null;
  if (use.where.some((place) => isBelow(edge.from, place))) return null;
  return `"${edge.to}" may only be imported in ${use.where.join(', ') || 'no source file'}`;
}

function ownReason(edge: ImportEdge, layer: Layer): string | null {
  if (isBelow(edge.to, 'tests/support') && isTest(edge.from)) return null;
  if (isTest(edge.from) && !isBelow(edge.from, 'tests/e2e')) return null;
  if (sameUnit(edge.from, edge.to, layer) || layer.may.some((prefix) => isBelow(edge.to, prefix))) return null;
  const typed = layer.mayTypes?.some((prefix) => isBelow(edge.to, prefix)) ?? false;
  if (typed && edge.typeOnly) return null;
  if (typed) return `${layer.at} may import only types of ${edge.to}`;
  return `${layer.at} may not import ${edge.to}`;
}

/** Why an import breaks the tables, or nothing. */
export function edgeReason(edge: ImportEdge): string | null {
  const layer = layerOf(edge.from);
  if (layer === undefined) return `${edge.from} is in no layer; add its folder to scripts/layers.ts`;
  switch (edge.kind) {
    case 'builtin':
      return layer.builtins || isTest(edge.from) ? null : `${layer.at} may not use Node's own modules`;
    case 'package':
      return packageReason(edge, PACKAGES[edge.to]);
    case 'own':
      return ownReason(edge, layer);
  }
}

/** Every import that breaks the tables. */
export function findViolations(edges: readonly ImportEdge[]): readonly Violation[] {
  return edges.flatMap((edge) => {
    const reason = edgeReason(edge);
    return reason === null ? [] : [{ edge, reason }];
  });
}

/** Circles of value imports: their modules run in an order that depends on who came first. */
export function findCycles(edges: readonly ImportEdge[]): readonly (readonly string[])[] {
  const next = new Map<string, ImportEdge[]>();
  for (const edge of edges.filter(({ kind, typeOnly }) => kind === 'own' && !typeOnly))
    next.set(edge.from, [...(next.get(edge.from) ?? []), edge]);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const edge of next.get(file) ?? []) walk(edge.to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return cycles;
}

export const describe = ({ edge, reason }: Violation): string =>
  `${edge.from}:${edge.line} imports "${edge.specifier}": ${reason}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const edges = importGraph(SOURCE_FOLDERS);
  const lines = [
    ...findViolations(edges).map(describe),
    ...findCycles(edges).map((cycle) => `circle of imports: ${cycle.join(' -> ')}`),
  ];
  for (const line of lines) console.error(line);
  console.log(`${edges.length} imports, ${lines.length} against the table`);
  process.exitCode = lines.length === 0 ? 0 : 1;
}
