import ts from 'typescript-6';
import { isAllowed } from './allowed.ts';
import { calleeName, isRaw, lineOf, MESSAGE_CALLS, parseSource, wordsOf } from './syntax.ts';

/** A message as a source uses it. */
export interface UsedMessage {
  /** The key in the catalogues: the English text, with its use where it has one. */
  readonly key: string;
  readonly english: string;
  /** Names of the values given with it; null where they cannot be read from the source. */
  readonly given: readonly string[] | null;
  readonly kind: 'plain' | 'rich' | 'context';
  readonly at: string;
}

export interface Finding {
  readonly at: string;
  readonly problem: string;
}

export interface FileMessages {
  readonly used: readonly UsedMessage[];
  readonly findings: readonly Finding[];
}

function literal(node: ts.Expression | undefined): string | null {
  if (node === undefined) return null;
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : null;
}

function givenNames(node: ts.Expression | undefined): readonly string[] | null {
  if (node === undefined) return [];
  if (!ts.isObjectLiteralExpression(node)) return null;
  const names: string[] = [];
  for (const property of node.properties) {
    if (property.name === undefined) return null;
    names.push(property.name.getText());
  }
  return names;
}

/** The message of a call; a problem where its text is worked out and so cannot stand in a catalogue. */
function readCall(node: ts.CallExpression, at: string): UsedMessage | Finding {
  const kind = MESSAGE_CALLS[calleeName(node) as keyof typeof MESSAGE_CALLS];
  const [first, second] = node.arguments;
  if (kind === 'context') {
    const [use, english] = [literal(first), literal(second)];
    if (use === null || english === null) return { at, problem: 'the use and the message must be written out' };
    return { key: `${english} [${use}]`, english, given: [], kind, at };
  }
  const english = literal(first);
  if (english === null) return { at, problem: 'the message must be written out, not worked out' };
  return { key: english, english, given: givenNames(second), kind, at };
}

/** Every message of a source, and every text of it that people read and no catalogue can hold. */
export function readMessages(file: string, text: string): FileMessages {
  const source = parseSource(file, text);
  const used: UsedMessage[] = [];
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const at = `${file}:${String(lineOf(source, node))}`;
    if (ts.isCallExpression(node) && Object.hasOwn(MESSAGE_CALLS, calleeName(node))) {
      const read = readCall(node, at);
      if ('problem' in read) findings.push(read);
      else used.push(read);
    }
    if (isRaw(node, isAllowed)) {
      const words = (wordsOf(node) ?? '').replace(/\s+/g, ' ').trim();
      findings.push({ at, problem: `text outside the catalogues: "${words}"` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { used, findings };
}
