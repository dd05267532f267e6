/** The words of a package's name: `@acme/mail-cli` → acme, mail, cli. */
export function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
