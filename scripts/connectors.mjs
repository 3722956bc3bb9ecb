// @ts-check
/**
 * Bundles exchange classes of ccxt into one file each with what they share beside them. Of a class only what makes a
 * request and what that calls is kept, so that nothing is loaded that is never run: sending, streams, readers of answers.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What `main/adapters/venues/signer.ts` calls; the rest of a class is kept when one of these leads to it by name. */
const ROOTS = ['constructor', 'describe', 'sign', 'milliseconds', 'nonce'];

/** Run by the constructor, but of use only to what sends (a function per endpoint, markets, the throttle): these become empty. */
const EMPTIED = new Set(['defineRestApi', 'afterConstruct', 'loadExchangeSpecificFiles']);

const REQUIRE_BANNER =
  "import{createRequire as zmartRequire}from'node:module';const require=zmartRequire(import.meta.url);";

/**
 * A node of the syntax tree, with the fields that are looked at.
 * @typedef {{ type: string, start: number, end: number } &
 *   { [field in 'key' | 'name' | 'value' | 'property' | 'computed']?: unknown }} Node
 */
/** @typedef {{ name: string, start: number, end: number, calls: ReadonlySet<string> }} Method */
/** @typedef {{ source: string, methods: readonly Method[], imports: readonly string[] }} ClassFile */

/** @param {unknown} value @returns {value is Node} */
const isNode = (value) => typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** @param {unknown} value @param {(node: Node) => void} visit */
function walk(value, visit) {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isNode(value)) return;
  visit(value);
  for (const child of Object.values(value)) if (typeof child === 'object') walk(child, visit);
}

/** The name behind `x.name` and `x['name']`; null where it is computed. @param {Node} node @returns {string | null} */
function memberName({ property, computed }) {
  if (!isNode(property)) return null;
  const name = computed === true ? property.value : property.name;
  return typeof name === 'string' ? name : null;
}

/** @param {Node} method @returns {Method} */
function methodOf({ key, value, start, end }) {
  /** @type {Set<string>} */
  const calls = new Set();
  walk(value, (node) => {
    const name = node.type === 'MemberExpression' ? memberName(node) : null;
    if (name !== null) calls.add(name);
  });
  return { name: String(/** @type {Node} */ (key).name), start, end, calls };
}

/** @param {string} file @param {typeof import('vite').parseSync} parse @returns {ClassFile} */
function readClassFile(file, parse) {
  const source = readFileSync(file, 'utf8');
  const { program } = parse(file, source);
  /** @type {Method[]} */
  const methods = [];
  walk(program, (node) => {
    if (node.type === 'MethodDefinition' && node.computed === false) methods.push(methodOf(node));
  });
  const imports = program.body.flatMap((node) =>
    node.type === 'ImportDeclaration' && node.source.value.startsWith('.')
      ? [join(dirname(file), node.source.value)]
      : [],
  );
  return { source, methods, imports };
}

/** Exchange classes lie in the folder itself, `pro` and `abstract`; what is deeper are tools they share. */
const HOLDS_CLASS = /[/\\]js[/\\]src[/\\](?:(?:pro|abstract)[/\\])?\w+\.js$|[/\\]base[/\\]Exchange\.js$/;

/** The files of the classes and of those they extend. @param {readonly string[]} entries */
async function classFiles(entries) {
  const { parseSync } = await import('vite');
  /** @type {Map<string, ClassFile>} */
  const files = new Map();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file) || !HOLDS_CLASS.test(file)) continue;
    const read = readClassFile(file, parseSync);
    files.set(file, read);
    waiting.push(...read.imports);
  }
  return files;
}

/** The names of methods that the roots lead to, over all classes alike. @param {Iterable<ClassFile>} files */
function reachable(files) {
  const methods = [...files].flatMap((file) => file.methods);
  const names = new Set(ROOTS);
  for (let before = 0; before !== names.size;) {
    before = names.size;
    for (const { name, calls } of methods)
      if (names.has(name) && !EMPTIED.has(name)) for (const call of calls) names.add(call);
  }
  return names;
}

/** @param {ClassFile} file @param {ReadonlySet<string>} names */
function pruned({ source, methods }, names) {
  let text = '';
  let at = 0;
  for (const { name, start, end } of methods) {
    if (names.has(name) && !EMPTIED.has(name)) continue;
    text += source.slice(at, start) + (names.has(name) ? `${name}() {}` : '');
    at = end;
  }
  return text + source.slice(at);
}

/** The files of ccxt that our venues name. @param {string} folder of the venue adapters */
export function connectorModules(folder) {
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const found = sources.flatMap((name) => {
    const module = /^ {2}ccxtModule: '(\w+)',$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[1];
    return module === undefined ? [] : [module];
  });
  if (found.length === 0) throw new Error(`No file in ${folder} names a ccxtModule: there is nothing to bundle.`);
  return found;
}

/**
 * @param {readonly string[]} modules names of ccxt's files: `kucoinfutures`
 * @param {string} outdir
 */
export async function bundleConnectors(modules, outdir) {
  const { build } = await import('esbuild');
  const folder = join(dirname(createRequire(import.meta.url).resolve('ccxt')), '..', 'js', 'src');
  const entryPoints = modules.map((name) => join(folder, 'pro', `${name}.js`));
  const files = await classFiles(entryPoints);
  const names = reachable(files.values());
  await build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    banner: { js: REQUIRE_BANNER },
    legalComments: 'none',
    logLevel: 'error',
    plugins: [
      {
        name: 'only-what-signs',
        setup({ onLoad }) {
          onLoad({ filter: HOLDS_CLASS }, ({ path }) => {
            const file = files.get(path);
            return file === undefined ? null : { contents: pruned(file, names), loader: 'js' };
          });
        },
      },
    ],
  });
}
