import ts from 'typescript-6';

/** The calls whose first argument is a message, and what they are. */
export const MESSAGE_CALLS = { say: 'plain', rich: 'rich', sayAs: 'context' } as const;

export const parseSource = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );

export const lineOf = (source: ts.SourceFile, node: ts.Node): number =>
  source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;

export const calleeName = (node: ts.CallExpression): string =>
  ts.isIdentifier(node.expression) ? node.expression.text : '';

/** Attributes of elements that are read by people. */
const SHOWN_ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'label title aria-label note placeholder helperText help question head foot cancel submit alt titleAccess confirm ' +
    'aria-description aria-valuetext aria-roledescription description header caption empty what name heading text hint ' +
    'sentence word words detail summary action unit saved from about body because end start'
  ).split(' '),
);

/** Properties whose words are shown: single words in them are text too. */
const SHOWN_PROPERTIES: ReadonlySet<string> = new Set(
  (
    'label title word words text sentence detail note hint help short long head confirm placeholder header helperText ' +
    'heading question what why means meaning caption summary verb noun one many does did does description unit empty ' +
    'cancel done action advice'
  ).split(' '),
);

/** Calls whose string arguments are no text. */
const SILENT_CALLS: ReadonlySet<string> = new Set(
  (
    'styled keyframes alpha Error TypeError RangeError SyntaxError querySelector querySelectorAll closest matches matchMedia ' +
    'addEventListener removeEventListener getPropertyValue setProperty createElement getContext setAttribute getAttribute ' +
    'removeAttribute fillStyle colorMix mix tint startsWith endsWith includes localeCompare split indexOf replaceAll ' +
    'verbatim invariant assert calc lazy import register'
  ).split(' '),
);

const readsLikeWords = (text: string): boolean => {
  const plain = text.replace(/\{[^}]*\}/g, ' ').trim();
  return /\p{L}{2,}[,;:.…]? +[\p{L}(“"#{]/u.test(plain) && /[a-z]{2,}/.test(plain);
};

const isWord = (text: string): boolean =>
  /^[^\p{L}]*\p{Lu}[\p{L}’\- ]*[….:?]?[^\p{L}]*$/u.test(text) && /\p{L}{2,}/u.test(text);

/** Values of styles that stand outside of what is known to be a style. */
const CSS =
  /^(?:[\d.]+(?:px|fr|em|rem|%|ms|s)?\s|\d+px|inset |[a-z-]+\(|auto |minmax|repeat\(|"|#|calc|& |&|@media|transparent|none )|(?:\d(?:px|fr|em)\b)|var\(--|(?:ease|linear)(?:$|[ ,])/;

/** The words of a string, a template with its places as `{}`, or the text of an element. */
export function wordsOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  return null;
}

type Place = 'shown' | 'silent' | 'open';

/** What the node above says of the place of a string below it; null leaves it to those further up. */
type Rule = (at: ts.Node, below: ts.Node) => Place | null;

const outsideCode: Rule = (at) =>
  ts.isTypeNode(at) || ts.isImportDeclaration(at) || ts.isExportDeclaration(at) || ts.isThrowStatement(at)
    ? 'silent'
    : null;

const inElement: Rule = (at) => {
  if (ts.isJsxAttribute(at)) return SHOWN_ATTRIBUTES.has(at.name.getText()) ? 'shown' : 'silent';
  return ts.isJsxExpression(at) && !ts.isJsxAttribute(at.parent) ? 'shown' : null;
};

/** Words that are looked up or compared are ids. */
const compared: Rule = (at, below) => {
  if (ts.isElementAccessExpression(at) || ts.isTaggedTemplateExpression(at)) return 'silent';
  if (ts.isCaseClause(at)) return at.expression === below ? 'silent' : null;
  return ts.isBinaryExpression(at) && /^(?:[!=]==?|[<>]=?|in)$/.test(at.operatorToken.getText()) ? 'silent' : null;
};

const inCall: Rule = (at, below) => {
  if (!ts.isNewExpression(at) && !ts.isCallExpression(at)) return null;
  const callee = at.expression.getText();
  const last = callee.replace(/\(.*$/s, '').split('.').at(-1) ?? '';
  if (Object.hasOwn(MESSAGE_CALLS, last) && (at.arguments?.[0] === below || last === 'sayAs')) return 'silent';
  if (SILENT_CALLS.has(last) || callee.startsWith('styled')) return 'silent';
  return last === 'map' || last === 'join' || last === 'filter' ? null : 'open';
};

const STYLES: ReadonlySet<string> = new Set(['sx', 'style', 'className', 'key', 'id']);

const inProperty: Rule = (at, below) => {
  if (!ts.isPropertyAssignment(at)) return null;
  const name = at.name.getText().replaceAll("'", '');
  if (at.name === below || STYLES.has(name)) return 'silent';
  return SHOWN_PROPERTIES.has(name) ? 'shown' : 'open';
};

const atTop: Rule = (at) => (ts.isFunctionLike(at) || ts.isVariableDeclaration(at) ? 'open' : null);

const RULES: readonly Rule[] = [outsideCode, inElement, compared, inCall, inProperty, atTop];

/** Where a string stands: in a place that is shown, in one that is not, or in one that only its words tell. */
function placeOf(node: ts.Node): Place {
  let below: ts.Node = node;
  for (let at = node.parent; !ts.isSourceFile(at); below = at, at = at.parent) {
    for (const rule of RULES) {
      const place = rule(at, below);
      if (place !== null) return place;
    }
  }
  return 'open';
}

const shownWords = (words: string, bare: string): boolean =>
  readsLikeWords(words) ||
  isWord(bare) ||
  (/ /.test(words.trim()) && /\p{L}{2,}/u.test(words)) ||
  /^ \p{L}|\p{L} $/u.test(words);

const BESIDE_PLACE = /(?:^|[^\p{L}-])\p{L}{3,}[,:;]? \{\}|\{\}[,;]? \p{L}{2,}/u;
const NAME = /^(?:\p{Lu}\p{Ll}{2,}(?:[- ]\p{L}+)*|\p{Lu}{3,}(?: \p{Lu}{2,})*)…?$/u;

/** Whether a string or the text of an element is read by people and so belongs into a message. */
export function isRaw(node: ts.Node, allowed: (text: string) => boolean): boolean {
  const words = wordsOf(node);
  if (words === null || !/\p{L}/u.test(words)) return false;
  const bare = words.replaceAll('{}', ' ').replace(/\s+/g, ' ').trim();
  if (allowed(bare)) return false;
  if (ts.isJsxText(node)) return true;
  const place = placeOf(node);
  if (place === 'silent') return false;
  if (CSS.test(bare)) return false;
  if (place === 'shown') return shownWords(words, bare);
  return readsLikeWords(words) || BESIDE_PLACE.test(words) || (isValue(node) && NAME.test(bare));
}

/** Whether a string is what something comes to: the value of a property, an entry of a list, one of two ways, a result. */
function isValue({ parent }: ts.Node): boolean {
  if (ts.isConditionalExpression(parent) || ts.isArrowFunction(parent) || ts.isReturnStatement(parent)) return true;
  return ts.isPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent);
}
