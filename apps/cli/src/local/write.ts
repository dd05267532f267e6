import { type ConfigEdit, editRepoConfig, parseRepoConfig } from "@yardlet/core/config";
import {
  type EquipPlan,
  type FileChange,
  type Manifest,
  type StampedSkill,
  changeOfPlan,
  isEmptyChange,
} from "@yardlet/core/equip";
import { stampSkill } from "@yardlet/core/equip/stamp";
import { writeChange } from "@yardlet/repo";
import { requireInstallable } from "./installable.ts";
import type { LocalRepository, LocalState } from "./state.ts";

/** The text of `.agents/yardlet.yaml` after these edits, and what it then says. */
export function editedConfig(state: LocalRepository, edits: readonly ConfigEdit[]) {
  const text = editRepoConfig(state.seen.configText ?? undefined, edits);
  return { text, config: parseRepoConfig(text).config };
}

/** What became of a change: null when there was nothing to write. */
export interface Written {
  commit: string | null;
  /** The manifest as it is now. */
  manifest: Manifest;
  notes: string[];
}

/** Carries a plan out as one commit, with the library's skills. `configText` is the new yardlet.yaml, if it changes. */
export function writePlan(state: LocalState, plan: EquipPlan, configText?: string): Promise<Written> {
  const placing = plan.entries.filter(({ action }) => action === "add" || action === "update");
  const skills = placing.flatMap(({ skill }) => state.skills.find(({ name }) => name === skill) ?? []);
  const stamped = skills.map(({ name, version, files }) => stampSkill({ name, version, files, origin: "library" }));
  return writeSkills(state, { plan, skills: stamped, configText });
}

/**
 * Carries a plan out with these skills as they are; `subject` is the first line of the commit's message. What a server sent it has
 * looked at itself.
 * @throws DomainError `refused` where the scan keeps one out
 */
export async function writeSkills(
  state: LocalRepository,
  wanted: {
    plan: EquipPlan;
    skills: readonly StampedSkill[];
    configText?: string | undefined;
    subject?: string;
    fromServer?: true;
  },
): Promise<Written> {
  if (!wanted.fromServer) requireInstallable(wanted.skills);
  const { repo, seen, config } = state;
  const change = changeOfPlan({
    plan: wanted.plan,
    skills: wanted.skills,
    present: seen.present,
    linkFolders: config.links,
    ...(wanted.configText === undefined ? {} : { config: wanted.configText }),
  });
  if (isEmptyChange(change)) return { commit: null, manifest: seen.present.manifest, notes: [] };
  const { puts, deletes, links, manifest } = change;
  const message = messageOf(change, wanted.subject);
  const written = await writeChange(
    repo,
    { base: seen.commit, puts, deletes, links, message },
    { scope: { kind: "agents", linkFolders: foldersOf(config.links, deletes) }, delivery: "commit" },
  );
  const notes = written.kept.map(
    (path) => `${path} was edited meanwhile: your edit stays, the commit has the placed text`,
  );
  return { commit: written.changed ? (written.commit ?? null) : null, manifest, notes };
}

function messageOf({ message }: FileChange, subject: string | undefined): string {
  return subject === undefined ? message : `${subject}${message.slice(message.indexOf("\n"))}`;
}

/** The link folders of today, and those of before that still hold links to what goes. */
function foldersOf(links: readonly string[], deletes: readonly string[]): string[] {
  const before = deletes
    .filter((path) => !path.startsWith(".agents/"))
    .map((path) => path.slice(0, path.lastIndexOf("/")));
  return [...new Set([...links, ...before])];
}
