import { unpercent } from './percent.ts';

/** The node did not answer, or not as a node does. The message is a sentence for a person and names the host alone. */
export class NodeUnreachable extends Error {
  override readonly name = 'NodeUnreachable';
  /** The same question may go through in a moment. */
  readonly passing: boolean;

  constructor(sentence: string, passing: boolean) {
    super(sentence);
    this.passing = passing;
  }
}

/** The node understood and refused; the message is the node's own, made plain. */
export class NodeRefused extends Error {
  override readonly name = 'NodeRefused';
}

/** The node gave something a node does not give. */
export class NodeNonsense extends Error {
  override readonly name = 'NodeNonsense';
}

const MOST_LETTERS = 120;
const MOST_READ = 2_000;

const SHORTEST_SECRET = 4;

/** What of an address may be a key: its login, the parts of its path, the values of its query. */
function secretsOf({ username, password, pathname, searchParams }: URL): readonly string[] {
  const raw = [username, password, ...pathname.split('/'), ...searchParams.values()];
  const forms = raw.flatMap((text) => [text, unpercent(text)]);
  return [...new Set(forms)].filter((text) => text.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);
}

/** A node's words are shown to a person, so they are cut, and whatever could be part of the address is left out. */
function plainRefusal(message: unknown, address: URL): string {
  if (typeof message !== 'string') return 'no reason given';
  let told = message.slice(0, MOST_READ);
  for (const secret of secretsOf(address)) told = told.replaceAll(secret, '(…)');
  const clean = told
    .replace(/https?:\/\/\S+/gi, '(address)')
    .replace(/[A-Za-z0-9_-]{24,}/g, '(…)')
    .replace(/[\p{Cc}\p{Cf}<>]+/gu, ' ')
    .trim();
  return clean === '' ? 'no reason given' : clean.slice(0, MOST_LETTERS);
}

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;

/** What the node said in an error of the library. */
function refusalIn(error: unknown, address: URL): string | null {
  if (!isLoose(error)) return null;
  const info = isLoose(error['info']) ? error['info'] : {};
  for (const inner of [error['error'], info['error']])
    if (isLoose(inner)) return plainRefusal(inner['message'], address);
  return null;
}

/** Any failure of a question as one of ours; the library's own texts hold the whole address and go no further. */
export function failureOf(error: unknown, address: URL): NodeUnreachable | NodeRefused | NodeNonsense {
  if (error instanceof NodeUnreachable || error instanceof NodeRefused || error instanceof NodeNonsense) return error;
  const refusal = refusalIn(error, address);
  const { host } = address;
  return refusal === null
    ? new NodeNonsense(`${host} sent something that is no answer of a node.`)
    : new NodeRefused(`${host} refused: ${refusal}.`);
}
