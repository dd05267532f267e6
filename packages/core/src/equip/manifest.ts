import { DomainError, issuesOf } from "../error.ts";
import { compareText } from "../skill/order.ts";
import { Manifest, type ManifestEntry } from "./types.ts";

/** Where Yardlet keeps what it placed, from the root of the repo. */
export const MANIFEST_PATH = ".agents/skills/.yardlet.json";

const REMEDY = "restore it from the history; until then nothing here is written";

/**
 * Reads `.agents/skills/.yardlet.json`; no file means that Yardlet placed nothing.
 * @throws DomainError `invalid` for broken JSON, an unknown version or a bad entry: guessing could overwrite a user's folder.
 */
export function parseManifest(text: string | undefined): Manifest {
  if (text === undefined) return { schema: "yardlet.manifest/1", skills: {} };
  const parsed = Manifest.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error);
  const first = issues[0];
  const what = first?.path ? `${first.path}: ${first.message}` : (first?.message ?? "it is not JSON");
  throw new DomainError("invalid", `${MANIFEST_PATH} is not readable (${what}); ${REMEDY}`, {
    path: MANIFEST_PATH,
    issues,
  });
}

/** What Yardlet placed under a name. `constructor` is a fine name for a skill, and no entry. */
export function manifestEntry(manifest: Manifest, name: string): ManifestEntry | undefined {
  return Object.hasOwn(manifest.skills, name) ? manifest.skills[name] : undefined;
}

/** The manifest as JSON in one form: names sorted, keys in a fixed order, two spaces, a newline at the end. */
export function manifestText(manifest: Manifest): string {
  const names = Object.keys(manifest.skills).toSorted(compareText);
  const skills = Object.fromEntries(
    names.flatMap((name) => {
      const entry = manifestEntry(manifest, name);
      if (!entry) return [];
      const { version, hash, tree_hash, origin, library_commit, why } = entry;
      return [[name, { version, hash, tree_hash, origin, library_commit, why: why.toSorted(compareText) }]];
    }),
  );
  return `${JSON.stringify({ schema: manifest.schema, skills }, null, 2)}\n`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
