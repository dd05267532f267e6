import { utf8ToBytes } from "@noble/hashes/utils.js";
import { isScanOk, scanSkill } from "../scan/scan.ts";
import type { ScanFinding } from "../scan/types.ts";
import { contentHash } from "../skill/hash.ts";
import { compareText } from "../skill/order.ts";
import { SKILL_FILE } from "../skill/parse.ts";
import { type TextSketch, similarity, sketchSkill } from "../skill/similar.ts";
import type { Finding, Sha256, SkillFile, SkillSource } from "../skill/types.ts";
import { validateSkill } from "../skill/validate.ts";
import { writeSkill } from "../skill/write.ts";
import { SIMILAR, type Tombstone, matchTombstone } from "../version/tombstone.ts";
import type { AuthoredSkill } from "./result.ts";

/** A skill that is there already. Home is "library" or a repo's id. */
export interface KnownSkill {
  home: string;
  name: string;
  contentHash: Sha256;
  sketch: TextSketch;
}

/** A tombstone with the text it stands on; null when nobody has kept it. */
export interface KnownTombstone {
  tombstone: Tombstone;
  sketch: TextSketch | null;
}

/** Everything that a new skill may run into. */
export interface Surroundings {
  known: readonly KnownSkill[];
  tombstones: readonly KnownTombstone[];
  /** A skill and a preset may not share a name. */
  presets: readonly string[];
}

/** What the checks say of a skill that is not installed. Nothing here decides: `obstaclesOf` does. */
export interface AuthoringChecks {
  /** By the open format's strict profile. */
  valid: Finding[];
  safe: ScanFinding[];
  /** What has this name already where it would go; null when it is free. */
  clash: { name: string; home: string; with: "skill" | "preset" } | null;
  /** The one most like it, from 0.8 on; 1 also means the same content. */
  similar: { name: string; home: string; similarity: number } | null;
  /** What was buried in its home and is the same, or nearly. */
  tombstone: Buried | null;
}

interface Buried extends Pick<Tombstone, "name" | "kind" | "reason" | "at"> {
  similarity: number;
}

/** The files of a skill as an agent returned it, in order of path. Frontmatter is written by the one writer. */
export function toSkillFiles(skill: AuthoredSkill, source: SkillSource): SkillFile[] {
  const { name, description, body, files = [] } = skill;
  const data = { name, description, metadata: { version: "1", source } };
  const text = writeSkill({ data, body: `\n${body.replace(/^\s*\n/, "").trimEnd()}\n` });
  const rest = files.map(({ path, content }) => toFile(path, content));
  return [toFile(SKILL_FILE, text), ...rest].toSorted((a, b) => compareText(a.path, b.path));
}

/** What begins with an interpreter's line is meant to be run. */
function toFile(path: string, text: string): SkillFile {
  const mode = path !== SKILL_FILE && text.startsWith("#!") ? "100755" : "100644";
  return { path, mode, bytes: utf8ToBytes(text) };
}

/**
 * Checks a skill that shall go to a home: strict profile, scan, name, near-duplicates, tombstones (contracts.md, 8).
 * `evidenceAt` is the newest evidence that speaks for it; a rejection that is older than it is spent. `except` is a skill that
 * it amends and so may resemble.
 */
export function checkAuthored(
  skill: {
    home: string;
    name: string;
    files: readonly SkillFile[];
    evidenceAt?: Date | null;
    except?: { home: string; name: string };
  },
  around: Surroundings,
): AuthoringChecks {
  const { home, name, files, except } = skill;
  const known = around.known.filter((one) => one.home !== except?.home || one.name !== except.name);
  const text = { hash: contentHash(files), sketch: sketchSkill(files) };
  return {
    valid: validateSkill({ folder: name, files }, "strict"),
    safe: scanSkill(files),
    clash: clashOf({ home, name }, known, around.presets),
    similar: mostSimilar(text, known),
    tombstone: buriedOf({ home, evidenceAt: skill.evidenceAt ?? null, ...text }, around.tombstones),
  };
}

function clashOf(
  { home, name }: { home: string; name: string },
  known: readonly KnownSkill[],
  presets: readonly string[],
): AuthoringChecks["clash"] {
  if (known.some((one) => one.home === home && one.name === name)) return { name, home, with: "skill" };
  return presets.includes(name) ? { name, home: "library", with: "preset" } : null;
}

function mostSimilar(
  text: { hash: Sha256; sketch: TextSketch },
  known: readonly KnownSkill[],
): AuthoringChecks["similar"] {
  const [first] = known
    .map(({ name, home, contentHash, sketch }) => ({
      name,
      home,
      similarity: contentHash === text.hash ? 1 : similarity(text.sketch, sketch),
    }))
    .filter((one) => one.similarity >= SIMILAR)
    .toSorted((a, b) => b.similarity - a.similarity || compareText(a.name, b.name) || compareText(a.home, b.home));
  return first ?? null;
}

function buriedOf(
  arrival: { home: string; evidenceAt: Date | null; hash: Sha256; sketch: TextSketch },
  tombstones: readonly KnownTombstone[],
): Buried | null {
  const sketches = new Map(tombstones.map(({ tombstone, sketch }) => [tombstone, sketch]));
  const similarTo = (tombstone: Tombstone) => {
    const sketch = sketches.get(tombstone);
    return sketch ? similarity(arrival.sketch, sketch) : 0;
  };
  const { home, evidenceAt, hash } = arrival;
  const match = matchTombstone({ home, contentHash: hash, by: "automatic", evidenceAt, similarTo }, [
    ...sketches.keys(),
  ]);
  if (match.outcome !== "blocked" && match.outcome !== "ask") return null;
  const { name, kind, reason, at } = match.tombstone;
  return { name, kind, reason, at, similarity: match.outcome === "ask" ? match.similarity : 1 };
}

/** What keeps a skill from being installed, in a sentence each, worst first. A person may wave through what is not `final`. */
export interface Obstacle {
  check: keyof AuthoringChecks;
  final: boolean;
  message: string;
}

/** Reads the checks: empty means that it may be installed by itself. */
export function obstaclesOf(checks: AuthoringChecks): Obstacle[] {
  const { valid, safe, clash, similar, tombstone } = checks;
  const error = valid.find(({ severity }) => severity === "error");
  const [worst] = safe;
  return [
    ...(error ? [{ check: "valid", final: true, message: `${error.file}: ${error.message}` } as const] : []),
    ...(worst && !isScanOk(safe)
      ? [
          {
            check: "safe",
            final: worst.severity === "critical",
            message: `${worst.rule} in ${worst.file}:${worst.line}: ${worst.message}`,
          } as const,
        ]
      : []),
    ...(clash
      ? [
          {
            check: "clash",
            final: true,
            message: `a ${clash.with} is called ${clash.name} already; choose another name`,
          } as const,
        ]
      : []),
    ...(similar
      ? [
          {
            check: "similar",
            final: false,
            message: `${percent(similar.similarity)} like ${similar.name}; amend that one, or say why both are needed`,
          } as const,
        ]
      : []),
    ...(tombstone
      ? [
          {
            check: "tombstone",
            final: false,
            message: `${percent(tombstone.similarity)} like ${tombstone.name}, which was ${BURIED[tombstone.kind]}: ${tombstone.reason}`,
          } as const,
        ]
      : []),
  ];
}

const BURIED = { prune: "pruned", rejection: "rejected" } as const;

/** Rounded down, so that only the same text is wholly alike. */
function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
