import { type ConfigEdit, editRepoConfig, parseRepoConfig } from "@yardlet/core/config";
import { type EquipPlan, changeOfPlan, isEmptyChange } from "@yardlet/core/equip";
import { stampSkill } from "@yardlet/core/equip/stamp";
import { writeChange } from "@yardlet/repo";
import type { LocalState } from "./state.ts";

/** The text of `.agents/yardlet.yaml` after these edits, and what it then says. */
export function editedConfig(state: LocalState, edits: readonly ConfigEdit[]) {
  const text = editRepoConfig(state.seen.configText ?? undefined, edits);
  return { text, config: parseRepoConfig(text).config };
}

/** Carries a plan out as one commit; null when there was nothing to write. `configText` is the new yardlet.yaml, if it changes. */
export async function writePlan(
  state: LocalState,
  plan: EquipPlan,
  configText?: string,
): Promise<{ commit: string | null; notes: string[] }> {
  const { repo, seen, config } = state;
  const placing = plan.entries.filter(({ action }) => action === "add" || action === "update");
  const skills = placing.flatMap(({ skill }) => state.skills.find(({ name }) => name === skill) ?? []);
  const change = changeOfPlan({
    plan,
    skills: skills.map(({ name, version, files }) => stampSkill({ name, version, files, origin: "library" })),
    present: seen.present,
    linkFolders: config.links,
    config: configText,
  });
  if (isEmptyChange(change)) return { commit: null, notes: [] };
  const { puts, deletes, links, message } = change;
  const written = await writeChange(
    repo,
    { base: seen.commit, puts, deletes, links, message },
    { scope: { kind: "agents", linkFolders: foldersOf(config.links, deletes) }, delivery: "commit" },
  );
  const notes = written.kept.map(
    (path) => `${path} was edited meanwhile: your edit stays, the commit has the placed text`,
  );
  return { commit: written.changed ? (written.commit ?? null) : null, notes };
}

/** The link folders of today, and those of before that still hold links to what goes. */
function foldersOf(links: readonly string[], deletes: readonly string[]): string[] {
  const before = deletes
    .filter((path) => !path.startsWith(".agents/"))
    .map((path) => path.slice(0, path.lastIndexOf("/")));
  return [...new Set([...links, ...before])];
}
