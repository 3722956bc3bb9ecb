/**
 * The cells of a line of CSV; cells may stand in double quotes, within which two of them mean one (RFC 4180).
 * @returns null when a quote is left open or something follows a closed one.
 */
export function csvCells(line: string): readonly string[] | null {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/.exec(rest);
    if (match === null) return null;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return cells;
    rest = rest.slice(match[0].length);
  }
}

/** What a spreadsheet would calculate when it opens the file; a signed number is none. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$))/;

/** A cell as CSV: quoted where it must be, and with an apostrophe before what a spreadsheet would take for a formula. */
export function csvCell(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
