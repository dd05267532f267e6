import { realpath } from "node:fs/promises";
import type { StampedSkill } from "@yardlet/core/equip";
import { stampSkill } from "@yardlet/core/equip/stamp";
import { DomainError } from "@yardlet/core/error";
import { CATALOG_FILE, readLibrary, regenerateCatalog } from "@yardlet/core/library";
import type { SkillFile } from "@yardlet/core/skill";
import { findRepoRoot, readLibraryFiles, writeChange } from "@yardlet/repo";
import { BUILT_IN_LIBRARY } from "../built-in.ts";
import type { Environment } from "../env.ts";
import { openLocal } from "../local/repository.ts";
import type { LocalState } from "../local/state.ts";
import { requireInstallable } from "../local/installable.ts";
import { editedConfig, writeSkills } from "../local/write.ts";
import { textFile } from "./record.ts";
import type { Home } from "./surroundings.ts";

/** A text that becomes a skill, or the next version of one. */
export interface Install {
  name: string;
  files: readonly SkillFile[];
  home: Home;
  source: "created" | "learned";
  /** The version that it follows here; undefined for a new skill. */
  follows: number | undefined;
  /** Where the text comes from, for the history. */
  reason: string;
}

export interface Installed {
  skill: StampedSkill;
  commit: string;
  notes: string[];
}

/** Installs a skill in one commit. @throws DomainError `refused` or `conflict` where it may not be written now */
export function installSkill(wanted: Install, state: LocalState, environment: Environment): Promise<Installed> {
  return wanted.home === "library" ? installInLibrary(wanted, state, environment) : installHere(wanted, state);
}

async function installHere(wanted: Install, state: LocalState): Promise<Installed> {
  const { name, follows, reason } = wanted;
  const skill = stampOf(wanted);
  const isVetoed = state.config.skills.veto.includes(name);
  const entry = {
    skill: name,
    version: skill.version,
    why: [],
    reason,
    suggested: false,
  };
  const plan = {
    entries: [
      follows === undefined
        ? { action: "add" as const, ...entry }
        : { action: "update" as const, fromVersion: follows, ...entry },
    ],
  };
  const { commit, notes } = await writeSkills(state, {
    plan,
    skills: [skill],
    subject: subjectOf(wanted),
    configText: isVetoed ? editedConfig(state, [{ list: "skills.veto", remove: [name] }]).text : undefined,
  });
  if (commit === null) throw new DomainError("conflict", `${name} lies here already, with this text`);
  return { skill, commit, notes: isVetoed ? [...notes, `the veto on ${name} is lifted`] : notes };
}

async function installInLibrary(wanted: Install, state: LocalState, environment: Environment): Promise<Installed> {
  const root = await requireLibrary(state);
  const library = await openLocal(root, environment);
  const { head } = library;
  const before = head === undefined ? [] : await readLibraryFiles(library, head);
  const skill = stampOf(wanted);
  requireInstallable([skill]);
  const puts = skill.files.map((file) => ({ ...file, path: `skills/${wanted.name}/${file.path}` }));
  const catalog = textFile(CATALOG_FILE, regenerateCatalog(readLibrary([...before, ...puts])));
  const { commit } = await writeChange(
    library,
    { base: head, puts: [...puts, catalog], deletes: [], message: `${subjectOf(wanted)}\n\n${wanted.reason}\n` },
    { scope: { kind: "library" }, delivery: "commit" },
  );
  if (commit === undefined) throw new DomainError("conflict", `${root} had nothing to commit; look at it, then again`);
  return {
    skill,
    commit,
    notes: [`${wanted.name} lies in ${root}; "yardlet skill equip ${wanted.name}" places it here`],
  };
}

/**
 * The library that may be written: the one of a person or a team, a git repository of its own.
 * @throws DomainError `refused` where there is none, with the remedy
 */
export async function requireLibrary({ shelf }: Pick<LocalState, "shelf">): Promise<string> {
  const root = shelf.roots.find((one) => one !== BUILT_IN_LIBRARY);
  if (root === undefined)
    throw new DomainError(
      "refused",
      "there is no library of yours to write to, and the built-in one stays as it is; name a folder as skill_library in .agents/yardlet.yaml, or leave --library out",
    );
  const real = await realpath(root);
  if ((await findRepoRoot(real)) === real) return real;
  throw new DomainError(
    "refused",
    `the library ${root} is no git repository of its own, so nothing could be undone there; run "git init" in it and commit what lies there`,
    { path: root },
  );
}

function stampOf({ name, files, source, follows, home }: Install): StampedSkill {
  const origin = home === "library" ? "library" : "repo";
  return stampSkill({ name, version: (follows ?? 0) + 1, files, origin, source });
}

function subjectOf({ name, source, follows }: Install): string {
  if (follows !== undefined) return `Amend ${name} to v${follows + 1}`;
  return source === "learned" ? `Record ${name}` : `Create ${name}`;
}
