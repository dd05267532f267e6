import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { decodeText } from "../skill/utf8.ts";
import type { FileChange, PresentFiles, StampedSkill } from "./change.ts";
import { MANIFEST_PATH, manifestEntry, parseManifest } from "./manifest.ts";
import { IGNORE_PATH, SKILLS_FOLDER, skillFolder } from "./places.ts";
import type { ManifestEntry, Placed, Wanted } from "./types.ts";
import type { Choices, OfferedSkill, WantedSet } from "./wanted.ts";

/** A repo as a map of paths to texts, and links as a map of paths to targets: enough of git to carry out a change. */
export interface TestRepo {
  files: Record<string, string>;
  links: Record<string, string>;
}

export const NO_CHOICES: Choices = { picks: [], vetoes: [], presetAdds: [], presetVetoes: [] };

export const EMPTY_SET: WantedSet = { presets: [], wanted: [], offered: [], gaps: [], vetoed: [], retired: [] };

/** Stands in for both hashes: the content hash leaves out a line `version: n`, as the real one leaves out Yardlet's metadata. */
function testHash(text: string, kind: "tree" | "content"): string {
  const kept = kind === "tree" ? text : text.replace(/^version: \d+\n/, "");
  return bytesToHex(sha256(utf8ToBytes(kept)));
}

export function offered(name: string, more: Partial<OfferedSkill> & { text?: string } = {}): OfferedSkill {
  const { text = `${name} text`, ...rest } = more;
  return {
    name,
    tier: "preset",
    presets: [],
    description: `About ${name}.`,
    version: 1,
    contentHash: testHash(text, "content"),
    treeHash: testHash(text, "tree"),
    ...rest,
  };
}

export function wanted(name: string, more: Partial<Wanted> & { text?: string } = {}): Wanted {
  const { version, contentHash, treeHash, description } = offered(name, more);
  return { name, version, contentHash, treeHash, description, why: more.why ?? ["preset:core"] };
}

/** The files of a skill as they would be placed. */
export function stamped(name: string, version: number, text: string): StampedSkill {
  const placed = `version: ${version}\n${text}`;
  return {
    name,
    version,
    contentHash: testHash(placed, "content"),
    treeHash: testHash(placed, "tree"),
    origin: "library",
    files: [{ path: "SKILL.md", mode: "100644", bytes: utf8ToBytes(placed) }],
  };
}

export function entryOf(skill: StampedSkill, more: Partial<ManifestEntry> = {}): ManifestEntry {
  const { version, contentHash, treeHash } = skill;
  return { version, hash: contentHash, tree_hash: treeHash, origin: "library", why: ["preset:core"], ...more };
}

/** A folder placed by Yardlet, untouched since. */
export function placed(name: string, version: number, text: string, more: Partial<ManifestEntry> = {}): Placed {
  const skill = stamped(name, version, text);
  return {
    name,
    entry: entryOf(skill, more),
    treeHash: skill.treeHash,
    contentHash: skill.contentHash,
    description: "",
  };
}

/** What a reader of the repo would report of `.agents/skills`. */
export function placedIn(repo: TestRepo): Placed[] {
  const manifest = parseManifest(repo.files[MANIFEST_PATH]);
  const folders = Object.keys(repo.files).flatMap(
    (path) => /^\.agents\/skills\/([^/]+)\/SKILL\.md$/.exec(path)?.[1] ?? [],
  );
  return [...new Set([...Object.keys(manifest.skills), ...folders])].map((name) => {
    const text = repo.files[`${skillFolder(name)}/SKILL.md`];
    return {
      name,
      entry: manifestEntry(manifest, name),
      treeHash: text === undefined ? undefined : testHash(text, "tree"),
      contentHash: text === undefined ? undefined : testHash(text, "content"),
      description: "",
    };
  });
}

export function presentIn(repo: TestRepo): PresentFiles {
  return {
    paths: Object.keys(repo.files).filter((path) => path.startsWith(`${SKILLS_FOLDER}/`)),
    linked: Object.entries(repo.links).map(([path, target]) => ({ path, target })),
    manifest: parseManifest(repo.files[MANIFEST_PATH]),
    ignore: repo.files[IGNORE_PATH],
    config: repo.files[".agents/yardlet.yaml"],
  };
}

export function carryOut(repo: TestRepo, change: FileChange): TestRepo {
  const next: TestRepo = { files: { ...repo.files }, links: { ...repo.links } };
  for (const path of change.deletes) {
    delete next.files[path];
    delete next.links[path];
  }
  for (const { path, bytes } of change.puts) next.files[path] = decodeText(bytes).text;
  for (const { path, target } of change.links) next.links[path] = target;
  return next;
}
