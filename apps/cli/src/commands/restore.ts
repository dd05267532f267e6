import { type EquipPlan, type ManifestEntry, acceptName, provisionalVersion } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import { contentHash } from "@yardlet/core/skill";
import type { SkillStateReport } from "@yardlet/core/version/command-report";
import type { Answer, Invocation } from "../command.ts";
import { type LocalState, readState } from "../local/state.ts";
import { editedConfig, writeSkills } from "../local/write.ts";
import { type Copy, type Moment, readCopy, readHistory } from "../version/history.ts";
import { reasonOf } from "../version/reason.ts";
import { skillServer } from "../remote/skills.ts";
import { restoreOnServer } from "../version/remote-state.ts";

/**
 * `yardlet skill restore <name>`: the copy that Yardlet last had here comes back byte for byte, with its number and its line in
 * the manifest, and its veto is lifted: one commit.
 */
export async function restoreSkill(invocation: Invocation): Promise<Answer> {
  const server = await skillServer(invocation);
  return server === undefined ? restoreSkillHere(invocation) : restoreOnServer(server, invocation);
}

async function restoreSkillHere({ args, options, environment }: Invocation): Promise<Answer> {
  const name = acceptName(args[0] ?? "");
  const reason = reasonOf(options.reason);
  const state = await readState(options.repo, environment);
  const here = state.seen.placed.find((one) => one.name === name);
  refuseTaken(name, state);
  if (here?.treeHash !== undefined) return answer(await liftVeto(name, here.entry, state), state);
  const { rows, notes } = await readHistory(state.repo, name);
  const last = rows.find(({ moment }) => moment.contentHash && moment.entry !== undefined)?.moment;
  if (last?.entry === undefined) throw nothingToRestore(name, notes);
  return answer(await bringBack(name, last, last.entry, reason, state), state);
}

type Outcome = Omit<SkillStateReport, "repo" | "state">;

/** What lies here already only needs its veto lifted. */
async function liftVeto(name: string, entry: ManifestEntry | undefined, state: LocalState): Promise<Outcome> {
  const { text } = editedConfig(state, [{ list: "skills.veto", remove: [name] }]);
  const plan: EquipPlan = { entries: [] };
  const { commit, notes } = await writeSkills(state, { plan, skills: [], configText: text });
  return { skill: name, version: entry?.version ?? null, commit, kept: null, plan, notes };
}

async function bringBack(
  name: string,
  { commit: from }: Moment,
  entry: ManifestEntry,
  reason: string | undefined,
  state: LocalState,
): Promise<Outcome> {
  const copy = await readCopy(state.repo, name, from);
  if (typeof copy === "string") throw new DomainError("conflict", `the history of ${name} has changed; try again`);
  const { version, why, hash, tree_hash: treeHash, origin, library_commit: libraryCommit } = entry;
  const said = `restored from ${from.slice(0, 12)}${reason === undefined ? "" : `: ${reason}`}`;
  const plan: EquipPlan = {
    entries: [{ action: "add", skill: name, version, why, reason: said, suggested: false }],
  };
  const { text } = editedConfig(state, [
    { list: "skills.veto", remove: [name] },
    { list: "skills.pick", add: why.includes("pick") ? [name] : [] },
  ]);
  const { commit, notes } = await writeSkills(state, {
    plan,
    // The hashes of the manifest's line then, so that what was edited by hand is still seen as that.
    skills: [{ name, version, contentHash: hash, treeHash, origin, ...(libraryCommit && { libraryCommit }), ...copy }],
    configText: text,
    subject: `Restore ${name} v${version}`,
  });
  return {
    skill: name,
    version,
    commit,
    kept: from,
    plan,
    notes: [...notes, ...libraryNotes(name, entry, copy, state)],
  };
}

/** That the next equip would replace what just came back is said at once. */
function libraryNotes(name: string, entry: ManifestEntry, { files }: Pick<Copy, "files">, { shelf }: LocalState) {
  const skill = shelf.skills.find((one) => one.name === name);
  const isLibrarys = entry.origin === "library" && contentHash(files) === entry.hash;
  if (skill === undefined || !isLibrarys || skill.contentHash === entry.hash) return [];
  return [`the library is at v${provisionalVersion(skill, entry)}; "yardlet skill equip" updates it`];
}

/** @throws DomainError `conflict` where something else of this name lies in a folder of skills */
function refuseTaken(name: string, { seen }: LocalState): void {
  const own = seen.placed.find((one) => one.name === name && one.entry === undefined);
  const found = seen.found.find((one) => one.name === name);
  if (own)
    throw new DomainError(
      "conflict",
      `${name} is not restored: a folder of this name that Yardlet did not place lies there; move it away first`,
    );
  if (found)
    throw new DomainError(
      "conflict",
      `${name} is not restored: it lies at ${found.path} too, and a second copy would be listed twice; remove that first`,
      { path: found.path },
    );
}

function nothingToRestore(name: string, notes: readonly string[]): DomainError {
  const why = notes.length > 0 ? `; ${notes.join("; ")}` : "";
  return new DomainError(
    "not_found",
    `this repository's history has no ${name} that Yardlet placed${why}; "yardlet skill equip ${name}" places the library's`,
  );
}

function answer(outcome: Outcome, { root, notes: seen }: LocalState): Answer {
  const notes = [...seen, ...outcome.notes];
  const report: SkillStateReport = { repo: root, state: "active", ...outcome, notes };
  const { skill, version, commit, kept } = report;
  const text =
    commit === null
      ? `Nothing to do: ${skill} lies here.`
      : kept === null
        ? `The veto on ${skill} is lifted in commit ${commit.slice(0, 7)}.`
        : `Restored ${skill} v${version} from ${kept.slice(0, 7)} in commit ${commit.slice(0, 7)}.`;
  return { report, text: `${text}\n`, notes, exit: 0 };
}
