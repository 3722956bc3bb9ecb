/** Measures one source file the way the lint rules do: lines of code, decisions per function, comments, `any`. */
import ts from 'typescript-6';

export interface FunctionMeasure {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** Lines that are neither blank nor comment only. */
  readonly lines: number;
  /** 1 and one more for each decision; a switch counts once. */
  readonly complexity: number;
}

export interface FileMeasure {
  readonly file: string;
  readonly lines: number;
  readonly commentLines: number;
  readonly anyCount: number;
  readonly functions: readonly FunctionMeasure[];
}

const DECISIONS = new Set([
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.QuestionDotToken,
]);

const LOGICAL = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

type WithBody = ts.FunctionLikeDeclaration & { readonly body: ts.Node };

const hasBody = (node: ts.Node): node is WithBody =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

const isDecision = (node: ts.Node): boolean =>
  DECISIONS.has(node.kind) ||
  (ts.isBinaryExpression(node) && LOGICAL.has(node.operatorToken.kind)) ||
  ((ts.isParameter(node) || ts.isBindingElement(node)) && node.initializer !== undefined);

function complexityOf(root: WithBody): number {
  let count = 1;
  const visit = (node: ts.Node): void => {
    if (node !== root && hasBody(node)) return;
    if (isDecision(node)) count += 1;
    ts.forEachChild(node, visit);
  };
  visit(root);
  return count;
}

function nameOf(node: WithBody): string {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named?.getText() ?? 'anonymous function';
}

/** For each line whether it holds code, only comment, or nothing. */
function classifyLines(text: string, source: ts.SourceFile): readonly ('code' | 'comment' | 'blank')[] {
  const lines = text
    .split('\n')
    .map((line) => (line.trim() === '' ? 'blank' : 'comment') as 'code' | 'comment' | 'blank');
  const isDoc = ({ kind }: ts.Node): boolean =>
    kind >= ts.SyntaxKind.FirstJSDocNode && kind <= ts.SyntaxKind.LastJSDocNode;
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(source).filter((child) => !isDoc(child));
    if (children.length > 0) return children.forEach(visit);
    if (node.getWidth(source) === 0) return;
    const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
    const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
    for (let line = first; line <= last; line += 1) if (lines[line] === 'comment') lines[line] = 'code';
  };
  visit(source);
  return lines;
}

/** Measures a file given its text. */
export function measureFile(file: string, text: string): FileMeasure {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const lines = classifyLines(text, source);
  const functions: FunctionMeasure[] = [];
  let anyCount = 0;
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) anyCount += 1;
    if (hasBody(node)) {
      const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      const size = lines.slice(first, last + 1).filter((kind) => kind === 'code').length;
      functions.push({ name: nameOf(node), line: first + 1, lines: size, complexity: complexityOf(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const total = text.endsWith('\n') ? lines.length - 1 : lines.length;
  return { file, lines: total, commentLines: lines.filter((kind) => kind === 'comment').length, anyCount, functions };
}
