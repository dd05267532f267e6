/** Where to go after signing in: a path of this server, never another site. */
export function nextPath(given: string | undefined): string {
  if (!given?.startsWith("/") || /^\/[/\\]/.test(given)) return "/";
  const url = new URL(given, "http://here");
  return url.host === "here" ? url.pathname + url.search + url.hash : "/";
}
