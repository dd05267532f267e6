/**
 * Takes out what nobody may read in a log: sign-ins inside URLs, header values, tokens, the `secrets` that are known by
 * their value; and control characters. The time it takes grows with the length of the text, whatever stands in it.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const known = secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  return known
    .replace(/([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@'"]*@/gi, "$1")
    .replace(/(authorization:|private-token:|bearer|basic)\s+\S+(\s+\S+)?/gi, "$1 ***")
    .replace(/\b(gh[pousr]_|github_pat_|glpat-|xox[a-z]-)[\w-]+/g, "$1***")
    .replace(/\b(sk-|AKIA)[\w-]{16,}/g, "$1***")
    .replace(/\beyJ[\w-]{8,}[\w.-]*/g, "eyJ***")
    .replace(/[^\P{C}\n]+/gu, " ");
}
