const MOST = 3;

/** The names a person may have meant, best first: those that contain what was typed, and those a few keystrokes away. */
export function nearestNames(typed: string, names: readonly string[]): string[] {
  const allowed = Math.max(1, Math.floor(typed.length / 3));
  return [...new Set(names)]
    .map((name) => ({ name, distance: name.includes(typed) && typed.length > 2 ? 1 : editDistance(typed, name) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Levenshtein's distance: insertions, deletions and replacements of single characters. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
