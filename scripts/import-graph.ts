/** Reads the imports of every source file with TypeScript's own parser. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-6';

export interface ImportEdge {
  /** The importing file, from the root, with `/`. */
  readonly from: string;
  /** As written in the source. */
  readonly specifier: string;
  /** The file from the root for our own modules, else the package or built-in name. */
  readonly to: string;
  readonly kind: 'own' | 'package' | 'builtin';
  readonly typeOnly: boolean;
  /** 1-based. */
  readonly line: number;
}

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What `imports` in package.json says, longest first: `#core/x` is `main/core/x`. */
function readAliases(): readonly (readonly [string, string])[] {
  const parsed: unknown = JSON.parse(readFileSync(posix.join(ROOT, 'package.json'), 'utf8'));
  const imports = (parsed as { imports: Record<string, string> }).imports;
  return Object.entries(imports)
    .map(([alias, target]) => [alias.replace('*', ''), target.replace('./', '').replace('*', '')] as const)
    .sort(([a], [b]) => b.length - a.length);
}

const ALIASES = readAliases();

const bareName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Where a specifier leads: to one of our files, a package, or a module of Node's. */
export function resolveSpecifier(from: string, specifier: string): Pick<ImportEdge, 'to' | 'kind'> {
  const path = specifier.split('?')[0] ?? specifier;
  if (path.startsWith('.')) return { kind: 'own', to: posix.join(posix.dirname(from), path) };
  if (isBuiltin(path)) return { kind: 'builtin', to: path };
  const alias = ALIASES.find(([prefix]) => path.startsWith(prefix));
  if (alias !== undefined) return { kind: 'own', to: alias[1] + path.slice(alias[0].length) };
  return { kind: 'package', to: bareName(path) };
}

interface RawImport {
  readonly specifier: ts.Expression | ts.TypeNode;
  readonly typeOnly: boolean;
}

function isImportCall(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  const callee = node.expression;
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function rawImport(node: ts.Node): RawImport | null {
  if (ts.isImportDeclaration(node))
    return {
      specifier: node.moduleSpecifier,
      typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    };
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
    return { specifier: node.moduleSpecifier, typeOnly: node.isTypeOnly };
  if (ts.isImportTypeNode(node)) return { specifier: node.argument, typeOnly: true };
  const argument = isImportCall(node) ? node.arguments[0] : undefined;
  return argument === undefined ? null : { specifier: argument, typeOnly: false };
}

function textOf(node: ts.Expression | ts.TypeNode): string | null {
  const literal = ts.isLiteralTypeNode(node) ? node.literal : node;
  return ts.isStringLiteralLike(literal) ? literal.text : null;
}

/** The imports of one file, given its text. */
export function importsOf(file: string, text: string): readonly ImportEdge[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const edges: ImportEdge[] = [];
  const visit = (node: ts.Node): void => {
    const found = rawImport(node);
    const specifier = found === null ? null : textOf(found.specifier);
    if (found !== null && specifier !== null) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      edges.push({ from: file, specifier, typeOnly: found.typeOnly, line, ...resolveSpecifier(file, specifier) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edges;
}

/** All TypeScript and JavaScript files below the folders, from the root, sorted. */
export function sourceFiles(folders: readonly string[]): readonly string[] {
  return folders
    .filter((folder) => existsSync(posix.join(ROOT, folder)))
    .flatMap((folder) => readdirSync(posix.join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(m?[jt]s|tsx)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(ROOT, posix.join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Every import of every file below the folders. */
export function importGraph(folders: readonly string[]): readonly ImportEdge[] {
  return sourceFiles(folders).flatMap((file) => importsOf(file, readFileSync(posix.join(ROOT, file), 'utf8')));
}
