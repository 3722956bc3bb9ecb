/** A column of a printed table. */
export interface Column {
  readonly title: string;
  /** Figures are set to the right, so that their digits stand below each other. */
  readonly align?: 'right';
}

const GAP = '  ';

function widthsOf(columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  return columns.map(({ title }, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
}

/**
 * A table of plain text with a line below its titles; `footer` rows stand below a second line.
 * @returns lines that each end in a line feed.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  footer: readonly (readonly string[])[] = [],
): string {
  const widths = widthsOf(columns, [...rows, ...footer]);
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, i) => {
        const [cell, width] = [cells[i] ?? '', widths[i] ?? 0];
        return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join(GAP)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP);
  const body = [line(columns.map(({ title }) => title)), rule, ...rows.map(line)];
  const foot = footer.length > 0 ? [rule, ...footer.map(line)] : [];
  return [...body, ...foot].map((text) => `${text}\n`).join('');
}

/** Pairs of a name and a value, the values below each other. */
export function pairs(entries: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
