import { utf8ToBytes } from "@noble/hashes/utils.js";
import { CONFIG_PATH } from "../config/types.ts";
import { DomainError } from "../error.ts";
import type { FileMode, SkillFile } from "../skill/types.ts";
import { MANIFEST_PATH, manifestText } from "./manifest.ts";
import { commitMessage } from "./message.ts";
import { compareText } from "../skill/order.ts";
import { isExecutable } from "./plan.ts";
import { IGNORE_PATH, ignoreText, linkTarget, skillFolder } from "./places.ts";
import type { EquipPlan, Manifest, ManifestEntry } from "./types.ts";

/** One skill ready to be placed: its files carry their version and source, `treeHash` is the hash of just these bytes. */
export interface StampedSkill {
  name: string;
  version: number;
  contentHash: string;
  treeHash: string;
  origin: ManifestEntry["origin"];
  libraryCommit?: string;
  files: readonly SkillFile[];
}

/** What lies in the repo at the commit the change is built on. Paths are from its root. */
export interface PresentFiles {
  /** Every tracked file below `.agents/`. */
  paths: readonly string[];
  /** What lies at or below the link folders: a link with its target, anything else without one. */
  linked: readonly { path: string; target: string | undefined }[];
  manifest: Manifest;
  ignore: string | undefined;
  config: string | undefined;
}

export interface FilePut {
  path: string;
  mode: FileMode;
  bytes: Uint8Array;
}

/** A commit to be: paths from the root of the repo, each list in order of path, no path in two lists. */
export interface FileChange {
  puts: FilePut[];
  deletes: string[];
  links: { path: string; target: string }[];
  message: string;
  manifest: Manifest;
}

/**
 * Turns a plan into the change that carries it out: files put and deleted, links, the new manifest and the commit message.
 * Suggested removals, conflicts, vetoes and gaps write nothing; a plan with nothing to do gives a change without files.
 * @throws DomainError `invalid` when the files of a skill to place are missing, or belong to another version.
 */
export function changeOfPlan(input: {
  plan: EquipPlan;
  skills: readonly StampedSkill[];
  present: PresentFiles;
  linkFolders: readonly string[];
  /** The wanted text of `.agents/yardlet.yaml`; `undefined` leaves it as it is. */
  config?: string;
}): FileChange {
  const { plan, present } = input;
  const todo = plan.entries.filter(isExecutable);
  const placing = todo.filter(({ action }) => action !== "remove").map((entry) => stampedFor(entry, input.skills));
  const removing = new Set(todo.filter(({ action }) => action === "remove").map(({ skill }) => skill));

  const puts = placing.flatMap(({ name, files }) =>
    files.map(({ path, mode, bytes }) => ({ path: `${skillFolder(name)}/${path}`, mode, bytes })),
  );
  const manifest = nextManifest(present.manifest, plan, placing, removing);
  const made = missingLinks(input, manifest, placing);
  const configChanges = input.config !== undefined && input.config !== (present.config ?? "");
  if (configChanges) puts.push(textFile(CONFIG_PATH, input.config ?? ""));

  const nothing = todo.length === 0 && made.length === 0 && !configChanges;
  if (!nothing) {
    if (manifestText(manifest) !== manifestText(present.manifest))
      puts.push(textFile(MANIFEST_PATH, manifestText(manifest)));
    const ignore = ignoreText(present.ignore);
    if (ignore !== present.ignore) puts.push(textFile(IGNORE_PATH, ignore));
  }

  const kept = new Set(puts.map(({ path }) => path));
  const touched = [...placing.map(({ name }) => name), ...removing].map((name) => `${skillFolder(name)}/`);
  const deletes = present.paths.filter((path) => touched.some((folder) => path.startsWith(folder)) && !kept.has(path));
  const dropped = present.linked.filter((link) => isOurLink(link, removing)).map(({ path }) => path);
  return {
    puts: puts.toSorted((a, b) => compareText(a.path, b.path)),
    deletes: [...new Set([...deletes, ...dropped])].toSorted(compareText),
    links: made,
    message: commitMessage(todo, { links: made.length, config: configChanges }),
    manifest: nothing ? present.manifest : manifest,
  };
}

/** True when carrying out the change would write nothing. */
export function isEmptyChange({ puts, deletes, links }: FileChange): boolean {
  return puts.length === 0 && deletes.length === 0 && links.length === 0;
}

function stampedFor({ skill, version }: EquipPlan["entries"][number], skills: readonly StampedSkill[]): StampedSkill {
  const stamped = skills.find(({ name }) => name === skill);
  if (stamped && stamped.version === version) return stamped;
  throw new DomainError(
    "invalid",
    `the files of ${skill} v${version} are not at hand; plan again from the present library`,
    {
      skill,
      version,
    },
  );
}

function nextManifest(
  manifest: Manifest,
  plan: EquipPlan,
  placing: readonly StampedSkill[],
  removing: ReadonlySet<string>,
): Manifest {
  const whyNow = new Map(plan.entries.map(({ skill, why }) => [skill, why]));
  const stays = new Set(plan.entries.filter(({ action }) => action === "keep").map(({ skill }) => skill));
  const skills: Record<string, ManifestEntry> = {};
  for (const [name, entry] of Object.entries(manifest.skills)) {
    if (!removing.has(name)) skills[name] = stays.has(name) ? { ...entry, why: whyNow.get(name) ?? entry.why } : entry;
  }
  for (const { name, version, contentHash, treeHash, origin, libraryCommit } of placing) {
    skills[name] = {
      version,
      hash: contentHash,
      tree_hash: treeHash,
      origin,
      ...(libraryCommit === undefined ? {} : { library_commit: libraryCommit }),
      why: whyNow.get(name) ?? [],
    };
  }
  return { schema: manifest.schema, skills };
}

/** A link in every link folder for each skill of the new manifest that lies there. What lies in a link's place stays. */
function missingLinks(
  { linkFolders, present }: Parameters<typeof changeOfPlan>[0],
  manifest: Manifest,
  placing: readonly StampedSkill[],
): FileChange["links"] {
  const occupied = present.linked.map(({ path }) => path);
  const arriving = new Set(placing.map(({ name }) => name));
  const lies = (name: string) => present.paths.some((path) => path.startsWith(`${skillFolder(name)}/`));
  const names = Object.keys(manifest.skills).filter((name) => arriving.has(name) || lies(name));
  return [...new Set(linkFolders)]
    .flatMap((folder) => names.map((name) => ({ path: `${folder}/${name}`, target: linkTarget(folder, name) })))
    .filter(({ path }) => !occupied.some((other) => isSameOrAbove(other, path) || isSameOrAbove(path, other)))
    .toSorted((a, b) => compareText(a.path, b.path));
}

function isSameOrAbove(path: string, other: string): boolean {
  return path === other || other.startsWith(`${path}/`);
}

/** A link that points to one of these skills, as Yardlet would have written it, in whatever folder. */
function isOurLink({ path, target }: PresentFiles["linked"][number], names: ReadonlySet<string>): boolean {
  const at = path.lastIndexOf("/");
  const name = path.slice(at + 1);
  return at > 0 && names.has(name) && target === linkTarget(path.slice(0, at), name);
}

function textFile(path: string, text: string): FilePut {
  return { path, mode: "100644", bytes: utf8ToBytes(text) };
}
