import type { Credential, CredentialKind } from "@yardlet/core/credential";
import type { CredentialView } from "@yardlet/services";
import { formatCount } from "@/ui/format.ts";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";
import type { CredentialState } from "./search-params.ts";

/** How each state looks and reads. */
export const STATES = {
  works: { glyph: "ok", tone: "good", word: "works" },
  refused: { glyph: "x", tone: "bad", word: "refused" },
  locked: { glyph: "warn", tone: "warn", word: "locked" },
  unused: { glyph: "none", tone: "unk", word: "not used yet" },
} as const satisfies Record<CredentialState, { glyph: GlyphName; tone: GlyphTone; word: string }>;

/** What is known of it: whether it opens here, and what the host said last. */
export function stateOf({
  locked,
  failedAt,
  usedAt,
}: Pick<CredentialView, "locked" | "failedAt" | "usedAt">): CredentialState {
  if (locked !== null) return "locked";
  if (failedAt !== null) return "refused";
  return usedAt === null ? "unused" : "works";
}

export const KINDS = {
  password: { word: "https", long: "https: a user name and a token" },
  ssh_key: { word: "ssh", long: "ssh: a private key" },
} as const satisfies Record<CredentialKind, { word: string; long: string }>;

/** What people know a secret by; never more of it. */
export function hintWords({ kind, hint }: Pick<Credential, "kind" | "hint">): string {
  if (kind === "ssh_key") return hint;
  return hint === "" ? "a short password" : `…${hint}`;
}

/** As `hintWords`, so long that two keys of a team are told apart. */
export function shortHint(credential: Pick<Credential, "kind" | "hint">): string {
  const words = hintWords(credential);
  return words.length > 20 ? `${words.slice(0, 18)}…` : words;
}

/** Who signs in with it. */
export function userWords({ repos, isSource }: Pick<CredentialView, "repos" | "isSource">): string {
  const parts = [repos.length > 0 ? formatCount(repos.length, "repo") : "", isSource ? "the library’s source" : ""];
  return parts.filter((part) => part !== "").join(", ") || "nobody";
}
