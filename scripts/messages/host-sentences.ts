import ts from 'typescript-6';
import { isAllowed } from './allowed.ts';
import { parseSource } from './syntax.ts';

/**
 * The sentences of the host, read from its sources: what it tells in English, with a place `{name}` where a value stands. The
 * window says them in another language by finding the sentence again in what came.
 */

/** Calls whose words no person reads: failures of the program itself, names of tables, ids. */
const SILENT =
  /^(?:new )?(?:Error|TypeError|RangeError|SyntaxError|invariant|assert\w*|unreachable|prepare|exec|debug|log|warn|info|describe|RegExp|brand)$/;

const SILENT_PROPERTIES: ReadonlySet<string> = new Set(
  'summary path method description tags operationId pattern sql code type kind id key stage role event channel'.split(
    ' ',
  ),
);

/** Properties whose single words are names that are shown. */
const NAMING: ReadonlySet<string> = new Set('label title name word words noun unit sentence what'.split(' '));

/** What programs say to each other: kinds of content, rules for caches, calls of contracts on a chain. */
const PROTOCOL = /charset=|max-age=|^application\/|-src 'self'|^(?:event|function) \w+\(/;

const SQL =
  /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|WITH|FROM|WHERE|ORDER BY|SAVEPOINT|ROLLBACK|RELEASE|VACUUM|EXISTS|ATTACH|BEGIN)\b/;

const isText = (node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression =>
  ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);

/** Calls that only dress what they are called on. */
const DRESSING = /^(?:join|toFixed|trim|toUpperCase|toLowerCase|map|slice|toString|format)$/;

function calledName({ expression, arguments: [first] }: ts.CallExpression): string {
  if (ts.isPropertyAccessExpression(expression) && DRESSING.test(expression.name.text))
    return placeName(expression.expression);
  return placeName(first ?? expression);
}

/** What a value is called in its source. */
function placeName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.name.text;
    return name === 'length' || name === 'size' ? placeName(node.expression) : name;
  }
  if (ts.isCallExpression(node)) return calledName(node);
  if (ts.isBinaryExpression(node)) return placeName(node.left);
  if (ts.isConditionalExpression(node)) return placeName(node.whenTrue);
  const wraps =
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isElementAccessExpression(node);
  return wraps ? placeName(node.expression) : 'value';
}

/** The pieces of a text: words and places, also of texts joined by `+`; null when it is none. */
function pieces(node: ts.Expression, places: string[]): string | null {
  const place = (of: ts.Expression): string => {
    const base = placeName(of).replace(/[^A-Za-z0-9]/g, '') || 'value';
    const first = base === base.toUpperCase() ? base.toLowerCase() : base.charAt(0).toLowerCase() + base.slice(1);
    let name = first;
    for (let n = 2; places.includes(name); n += 1) name = `${first}${String(n)}`;
    places.push(name);
    return `{${name}}`;
  };
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return (
      node.head.text + node.templateSpans.map(({ expression, literal }) => place(expression) + literal.text).join('')
    );
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [pieces(node.left, places), pieces(node.right, places)];
    if (left === null && right === null) return null;
    return (left ?? place(node.left)) + (right ?? place(node.right));
  }
  return null;
}

const isNoText = (at: ts.Node, below: ts.Node): boolean =>
  ts.isTypeNode(at) ||
  ts.isImportDeclaration(at) ||
  ts.isTaggedTemplateExpression(at) ||
  ts.isElementAccessExpression(at) ||
  (ts.isBinaryExpression(at) && /^[!=]==/.test(at.operatorToken.getText())) ||
  (ts.isCaseClause(at) && at.expression === below);

/** Whether what stands below a node is no text because of it; null leaves it to the nodes above. */
function silences(at: ts.Node, below: ts.Node): boolean | null {
  if (isNoText(at, below)) return true;
  if (ts.isPropertyAssignment(at)) return at.name === below || SILENT_PROPERTIES.has(at.name.getText());
  if (ts.isNewExpression(at) || ts.isCallExpression(at)) {
    const callee = at.expression.getText().split('.').at(-1) ?? '';
    if (SILENT.test(callee)) return true;
  }
  return ts.isBlock(at) || ts.isFunctionLike(at) ? false : null;
}

function isSilent(node: ts.Node): boolean {
  let below = node;
  for (let at = node.parent; !ts.isSourceFile(at); below = at, at = at.parent) {
    const silent = silences(at, below);
    if (silent !== null) return silent;
  }
  return false;
}

const trimmed = (text: string): string =>
  text
    .replace(/^[\s,;:.]+(?=[\s\p{L}{(])/u, '')
    .replace(/[\s,;:]+$/u, '')
    .trim();

/** A word that is one of two within a text: `${up ? 'above' : 'below'} the mark`. */
function isChosenWord(node: ts.Node): boolean {
  let chosen = false;
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isConditionalExpression(at)) chosen = true;
    else if (ts.isTemplateSpan(at)) return chosen;
    else if (!ts.isParenthesizedExpression(at)) return false;
  }
  return false;
}

/** Fewer letters than this around places fit nearly every sentence. */
const LEAST_LETTERS = 4;

/** A single word that stands for a name: the label of something, one of a table of names. */
function isNamingWord(bare: string, { parent }: ts.Node): boolean {
  if (!ts.isPropertyAssignment(parent)) return false;
  return (
    /^\p{Lu}(?:\p{Ll}{2,}|\p{Ll}+-)(?:\p{Ll}|-)*$/u.test(bare) ||
    (NAMING.has(parent.name.getText()) && /^\p{Ll}{3,}$/u.test(bare))
  );
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

const isNoProse = (text: string, bare: string): boolean =>
  SQL.test(text) ||
  PROTOCOL.test(text) ||
  text.includes('\n') ||
  isAllowed(bare) ||
  (!/\p{Ll}{2,}/u.test(bare) && !/^\p{Lu}{2,}( \p{Lu}{2,})+$/u.test(bare));

function isSentence(text: string, node: ts.Node): boolean {
  const bare = text.replace(/\{\w+\}/g, ' ').trim();
  if (isNoProse(text, bare)) return false;
  if (isChosenWord(node) && /^\p{L}{2,}$/u.test(bare)) return true;
  if (text !== bare && letters(bare) < LEAST_LETTERS) return false;
  if (/\p{L}{2,}[,;:]? +[\p{L}(]/u.test(bare)) return true;
  if (/\p{L}{3,}/u.test(bare) && /\{\w+\}/.test(text) && / /.test(text)) return true;
  return isNamingWord(bare, node);
}

/** The sentences a source of the host tells. */
export function hostSentences(file: string, text: string): readonly string[] {
  const source = parseSource(file, text);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const joined = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
    if ((isText(node) || joined) && !isSilent(node)) {
      const sentence = pieces(node, []);
      if (sentence !== null) {
        const clean = trimmed(sentence);
        if (isSentence(clean, node)) found.push(clean);
        if (joined) {
          descend(node);
          return;
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  /** Below a text that is joined only what stands in its places is told by itself. */
  const descend = (node: ts.Node): void => {
    ts.forEachChild(node, (child) => {
      if (ts.isBinaryExpression(child)) descend(child);
      else if (ts.isTemplateExpression(child)) for (const span of child.templateSpans) visit(span.expression);
      else if (!isText(child)) visit(child);
    });
  };
  visit(source);
  return found;
}
