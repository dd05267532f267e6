const GAP = "  ";

/** Lines with their cells under each other, indented; the last cell of a line is never padded. */
export function columns(rows: readonly (readonly string[])[], indent = GAP): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows.map((row) => {
    const cells = row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)));
    return `${indent}${cells.join(GAP)}`.trimEnd();
  });
}

/** A text on one line of at most `max` characters. */
export function shorten(text: string, max: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= max ? line : `${line.slice(0, max - 1).trimEnd()}…`;
}
