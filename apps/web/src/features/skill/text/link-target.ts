/** Where a link of a skill's text leads: to a file of the skill, out of the product, or nowhere. */
export type LinkTarget =
  | { kind: "file"; path: string }
  | { kind: "outside"; href: string; host: string }
  | { kind: "none" };

/** Judges a link as it stands in SKILL.md or a file beside it; `from` is that file's path. */
export function linkTarget(href: string | undefined, from = "SKILL.md"): LinkTarget {
  if (!href || href.startsWith("#")) return { kind: "none" };
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return outside(href);
  const base = new URL(from, "skill:///");
  const path = decodePath(new URL(href, base).pathname);
  return path === undefined || path === "" ? { kind: "none" } : { kind: "file", path };
}

function outside(href: string): LinkTarget {
  if (!URL.canParse(href)) return { kind: "none" };
  const url = new URL(href);
  if (url.protocol === "https:" || url.protocol === "http:") return { kind: "outside", href: url.href, host: url.host };
  return url.protocol === "mailto:" ? { kind: "outside", href: url.href, host: "e-mail" } : { kind: "none" };
}

function decodePath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname.replace(/^\/+/, ""));
  } catch {
    return undefined;
  }
}
