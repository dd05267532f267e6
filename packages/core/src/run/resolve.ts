/** By which rule a named skill was resolved to a version; `unresolved` is shown, and never guessed. */
export type ResolvedHow = "hash" | "number" | "commit" | "observed" | "mapped" | "unresolved";

/** A skill that a run names, with the version it was resolved to. */
export interface DeclaredSkill {
  name: string;
  use: "declared" | "activated";
  /** What the record said of the version: a hash, `v3`, or nothing. */
  reported: string;
  skillId: string | null;
  versionId: string | null;
  epoch: number | null;
  how: ResolvedHow;
}

/** A version that a name may mean in a repo. `home` is "library" or the repo's id. */
export interface KnownVersion {
  home: string;
  name: string;
  skillId: string;
  versionId: string;
  number: number;
  contentHash: string;
  treeHash: string;
}

/** What lay in the repo under a name, from a moment until another (null: until now). */
export interface ObservedVersion {
  versionId: string | null;
  fromAt: string;
  toAt: string | null;
}

/** Everything a name is resolved with; all of one repo. */
export interface Resolving {
  /** By name, the repo's own before the library's. */
  named: ReadonlyMap<string, readonly KnownVersion[]>;
  byId: ReadonlyMap<string, KnownVersion>;
  /** By name. */
  observed: ReadonlyMap<string, readonly ObservedVersion[]>;
  /** Content hashes that the manifest lists at the run's commit, by name. */
  atCommit: ReadonlyMap<string, string>;
  /** People's answers, by `<name> <reported>`. */
  mappings: ReadonlyMap<string, string>;
  /** When each skill's evidence started anew, by skill. */
  epochs: ReadonlyMap<string, readonly { epoch: number; fromAt: string }[]>;
}

/** A skill as a record names it. */
export interface ReportedSkill {
  name: string;
  version?: number | undefined;
  hash?: string | undefined;
  use: "declared" | "activated";
}

/**
 * Resolves the version a run used (decision 23): what the record says → the manifest at the run's commit → what was observed in
 * the repo at that moment → a person's mapping, which answers only where nothing else does → unresolved. A record that names a
 * version we do not know is never guessed. `at` is when the run started, else when it ended.
 */
export function resolveSkill(said: ReportedSkill, at: string, known: Resolving): DeclaredSkill {
  const reported = said.hash ?? (said.version === undefined ? "" : `v${said.version}`);
  const named = known.named.get(said.name) ?? [];
  const seen = reported === "" ? (byCommit(said.name, named, known) ?? byTime(said.name, at, known)) : undefined;
  const implied = explicit(said, named) ?? seen ?? mapped(said.name, reported, known);
  const base = { name: said.name, use: said.use, reported };
  if (!implied) return { ...base, skillId: null, versionId: null, epoch: null, how: "unresolved" };
  const { skillId, versionId } = implied.version;
  return { ...base, skillId, versionId, epoch: epochAt(known.epochs.get(skillId) ?? [], at), how: implied.how };
}

/** The epoch that holds at a moment: the last that began before it, else 1. */
export function epochAt(epochs: readonly { epoch: number; fromAt: string }[], at: string): number {
  return epochs.filter(({ fromAt }) => fromAt <= at).reduce((most, { epoch }) => Math.max(most, epoch), 1);
}

type Found = { version: KnownVersion; how: ResolvedHow } | undefined;

function explicit({ hash, version }: ReportedSkill, named: readonly KnownVersion[]): Found {
  if (hash !== undefined)
    return found(
      named.find((one) => one.contentHash === hash || one.treeHash === hash),
      "hash",
    );
  if (version !== undefined)
    return found(
      named.find((one) => one.number === version),
      "number",
    );
  return undefined;
}

function mapped(name: string, reported: string, { mappings, byId }: Resolving): Found {
  const versionId = mappings.get(`${name} ${reported}`);
  return versionId === undefined ? undefined : found(byId.get(versionId), "mapped");
}

function byCommit(name: string, named: readonly KnownVersion[], { atCommit }: Resolving): Found {
  const hash = atCommit.get(name);
  return hash === undefined
    ? undefined
    : found(
        named.find((one) => one.contentHash === hash),
        "commit",
      );
}

function byTime(name: string, at: string, { observed, byId }: Resolving): Found {
  const held = observed.get(name)?.find(({ fromAt, toAt }) => fromAt <= at && (toAt === null || at < toAt));
  return held?.versionId ? found(byId.get(held.versionId), "observed") : undefined;
}

function found(version: KnownVersion | undefined, how: ResolvedHow): Found {
  return version && { version, how };
}
