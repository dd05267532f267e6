import type { RepoLocation } from "./types.ts";

const WITH_SCHEME =
  /^(?:https?|ssh|git|git\+ssh|ssh\+git):\/\/(?:[^@/]*@)?(?<host>\[[^\]/]+\]|[^/:@]+)(?::\d*)?\/(?<path>[^?#]+)/i;
const SCP_LIKE = /^(?:[^@/]*@)?(?<host>\[[^\]/]+\]|[^/:@]{2,}):(?!\/\/)(?<path>[^?#]+)$/;
const MAX_SLUG = 64;

/**
 * The identity of a remote (decision 24): `host/path` with the host in lower case, without scheme, user, port and `.git`,
 * so that every way to write one remote gives one text. Of a `file://` URL, its path. `undefined` for anything else.
 */
export function canonicalRemote(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^file:\/\/\//i.test(trimmed)) return `file://${cleanPath(trimmed.slice("file://".length), "/")}`;
  const { host, path } = (WITH_SCHEME.exec(trimmed) ?? SCP_LIKE.exec(trimmed))?.groups ?? {};
  if (host === undefined || path === undefined) return undefined;
  const clean = cleanPath(path, "");
  return clean === "" ? undefined : `${host.toLowerCase().replace(/\.$/, "")}/${clean}`;
}

/** What makes two locations the same repo: the canonical remote, or the real path. */
export function identityOf(location: RepoLocation): string {
  return location.kind === "path" ? `path:${location.path}` : (canonicalRemote(location.url) ?? location.url);
}

/** A short name for pages, from the last part of the location: lower-case letters, digits and single hyphens. */
export function slugOfLocation(location: RepoLocation): string {
  const whole = location.kind === "path" ? location.path : decode(canonicalRemote(location.url) ?? location.url);
  const last = cleanPath(whole, "").split(/[/\\]/).at(-1) ?? "";
  const slug = last
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "repo" : slug;
}

function cleanPath(path: string, lead: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return `${lead}${parts.join("/").replace(/\.git$/i, "")}`.replace(/(.)\/$/, "$1");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
