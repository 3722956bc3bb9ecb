/** A piece of JSON text by kind; all pieces together are the text. */
export interface JsonPiece {
  readonly kind: 'name' | 'text' | 'number' | 'word' | 'mark';
  readonly text: string;
}

const PATTERN = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)/g;

function kindOf([, text, colon, number]: RegExpMatchArray): JsonPiece['kind'] {
  if (text !== undefined) return colon === undefined ? 'text' : 'name';
  return number === undefined ? 'word' : 'number';
}

/** Splits the indented JSON of a value into coloured pieces. */
export function jsonPieces(value: unknown): readonly JsonPiece[] {
  const json = JSON.stringify(value, null, 2);
  const pieces: JsonPiece[] = [];
  let end = 0;
  for (const match of json.matchAll(PATTERN)) {
    if (match.index > end) pieces.push({ kind: 'mark', text: json.slice(end, match.index) });
    pieces.push({ kind: kindOf(match), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < json.length) pieces.push({ kind: 'mark', text: json.slice(end) });
  return pieces;
}
